"""One thread with one connection: SQLite is waited for there, and never in an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from dateline.cache.database import connect
from dateline.errors import ConfigError

R = TypeVar("R")
_LOG = logging.getLogger("dateline.cache")
_PAUSE = 30.0  # seconds for which a file that fails is left alone: others queue behind each try
_INHERITED: list[sqlite3.Connection] = []


class Worker:
    """Does one thing after the other with a connection that is opened when it is needed.

    What goes wrong is logged, and nothing comes of it.

    Args:
        path: The file.
        opened: What to do with each new connection first.
    """

    def __init__(self, path: Path, opened: Callable[[sqlite3.Connection], None]) -> None:
        self._path = path
        self._opened = opened
        self._resting_until = 0.0
        self._connection: list[sqlite3.Connection] = []  # none or one; see `finalize`
        self._thread = _one_thread()
        weakref.finalize(self, _close_all, self._connection)
        _ALL.add(self)

    async def do(self, work: Callable[[sqlite3.Connection], R]) -> R | None:
        """What `work` returns, or None where it failed. It is done though nobody may wait."""
        begun = self.begin(work)
        return await _result(begun) if begun is not None else None

    def begin(self, work: Callable[[sqlite3.Connection], R]) -> Future[R | None] | None:
        """Have it done, and do not wait. None where the interpreter is about to end."""
        try:
            return self._thread.submit(self._do, work)
        except RuntimeError:
            return None

    async def aclose(self) -> None:
        """Close the connection, once what was begun is done; it is opened again when needed."""
        await _result(self._thread.submit(_close_all, self._connection))

    def forked(self) -> None:
        """In a child process: the thread is not there, and the connection is the parent's."""
        # https://www.sqlite.org/howtocorrupt.html, 2.6: it may not even be closed here.
        _INHERITED.extend(self._connection)
        self._connection.clear()
        self._thread = _one_thread()

    def _do(self, work: Callable[[sqlite3.Connection], R]) -> R | None:
        if time.monotonic() < self._resting_until:
            return None
        try:
            if not self._connection:
                self._connection.append(connect(self._path))
                self._opened(self._connection[0])
            return work(self._connection[0])
        except (sqlite3.Error, OSError, ConfigError) as error:
            _close_all(self._connection)  # with whatever was begun on it
            self._resting_until = time.monotonic() + _PAUSE
            _LOG.warning(
                "The cache %s cannot be used; going on without it for %g s: %s.",
                self._path,
                _PAUSE,
                str(error).rstrip("."),
            )
            return None


async def _result(begun: Future[R]) -> R:
    """What comes of it. Whoever stops waiting, and ends the event loop, does not stop it."""
    loop = asyncio.get_running_loop()
    turn: asyncio.Future[None] = loop.create_future()

    def tell(_: Future[R]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_done, turn)

    begun.add_done_callback(tell)
    await turn
    return begun.result()


def _done(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="dateline-cache")


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


_ALL: weakref.WeakSet[Worker] = weakref.WeakSet()


def _forked() -> None:
    for worker in _ALL:
        worker.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
