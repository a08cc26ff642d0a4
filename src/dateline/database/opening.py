"""A SQLite file opened: made, brought up to date, or refused where it is not ours."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ConfigError

PATIENCE = 5.0
"""Seconds for which another process's writing is waited for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        name: What it is called in errors, such as "cache".
        application: Whose file it is, in the file's header.
        versions: What makes each version out of the one before, as SQL statements.
        option: What names the file, such as "cache.path".
        shrinks: Whether it gives room back that it no longer needs.
    """

    name: str
    application: int
    versions: Sequence[Sequence[str]]
    option: str
    shrinks: bool = False


def open_database(
    path: Path | None, kind: Kind, *, patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection to the file, which any thread may use, one after the other.

    Args:
        path: The file; made where it is not there. None is a file that is gone with its connection.
        kind: What it is to be.
        patience: Seconds for which another process is waited for.

    Raises:
        ConfigError: It is another program's file, or of a newer dateline.
        sqlite3.Error: It cannot be opened.
        OSError: Its folder cannot be made.
    """
    if path is not None:
        _make_private(path)
    connection = sqlite3.connect(
        path or "", timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(connection, path, kind, patience)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """An empty file that only its owner reads: what we keep quotes articles."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _set_up(connection: sqlite3.Connection, path: Path | None, kind: Kind, patience: float) -> None:
    version = _version(connection, path, kind)
    if version == 0 and kind.shrinks:
        # Before the first page.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(connection, patience)
    # Safe against a crash of the process; a crash of the machine may cost the last transactions.
    connection.execute("PRAGMA synchronous = NORMAL")
    if version < len(kind.versions):
        _bring_up_to_date(connection, path, kind)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path | None, kind: Kind) -> None:
    """The newest version, or the one that was there: nothing in between."""
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection, path, kind)  # another process may have been faster
    for statements in kind.versions[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {kind.application}")
    connection.execute(f"PRAGMA user_version = {len(kind.versions)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path | None, kind: Kind) -> int:
    """Which version it is; 0 where it is empty."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not tables and not application:
        return 0
    if application != kind.application:
        raise ConfigError(
            f"The {kind.name} {str(path)!r} is another program's database.",
            hint=f"Name a file of its own ({kind.option}).",
        )
    if version > len(kind.versions):
        raise ConfigError(
            f"The {kind.name} {str(path)!r} was made by a newer dateline.",
            hint=f"Name another file ({kind.option}), or upgrade.",
        )
    return int(version)


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
