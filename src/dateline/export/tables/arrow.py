"""Rows as Arrow tables, for Parquet and DuckDB, and how many of them are held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.export.extras import needed
from dateline.export.tables.columns import Cell, CellType, Row, Table

_MOST_ROWS = 500
_MOST_CHARACTERS = 250_000
"""Of one table, as Python has them: Arrow needs a tenth of the room for the same rows."""
_MOST_BYTES = 3 * 2**20
"""Of all tables together, as Arrow has them."""


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


class Gathered:
    """Rows of one table that are not written yet."""

    def __init__(self, table: Table[Any]) -> None:
        self.schema = schema(table)
        self._columns: list[list[Cell]] = [[] for _ in table.columns]
        self._characters = 0
        self._batches: list[Any] = []
        self.size = 0
        """What its full batches take, in bytes."""

    def add(self, row: Row) -> bool:
        """Take a row; whether `size` has grown by it."""
        for column, cell in zip(self._columns, row, strict=True):
            column.append(cell)
            if isinstance(cell, str):
                self._characters += len(cell)
        is_full = len(self._columns[0]) >= _MOST_ROWS or self._characters >= _MOST_CHARACTERS
        if is_full:
            self._pack()
        return is_full

    def take(self) -> Any | None:
        """All of it as one Arrow table, None where there is nothing; from then on it is empty."""
        self._pack()
        if not self._batches:
            return None
        batches, self._batches, self.size = self._batches, [], 0
        return needed("pyarrow", "export").Table.from_batches(batches, self.schema)

    def _pack(self) -> None:
        if not self._columns[0]:
            return
        pyarrow = needed("pyarrow", "export")
        arrays = [
            pyarrow.array(cells, type=field.type)
            for cells, field in zip(self._columns, self.schema, strict=True)
        ]
        self._columns = [[] for _ in self._columns]
        self._characters = 0
        self._batches.append(pyarrow.RecordBatch.from_arrays(arrays, schema=self.schema))
        self.size += self._batches[-1].nbytes


class Room:
    """What all tables of an export may hold together: where it is full, the largest is written.

    So what is held does not grow with the number of tables or of rows, and what is written at once
    is as large as there is room for.
    """

    def __init__(self) -> None:
        self._tables: list[tuple[Gathered, Callable[[Any], None]]] = []

    def of(self, table: Table[Any], write: Callable[[Any], None]) -> Callable[[Row], None]:
        """What takes the rows of one more table, which `write` gets as Arrow tables."""
        gathered = Gathered(table)
        self._tables.append((gathered, write))

        def add(row: Row) -> None:
            if gathered.add(row) and sum(each.size for each, _ in self._tables) > _MOST_BYTES:
                _written(*max(self._tables, key=lambda one: one[0].size))

        return add

    def clear(self) -> None:
        """Write the rest of every table."""
        for gathered, write in self._tables:
            _written(gathered, write)


def _written(gathered: Gathered, write: Callable[[Any], None]) -> None:
    table = gathered.take()
    if table is not None:
        write(table)
