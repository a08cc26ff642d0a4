"""Work done at the same time, of which nothing goes on once a part of it has failed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

from dateline.calls import PutOff


async def together(jobs: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all of them. Where one raises, the others are cancelled: nobody reads their answers.

    One that is put off stops no other: what they ask is asked together with it.

    Raises:
        Exception: What the first raised.
        PutOff: One of them was put off; the others came to their end.
    """
    whole = list(jobs)
    put_off: list[PutOff] = []

    async def noted(job: Coroutine[Any, Any, None]) -> None:
        try:
            await job
        except PutOff as later:
            put_off.append(later)

    try:
        async with asyncio.TaskGroup() as group:
            for job in whole:
                group.create_task(noted(job))
    except BaseExceptionGroup as raised:
        first = raised.exceptions[0]
    else:
        if put_off:
            raise put_off[0]
        return
    finally:
        for job in whole:
            job.close()  # one that was cancelled before it began was never awaited
    raise first
