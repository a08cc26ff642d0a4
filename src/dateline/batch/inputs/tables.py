"""Tables of articles, row by row, whatever their size: JSON Lines, CSV, Parquet."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from dateline.articles import object_in
from dateline.articles.files import MAX_BYTES
from dateline.batch.inputs.columns import Columns
from dateline.batch.inputs.rows import Row
from dateline.errors import InputError, MissingExtra

_PARQUET_ROWS = 64  # at once in memory; a row may be a whole page
_BLOCK = 2**20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def _in_utf_16(name: str) -> InputError:
    return InputError(f"{name!r} is UTF-16.", hint="Save it as UTF-8.")


# --- JSON Lines ----------------------------------------------------------------------------


def read_lines(file: BinaryIO, name: str, columns: Columns) -> Iterator[Row]:
    """The articles of JSON Lines, one object a line; blank lines are none.

    Raises:
        InputError: It is UTF-16.
    """
    place = 0
    while line := file.readline(MAX_BYTES + 1):
        place += 1
        if place == 1 and line.startswith(_UTF_16):
            raise _in_utf_16(name)
        if len(line) > MAX_BYTES:
            _skip_line(file, line)
            problem = f"The line is longer than {MAX_BYTES // 1_000_000} MB."
            yield Row(name, place, problem=problem)
        elif line.strip():
            yield _of_line(line, name, place, columns)


def _of_line(line: bytes, name: str, place: int, columns: Columns) -> Row:
    where = f"{name}, line {place}"
    try:
        text = line.decode("utf-8-sig" if place == 1 else "utf-8")
    except UnicodeDecodeError as error:
        problem = f"The line is not UTF-8: byte {line[error.start]:#04x} at {error.start}."
        return Row(name, place, problem=problem)
    try:
        return _row(object_in(text.strip(), where), name, place, where, columns)
    except InputError as error:
        return Row(name, place, problem=str(error))


def _skip_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(_BLOCK)


# --- CSV -----------------------------------------------------------------------------------


def read_csv(file: BinaryIO, name: str, columns: Columns) -> Iterator[Row]:
    """The articles of a CSV table with a header; parted by comma, semicolon, tab or bar.

    Raises:
        InputError: Its header names no column that an article is read from.
    """
    with _text(file) as text:
        reader = _reader(text)
        header = _header(reader, name, columns)
        while True:
            place = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(name, place, problem=_csv_problem(error))
                continue
            if fields:
                yield _of_fields(fields, header, name, place, columns)


def _of_fields(
    fields: list[str], header: list[str], name: str, place: int, columns: Columns
) -> Row:
    if len(fields) != len(header):
        problem = f"The row has {len(fields)} fields, and the header {len(header)}."
        return Row(name, place, problem=problem)
    if any(map(_SURROGATE.search, fields)):
        return Row(name, place, problem="The row is not UTF-8. Save the table as UTF-8.")
    row = dict(zip(header, fields, strict=True))
    return _row(row, name, place, f"{name}, line {place}", columns)


def _csv_problem(error: csv.Error) -> str:
    told = str(error)
    if "end of data" in told:
        return "The row cannot be read as CSV: a quotation mark that opens a field is never closed."
    if "expected after" in told:
        return (
            f"The row cannot be read as CSV: {told}. "
            "Within a field that stands in quotation marks, each of them is written twice."
        )
    return f"The row cannot be read as CSV: {told}."


def _text(file: BinaryIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")


def _reader(text: io.TextIOWrapper, *, strict: bool = True) -> Any:
    """A reader that parts fields as the header does.

    A lenient one takes a stray quotation mark for the beginning of a field, and all rows up to the
    next one for a part of it.
    """
    first = text.readline(_BLOCK)
    text.seek(0)
    separator = max(",;\t|", key=first.count)
    csv.field_size_limit(max(MAX_BYTES, csv.field_size_limit()))
    return csv.reader(text, delimiter=separator, strict=strict)


def _header(reader: Any, name: str, columns: Columns) -> list[str]:
    try:
        header = [column.strip() for column in next(reader, [])]
    except csv.Error as error:
        raise InputError(f"The header of {name!r} cannot be read as CSV: {error}.") from error
    if header and header[0].encode("utf-8", "surrogateescape").startswith(_UTF_16):
        raise _in_utf_16(name)
    if not header:
        raise InputError(f"{name!r} is empty: it has no header.")
    columns.check(header, name)
    return header


# --- Parquet -------------------------------------------------------------------------------


def read_parquet(path: Path, name: str, columns: Columns) -> Iterator[Row]:
    """The articles of a Parquet table, a few rows in memory at a time.

    Raises:
        InputError: It is none, or has no column that an article is read from.
        MissingExtra: The extra `parquet` is not installed.
    """
    with _parquet(path, name) as table:
        found = table.schema_arrow.names
        columns.check(found, name)
        wanted = [column for column in columns.wanted if column in found]
        place = 0
        try:
            for batch in table.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    place += 1
                    yield _row(row, name, place, f"{name}, row {place}", columns)
        except (OSError, ValueError) as error:  # what pyarrow raises; the rest is out of reach
            yield Row(name, place + 1, problem=f"From here on it cannot be read: {error}.")


def _parquet(path: Path, name: str) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtra(
            f"{name!r} is a Parquet table, and there is no pyarrow.",
            hint="Run: pip install 'dateline[parquet]'.",
        ) from error
    try:
        return ParquetFile(path)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{name!r} is no Parquet table that can be read: {_line(error)}."
        ) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")


# --- all of them ---------------------------------------------------------------------------


def _row(row: Mapping[str, object], name: str, place: int, where: str, columns: Columns) -> Row:
    try:
        written, given = columns.read(row, where)
    except InputError as error:
        return Row(name, place, problem=str(error))
    return Row(name, place, written, given)


def open_table(path: Path) -> BinaryIO:
    """A table's bytes, unpacked where its name ends with `.gz`.

    Raises:
        OSError: It cannot be read.
    """
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def kind_of(path: Path) -> str:
    """The suffix that says what a file is, without `.gz`."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def count_rows(path: Path) -> int | None:
    """How many rows a table has, about; None where only reading it tells."""
    if path.suffix.lower() == ".gz":
        return None
    kind = kind_of(path)
    if kind == ".parquet":
        with _parquet(path, str(path)) as table:
            return int(table.metadata.num_rows)
    with path.open("rb") as file:
        if kind in (".csv", ".tsv"):
            with _text(file) as text:
                return max(0, sum(1 for _ in _reader(text, strict=False)) - 1)
        blocks = iter(lambda: file.read(_BLOCK), b"")
        return sum(block.count(b"\n") for block in blocks)
