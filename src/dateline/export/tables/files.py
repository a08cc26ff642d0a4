"""Tables written to files as articles come: nothing is held but the rows of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from dateline.export.extras import needed
from dateline.export.output import folder, unwritable, whole_file
from dateline.export.reading import Coded
from dateline.export.tables import TABLES
from dateline.export.tables.arrow import Room, schema
from dateline.export.tables.columns import Row, Table
from dateline.export.tables.csv_text import BYTE_ORDER_MARK, line, lines

Add = Callable[[Row], None]
"""Takes a row of a table."""


def write_csv(articles: Iterable[Coded], out: Path) -> None:
    """Every table as `OUT/TABLE.csv`."""
    with _parts(out, ".csv") as parts, ExitStack() as stack:
        _add_all(articles, {name: stack.enter_context(_csv(*each)) for name, each in parts.items()})


def write_parquet(articles: Iterable[Coded], out: Path) -> None:
    """Every table as `OUT/TABLE.parquet`, with what its columns hold in the schema's metadata.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    parquet = needed("pyarrow.parquet", "export")
    room = Room()
    with _parts(out, ".parquet") as parts, ExitStack() as stack:
        adders = {}
        for name, (table, part) in parts.items():
            writer = parquet.ParquetWriter(part, schema(table), compression="zstd")
            adders[name] = room.of(table, stack.enter_context(writer).write_table)
        _add_all(articles, adders)
        room.clear()


def write_duckdb(articles: Iterable[Coded], out: Path) -> None:
    """Every table in one DuckDB file, with what its columns hold as comments.

    Raises:
        InputError: It cannot be written.
        MissingExtra: duckdb or pyarrow is not installed.
    """
    duckdb = needed("duckdb", "export")
    needed("pyarrow", "export")
    with whole_file(out) as part:
        part.unlink()  # an empty file is no database
        database = duckdb.connect(str(part), config=_DUCKDB_BOUNDS)
        try:
            room = Room()
            database.begin()  # each comment would be written to the disk by itself
            adders = {name: _duckdb(database, table, room) for name, table in TABLES.items()}
            database.commit()
            _add_all(articles, adders)
            room.clear()
            database.execute("CHECKPOINT")  # closing does so too, and does not say where it fails
        except (duckdb.OperationalError, duckdb.FatalException) as error:
            raise unwritable(out, str(error).strip().rstrip(".")) from error
        finally:
            with suppress(duckdb.Error):
                database.close()
            Path(f"{part}.wal").unlink(missing_ok=True)


@contextmanager
def _parts(out: Path, suffix: str) -> Iterator[dict[str, tuple[Table[Any], Path]]]:
    """Every table with the file that it is written to."""
    with folder(out), ExitStack() as stack:
        yield {
            name: (table, stack.enter_context(whole_file(out / f"{name}{suffix}")))
            for name, table in TABLES.items()
        }


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


# Rows come one after another, and each thread would keep buffers of its own; what is written stays
# in memory as long as there is room for it.
_DUCKDB_BOUNDS = {"threads": "1", "memory_limit": "96MB"}
_DUCKDB_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "time": "TIMESTAMPTZ",
}


def _duckdb(database: Any, table: Table[Any], room: Room) -> Add:
    columns = ", ".join(f'"{c.name}" {_DUCKDB_TYPES[c.type]}' for c in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    database.execute(f'COMMENT ON TABLE "{table.name}" IS {_quoted(table.doc)}')
    for column in table.columns:
        place = f'"{table.name}"."{column.name}"'
        database.execute(f"COMMENT ON COLUMN {place} IS {_quoted(column.doc)}")

    def insert(rows: Any) -> None:
        database.register("batch", rows)
        database.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')  # noqa: S608  # our own name
        database.unregister("batch")

    return room.of(table, insert)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
