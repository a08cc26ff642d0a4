"""The index behind `Article.locate`: words found where they really stand, or not at all.

Text and quotation are taken apart in the same way into folded words and what stands between
them (`tokens`), and the words have to be equal one by one. What may differ is said there, and in
`quoted` for an editor's brackets and elisions. Nothing is scored, so nothing is nearly right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from dateline.models.characters import CLASSES, CLOSERS, EDGE_FOLDS, HYPHENS, OPENERS
from dateline.models.nearest import nearest
from dateline.models.passages import Passages
from dateline.models.polarity import is_contracted_not, is_negation, negates_by_script, takes_away
from dateline.models.quoted import Query, parts_of, read_query, without_brackets
from dateline.models.text import Span
from dateline.models.tokens import same_gap, tokenize

_NOWHERE: tuple[int, ...] = ()
_WORD = frozenset("ajdmhc")
_RUNS = re.compile(r"([- ])\1+")
_Found = tuple[int, int, int, int]  # start and end offset, first word, word behind the last


class TextIndex:
    """One text, taken apart once, searched many times."""

    def __init__(self, text: str, paragraphs: Callable[[], Sequence[Span]]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        tokens = tokenize(text)
        self._starts, self._ends = tokens.starts, tokens.ends
        self._words, self._gaps = tokens.words, tokens.gaps
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(tokens.words):
            self._places.setdefault(word, []).append(at)

    def find(
        self, quote: str, *, within: Span | None = None, near: int | None = None
    ) -> Span | None:
        """Where `quote` stands as one piece.

        Args:
            quote: The words, in the article's spelling or with other typography.
            within: Look only here.
            near: Of several places, take the one nearest to this offset; the first otherwise.
        """
        low, high = (within.start, within.end) if within else (0, len(self._text))
        query = read_query(quote)
        found = self._first(query, low, high, near) if query else None
        if found is None and query:
            bare = without_brackets(quote)
            found = self._first(bare, low, high, near) if bare else None
        return self._span(found) if found else None

    def find_parts(
        self, quote: str, *, within: Span | None = None, near: int | None = None
    ) -> tuple[Span, ...]:
        """Where the parts of an elided quotation stand, in order; empty where they do not.

        No negation stands between two parts, and all are in one quotation or one sentence.
        """
        low, high = (within.start, within.end) if within else (0, len(self._text))
        places: list[list[_Found]] = []
        for part in parts_of(quote):
            query = read_query(part)
            if query is None:
                continue
            places.append(self._all(part, query, low, high))
            if not places[-1]:
                return ()
        if not places:
            return ()
        firsts: Iterable[_Found] = places[0]
        if near is not None:
            firsts = sorted(firsts, key=lambda found: abs(found[0] - near))
        chains = (self._chain(first, places[1:]) for first in firsts)
        chain = next((chain for chain in chains if chain), ())
        return tuple(map(self._span, chain))

    def nearest(self, quote: str) -> Span | None:
        """The stretch of the text whose words are most like those of `quote`."""
        query = read_query(quote)
        found = nearest(query.words, self._words, self._lowered) if query else None
        return self._slice(self._starts[found[0]], self._ends[found[1] - 1]) if found else None

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._text, self._paragraphs())

    def _negates(self, first: int, behind: int) -> bool:
        """Whether one of the words from `first` on negates."""
        words, gaps = self._words, self._gaps
        return any(is_negation(words, gaps, at) for at in range(first, behind))

    @cached_property
    def _lowered(self) -> dict[str, list[int]]:
        """The places of the words in lower case."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            places.setdefault(word.casefold(), []).append(at)
        return places

    def _chain(self, first: _Found, rest: Sequence[list[_Found]]) -> tuple[_Found, ...]:
        """From `first` on, each part at its next place, which leaves out the least."""
        chain = [first]
        for places in rest:
            end, floor = chain[-1][1], chain[-1][3]
            at = bisect_left(places, floor, key=lambda found: found[2])
            while at < len(places) and places[at][0] < end:
                at += 1
            if at == len(places) or not self._may_leave_out(chain[-1], places[at]):
                return ()
            chain.append(places[at])
        return tuple(chain)

    def _may_leave_out(self, left: _Found, right: _Found) -> bool:
        """Whether what stands between two parts may be left out."""
        start, end = left[1], right[0]
        if not self._passages.joined(start, end) or negates_by_script(self._text[start:end]):
            return False
        return not self._negates(left[3], right[2])

    def _all(self, part: str, query: Query, low: int, high: int) -> list[_Found]:
        found = list(self._matches(query, low, high))
        if not found and (bare := without_brackets(part)):
            found = list(self._matches(bare, low, high))
        return found

    def _first(self, query: Query, low: int, high: int, near: int | None) -> _Found | None:
        matches = self._matches(query, low, high)
        if near is None:
            return next(matches, None)
        return min(matches, key=lambda found: abs(found[0] - near), default=None)

    def _matches(self, query: Query, low: int, high: int) -> Iterator[_Found]:
        """Every place of the words between the offsets `low` and `high`."""
        words, count = query.words, len(query.words)
        inner = query.gaps[1:count]
        for first in self._candidates(query, low, high):
            behind = first + count
            here = self._words[first:behind]
            if here != words and not _same_turned(here, words, query.turns):
                continue
            gaps = self._gaps[first + 1 : behind]
            if gaps != inner and not all(map(same_gap, gaps, inner, here, here[1:])):
                continue
            if self._cuts(first, behind) or self._replaces_negation(query, first, behind):
                continue
            edges = self._edges(query, first, behind, low, high)
            if edges is not None:
                yield (*edges, first, behind)

    def _candidates(self, query: Query, low: int, high: int) -> Iterator[int]:
        """Where the first word would stand, by the places of the rarest."""
        best: Sequence[int] = ()
        shift = -1
        for at, word in enumerate(query.words):
            places: Sequence[int] = self._places.get(word, _NOWHERE)
            if at in query.turns and (turned := _turned(word)) in self._places:
                places = sorted((*places, *self._places[turned]))
            if not places:
                return
            if shift < 0 or len(places) < len(best):
                best, shift = places, at
                if len(places) == 1:
                    break
        start = bisect_left(self._starts, low) if low else 0
        stop = bisect_right(self._ends, high) if high < len(self._text) else len(self._words)
        count = len(query.words)
        for place in best[bisect_left(best, start + shift) :]:
            if place - shift + count > stop:
                return
            yield place - shift

    def _cuts(self, first: int, behind: int) -> bool:
        """Whether a word is cut in half: "violent" of "non-violent", "10" of "10-12", "can't"."""
        text, start, end = self._text, self._starts[first], self._ends[behind - 1]
        words, gaps = self._words, self._gaps
        if first and text[start - 1] in HYPHENS and CLASSES[ord(text[start - 2])] in _WORD:
            return True
        if first and _is_range(words[first - 1], gaps[first], words[first]):
            return True
        if first and is_contracted_not(words[first - 1], gaps[first], words[first]):
            return True
        if behind == len(words):
            return False
        last, gap, following = words[behind - 1], gaps[behind], words[behind]
        return (
            _is_range(last, gap, following)
            or is_contracted_not(last, gap, following)
            or (text[end] in HYPHENS and gap == "-" and takes_away(following))
        )

    def _replaces_negation(self, query: Query, first: int, behind: int) -> bool:
        """Whether a bracket stands at the edge in place of a negation ("[We]" for "Nobody")."""
        before, after = query.bracketed
        words, gaps = self._words, self._gaps
        return (before and first > 0 and is_negation(words, gaps, first - 1)) or (
            after and behind < len(words) and is_negation(words, gaps, behind)
        )

    def _edges(
        self, query: Query, first: int, behind: int, low: int, high: int
    ) -> tuple[int, int] | None:
        """The span with the marks around the words that stand there too.

        Outer quotation marks and closing punctuation that do not stand there are the quoter's.
        None where another mark that the quotation has is missing.
        """
        start, end = self._starts[first], self._ends[behind - 1]
        lead, trail = query.lead, query.trail
        if not lead and not trail:
            return start, end
        floor = max(low, self._ends[first - 1] if first else 0)
        ceiling = min(high, self._starts[behind] if behind < len(self._words) else high)
        lead, trail = _marks(lead).lstrip(), _marks(trail).rstrip()
        while True:
            left, right = self._back(start, floor, lead), self._on(end, ceiling, trail)
            if left is not None and right is not None:
                return left, right
            closing = next((i for i in reversed(range(len(trail))) if trail[i] == '"'), None)
            if lead[:1] != '"' or closing is None:
                break
            # A pair around the whole was added as a pair.
            lead, trail = lead[1:].lstrip(), trail[:closing].rstrip()
        while left is None:
            if lead[0] not in OPENERS:
                return None
            lead = lead[1:].lstrip()
            left = self._back(start, floor, lead)
        while right is None:
            if trail[-1] not in CLOSERS:
                return None
            trail = trail[:-1].rstrip()
            right = self._on(end, ceiling, trail)
        return left, right

    def _back(self, start: int, floor: int, marks: str) -> int | None:
        """Where `marks` start that stand right before `start`, or None."""
        while marks:
            start -= 1
            if start < floor:
                return None
            mark = self._edge(start)
            if not marks.endswith(mark):
                return None
            marks = marks[: len(marks) - len(mark)]
            while mark in ("-", " ") and start > floor and self._edge(start - 1) == mark:
                start -= 1
        return start

    def _on(self, end: int, ceiling: int, marks: str) -> int | None:
        """Where `marks` end that stand right behind `end`, or None."""
        while marks:
            if end >= ceiling:
                return None
            mark = self._edge(end)
            if not marks.startswith(mark):
                return None
            marks = marks[len(mark) :]
            end += 1
            while mark in ("-", " ") and end < ceiling and self._edge(end) == mark:
                end += 1
        return end

    def _edge(self, at: int) -> str:
        return self._text[at].translate(EDGE_FOLDS)

    def _span(self, found: _Found) -> Span:
        return self._slice(found[0], found[1])

    def _slice(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, text=self._text[start:end])


def _marks(gap: str) -> str:
    """The marks of a gap at the edge, each in one style, in runs of one."""
    return _RUNS.sub(r"\1", gap.translate(EDGE_FOLDS))


def _turned(word: str) -> str:
    """The word with its first letter of the other case."""
    first = word[0].swapcase()
    return first + word[1:] if len(first) == 1 else word


def _same_turned(here: list[str], words: list[str], turns: Sequence[int]) -> bool:
    """Whether the words are the same but for the case of the first letter of some."""
    turned = list(words)
    for at in turns:
        if _turned(words[at]) == here[at]:
            turned[at] = here[at]
    return here == turned


def _is_range(left: str, gap: str, right: str) -> bool:
    """Whether a dash joins two numbers: a match may not cut "10-12"."""
    return gap in ("-", "—", "−") and left[-1].isdigit() and right[0].isdigit()
