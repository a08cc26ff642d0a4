"""Async work for callers that are not async: one event loop in one thread of its own.

It works inside a running loop too (a notebook), and keeps connections open between calls.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="dateline", daemon=True).start()
    return loop


if hasattr(os, "register_at_fork"):
    # A forked child has the loop, and not the thread that runs it.
    os.register_at_fork(after_in_child=_loop.cache_clear)


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns or raises. An interrupt cancels it."""
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise
