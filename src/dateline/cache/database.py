"""The SQLite file that answers are kept in: opened, made, checked."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from dateline.database import PATIENCE, Kind, open_database
from dateline.errors import ConfigError

_SMALL = 64 * 2**20  # bytes; checking every page of a larger file takes too long for a start

_TABLE = """
CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    stopped TEXT NOT NULL,
    made REAL NOT NULL,
    used REAL NOT NULL,
    raw BLOB NOT NULL
)
"""
_KIND = Kind(
    name="cache",
    application=0x64_74_6C_6E,  # "dtln"
    versions=(
        (
            _TABLE,
            "CREATE INDEX by_use ON answers (used)",
            "CREATE INDEX by_age ON answers (made)",
        ),
    ),
    option="cache.path",
    shrinks=True,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds.

    Attributes:
        answers: How many answers.
        size: The file's bytes.
    """

    answers: int
    size: int


def connect(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to the file, which is made where it is not there.

    Raises:
        ConfigError: It is another program's file, or of a newer dateline.
        sqlite3.Error: It cannot be opened.
        OSError: Its folder cannot be made.
    """
    return open_database(path, _KIND, patience=patience)


def check(path: Path) -> None:
    """Whether answers can be kept there, before anything is asked.

    Raises:
        ConfigError: They cannot; says why.
    """
    try:
        with contextlib.closing(connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")  # fails where it cannot be written
            connection.execute("ROLLBACK")
            if path.stat().st_size <= _SMALL:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise _damaged(path, found)
    except sqlite3.OperationalError as error:
        raise ConfigError(
            f"The cache {str(path)!r} cannot be opened: {error}.",
            hint="Name a file that can be written (cache.path), or turn it off: cache = false.",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise ConfigError(
            f"The cache {str(path)!r} cannot be made: {error.strerror}.",
            hint="Name another place (cache.path).",
        ) from error


def measure(path: Path) -> Contents | None:
    """What a file holds, or None where it is not there or cannot be read. Nothing is made."""
    if not path.is_file():
        return None
    try:
        opened = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        with contextlib.closing(opened) as connection:
            (answers,) = connection.execute("SELECT count(*) FROM answers").fetchone()
        return Contents(answers, path.stat().st_size)
    except (sqlite3.Error, OSError):
        return None


def _damaged(path: Path, words: str) -> ConfigError:
    return ConfigError(
        f"The cache {str(path)!r} is no database, or damaged: {words}.",
        hint="Delete the file, or name another (cache.path).",
    )
