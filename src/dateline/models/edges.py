"""The marks around words: those that stand in the text too, and those that are the quoter's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.models.characters import CLOSERS, EDGE_FOLDS, OPENERS

_STOPS = frozenset({".", ",", "!", "?", ".”", ",”", '."', ',"'})
_RUNS = re.compile(r"([- ])\1+")


def with_marks(
    text: str, words: tuple[int, int], bounds: tuple[int, int], lead: str, trail: str
) -> tuple[int, int, bool] | None:
    """The span of the words with the marks around them that stand in the text too.

    Outer quotation marks and closing punctuation that do not stand there are the quoter's own.
    None where another mark is missing: "$", "(".

    Args:
        text: The text.
        words: Where the words start and end.
        bounds: How far the marks may reach.
        lead: What the quotation has before the words.
        trail: What it has behind them.

    Returns:
        Start, end, and whether all of the marks stand there.
    """
    (start, end), (floor, ceiling) = words, bounds
    if not lead and trail in _STOPS and text.startswith(trail, end, ceiling):
        return start, end + len(trail), True  # as nearly every sentence ends
    before, behind = range(start - 1, floor - 1, -1), range(end, ceiling)
    marks = lead, trail = _folded(lead).lstrip(), _folded(trail).rstrip()
    while True:
        left, right = _reach(text, before, lead[::-1]), _reach(text, behind, trail)
        if left is not None and right is not None:
            return start - left, end + right, (lead, trail) == marks
        closing = trail.rfind('"')
        if lead[:1] != '"' or closing < 0:
            break
        # A pair around the whole was added as a pair.
        lead, trail = lead[1:].lstrip(), trail[:closing].rstrip()
    while left is None:
        if lead[0] not in OPENERS:
            return None
        lead = lead[1:].lstrip()
        left = _reach(text, before, lead[::-1])
    while right is None:
        if trail[-1] not in CLOSERS:
            return None
        trail = trail[:-1].rstrip()
        right = _reach(text, behind, trail)
    return start - left, end + right, False


def _folded(gap: str) -> str:
    """The marks of a gap, each in one style, in runs of one."""
    return _RUNS.sub(r"\1", gap.translate(EDGE_FOLDS))


def _reach(text: str, offsets: Iterable[int], marks: str) -> int | None:
    """How many characters at `offsets`, one after the other, make up `marks`; None where not."""
    last, reached = "", 0
    for walked, at in enumerate(offsets, 1):
        mark = text[at].translate(EDGE_FOLDS)
        if not mark:
            continue
        if mark != last or mark not in "- ":
            if not marks.startswith(mark):
                break
            marks, last = marks[len(mark) :], mark
        reached = walked
    return None if marks else reached
