"""Tables as frames of pandas or polars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from dateline.errors import InputError
from dateline.export.extras import needed
from dateline.export.reading import coded
from dateline.export.tables import table_of
from dateline.export.tables.columns import Cell, Row, Table
from dateline.models import Extraction

Library = Literal["pandas", "polars"]

_PANDAS_TYPES = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "time": "datetime64[us, UTC]",
}


def to_frame(table: str, extractions: Iterable[Extraction], *, library: Library = "pandas") -> Any:
    """A table of extractions as a frame of pandas or of polars.

    Args:
        table: Its name, such as "incidents": see docs/exports.md.
        extractions: What its rows are made of.
        library: Whose frame it is to be.

    Raises:
        InputError: There is no such table or library.
        MissingExtra: The library is not installed.
    """
    wanted = table_of(table)
    rows = [row for each in coded(extractions) for row in wanted.rows(each)]
    if library == "pandas":
        return _pandas(wanted, rows)
    if library == "polars":
        return _polars(wanted, rows)
    raise InputError(f"No frames of {library!r}.", hint="There are pandas and polars.")


def _pandas(table: Table[Any], rows: list[Row]) -> Any:
    pandas = needed("pandas", "pandas")
    return pandas.DataFrame(
        {
            column.name: pandas.Series(cells, dtype=_PANDAS_TYPES[column.type])
            for column, cells in _columns(table, rows)
        }
    )


def _polars(table: Table[Any], rows: list[Row]) -> Any:
    polars = needed("polars", "polars")
    types = {
        "text": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
        "time": polars.Datetime("us", "UTC"),
    }
    return polars.DataFrame(
        [
            polars.Series(column.name, cells, dtype=types[column.type])
            for column, cells in _columns(table, rows)
        ]
    )


def _columns(table: Table[Any], rows: list[Row]) -> Iterable[tuple[Any, list[Cell]]]:
    for at, column in enumerate(table.columns):
        yield column, [row[at] for row in rows]
