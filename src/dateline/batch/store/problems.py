"""What SQLite says of a store, in words that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import StoreError

_KEPT = "What was stored by then is safe: the same command goes on from there."
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """SQLite's errors inside as ours.

    Raises:
        StoreError: The store cannot be used; says why, and what to do.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    except OSError as error:
        raise StoreError(
            f"The store {str(path)!r} cannot be made: {error.strerror}.",
            hint="Name another file (--out).",
        ) from error


def store_error(path: Path | None, error: sqlite3.Error) -> StoreError:
    """The error that SQLite's comes to."""
    name, code = str(path), getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _LOCKED:
        return StoreError(
            f"The store {name!r} is locked by another program, and stayed so.",
            hint=f"Close what has it open for writing. {_KEPT}",
        )
    if code in _FULL:
        return StoreError(
            f"The store {name!r} cannot grow: {error}.", hint=f"Make room on its disk. {_KEPT}"
        )
    if code in _DAMAGED:
        return StoreError(
            f"The store {name!r} is no store of a run, or is damaged: {error}.",
            hint="Name another file, or restore it from a copy.",
        )
    return StoreError(
        f"The store {name!r} cannot be used: {error}.",
        hint="Name a file that can be read and written (--out).",
    )
