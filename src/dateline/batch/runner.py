"""The run itself: articles in, so many read at once, each to its outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from dateline.batch.feed import Lots
from dateline.batch.feeding import Feeder, Job
from dateline.batch.inputs import where
from dateline.batch.outcome import Outcome
from dateline.batch.reading import Reader, WasRead
from dateline.batch.rescue import Unwritten
from dateline.batch.store import Store
from dateline.batch.store.answers import METER, Meter
from dateline.batch.store.outcomes import Begun, Ended, Spent, begin, end
from dateline.batch.tally import Tally
from dateline.batch.verdicts import Stop, Verdicts
from dateline.calls import PutOff
from dateline.errors import DatelineError, StoreError


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended.

    Attributes:
        stopped: Why it ended early; None where it came to its end.
        error: The error behind that, if there is one.
        abandoned: Articles whose reading was broken off, by where they stand.
        unwritten: Outcomes that the store could not take.
    """

    stopped: str | None = None
    error: DatelineError | None = None
    abandoned: tuple[str, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()


@dataclass
class Runner:
    """Reads articles until there are no more, or it is told to stop.

    Attributes:
        store: Where everything is kept.
        reader: Who reads.
        tally: How far it is.
        verdicts: What comes of what goes wrong.
        start: The number of this start.
        configuration: The number of the configuration.
        hand_over: Takes each outcome; it is waited for. None, where nobody wants them.
        resumed: Whether outcomes of earlier starts are handed over too.
        extractions: Whether they are wanted with what was read, also from another process.
        limit: The most articles that are read.
        grace: Seconds that articles under way have to come to their end when it is stopped.
        before_again: See `Feeder`.
    """

    store: Store
    reader: Reader
    tally: Tally
    verdicts: Verdicts
    start: int
    configuration: int
    hand_over: Callable[[Outcome], Awaitable[None]] | None = None
    resumed: bool = False
    extractions: bool = True
    limit: int | None = None
    grace: float = 30.0
    before_again: Callable[[], Awaitable[bool]] | None = None

    _jobs: asyncio.Queue[Job] = field(init=False)
    _later: list[Job] = field(default_factory=list)
    _busy: dict[asyncio.Task[None], Job] = field(default_factory=dict)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _at_once: asyncio.Event = field(default_factory=asyncio.Event)
    _stopped: str | None = None
    _error: DatelineError | None = None
    _unexpected: BaseException | None = None
    _unwritten: list[Unwritten] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._jobs = asyncio.Queue(2 * self.reader.at_once)

    def stop(self, why: str, error: DatelineError | None = None) -> None:
        """Begin no other article, and let those under way come to their end."""
        if not self._stopping.is_set():
            self._stopped, self._error = why, error
            self._stopping.set()

    def stop_at_once(self) -> None:
        """Break off what is under way too."""
        self.stop("stopped")
        self._at_once.set()

    async def run(self, lots: Lots) -> Ending:
        """Read what is left in the store, and then what the inputs hold.

        Raises:
            Exception: What reading the inputs raises; what was under way is finished before.
        """
        feeding = Feeder(
            self.store,
            self.tally,
            self._jobs,
            self._later,
            self.start,
            self._set_aside,
            self.hand_over,
            resumed=self.resumed,
            limit=self.limit,
            before_again=self.before_again,
        )
        feeder = asyncio.create_task(feeding.feed(lots))
        workers = [asyncio.create_task(self._work()) for _ in range(self.reader.at_once)]
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({feeder, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if feeder.done() and not feeder.cancelled():
                self._unexpected = feeder.exception()
                if self._unexpected is not None:
                    self.stop("fault")
            feeder.cancel()
            abandoned = await self._finish_work(workers)
        finally:
            for task in (feeder, stopping, *workers):
                task.cancel()
            await asyncio.gather(feeder, stopping, *workers, return_exceptions=True)
            await lots.aclose()
        await self._write_once_more()
        if isinstance(self._unexpected, StoreError):
            self._stopped, self._error = "store", self._unexpected
        elif self._unexpected is not None:
            raise self._unexpected
        return Ending(self._stopped, self._error, abandoned, tuple(self._unwritten))

    async def _finish_work(self, workers: list[asyncio.Task[None]]) -> tuple[str, ...]:
        """Wait for what is under way, as long as it may take; what is left is abandoned."""
        for worker in workers:
            if worker not in self._busy:
                worker.cancel()
        at_once = asyncio.create_task(self._at_once.wait())
        deadline = asyncio.get_running_loop().time() + self.grace
        while self._busy and not at_once.done():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait(
                {at_once, *self._busy}, timeout=left, return_when=asyncio.FIRST_COMPLETED
            )
        at_once.cancel()
        return tuple(job.where for job in self._busy.values() if job.reading)

    async def _work(self) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # it runs in one
        while not self._stopping.is_set():
            job = await self._jobs.get()
            self._busy[task] = job
            try:
                await self._one(job)
            except StoreError as error:
                self.stop("store", error)
            except Exception as error:  # a fault of ours; what is under way is not lost to it
                self._unexpected = error
                self.stop("fault")
            finally:
                self._busy.pop(task, None)
                self._jobs.task_done()

    async def _one(self, job: Job) -> None:
        begun = await self.store.do(
            partial(begin, article=job.number, start=self.start, alone=job.alone)
        )
        job.where = where(begun.source, begun.place)
        meter = Meter(begun.attempt, begun.first)
        METER.set(meter)
        job.reading = True
        was_read: WasRead | None = None
        try:
            was_read = await self.reader.read(begun)
            ended, stop = self.verdicts.of_reading(was_read.packed, meter.spent)
        except asyncio.CancelledError:
            await self.store.do(
                partial(
                    end,
                    begun=begun,
                    configuration=self.configuration,
                    ended=Ended("abandoned", meter.spent),
                )
            )
            raise
        except PutOff:
            job.waits = True
            ended, stop = Ended("put off", meter.spent), None
        except Exception as error:  # a fault of ours in one article costs no other
            ended, stop = self.verdicts.of_error(error, meter.spent, job.tries)
        job.reading = False
        await self._keep(job, begun, ended, was_read)
        self._obey(stop, job, ended)

    def _obey(self, stop: Stop | None, job: Job, ended: Ended) -> None:
        if stop is not None:
            self.stop(stop.why, stop.error)
        elif ended.ended_as == "put off":
            self._later.append(job)

    async def _keep(
        self, job: Job, begun: Begun, ended: Ended, was_read: WasRead | None = None
    ) -> None:
        try:
            await self.store.do(
                partial(end, begun=begun, configuration=self.configuration, ended=ended)
            )
        except StoreError:
            self._unwritten.append((begun, ended))
            raise
        self.tally.count(job.where, ended)
        if self.hand_over is None or ended.ended_as not in ("done", "failed"):
            return
        extraction = None
        if was_read is not None and ended.ended_as == "done":
            wanted = self.extractions
            extraction = was_read.unpacked(self.store.own) if wanted else was_read.extraction
        outcome = Outcome(
            begun.id,
            begun.given_id,
            begun.source,
            begun.place,
            extraction,
            ended.error,
            ended.problem,
        )
        await self.hand_over(outcome)

    async def _set_aside(self, number: int, times: int) -> None:
        """An article that is not read once more: it may be what ends the process."""
        begun = await self.store.do(partial(begin, article=number, start=self.start, alone=True))
        problem = (
            f"The process ended each time that it was read, {times} times with nothing else "
            "under way."
        )
        ended = Ended("failed", Spent(), error="Interrupted", problem=problem)
        await self._keep(Job(number, where=where(begun.source, begun.place)), begun, ended)

    async def _write_once_more(self) -> None:
        """What the store could not take; there may be room by now."""
        for begun, ended in list(self._unwritten):
            try:
                await self.store.do(
                    partial(end, begun=begun, configuration=self.configuration, ended=ended)
                )
            except StoreError:
                return
            self._unwritten.remove((begun, ended))
