"""Rounds of a run whose questions a provider answers in batches.

A round reads the articles that are left, which writes down what has to be asked; then this hands it
over, waits until all of it has come back, and the next round is read.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from dateline.batch.desk import BatchDesk
from dateline.batch.store import Store
from dateline.batch.store.api import (
    ApiBatch,
    Bounds,
    keys_of,
    lines,
    release,
    remotes,
    submitted,
    take,
    under_way,
    waiting,
)
from dateline.batch.store.api_results import Answered, Unanswered, collected, keep
from dateline.batch.store.totals import totals
from dateline.batch.tally import Tally
from dateline.errors import ProviderError, RequestRefused, TransportError
from dateline.export.wording import plural
from dateline.providers.batches import (
    BatchService,
    BatchUnknown,
    Remote,
    Result,
    ResultsGone,
    StillOpen,
)
from dateline.providers.protocols import Reading
from dateline.settings import Price
from dateline.usage import cost_of

_BESIDE = 128  # bytes that are written beside each body at most, its key among them
_TOGETHER = 32_000_000  # bytes of one batch, however much a vendor takes: it is put together here
_KEPT_AT_ONCE = 200  # answers
_KEPT_FOR = 30 * 86400.0  # seconds after which no vendor has a batch's results
_MOST_FAULTS = 20  # of transport in a row: with the longest pauses, more than an hour


class OutOfBudget(Exception):
    """What is written down may cost more than is left of the run's budget."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between two looks at a provider's batches.

    Attributes:
        first: At first, and after each that has ended.
        most: At most; each pause is half as long again as the one before.
    """

    first: float = 10.0
    most: float = 300.0


@dataclass
class Rounds:
    """Hands over what is written down, and brings back what came of it.

    Attributes:
        service: Whose batches they are.
        store: Where everything is noted.
        desk: Where questions are written down.
        tally: How far the run is.
        price: What a token usually costs; None where that is unknown.
        budget: The most that the run may cost.
        live_after: Rounds after which what is left is asked as usual; None is never.
        pauses: How long it waits.
        tell: Is told in a line what happens.
        paid: Is told what an answer cost.
    """

    service: BatchService
    store: Store
    desk: BatchDesk
    tally: Tally
    price: Price | None
    budget: Decimal | None = None
    live_after: int | None = None
    pauses: Pauses = field(default_factory=Pauses)
    tell: Callable[[str], None] = lambda _: None
    paid: Callable[[Decimal], None] = lambda _: None
    _rounds: int = 0
    _faults: int = 0
    _full: bool = False
    _room: bool = False

    async def finish(self) -> None:
        """Have all that is written down asked, and wait for the answers.

        Raises:
            OutOfBudget: It may cost more than is left.
            ProviderError: The provider refuses it, or does not answer.
        """
        moved, pause = False, self.pauses.first
        while True:
            await self._hand_over()
            batches = await self.store.do(under_way)
            if not batches:
                break
            moved = True
            ended = [await self._guarded(batch) for batch in batches]
            if any(ended):
                pause = self.pauses.first
                continue
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, self.pauses.most)
        # Where nothing was asked, articles wait for each other.
        self.desk.patient = moved
        self._rounds += moved
        if self.live_after is not None and self._rounds >= self.live_after:
            self.desk.live = True

    async def _hand_over(self) -> None:
        """Make batches of what is written down, and submit them."""
        while not self._full:
            bounds = await self._bounds()
            account = self.service.account
            batch = await self.store.do(
                partial(take, account=account, bounds=bounds, beside=_BESIDE)
            )
            if batch is None:
                break
            try:
                await self._submit(batch)
            except TransportError as error:
                self._fault(error)
                return  # it is looked for, after a pause
        if not await self.store.do(under_way):
            written, _ = await self.store.do(waiting)
            if written:
                raise OutOfBudget

    async def _bounds(self) -> Bounds:
        limits = self.service.limits
        money = None
        if self.budget is not None:
            _, at_stake = await self.store.do(waiting)
            money = self.budget - (await self.store.do(totals)).known_cost - at_stake
        return Bounds(limits.requests, min(limits.megabytes * 1_000_000, _TOGETHER), money)

    async def _submit(self, batch: ApiBatch) -> None:
        requests = await self.store.do(partial(lines, batch=batch.id))
        try:
            remote = await self.service.submit(batch.name, requests)
        except RequestRefused as error:
            await self.store.do(partial(release, batch=batch.id, problem=str(error)))
            raise
        await self._note(batch, remote)
        handed = f"{plural(len(requests), 'request')} handed to {self.service.name}"
        self.tell(f"{handed}: batch {remote.id}.")

    async def _note(self, batch: ApiBatch, remote: Remote) -> None:
        await self.store.do(
            partial(submitted, batch=batch.id, remote=remote.id, deadline=remote.deadline)
        )

    async def _guarded(self, batch: ApiBatch) -> bool:
        """Whether a batch has ended; a fault of transport is waited out."""
        try:
            ended = await self._looked_at(batch)
        except TransportError as error:
            self._fault(error)
            return False
        self._faults = 0
        return ended

    def _fault(self, error: TransportError) -> None:
        self._faults += 1
        self.tally.problems.append(str(error))
        if self._faults >= _MOST_FAULTS:
            raise error

    async def _looked_at(self, batch: ApiBatch) -> bool:
        if batch.remote is None:
            return await self._looked_for(batch)
        try:
            remote = await self.service.look(batch.remote)
        except BatchUnknown:
            if time.time() - batch.begun < _KEPT_FOR:
                raise
            await self._give_up(batch)
            return True
        if not remote.ended:
            return False
        if remote.full:
            await self._wait_for_room(batch, remote)
        elif remote.refused is not None:
            self._full = False
            self.tell(f"Batch {remote.id} was refused: {remote.refused}")
            await self.store.do(
                partial(collected, batch=batch.id, problem=f"Its batch failed: {remote.refused}")
            )
        else:
            await self._collect(batch, remote)
        return True

    async def _looked_for(self, batch: ApiBatch) -> bool:
        """A batch that may have been made, though nobody was told: found, or submitted again."""
        keys = await self.store.do(partial(keys_of, batch=batch.id))
        known = await self.store.do(remotes)
        try:
            remote = await self.service.find(batch.name, keys, batch.begun, known)
        except StillOpen:
            return False
        if remote is None:
            await self._submit(batch)
        else:
            await self._note(batch, remote)
            self.tell(f"Batch {remote.id} was found: it had been handed over.")
        return True

    async def _wait_for_room(self, batch: ApiBatch, remote: Remote) -> None:
        """None of it was begun: too much is waiting there. It is handed over when there is room."""
        problem = remote.refused or "The provider takes no more for now."
        await self.store.do(partial(release, batch=batch.id, problem=problem))
        if await self.store.do(under_way):
            self._full = True
        elif self._room:
            self._room = False  # there was some meanwhile
        else:
            raise ProviderError(
                f"{self.service.name} takes no batch: {problem}",
                provider=self.service.name,
                model=self.service.model,
                hint="Wait for the account's other batches, or ask for a higher limit.",
            )

    async def _collect(self, batch: ApiBatch, remote: Remote) -> None:
        """Keep what came of a batch."""
        answered = 0
        try:
            async for came in _in_lots(self.service.results(remote)):
                told = [self._judged(result) for result in came]
                new = await self.store.do(partial(keep, batch=batch.id, came=told))
                answered += len(new)
                for answer in new:
                    self._count(answer)
        except ResultsGone:
            await self._give_up(batch)
            return
        left = await self.store.do(
            partial(collected, batch=batch.id, problem="Its batch came back without it.")
        )
        self._full, self._room = False, True
        nothing = f", {left:,} came back without a word" if left else ""
        self.tell(f"Batch {remote.id} has ended: {plural(answered, 'answer')}{nothing}.")

    async def _give_up(self, batch: ApiBatch) -> None:
        """Nothing can come of a batch any more: its requests are asked anew, and paid for anew."""
        problem = f"The results of batch {batch.remote} are no longer kept by {self.service.name}."
        left = await self.store.do(partial(collected, batch=batch.id, problem=problem))
        self._full, self._room = False, True
        self.tell(f"{problem} Asked anew: {plural(left, 'request')}.")

    def _judged(self, result: Result) -> Answered | Unanswered:
        came = result.came
        if isinstance(came, Reading):
            usual = cost_of(self.price, came.usage)
            return Answered(
                key=result.key,
                raw=came.text,
                stopped=came.stopped,
                usage=came.usage,
                cost=usual * self.service.limits.price if usual is not None else None,
            )
        if isinstance(came, ProviderError):
            again = not isinstance(came, RequestRefused)
            return Unanswered(result.key, again=again, error=type(came).__name__, problem=str(came))
        return Unanswered(
            result.key, again=True, error="BatchUnanswered", problem=f"In a batch: {came}"
        )

    def _count(self, answer: Answered) -> None:
        tally = self.tally
        tally.requests += 1
        tally.prompt_tokens += answer.usage.prompt_tokens
        tally.completion_tokens += answer.usage.completion_tokens
        tally.known_cost += answer.cost or 0
        tally.cost_unknown |= answer.cost is None
        if answer.cost is not None:
            self.paid(answer.cost)


async def _in_lots(results: AsyncIterator[Result]) -> AsyncIterator[list[Result]]:
    lot: list[Result] = []
    async for result in results:
        lot.append(result)
        if len(lot) == _KEPT_AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot
