"""Answers in a SQLite file, for many processes and threads at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from dateline.cache.answers import Kept
from dateline.cache.database import check
from dateline.cache.worker import Worker

_DAY = 86_400.0
_MEGABYTE = 1_000_000
_TOUCH = 60.0  # seconds; finer than that it need not be known when an answer was used
_EMPTIED_TO = 0.9  # of the bound, so that not every answer has to make room
_BATCH = 200  # answers, and pages, that one transaction frees at most: others wait for it


class StoredAnswers:
    """Keeps answers in a file. What goes wrong with it is logged, and costs no answer.

    Args:
        path: The file; made where it is not there.
        max_age_days: Older answers are not used, and deleted.
        max_size_mb: The file's bound; what was used longest ago goes first.
        clock: The time in seconds.

    Raises:
        ConfigError: Answers cannot be kept there; says why.
    """

    def __init__(
        self,
        path: Path,
        *,
        max_age_days: float = 30.0,
        max_size_mb: float = 1024.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        check(path)
        self.path = path
        self._max_age = max_age_days * _DAY
        self._max_size = max_size_mb * _MEGABYTE
        self._clock = clock
        # Readers do not wait for a writer, so they should not queue behind one here either.
        self._reader = Worker(path, lambda _: None)
        self._writer = Worker(path, self._delete_old)

    async def get(self, key: str) -> Kept | None:
        """See `AnswerCache.get`."""
        row = await self._reader.do(lambda connection: _read(connection, key))
        now = self._clock()
        if row is None or now - row[1] > self._max_age:
            return None
        answer, _, used = row
        if now - used > _TOUCH:
            self._writer.begin(lambda connection: _touch(connection, key, now))
        return answer

    async def put(self, key: str, answer: Kept) -> None:
        """See `AnswerCache.put`."""
        raw, now = answer.raw.encode("utf-8", "surrogatepass"), self._clock()
        if len(raw) <= self._max_size / 2:  # a larger one would drive out the others
            row = (key, answer.stopped, now, now, raw)
            await self._writer.do(lambda connection: self._write(connection, row))

    async def forget(self, key: str) -> None:
        """See `AnswerCache.forget`."""
        await self._writer.do(lambda connection: _delete(connection, key))

    async def aclose(self) -> None:
        """Close the file; it is opened again when it is needed."""
        await self._reader.aclose()
        await self._writer.aclose()

    def _delete_old(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM answers WHERE made < ?", (self._clock() - self._max_age,))

    def _write(
        self, connection: sqlite3.Connection, row: tuple[str, str, float, float, bytes]
    ) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO answers (key, stopped, made, used, raw) VALUES (?, ?, ?, ?, ?)",
            row,
        )
        held, size = _sizes(connection)
        if held > self._max_size:
            _delete_least_used(connection, self._max_size * _EMPTIED_TO)
        if size > self._max_size:
            _shrink(connection, self._max_size)


def _read(connection: sqlite3.Connection, key: str) -> tuple[Kept, float, float] | None:
    """An answer, when it was made and when it was used; None for what is not as we write it."""
    query = "SELECT raw, stopped, made, used FROM answers WHERE key = ?"
    row = connection.execute(query, (key,)).fetchone()
    if row is None:
        return None
    raw, stopped, made, used = row
    if not isinstance(raw, bytes) or stopped not in ("stop", "length"):
        return None
    try:
        return Kept(raw.decode("utf-8", "surrogatepass"), stopped), float(made), float(used)
    except ValueError:
        return None


def _touch(connection: sqlite3.Connection, key: str, now: float) -> None:
    connection.execute("UPDATE answers SET used = ? WHERE key = ?", (now, key))


def _delete(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("DELETE FROM answers WHERE key = ?", (key,))


def _sizes(connection: sqlite3.Connection) -> tuple[int, int]:
    """Bytes of the file that hold something, and all of them."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    return (pages - free) * page, pages * page


def _delete_least_used(connection: sqlite3.Connection, bound: float) -> None:
    """Delete answers until what is left takes no more than `bound`, or none is left."""
    oldest = "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers ORDER BY used LIMIT ?)"
    while (held := _sizes(connection)[0]) > bound:
        (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
        if not count:
            break
        # As many as take so much on average; then it is measured again.
        chosen = max(1, min(_BATCH, int(count * (1 - bound / held))))
        connection.execute(oldest, (chosen,))


def _shrink(connection: sqlite3.Connection, bound: float) -> None:
    """Give free pages back, down to `bound`."""
    held, size = _sizes(connection)
    while size > max(bound, held):
        connection.execute(f"PRAGMA incremental_vacuum({_BATCH})").fetchall()
        before, (held, size) = size, _sizes(connection)
        if size == before:  # another process reads what would have to move
            break
