"""The store of a run: one SQLite file, written by one process, read by any."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from dateline.batch.store.lock import InUse, RunLock
from dateline.batch.store.problems import told
from dateline.batch.store.schema import KIND
from dateline.batch.store.totals import last_start
from dateline.database import Thread, open_database
from dateline.errors import InputError, StoreError
from dateline.models import Record

R = TypeVar("R")
_PATIENCE = 30.0  # seconds that another program may keep the file locked in the middle of a run


class Store:
    """A run's store, open to be written. Everything is done in one thread, one after the other.

    Args:
        path: The file; made where it is not there. None is one that is gone at the end.
        own: The models of the user's own record types, by name.

    Raises:
        StoreError: Another process goes on with this run; or the file cannot be used.
        ConfigError: It is another program's file, or of a newer dateline.
    """

    def __init__(self, path: Path | None, own: Mapping[str, type[Record]] | None = None) -> None:
        self.path = path
        self.own = own or {}
        self._lock = _locked(path) if path is not None else None
        self._thread = Thread(
            "dateline-store", lambda: open_database(path, KIND, patience=_PATIENCE)
        )
        try:
            with told(path), closing(open_database(path, KIND)) as connection:
                connection.execute("BEGIN IMMEDIATE")  # fails where it cannot be written
                connection.execute("ROLLBACK")
        except BaseException:
            self.close()
            raise

    async def do(self, work: Callable[[sqlite3.Connection], R]) -> R:
        """What `work` returns or raises.

        Raises:
            StoreError: The file cannot be read or written.
        """
        with told(self.path):
            return await self._thread.do(work)

    def begin(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Have something done before whatever is asked for next. That it fails is not told."""

        def quietly() -> None:
            with suppress(sqlite3.Error, OSError):
                self._thread.use(work)

        self._thread.begin(quietly)

    def close(self) -> None:
        """Close the file, and let go of the run."""
        self._thread.end()
        if self._lock is not None:
            self._lock.release()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A store that is only read, also while a run goes on.

    Raises:
        InputError: There is no such file.
        StoreError: It is no store, or cannot be read.
        ConfigError: It is another program's file, or of a newer dateline.
    """
    if not path.is_file():
        raise InputError(f"No such file: {str(path)!r}.", hint="Name the store of a run.")
    if path.stat().st_size == 0:
        raise StoreError(f"{str(path)!r} is empty: no run was begun in it.")
    with told(path), closing(open_database(path, KIND)) as connection:
        yield connection


def _locked(path: Path) -> RunLock:
    if path.is_dir() or not path.parent.is_dir():
        what = "is a folder" if path.is_dir() else "cannot be made: there is no such folder"
        raise InputError(f"{str(path)!r} {what}.", hint="Name a file, such as --out runs.db.")
    try:
        with told(path):
            return RunLock(path)
    except InUse:
        raise StoreError(
            f"Another process goes on with the run {str(path)!r}{_who(path)}.",
            hint=f"Wait for it, or stop it; dateline status {path} shows how far it is.",
        ) from None


def _who(path: Path) -> str:
    try:
        with reading(path) as connection:
            start = last_start(connection)
    except (InputError, StoreError):
        return ""
    if start is None:
        return ""
    since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(start.begun))
    return f": process {start.process} on {start.host}, since {since}"
