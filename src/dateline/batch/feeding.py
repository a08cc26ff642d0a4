"""Which articles are read, and when: what is left of earlier starts, then what comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dateline.batch.feed import Lots
from dateline.batch.inputs import Row
from dateline.batch.outcome import Outcome, stored_outcome
from dateline.batch.store import Store
from dateline.batch.store.articles import last_number, pending, register, suspects
from dateline.batch.store.outcomes import stands
from dateline.batch.tally import Tally

_PAGE = 256  # numbers of articles that are taken out of the store together
_SUSPICIOUS = 2  # readings that were cut off with their process before an article is read alone
_ALONE = 3  # and so many of those before it is set aside


@dataclass(slots=True)
class Job:
    """An article to be read.

    Attributes:
        number: Its number in the store.
        tries: How often this start has read it before.
        alone: Nothing else is read meanwhile.
        where: Where it stands, for people.
        reading: Whether it is being read now, and has no outcome yet.
        waits: Whether it was put off for answers that are asked for together with others'.
    """

    number: int
    tries: int = 0
    alone: bool = False
    where: str = ""
    reading: bool = False
    waits: bool = False


@dataclass
class Feeder:
    """Gives out articles, no faster than they are read.

    Attributes:
        store: Where they are.
        tally: How far the run is.
        jobs: Where they are given out.
        later: Articles that are to be given out once more at the end.
        start: The number of this start.
        set_aside: Sets an article aside that the process ended over.
        hand_over: Takes outcomes; see `Runner`.
        resumed: Whether outcomes of earlier starts are handed over.
        limit: The most articles that are given out.
        before_again: Awaited before articles are given out once more; False ends it there.
    """

    store: Store
    tally: Tally
    jobs: asyncio.Queue[Job]
    later: list[Job]
    start: int
    set_aside: Callable[[int, int], Awaitable[None]]
    hand_over: Callable[[Outcome], Awaitable[None]] | None
    resumed: bool = False
    limit: int | None = None
    before_again: Callable[[], Awaitable[bool]] | None = None
    _given: int = 0

    async def feed(self, lots: Lots) -> None:
        """Give out all there are, and wait until each has been read.

        Raises:
            Exception: What reading the inputs raises.
        """
        last = await self.store.do(last_number)
        apart = await self.store.do(partial(suspects, interruptions=_SUSPICIOUS))
        try:
            await self._what_is_left(last, {number for number, _ in apart})
            await self._what_comes(lots, last)
        except _Enough:
            apart = []
        await self.jobs.join()
        while self.later:
            if self.before_again is not None and not await self.before_again():
                return
            jobs = list(self.later)
            self.later.clear()
            for job in jobs:
                await self.jobs.put(_once_more(job))
            await self.jobs.join()
        for number, times in apart:
            await self._alone(number, times)

    async def _what_is_left(self, last: int, apart: set[int]) -> None:
        after = 0
        while numbers := await self.store.do(partial(pending, after=after, last=last, limit=_PAGE)):
            for number in numbers:
                if number not in apart:
                    await self._put(Job(number))
            after = numbers[-1]

    async def _what_comes(self, lots: Lots, last: int) -> None:
        seen: set[int] = set()
        async for lot in lots:
            registered = await self.store.do(partial(register, rows=lot))
            before = [number for number in registered.known if number <= last]
            tally = self.tally
            tally.rows += registered.rows
            tally.resumed += len(before)
            tally.repeated += len(registered.known) - len(before)
            tally.new += len(registered.new)
            await self._unreadable([row for row in lot if row.content is None])
            if self.resumed:
                await self._outcomes([number for number in before if number not in seen])
                seen.update(before)
            for number in registered.new:
                await self._put(Job(number))

    async def _unreadable(self, rows: Sequence[Row]) -> None:
        """Rows without an article: failed, with the reason, and no other costs anything."""
        self.tally.unreadable += len(rows)
        for row in rows:
            self.tally.problems.append(f"{row.where}: {row.problem}")
            if self.hand_over is not None:
                await self.hand_over(
                    Outcome(
                        "", row.given_id, row.source, row.place, None, "InputError", row.problem
                    )
                )

    async def _outcomes(self, numbers: Sequence[int]) -> None:
        """Hand over what earlier starts read."""
        for number in await self.store.do(partial(stands, articles=numbers, start=self.start)):
            outcome = await stored_outcome(self.store, number, resumed=True)
            if outcome is not None and self.hand_over is not None:
                await self.hand_over(outcome)

    async def _put(self, job: Job) -> None:
        if self.limit is not None and self._given >= self.limit:
            raise _Enough
        self._given += 1
        await self.jobs.put(job)

    async def _alone(self, number: int, times: int) -> None:
        """An article that was being read whenever the process ended: by itself, or not at all."""
        if times >= _ALONE:
            await self.set_aside(number, times)
            return
        await self.jobs.put(Job(number, alone=True))
        await self.jobs.join()


def _once_more(job: Job) -> Job:
    return replace(job, tries=job.tries + (not job.waits), waits=False)


class _Enough(Exception):
    """As many articles as are to be read have been given out."""
