"""The SQLite file that answers are kept in: opened, made, checked."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ConfigError

PATIENCE = 5.0
"""Seconds for which another process's writing is waited for."""

_APPLICATION = 0x64_74_6C_6E  # "dtln", in the file's header: whose file it is
_VERSION = 1
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
    _make_private(path)
    connection = sqlite3.connect(
        path, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(connection, path, patience)
    except BaseException:
        connection.close()
        raise
    return connection


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


def _make_private(path: Path) -> None:
    """An empty file that only its owner reads: answers quote articles."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _set_up(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    made = _is_ours(connection, path)
    if not made:
        # Before the first page: it lets the file shrink.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(connection, patience)
    # Safe against a crash of the process; a crash of the machine may cost the last answers.
    connection.execute("PRAGMA synchronous = NORMAL")
    if not made:
        connection.execute("BEGIN IMMEDIATE")
        if not _is_ours(connection, path):  # another process may have been faster
            connection.execute(_TABLE)
            connection.execute("CREATE INDEX by_use ON answers (used)")
            connection.execute("CREATE INDEX by_age ON answers (made)")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether it is a file of ours; false where it is empty."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not tables and not application:
        return False
    if application != _APPLICATION:
        raise ConfigError(
            f"The cache {str(path)!r} is another program's database.",
            hint="Name a file of its own (cache.path).",
        )
    if version > _VERSION:
        raise ConfigError(
            f"The cache {str(path)!r} was made by a newer dateline.",
            hint="Name another file (cache.path), or upgrade.",
        )
    return True


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Readers beside a writer. Changing to it is not waited for by SQLite itself."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _damaged(path: Path, words: str) -> ConfigError:
    return ConfigError(
        f"The cache {str(path)!r} is no database, or damaged: {words}.",
        hint="Delete the file, or name another (cache.path).",
    )
