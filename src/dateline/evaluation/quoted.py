"""What of a text stands in quotation marks, read without the product's own reader of them.

The gold kinds of PolNeAR's statements follow from the marks; were they read by the code that is
measured, its mistakes would be the gold's too. Double marks only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.evaluation.words import Spans, Words, contained
from dateline.models.vocabulary import StatementKind

_MARK = re.compile("[“”„\"]|``|''")
_OPENING = ("“", "„", "``")
_EITHER = ('"', "''")
"""Marks that open as well as close: archives of some papers have two single ones for a double."""


def quoted_parts(text: str) -> Spans:
    """The stretches in double quotation marks; what is not closed runs to its line's end."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        found += ((at + start, at + end) for start, end in _of_line(line))
        at += len(line)
    return tuple(found)


def _of_line(line: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _MARK.finditer(line):
        if opened is None and match[0] in (*_OPENING, *_EITHER):
            opened = match.end()
        elif opened is not None and match[0] not in _OPENING:
            yield opened, match.start()
            opened = None
    if opened is not None:
        yield opened, len(line)


def kind_by_marks(words: Words, content: Spans, quoted: Spans) -> StatementKind:
    """Direct where marks enclose all words of the content, mixed where some, else indirect.

    A "that" before the reported clause is no part of it.
    """
    said = sorted(words.within(content))
    if len(said) > 1 and words.word(said[0]) == "that":
        said = said[1:]
    share = contained(frozenset(said), words.within(quoted))
    return "direct" if share == 1 else "mixed" if share > 0 else "indirect"
