"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.survey.quotations import Quotation

_BREAK = re.compile(r",\s+(?:but(?!\s+that\b)|while|whereas|although|though)\s|;\s")
# Where the object of "blamed", "dismissed" or "called" ends.
_OBJECT_END = re.compile(
    r",\s+(?:who|whom|which|where|whose|an?|the|\w+ing)\s|,?\s+and\s+(?:\w+ed|has|had|was|took|sent|the|it|he|she|they|his|her|its|their)\s"
)
_FAR = 300  # characters: no clause before a verb is longer


def clause_start(text: str, opened: int, cue_start: int) -> int:
    """Where the clause begins whose verb the cue is."""
    return after_break(text, max(opened, cue_start - _FAR), cue_start)


def after_break(text: str, start: int, end: int) -> int:
    """Behind the last conjunction that opens a clause between `start` and `end`."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        at = match.end()
    return at


def last_break(text: str, start: int, end: int) -> int | None:
    """Where the last conjunction begins that opens a clause between `start` and `end`."""
    return max((match.start() for match in _BREAK.finditer(text, start, end)), default=None)


def clause_end(text: str, start: int, end: int) -> int:
    """Where the clause ends that begins at `start`."""
    match = _BREAK.search(text, start, end)
    return match.start() if match else end


def object_end(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> int:
    """Where the object of a verb ends, which no clause of its own follows."""
    for match in _OBJECT_END.finditer(text, start, end):
        if any(q.outer.start < match.start() < q.outer.end for q in quotations):
            continue
        if len(text[start : match.start()].split()) >= 2:
            return match.start()
    return end


def after_opening(text: str, opened: int) -> int:
    """Where the first letter or digit stands from `opened` on."""
    while opened < len(text) and not text[opened].isalnum():
        opened += 1
    return opened
