"""The index behind `Article.locate`: words found where they really stand, or not at all.

Text and quotation are taken apart in the same way into folded words and what stands between
them (`tokens`), and the words have to be equal one by one. What may differ is said there, and in
`quoted` for an editor's brackets and elisions. Nothing is scored, so nothing is nearly right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.models.cuts import is_cut
from dateline.models.edges import with_marks
from dateline.models.elisions import Elisions
from dateline.models.found import Found, apart
from dateline.models.nearest import nearest
from dateline.models.once import once
from dateline.models.paragraphs import split_paragraphs
from dateline.models.passages import Passages
from dateline.models.polarity import is_negation
from dateline.models.quoted import Query, parts_of, read_query, without_brackets
from dateline.models.text import Span
from dateline.models.tokens import Tokens, fold_gap, same_gap, tokenize
from dateline.models.verbatim import Verbatim

_NOWHERE: Sequence[int] = ()
_REMEMBERED = 16  # quotations
_HEAD = 24  # characters, which are found several times faster than a whole sentence
_COPIED_MARKS = '.,!?"”’'


class _Sought(NamedTuple):
    """What is looked for.

    Attributes:
        query: Its words.
        places: Where the rarest of them stands, in any of its forms.
        shift: Which of them that is.
    """

    query: Query
    places: Sequence[int]
    shift: int


class _Bounds(NamedTuple):
    """Where is looked: between two offsets, and from which word to the one behind the last."""

    low: int
    high: int
    start: int
    stop: int


class TextIndex:
    """One text, taken apart once, searched many times."""

    def __init__(self, text: str, paragraphs: Sequence[Span] | None = None) -> None:
        self._text = text
        if paragraphs is None:
            paragraphs = split_paragraphs(text)
        self._passages = Passages(text, paragraphs)
        self._verbatim = Verbatim(text)
        self._sought: dict[str, tuple[_Sought, ...]] = {}

    @once
    def _tokens(self) -> Tokens:
        """The words, taken apart for the first quotation that is no plain copy."""
        return tokenize(self._text)

    @once
    def _places(self) -> dict[str, tuple[int, ...]]:
        """Where each word stands."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._tokens.words):
            places[word].append(at)
        # Tuples of numbers are nothing that the garbage collector looks at again, and lists are:
        # hundreds, in each of the many articles that are under way at once.
        return dict(zip(places, map(tuple, places.values()), strict=True))

    def find(
        self, quote: str, *, within: Span | None = None, near: int | Span | None = None
    ) -> Span | None:
        """Where `quote` stands as one piece.

        Args:
            quote: The words, in the article's spelling or with other typography.
            within: Look only here.
            near: Of several places, take the one nearest to this offset or span; the first
                otherwise.
        """
        low, high = (within.start, within.end) if within is not None else (0, len(self._text))
        copied: Span | None = None
        if near is None:
            copied = self._verbatim.find(quote, low, high)
        elif isinstance(near, Span):
            copied = self._verbatim.find_near(quote, low, high, near)
        if copied is not None:
            return copied
        if self._verbatim.lacks(quote, low, high):
            return None
        bounds: _Bounds | None = None
        for sought in self._read(quote):
            if not sought.places:
                continue
            bounds = bounds or self._bounds(within)
            found = self._first(sought, bounds, near)
            if found is not None:
                return Span.cut(self._text, found.start, found.end)
        return None

    def find_parts(
        self, quote: str, *, within: Span | None = None, near: int | Span | None = None
    ) -> tuple[Span, ...]:
        """Where the parts of an elided quotation stand, in order; empty where they do not.

        No negation stands between two parts, and all are in one quotation or one sentence.
        """
        parts = parts_of(quote)
        if not parts:
            return ()
        bounds = self._bounds(within)
        places: list[list[Found]] = []
        for part in parts:
            sought = self._read(part)
            if not sought:
                continue
            found = (list(self._matches(one, bounds)) for one in sought)
            places.append(next(filter(None, found), []))
            if not places[-1]:
                return ()
        chain = self._elisions.join(places, near)
        return tuple(Span.cut(self._text, found.start, found.end) for found in chain)

    def nearest(self, quote: str) -> Span | None:
        """The stretch of the text whose words are most like those of `quote`."""
        query = read_query(quote)
        tokens = self._tokens
        found = nearest(query.words, tokens.words, self._lowered) if query else None
        if not found:
            return None
        return Span.cut(self._text, tokens.starts[found[0]], tokens.ends[found[1] - 1])

    @once
    def _elisions(self) -> Elisions:
        return Elisions(self._text, self._tokens, self._passages)

    @once
    def _lowered(self) -> dict[str, list[int]]:
        """The places of the words in lower case."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self._tokens.words):
            places.setdefault(word.casefold(), []).append(at)
        return places

    def _bounds(self, within: Span | None) -> _Bounds:
        starts, ends = self._tokens.starts, self._tokens.ends
        if within is None:
            return _Bounds(0, len(self._text), 0, len(starts))
        low, high = within.start, within.end
        start = bisect_left(starts, low) if low else 0
        stop = bisect_right(ends, high) if high < len(self._text) else len(starts)
        return _Bounds(low, high, start, stop)

    def _first(self, sought: _Sought, bounds: _Bounds, near: int | Span | None) -> Found | None:
        places = sought.places
        if len(places) == 1:  # as nearly always: a sentence has a word that no other has
            return self._at(sought.query, places[0] - sought.shift, bounds)
        best: Found | None = None
        for found in self._matches(sought, bounds):
            if near is None and found.marked:
                return found
            if best is None or _rank(found, near) < _rank(best, near):
                best = found
        return best

    def _matches(self, sought: _Sought, bounds: _Bounds) -> Iterator[Found]:
        """Every place of the words within bounds."""
        query, places, shift = sought
        last = bounds.stop - len(query.words)
        for n in range(bisect_left(places, bounds.start + shift), len(places)):
            first = places[n] - shift
            if first > last:
                return
            found = self._at(query, first, bounds)
            if found is not None:
                yield found

    def _at(self, query: Query, first: int, bounds: _Bounds) -> Found | None:
        """The words at the place that begins with the word `first`, if they stand there."""
        tokens, words, count = self._tokens, query.words, len(query.words)
        behind = first + count
        if first < bounds.start or behind > bounds.stop:
            return None
        here = tokens.words[first:behind]
        if here != words and not _same_turned(here, words, query.turns):
            return None
        gaps, inner = tokens.gaps[first + 1 : behind], query.gaps[1:count]
        if gaps != inner and not all(map(same_gap, gaps, inner, here, here[1:])):
            return None
        if is_cut(self._text, tokens, first, behind) or self._replaces_negation(
            query, first, behind
        ):
            return None
        edges = self._edges(query, first, behind, bounds)
        return Found(edges[0], edges[1], first, behind, edges[2]) if edges is not None else None

    def _read(self, quote: str) -> tuple[_Sought, ...]:
        """What a quotation looks for: its words, then those without an editor's brackets.

        Nothing where it has no words. Remembered: the same words are looked for in one part of the
        text after another.
        """
        known = self._sought.get(quote)
        if known is None:
            if len(self._sought) == _REMEMBERED:
                self._sought.clear()
            query = self._copied(quote) or read_query(quote)
            known = (self._seek(query), *map(self._seek, without_brackets(quote))) if query else ()
            self._sought[quote] = known
        return known

    def _copied(self, quote: str) -> Query | None:
        """The query of words that stand in the text letter for letter, which has read them already.

        Only from letter to letter, where nothing around can make other words of them.
        """
        core = quote.rstrip(_COPIED_MARKS)
        if not (core and _is_letter(core[0]) and _is_letter(core[-1])):
            return None
        start = self._text.find(core[:_HEAD])
        end = start + len(core)
        if not self._text.startswith(core, start):
            return None
        starts, ends, words, gaps = self._tokens
        first, behind = bisect_left(starts, start), bisect_right(ends, end)
        if first == len(starts) or starts[first] != start or ends[behind - 1] != end:
            return None
        trail = quote[len(core) :]
        inner = gaps[first + 1 : behind]
        return Query(words[first:behind], ["", *inner, fold_gap(trail)], "", trail)

    def _seek(self, query: Query) -> _Sought:
        """The words with the places of the rarest."""
        places, turns = self._places, query.turns
        best: Sequence[int] | None = None
        shift = 0
        for at, word in enumerate(query.words):
            if at in turns:
                continue
            here = places.get(word, _NOWHERE)
            if best is None or len(here) < len(best):
                best, shift = here, at
                if len(here) < 2:
                    return _Sought(query, here, at)
        for at in turns:
            word = query.words[at]
            here, turned = places.get(word, _NOWHERE), self._turned_places(word)
            if best is None or len(here) + len(turned) < len(best):
                best, shift = sorted({*here, *turned}) if turned else here, at
        return _Sought(query, best or _NOWHERE, shift)

    def _turned_places(self, word: str) -> Sequence[int]:
        """The places of the word with its first letter of the other case."""
        turned = _turned(word)
        return self._places.get(turned, _NOWHERE) if turned != word else _NOWHERE

    def _replaces_negation(self, query: Query, first: int, behind: int) -> bool:
        """Whether a bracket stands at the edge in place of a negation ("[We]" for "Nobody")."""
        before, after = query.bracketed
        words, gaps = self._tokens.words, self._tokens.gaps
        return (before and first > 0 and is_negation(words, gaps, first - 1)) or (
            after and behind < len(words) and is_negation(words, gaps, behind)
        )

    def _edges(
        self, query: Query, first: int, behind: int, bounds: _Bounds
    ) -> tuple[int, int, bool] | None:
        """The span with the marks around the words, as `edges.with_marks` has it."""
        starts, ends, words, _ = self._tokens
        start, end = starts[first], ends[behind - 1]
        if not query.lead and not query.trail:
            return start, end, True
        low, high = bounds.low, bounds.high
        floor = max(low, ends[first - 1] if first else 0)
        ceiling = min(high, starts[behind] if behind < len(words) else high)
        return with_marks(self._text, (start, end), (floor, ceiling), query.lead, query.trail)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _rank(found: Found, near: int | Span | None) -> tuple[bool, int]:
    """Marks that all stand there come first, then what is near."""
    return not found.marked, apart(found, near) if near is not None else 0


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
