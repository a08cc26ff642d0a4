"""What `dateline batch` is given: files, folders, tables and a stream, one row after the other."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.articles import written_in
from dateline.articles.files import bytes_of
from dateline.batch.inputs.columns import Columns
from dateline.batch.inputs.rows import Row
from dateline.batch.inputs.tables import (
    count_rows,
    kind_of,
    open_table,
    read_csv,
    read_lines,
    read_parquet,
)
from dateline.errors import InputError

ARTICLES = (".txt", ".md", ".html", ".htm", ".json")
LINES = (".jsonl", ".ndjson")
TABLES = (*LINES, ".csv", ".tsv", ".parquet")
STREAM = "standard input"


@dataclass
class Inputs:
    """Articles from everywhere that was named, in order. Nothing is held but the row at hand.

    Attributes:
        named: Files and folders; "-" is standard input, as JSON Lines.
        columns: What the columns of tables are called.
        stream: Standard input.
        published: The day of articles that have none of their own.
        left_out: Files in folders that are no articles, by the end of their names.
    """

    named: Sequence[str]
    columns: Columns = field(default_factory=Columns)
    stream: BinaryIO | None = None
    published: date | None = None
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def is_stream(self) -> bool:
        """Whether some of it comes as it comes."""
        return "-" in self.named

    def check(self) -> None:
        """Whether they are there and can be read, before anything is asked.

        Raises:
            InputError: One is not, or a table has no column that an article is read from.
            MissingExtra: One is a Parquet table, and the extra `parquet` is not installed.
        """
        for name in self.named:
            if name == "-":
                if self.stream is None:
                    raise InputError("Standard input is closed.", hint="Name a file instead.")
                continue
            path = Path(name)
            if not name.strip() or not path.exists():
                raise InputError(
                    f"No such file or folder: {name!r}.",
                    hint=f"Looked for it from {str(Path.cwd())!r}.",
                )
            for file in _files(path):
                if kind_of(file) in TABLES:
                    # One in a folder that is no table of articles is a row that says so.
                    with suppress(*(() if file == path else (InputError,))):
                        next(_of_table(file, self.columns), None)

    def rows(self) -> Iterator[Row]:
        """Every row; one that cannot be read says why, and costs no other."""
        return (row.dated(self.published) for row in self._found())

    def _found(self) -> Iterator[Row]:
        for name in self.named:
            if name == "-":
                if self.stream is not None:
                    yield from read_lines(self.stream, STREAM, self.columns)
                continue
            path = Path(name)
            for file in _files(path):
                if file != path and kind_of(file) not in (*ARTICLES, *TABLES):
                    self.left_out[file.suffix.lower() or file.name] += 1
                    continue
                yield from _of_file(file, self.columns)

    def count(self) -> int | None:
        """How many rows there are, about; None where only reading tells."""
        total = 0
        for name in self.named:
            if name == "-":
                return None
            path = Path(name)
            for file in _files(path):
                if kind_of(file) in TABLES:
                    with suppress(InputError, OSError):
                        rows = count_rows(file)
                        if rows is None:
                            return None
                        total += rows
                elif file == path or kind_of(file) in ARTICLES:
                    total += 1
        return total


def _files(path: Path) -> Iterator[Path]:
    """The files of a folder and of all below it, in order of their names; a file is itself."""
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def _of_file(path: Path, columns: Columns) -> Iterator[Row]:
    try:
        if kind_of(path) in TABLES:
            yield from _of_table(path, columns)
        else:
            written = written_in(bytes_of(path), name=str(path), suffix=path.suffix)
            yield Row(str(path), 0, written)
    except InputError as error:
        yield Row(str(path), 0, problem=str(error))
    except OSError as error:
        yield Row(str(path), 0, problem=f"It cannot be read: {error}.")


def _of_table(path: Path, columns: Columns) -> Iterator[Row]:
    """The rows of a table; one that breaks off has a last row that says so.

    Raises:
        InputError: Not even its first row can be read.
    """
    place = 0
    try:
        for row in _rows_of(path, columns):
            place = row.place
            yield row
    except (OSError, EOFError, zlib.error) as error:  # a disk's fault, or a cut or damaged .gz
        if not place:
            raise InputError(f"{str(path)!r} cannot be read: {error}.") from error
        problem = f"From here on it cannot be read: {error}. Fetch the file again."
        yield Row(str(path), place + 1, problem=problem)


def _rows_of(path: Path, columns: Columns) -> Iterator[Row]:
    kind = kind_of(path)
    if kind == ".parquet":
        yield from read_parquet(path, str(path), columns)
        return
    with open_table(path) as file:
        read = read_lines if kind in LINES else read_csv
        yield from read(file, str(path), columns)
