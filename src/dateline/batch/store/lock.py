"""One process at a time for one run."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class InUse(Exception):
    """Another process goes on with the run."""


class RunLock:
    """Held by a process until it ends, however it ends.

    It is an exclusive lock of SQLite's on an empty file beside the store: the system lets go of it
    with the process, on every platform, and no file is left that says somebody is there.

    Args:
        store: The store's file.

    Raises:
        InUse: Another process holds it.
    """

    def __init__(self, store: Path) -> None:
        self._connection = sqlite3.connect(
            f"{store}-lock", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise InUse from None
            raise

    def release(self) -> None:
        """Let go of it."""
        self._connection.close()
