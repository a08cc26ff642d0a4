"""Where exports come from: extractions, one after another, each with its article's id."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from pydantic import ValidationError

from dateline.errors import InputError
from dateline.models import Extraction, plain

__all__ = ["Coded", "Linked", "article_id", "coded", "read_extractions", "unique"]


_READ_AGAIN = (
    "INSERT INTO ids VALUES (?, 1) "
    "ON CONFLICT (id) DO UPDATE SET readings = readings + 1 RETURNING readings"
)
_GZIP = b"\x1f\x8b"
_HINT = "Give what `dateline extract --format jsonl` or `--format json` writes."


@dataclass(frozen=True, slots=True)
class Linked:
    """The event that an incident was put to.

    Attributes:
        event_id: The event's id: the same for all reports of one event.
        explanation: What the link rests on.
        like: The id of the article whose report it is most like; None for the event's first.
        reports: How many reports the event has.
    """

    event_id: str
    explanation: str
    like: str | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Coded:
    """One article as it was coded: what every export is made of.

    Attributes:
        article_id: The article's id, which no other article of the export has.
        extraction: Its records.
        given_id: The id that its source gives it, where it gives one.
        events: The event of each incident, by the incident's id, where they were linked.
        revised_as: The id of the article's newest version; None where it is that itself, or where
            nothing is known of versions.
    """

    article_id: str
    extraction: Extraction
    given_id: str | None = None
    events: Mapping[str, Linked] = field(default_factory=dict)
    revised_as: str | None = None


def article_id(extraction: Extraction) -> str:
    """An id that the same text of the same day always has.

    Args:
        extraction: What was read of the article.
    """
    article = extraction.article
    return plain.article_id(article.text, article.published)


def coded(extractions: Iterable[Extraction]) -> Iterator[Coded]:
    """Extractions with ids of their articles; an article's second reading is `ID#2`.

    Args:
        extractions: What was read, article by article.
    """
    return unique(Coded(article_id(each), each) for each in extractions)


def unique(articles: Iterable[Coded]) -> Iterator[Coded]:
    """Articles of several sources in one export: an id that was there before becomes `ID#2`.

    Args:
        articles: The articles of all sources.

    The ids stand in a temporary database, which SQLite moves to the disk as they become many.
    """
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as seen:
        seen.execute("PRAGMA journal_mode = OFF")
        seen.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, readings INTEGER) WITHOUT ROWID")
        seen.execute("BEGIN")
        for each in articles:
            (reading,) = seen.execute(_READ_AGAIN, (each.article_id,)).fetchone()
            if reading > 1:
                each = replace(each, article_id=f"{each.article_id}#{reading}")
            yield each


def read_extractions(
    file: Path | IO[bytes], *, skipped: Callable[[InputError], None] | None = None
) -> Iterator[Extraction]:
    """The extractions of a JSON Lines file, or of a JSON file that holds one or a list of them.

    JSON Lines are read a line at a time; a JSON file is read whole. Either may be compressed by
    gzip, which is told by how it begins.

    Args:
        file: The file, or one that is open.
        skipped: Is told of each line that holds no extraction, and reading goes on. Without it the
            first such line is an error.

    Raises:
        InputError: The file cannot be read, or a line holds no extraction.
    """
    if not isinstance(file, Path):
        yield from _read(_unpacked(file), "standard input", skipped)
        return
    try:
        with file.open("rb") as lines:
            yield from _read(_unpacked(lines), str(file), skipped)
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be read: {error.strerror or error}.") from error


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    """The file, or what gzip packed into it."""
    peek = getattr(file, "peek", None)
    packed = peek is not None and peek(len(_GZIP))[: len(_GZIP)] == _GZIP
    return cast(IO[bytes], gzip.open(file)) if packed else file


def _lines(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Its lines, as far as it can be unpacked.

    Raises:
        InputError: It is damaged, or cut off.
    """
    try:
        yield from file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(
            f"{name!r} cannot be unpacked to its end: {error}.", hint="Give the whole file."
        ) from error


def _read(
    file: IO[bytes], name: str, skipped: Callable[[InputError], None] | None
) -> Iterator[Extraction]:
    first = True
    for number, line in enumerate(_lines(file, name), 1):
        # Lines end with a line feed alone: others, such as U+2028, may stand within a text.
        if not line.strip():
            continue
        if b"\0" in line:
            raise InputError(
                f"{name!r} is no text: there is a NUL character in line {number}.",
                hint=_HINT,
            )
        # A later line that does not end is one that was cut off: it costs none of those before.
        if first and not _is_whole(line):
            yield from _read_whole(line + file.read(), name)
            return
        first = False
        try:
            yield _extraction(line, f"{name}, line {number}")
        except InputError as error:
            if skipped is None:
                raise
            skipped(error)


def _is_whole(line: bytes) -> bool:
    """Whether a value ends on the line that it begins on; what is no JSON at all does."""
    stripped = line.strip()
    return not stripped.startswith((b"{", b"[")) or stripped.endswith(b"}")


def _read_whole(data: bytes, name: str) -> Iterator[Extraction]:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise InputError(
            f"{name} is no JSON: {error}.",
            hint=_HINT,
        ) from error
    for position, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _extraction(json.dumps(item).encode(), f"{name}, extraction {position}")


def _extraction(data: bytes, where: str) -> Extraction:
    try:
        return Extraction.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        words = first["msg"].removeprefix("Value error, ")
        problem = f"{place}: {words}" if place else words
        raise InputError(
            f"{where} holds no extraction: {problem}.",
            hint=_HINT,
        ) from error
