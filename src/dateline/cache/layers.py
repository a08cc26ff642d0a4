"""Two places where answers are kept."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.cache.answers import AnswerCache, Kept


@dataclass(frozen=True, slots=True)
class Layered:
    """Answers out of the first place, or else out of the second; kept in both.

    Attributes:
        first: Where it is looked first.
        second: Where it is looked then.
    """

    first: AnswerCache
    second: AnswerCache

    async def get(self, key: str) -> Kept | None:
        """See `AnswerCache.get`."""
        kept = await self.first.get(key)
        if kept is not None:
            return kept
        kept = await self.second.get(key)
        if kept is not None:
            await self.first.put(key, kept)
        return kept

    async def put(self, key: str, answer: Kept) -> None:
        """See `AnswerCache.put`."""
        await self.first.put(key, answer)
        await self.second.put(key, answer)

    async def forget(self, key: str) -> None:
        """See `AnswerCache.forget`."""
        await self.first.forget(key)
        await self.second.forget(key)

    async def aclose(self) -> None:
        """See `AnswerCache.aclose`."""
        await self.first.aclose()
        await self.second.aclose()
