"""Quotation marks: where one opens, where it closes, and where it goes on behind its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# Opening marks and what closes each: English, German, French, Nordic, Polish, CJK styles, and
# the two single marks that stand for a double one in some archives.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "'": "'",
    "''": "''",
    "``": "''",
}
_OPENINGS = re.compile("``|''|[“„«»‹「『\"‘']")
_CLOSINGS = re.compile("'{2,3}|[“”«»›」』\"’']")
_INNER_OPENING = re.compile("‘")
_SINGLE = "‘'"
_FRENCH = "«‹"
_CORNERS = "「『"
_RUNS_ON = ("“", '"', "''", "«", "„")
# Where a mark closes without doubt: behind the stop that ends what is quoted.
_SURE = ",.!?"
_LONGEST_SINGLE = 1000  # characters
_AHEAD = 600  # characters to look for a better closing mark


class Quoted(NamedTuple):
    """A passage in quotation marks by its offsets, with its marks and without them."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def read_quotations(text: str, low: int, high: int) -> Iterator[Quoted]:
    """The passages in quotation marks of the paragraph `text[low:high]`, outermost only, in order.

    One that is opened and not closed in its paragraph runs to the paragraph's end, which is how
    a quotation of several paragraphs is set.
    """
    if _OPENINGS.search(text, low, high) is None:
        return
    at = low
    closings = _closing_marks(text, low, high)
    while (match := _OPENINGS.search(text, at, high)) is not None:
        start, mark = match.start(), match[0]
        at = match.end()
        if not _opens(text, start, mark, low, high):
            continue
        close = closings.find(match.end() + 1, mark)
        if close is not None:
            at = close + len(mark)
            yield Quoted(start, match.end(), close, at)
        elif mark in _RUNS_ON and _runs_on(text, start, mark, low, high):
            yield Quoted(start, match.end(), high, high)
            return


def read_nested(text: str, quoted: Quoted) -> Iterator[Quoted]:
    """The passages in marks of another kind inside of a quotation."""
    inside = read_quotations(text, quoted.inner_start, quoted.inner_end)
    return (q for q in inside if text[q.start] != text[quoted.start])


def _opens(text: str, at: int, mark: str, low: int, high: int) -> bool:
    """Whether a mark opens: after space or an opening bracket, and before a word."""
    before = text[at - 1] if at > low else " "
    end = at + len(mark)
    after = text[end] if end < high else " "
    if mark in _CORNERS:
        return not after.isspace()  # no space parts words there
    if mark in "»“" and not (before.isspace() or before in "([—–-:"):
        return mark == "“" and not after.isspace()
    if mark == '"' and (before in ".!?)" or before.islower()) and after.isupper():
        return True  # glued to the sentence before, as in text that lost its line breaks
    # French marks stand apart from their words.
    return (before.isspace() or before in '([—–-/“"‘') and (mark in _FRENCH or not after.isspace())


def _runs_on(text: str, at: int, mark: str, low: int, high: int) -> bool:
    """Whether a quotation that is not closed goes on behind its paragraph."""
    following = text[high : high + 20].lstrip()
    return following.startswith(mark) or (at == low and mark in "“«„")


@dataclass(frozen=True, slots=True)
class _ClosingMarks:
    """Where each mark may close, found once, so that no opening one reads on to the end."""

    places: dict[str, list[int]]
    plural: frozenset[int]
    sure: dict[str, list[int]]
    openings: dict[str, list[int]]

    def find(self, start: int, mark: str) -> int | None:
        """The first place at or behind `start` that closes `mark`."""
        places = self.places.get(mark, [])
        for n in range(bisect_left(places, start), len(places)):
            at = places[n]
            # A single mark is mostly an apostrophe: what it quotes ends nearby.
            if mark in _SINGLE and at > start + _LONGEST_SINGLE:
                return None
            if at not in self.plural or not self._later(at, mark):
                return at
        return None

    def _later(self, at: int, mark: str) -> bool:
        """Whether a better closing mark follows before the next opening one."""
        sure, openings = self.sure.get(mark, []), self.openings.get(mark, [])
        n, m = bisect_left(sure, at + 1), bisect_left(openings, at + 1)
        close = sure[n] if n < len(sure) else None
        opening = openings[m] if m < len(openings) else None
        return close is not None and close < at + _AHEAD and (opening is None or close <= opening)


def _closing_marks(text: str, low: int, high: int) -> _ClosingMarks:
    places: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
    sure: dict[str, list[int]] = {mark: [] for mark in _SINGLE}
    openings: dict[str, list[int]] = {mark: [] for mark in _SINGLE}
    plural = set()
    for match in _CLOSINGS.finditer(text, low, high):
        found, at = match[0], match.start()
        before = text[at - 1] if at > low else " "
        after = text[match.end()] if match.end() < high else " "
        for mark in _closed_by(found, before, after):
            places[mark].append(match.end() - 2 if found.startswith("''") else at)
            if mark in _SINGLE and before == "s":
                plural.add(at)
            if mark in _SINGLE and before in _SURE:
                sure[mark].append(at)
        if found == "'":
            openings[found].append(at)
    openings["‘"] = [m.start() for m in _INNER_OPENING.finditer(text, low, high)]
    return _ClosingMarks(places, frozenset(plural), sure, openings)


def _closed_by(found: str, before: str, after: str) -> tuple[str, ...]:
    """The opening marks that `found` may close, between these two characters."""
    if found.startswith("''"):
        return () if after.isalnum() else ("''", "``")
    if found in "’'":
        # An apostrophe stands before a letter, or is a plural's: that one is left open.
        return () if after.isalnum() else ("‘" if found == "’" else "'",)
    stops = before in _SURE and not after.isalnum()
    if found == '"':
        glued = before in ".!?" and after.isupper()
        # The wrong mark of a pair closes too, where the stop before it shows that it does.
        straight = [] if after.isalnum() and not glued else [found]
        return (*straight, "“") if stops else tuple(straight)
    marks = tuple(mark for mark, closing in _PAIRS.items() if found in closing)
    return (*marks, {"“": "“", "”": '"'}[found]) if stops and found in "“”" else marks
