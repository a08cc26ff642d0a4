"""Rows read in a thread, no further ahead than needed: files and streams keep others waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator
from contextlib import aclosing, suppress
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from dateline.batch.inputs import Articles, Given, Row, given_row, given_rows

R = TypeVar("R")
_AT_ONCE = 128  # rows that are looked up in the store together
_AHEAD = 2  # such lots, read and waiting


Lots = AsyncGenerator[list[Row], None]
"""Rows, a few at a time."""


async def lots(rows: Iterable[Row], *, one_by_one: bool) -> Lots:
    """The rows in lots, in order, each as soon as it is read.

    The thread is a daemon's: one that waits for a stream which says nothing is left behind.

    Args:
        rows: The rows.
        one_by_one: Each is a lot of its own, as for a stream that may say nothing for a while.

    Raises:
        Exception: What reading them raises.
    """
    loop = asyncio.get_running_loop()
    ready: asyncio.Queue[list[Row] | BaseException | None] = asyncio.Queue()
    room = threading.Semaphore(_AHEAD)
    given_up = threading.Event()

    def read() -> None:
        iterator = iter(rows)
        last: BaseException | None = None
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            try:
                while not given_up.is_set() and (lot := _lot(iterator, one_by_one=one_by_one)):
                    room.acquire()
                    loop.call_soon_threadsafe(ready.put_nowait, lot)
            except BaseException as error:  # whatever it is, it is told in the loop
                last = error
            loop.call_soon_threadsafe(ready.put_nowait, last)

    threading.Thread(target=read, name="dateline-input", daemon=True).start()
    try:
        while (lot := await ready.get()) is not None:
            if isinstance(lot, BaseException):
                raise lot
            room.release()
            yield lot
    finally:
        given_up.set()
        room.release()  # so that the thread sees it


async def aside(work: Callable[[], R]) -> R:
    """What `work` comes to, in a thread that nobody waits for where it is not wanted any more.

    Raises:
        Exception: What it raises.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[R] = loop.create_future()

    def tell(set_it: Callable[[Any], None], outcome: object) -> None:
        if not done.done():
            set_it(outcome)

    def run() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            try:
                found = work()
            except Exception as error:  # whatever it is, it is told in the loop
                loop.call_soon_threadsafe(tell, done.set_exception, error)
            else:
                loop.call_soon_threadsafe(tell, done.set_result, found)

    threading.Thread(target=run, name="dateline-aside", daemon=True).start()
    return await done


def _lot(rows: Iterator[Row], *, one_by_one: bool) -> list[Row]:
    return list(islice(rows, 1 if one_by_one else _AT_ONCE))


async def given_lots(articles: Articles, published: date | None = None) -> Lots:
    """The rows of what a caller gives: an iterable, read in the thread, or an async one.

    Args:
        articles: What is given.
        published: The day of articles that have none of their own.
    """
    if isinstance(articles, AsyncIterable):
        place = 0
        async for one in articles:
            place += 1
            yield [given_row(one, place).dated(published)]
        return
    rows = (row.dated(published) for row in given_rows(articles))
    async with aclosing(lots(rows, one_by_one=not _is_quick(articles))) as found:
        async for lot in found:
            yield lot


def _is_quick(articles: Iterable[Given]) -> bool:
    """Whether it is all there; a generator may wait for its next article."""
    return isinstance(articles, list | tuple)
