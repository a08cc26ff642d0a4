"""CSV that spreadsheets open without running anything, and that reads back as it was.

A spreadsheet takes a cell that begins with one of a few characters for a formula, even where there
are quotation marks around it. So a text that begins with one of them gets an apostrophe before it,
and so does a text that begins with an apostrophe: whoever takes the first apostrophe of each text
away again has what was written. Numbers, dates and truth values are never touched.

So it is with a text of digits that a spreadsheet would show as something else: more of them than
it keeps, zeros at the beginning, an `e` among them, as an article's id may have, or a range (6-8),
which it takes for a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from dateline.export.tables.columns import Cell, Named, Row

BYTE_ORDER_MARK = "\ufeff"
"""What spreadsheets know UTF-8 by."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""What a formula begins with: in full width too, and as macros of old have it."""
_DIGITS = re.compile(r"[\d.,/:-]*\d[\d.,/:-]*|[\d.,]*\d[eE][+-]?[\d.,]+", re.ASCII)
_SHOWN_AS_IT_IS = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d*[1-9])?", re.ASCII)
"""Numbers that come out as they went in: a spreadsheet keeps 15 digits."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, or for another number."""
    risky = text.startswith(("'", *_RISKY)) or (
        _DIGITS.fullmatch(text) and not (len(text) <= 15 and _SHOWN_AS_IT_IS.fullmatch(text))
    )
    return f"'{text}" if risky else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell.removeprefix("'")


def lines(columns: Sequence[Named], rows: Iterable[Row]) -> Iterator[str]:
    """A header, and a line for each row, each with its end."""
    yield ",".join(column.name for column in columns) + "\r\n"
    for row in rows:
        yield line(row)


def line(row: Row) -> str:
    """One row: texts in quotation marks, all else bare, nothing where there is nothing."""
    return ",".join(map(_cell, row)) + "\r\n"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return '"' + guarded(cell).replace('"', '""') + '"'
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(cell, date):
        return cell.isoformat()
    return repr(cell)
