"""Rows as Arrow batches, for Parquet and DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.extras import needed
from dateline.export.tables.columns import Cell, CellType, Row, Table

_MOST_ROWS = 5_000
_MOST_CHARACTERS = 2_000_000
"""Of one batch: what is held in memory of a table at once."""


def schema(table: Table[Any]) -> Any:
    """The table's Arrow schema; what a column holds is in its metadata, as `description`."""
    pyarrow = needed("pyarrow", "export")
    types: dict[CellType, Any] = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "time": pyarrow.timestamp("us", tz="UTC"),
    }
    return pyarrow.schema(
        [
            pyarrow.field(c.name, types[c.type], metadata={"description": c.doc})
            for c in table.columns
        ],
        metadata={"description": table.doc, "key": ", ".join(table.key)},
    )


class Batches:
    """Rows of one table, gathered until there are enough for a batch."""

    def __init__(self, table: Table[Any]) -> None:
        self.schema = schema(table)
        self._columns: list[list[Cell]] = [[] for _ in table.columns]
        self._characters = 0

    def add(self, row: Row) -> Iterator[Any]:
        """Take a row; yields a batch where one is full."""
        for column, cell in zip(self._columns, row, strict=True):
            column.append(cell)
            if isinstance(cell, str):
                self._characters += len(cell)
        if len(self._columns[0]) >= _MOST_ROWS or self._characters >= _MOST_CHARACTERS:
            yield from self.rest()

    def rest(self) -> Iterator[Any]:
        """What was gathered since the last batch, if anything was."""
        if not self._columns[0]:
            return
        pyarrow = needed("pyarrow", "export")
        arrays = [
            pyarrow.array(cells, type=field.type)
            for cells, field in zip(self._columns, self.schema, strict=True)
        ]
        self._columns = [[] for _ in self._columns]
        self._characters = 0
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=self.schema)
