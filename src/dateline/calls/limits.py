"""How many requests a provider gets at once, and how fast."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dateline.providers.base import Allowance


class Limits:
    """Turns for the requests to one provider.

    Args:
        concurrency: Requests under way at once.
        requests_per_minute: The most requests in a minute.
        tokens_per_minute: The most tokens in a minute.
    """

    def __init__(
        self,
        concurrency: int,
        *,
        requests_per_minute: int | None = None,
        tokens_per_minute: int | None = None,
    ) -> None:
        self.concurrency = concurrency
        self.requests_per_minute = requests_per_minute
        self.tokens_per_minute = tokens_per_minute
        self._turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[None]:
        """Wait until a request of about `tokens` may be sent, and hold its place."""
        del tokens
        loop = asyncio.get_running_loop()
        async with self._turns.setdefault(loop, asyncio.Semaphore(self.concurrency)):
            yield

    def answered(self, allowance: Allowance | None) -> None:
        """An answer came, with what its headers say."""

    def limited(self, retry_after: float | None) -> None:
        """The provider said: too many."""
