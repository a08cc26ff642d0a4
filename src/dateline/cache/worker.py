"""A thread of the cache's: what goes wrong there is logged, and costs no answer."""

from __future__ import annotations

import logging
import sqlite3
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from dateline.cache.database import connect
from dateline.database import Thread
from dateline.database.thread import result_of
from dateline.errors import ConfigError

R = TypeVar("R")
_LOG = logging.getLogger("dateline.cache")
_PAUSE = 30.0  # seconds for which a file that fails is left alone: others queue behind each try


class Worker:
    """Does one thing after the other with a connection that is opened when it is needed.

    What goes wrong is logged, and nothing comes of it.

    Args:
        path: The file.
        opened: What to do with each new connection first.
    """

    def __init__(self, path: Path, opened: Callable[[sqlite3.Connection], None]) -> None:
        self._path = path
        self.opened = opened
        self._resting_until = 0.0
        # It must not keep this object alive, or its connection would never be closed.
        this = weakref.ref(self)
        self._thread = Thread("dateline-cache", lambda: _connected(path, this()))

    async def do(self, work: Callable[[sqlite3.Connection], R]) -> R | None:
        """What `work` returns, or None where it failed. It is done though nobody may wait."""
        begun = self.begin(work)
        return await result_of(begun) if begun is not None else None

    def begin(self, work: Callable[[sqlite3.Connection], R]) -> Future[R | None] | None:
        """Have it done, and do not wait. None where the interpreter is about to end."""
        return self._thread.begin(lambda: self._do(work))

    async def aclose(self) -> None:
        """Close the connection, once what was begun is done; it is opened again when needed."""
        await self._thread.aclose()

    def _do(self, work: Callable[[sqlite3.Connection], R]) -> R | None:
        if time.monotonic() < self._resting_until:
            return None
        try:
            return self._thread.use(work)
        except (sqlite3.Error, OSError, ConfigError) as error:
            self._thread.close_in_thread()  # with whatever was begun on it
            self._resting_until = time.monotonic() + _PAUSE
            _LOG.warning(
                "The cache %s cannot be used; going on without it for %g s: %s.",
                self._path,
                _PAUSE,
                str(error).rstrip("."),
            )
            return None


def _connected(path: Path, worker: Worker | None) -> sqlite3.Connection:
    connection = connect(path)
    try:
        if worker is not None:
            worker.opened(connection)
    except BaseException:
        connection.close()
        raise
    return connection
