"""Whether an article is a copy of another, and whether it says anything that the other does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from dateline.copies.words import Folded, Word
from dateline.models import Span
from dateline.models.polarity import NEGATIONS

SAME_STORY = 0.5
"""The least share of an article's words, in whole sentences, that makes it a copy."""
_SEED = 5
"""Words by which the beginning of a sentence is found again."""
_EDITED = 0.5
"""The share of its words that a sentence has from another where it is that one, edited."""
_LEAST_EDITED = 3
"""Words that it has from the other at least: "from the" stands anywhere."""
_WORDS_OF_A_NOTE = 12
"""Words that a desk's own line may have, and a headline that says nothing."""


class Run(NamedTuple):
    """Words that both articles have, from the beginning of a sentence to the end of one."""

    earlier: int
    """The position of the first in the earlier article's words."""
    later: int
    """Its position in the later one's."""
    length: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later article beside an earlier one.

    Attributes:
        earlier: The one that was read.
        later: The one that may be its copy.
        runs: What both say, in the later one's order.
        differs: What the later one says and the earlier one does not; empty where it only leaves
            out, or adds what says nothing.
    """

    earlier: Folded
    later: Folded
    runs: tuple[Run, ...]
    differs: tuple[Span, ...]

    @property
    def shared(self) -> float:
        """The share of the later one's words that both have."""
        words = len(self.later.words)
        return sum(run.length for run in self.runs) / words if words else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether it is the same story at all."""
        return self.shared >= SAME_STORY

    @property
    def may_be_reused(self) -> bool:
        """Whether what was read in the earlier one holds for the later one."""
        return self.is_copy and not self.differs


def compare(
    earlier: Folded, later: Folded, tells: Callable[[Span], bool] = lambda _: False
) -> Comparison:
    """Compare two articles sentence by sentence, wherever each breaks its paragraphs.

    Args:
        earlier: The one that was read.
        later: The one that may be its copy.
        tells: Whether a sentence of the later one tells what a record could hold. Without it only
            numbers, names, speech and negations do.
    """
    runs = tuple(_runs(earlier, later))
    dropped = list(_left_over(earlier, [(r.earlier, r.earlier + r.length) for r in runs]))
    new = list(_left_over(later, [(r.later, r.later + r.length) for r in runs]))
    known = {word.key for word in earlier.words}
    text = later.article
    # A caption may tell what the story does not; a site's own lines tell nothing.
    ignored = [part.span for part in text.set_aside if part.reason != "caption"]
    spans = [
        (words, text.span(words[0].start, words[-1].end))
        for words in new
        if not any(part.start <= words[0].start < part.end for part in ignored)
    ]
    differs = tuple(
        span for words, span in spans if _says_more(words, dropped, known, text.text) or tells(span)
    )
    return Comparison(earlier, later, runs, differs)


def _runs(earlier: Folded, later: Folded) -> Iterator[Run]:
    """Words in common; each begins and ends where a sentence does in both articles."""
    ours = [word.key for word in earlier.words]
    theirs = [word.key for word in later.words]
    starts: dict[tuple[str, ...], list[int]] = {}
    for start in earlier.bounds[:-1]:
        starts.setdefault(tuple(ours[start : start + _SEED]), []).append(start)
    our_bounds, their_bounds = frozenset(earlier.bounds), frozenset(later.bounds)
    behind = 0
    for at in later.bounds[:-1]:
        if at < behind:
            continue
        begins = starts.get(tuple(theirs[at : at + _SEED]), ())
        lengths = (
            (_alike(ours, theirs, start, at, our_bounds, their_bounds), start) for start in begins
        )
        length, start = max(lengths, default=(0, 0))
        if length:
            yield Run(start, at, length)
            behind = at + length


def _alike(
    ours: Sequence[str],
    theirs: Sequence[str],
    start: int,
    at: int,
    our_bounds: Set[int],
    their_bounds: Set[int],
) -> int:
    """How many words are alike from two places on, up to the last end of a sentence in both."""
    length, most = 0, min(len(ours) - start, len(theirs) - at)
    for n in range(most):
        if ours[start + n] != theirs[at + n]:
            break
        if start + n + 1 in our_bounds and at + n + 1 in their_bounds:
            length = n + 1
    return length


def _left_over(folded: Folded, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Word, ...]]:
    """The sentences that are in no run."""
    covered = {n for start, end in taken for n in range(start, end)}
    for start, end in zip(folded.bounds, folded.bounds[1:], strict=False):
        if start not in covered:
            yield folded.words[start:end]


def _says_more(
    words: Sequence[Word], dropped: Sequence[Sequence[Word]], known: Set[str], text: str
) -> bool:
    keys = [word.key for word in words]
    if len(keys) > _WORDS_OF_A_NOTE or any(_is_fact(key) for key in keys):
        return True
    if any(text[word.start].isupper() and word.key not in known for word in words[1:]):
        return True  # a name that the earlier one does not have
    return any(_is_edited(keys, other) for other in dropped)


def _is_fact(key: str) -> bool:
    """A number, a mark of speech, a negation."""
    return key[0].isdigit() or key[0] in '#"' or key in NEGATIONS


def _is_edited(keys: Sequence[str], other: Sequence[Word]) -> bool:
    """Whether a sentence is another with some words changed, and not a new one."""
    ours, theirs = set(keys), {word.key for word in other}
    shared = len(ours & theirs)
    return shared >= max(_LEAST_EDITED, _EDITED * min(len(ours), len(theirs)))
