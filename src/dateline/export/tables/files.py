"""Tables written to files as articles come: nothing is held but the rows of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from dateline.export.extras import needed
from dateline.export.output import folder, whole_file
from dateline.export.reading import Coded
from dateline.export.tables import TABLES
from dateline.export.tables.arrow import Batches
from dateline.export.tables.columns import Row, Table
from dateline.export.tables.csv_text import BYTE_ORDER_MARK, line, lines

Add = Callable[[Row], None]
"""Takes a row of a table."""


def write_csv(articles: Iterable[Coded], out: Path) -> None:
    """Every table as `OUT/TABLE.csv`."""
    _write_files(articles, out, ".csv", _csv)


def write_parquet(articles: Iterable[Coded], out: Path) -> None:
    """Every table as `OUT/TABLE.parquet`, with what its columns hold in the schema's metadata.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    needed("pyarrow.parquet", "export")
    _write_files(articles, out, ".parquet", _parquet)


def write_duckdb(articles: Iterable[Coded], out: Path) -> None:
    """Every table in one DuckDB file, with what its columns hold as comments.

    Raises:
        MissingExtra: duckdb or pyarrow is not installed.
    """
    duckdb = needed("duckdb", "export")
    needed("pyarrow", "export")
    with whole_file(out) as part:
        part.unlink()  # an empty file is no database
        database = duckdb.connect(str(part), config=_DUCKDB_BOUNDS)
        try:
            with ExitStack() as stack:
                adders = {
                    name: stack.enter_context(_duckdb(database, table))
                    for name, table in TABLES.items()
                }
                _add_all(articles, adders)
        finally:
            database.close()
            Path(f"{part}.wal").unlink(missing_ok=True)


def _write_files(
    articles: Iterable[Coded],
    out: Path,
    suffix: str,
    opened: Callable[[Table[Any], Path], AbstractContextManager[Add]],
) -> None:
    with folder(out), ExitStack() as stack:
        adders = {}
        for name, table in TABLES.items():
            part = stack.enter_context(whole_file(out / f"{name}{suffix}"))
            adders[name] = stack.enter_context(opened(table, part))
        _add_all(articles, adders)


def _add_all(articles: Iterable[Coded], adders: dict[str, Add]) -> None:
    for coded in articles:
        for name, add in adders.items():
            for row in TABLES[name].rows(coded):
                add(row)


@contextmanager
def _csv(table: Table[Any], part: Path) -> Iterator[Add]:
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        file.writelines(lines(table.columns, ()))
        yield lambda row: _write(file.write, row)


def _write(write: Callable[[str], int], row: Row) -> None:
    write(line(row))


@contextmanager
def _parquet(table: Table[Any], part: Path) -> Iterator[Add]:
    parquet = needed("pyarrow.parquet", "export")
    batches = Batches(table)
    with parquet.ParquetWriter(part, batches.schema, compression="zstd") as writer:

        def add(row: Row) -> None:
            for batch in batches.add(row):
                writer.write_batch(batch)

        yield add
        for batch in batches.rest():
            writer.write_batch(batch)


# Rows come one after another, and each thread would keep buffers of its own; what is written stays
# in memory as long as there is room for it.
_DUCKDB_BOUNDS = {"threads": "1", "memory_limit": "256MB"}
_DUCKDB_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "time": "TIMESTAMPTZ",
}


@contextmanager
def _duckdb(database: Any, table: Table[Any]) -> Iterator[Add]:
    columns = ", ".join(f'"{c.name}" {_DUCKDB_TYPES[c.type]}' for c in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    database.execute(f'COMMENT ON TABLE "{table.name}" IS {_quoted(table.doc)}')
    for column in table.columns:
        place = f'"{table.name}"."{column.name}"'
        database.execute(f"COMMENT ON COLUMN {place} IS {_quoted(column.doc)}")
    batches = Batches(table)

    def insert(batch: Any) -> None:
        database.register("batch", needed("pyarrow", "export").Table.from_batches([batch]))
        database.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')  # noqa: S608  # our own name
        database.unregister("batch")

    def add(row: Row) -> None:
        for batch in batches.add(row):
            insert(batch)

    yield add
    for batch in batches.rest():
        insert(batch)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
