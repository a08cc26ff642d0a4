"""One thread with one connection: SQLite is waited for there, and never in an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

R = TypeVar("R")
_INHERITED: list[sqlite3.Connection] = []


class Thread:
    """Does one thing after the other with a connection that is opened when it is needed.

    Args:
        name: What the thread is called.
        opened: Makes a connection.
    """

    def __init__(self, name: str, opened: Callable[[], sqlite3.Connection]) -> None:
        self._name = name
        self._opened = opened
        self._connection: list[sqlite3.Connection] = []  # none or one; see `finalize`
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        weakref.finalize(self, _close_all, self._connection)
        _ALL.add(self)

    async def do(self, work: Callable[[sqlite3.Connection], R]) -> R:
        """What `work` returns or raises. It is done though nobody may wait."""
        return await result_of(self._thread.submit(self.use, work))

    def begin(self, job: Callable[[], R]) -> Future[R] | None:
        """Have a job done there, and do not wait. None where the interpreter is about to end."""
        try:
            return self._thread.submit(job)
        except RuntimeError:
            return None

    def use(self, work: Callable[[sqlite3.Connection], R]) -> R:
        """In the thread: `work` done with its connection."""
        if not self._connection:
            self._connection.append(self._opened())
        return work(self._connection[0])

    def close_in_thread(self) -> None:
        """In the thread: the connection closed, with whatever was begun on it."""
        _close_all(self._connection)

    async def aclose(self) -> None:
        """Close the connection, once what was begun is done; it is opened again when needed."""
        await result_of(self._thread.submit(_close_all, self._connection))

    def end(self) -> None:
        """Close the connection and end the thread, once what was begun is done. It waits."""
        with contextlib.suppress(RuntimeError):
            self._thread.submit(_close_all, self._connection)
        self._thread.shutdown()

    def forked(self) -> None:
        """In a child process: the thread is not there, and the connection is the parent's."""
        # https://www.sqlite.org/howtocorrupt.html, 2.6: it may not even be closed here.
        _INHERITED.extend(self._connection)
        self._connection.clear()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=self._name)


async def result_of(begun: Future[R]) -> R:
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


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


_ALL: weakref.WeakSet[Thread] = weakref.WeakSet()


def _forked() -> None:
    for thread in _ALL:
        thread.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
