"""Rows read in a thread, no further ahead than they are wanted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dateline.batch.feed import aside, lots
from dateline.batch.inputs import Row


def numbered(count: int, taken: list[int] | None = None) -> Iterator[Row]:
    """Rows with a number each."""
    for number in range(count):
        if taken is not None:
            taken.append(number)
        yield Row("x", number)


def test_all_rows_come_in_order() -> None:
    """In lots."""

    async def read() -> list[int]:
        return [r.place async for lot in lots(numbered(1000), one_by_one=False) for r in lot]

    assert asyncio.run(read()) == list(range(1000))


def test_nothing_is_read_far_ahead() -> None:
    """Whoever waits keeps the reading waiting; whoever leaves ends it."""
    taken: list[int] = []

    async def read() -> None:
        feed = lots(numbered(10_000_000, taken), one_by_one=False)
        await anext(feed)
        await asyncio.sleep(0.1)
        await feed.aclose()

    asyncio.run(read())
    assert len(taken) <= 5 * 128


def test_a_stream_that_says_nothing_keeps_nobody_from_what_it_said() -> None:
    """Nor from leaving."""
    quiet = threading.Event()

    def stream() -> Iterator[Row]:
        yield Row("x", 1)
        quiet.wait()

    async def read() -> int:
        feed = lots(stream(), one_by_one=True)
        (row,) = await asyncio.wait_for(anext(feed), 5)
        await feed.aclose()
        return row.place

    assert asyncio.run(read()) == 1
    quiet.set()


def test_what_reading_raises_comes_out() -> None:
    """As it is, after what came before."""

    def broken() -> Iterator[Row]:
        yield Row("x", 1)
        raise ZeroDivisionError

    async def read() -> list[int]:
        places = []
        with pytest.raises(ZeroDivisionError):
            async for lot in lots(broken(), one_by_one=True):
                places += [row.place for row in lot]
        return places

    assert asyncio.run(read()) == [1]


def test_work_aside_comes_back_and_is_not_waited_for_where_nobody_wants_it() -> None:
    """Whatever it comes to."""
    held = threading.Event()

    async def leave() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(aside(held.wait), 0.05)

    assert asyncio.run(aside(lambda: 3)) == 3
    with pytest.raises(ZeroDivisionError):
        asyncio.run(aside(lambda: 1 // 0))
    asyncio.run(leave())
    held.set()
