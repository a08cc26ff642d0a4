"""Work done at the same time, of which nothing goes on once a part of it has failed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any


async def together(jobs: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all of them. Where one raises, the others are cancelled: nobody reads their answers.

    Raises:
        Exception: What the first raised.
    """
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job)
    except BaseExceptionGroup as raised:
        first = raised.exceptions[0]
    else:
        return
    raise first
