"""Articles read in several processes, and all that is asked about them asked by this one.

Taking words apart and proving records is work for the processor, and it is done there. Requests,
with their limits, the budget, the keys and the answers kept, stay here, as if one process read.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Self

from dateline.batch.messages import (
    Abandon,
    Answered,
    Ask,
    Crashed,
    Done,
    Failed,
    Read,
    Setup,
    message,
    receive,
)
from dateline.batch.reading import WasRead, articles_at_once
from dateline.batch.store.answers import METER
from dateline.batch.store.outcomes import Begun
from dateline.errors import ConfigError
from dateline.observe import HookRaised, Hooks
from dateline.pipeline.elsewhere import Came, Sent
from dateline.pipeline.types import RecordType
from dateline.wiring import Extractor

_BUFFER = 2**20  # bytes read ahead of what a process says
Put = Callable[[Sent], Awaitable[Came]]


class Processes:
    """Reads in processes of their own, which start when they are needed.

    Where a model is asked, each has many articles under way, as one that reads alone would; where
    the parser reads alone, one.

    Args:
        count: How many there are.
        extractor: Who asks.
        setup: Who reads, and how.
        hooks: What to call.

    Raises:
        ConfigError: A record type cannot be found by another process, or what is asked cannot be
            asked for another one.
    """

    def __init__(self, count: int, extractor: Extractor, setup: Setup, hooks: Hooks) -> None:
        for record_type in setup.record_types:
            _check(record_type)
        self._extractor = extractor
        self._asks = extractor.concurrency > 0
        if self._asks:
            extractor.for_other_process()
        self.at_once = articles_at_once(extractor) if self._asks else count
        self._count = count
        self._first = message(setup)
        self._hooks = hooks
        self._workers: list[_Elsewhere] = []
        self._starting = asyncio.Lock()
        self._last: _Elsewhere | None = None
        """Reads one article at a time, of those that another process had when it ended."""
        self._alone = asyncio.Lock()

    async def read(self, begun: Begun) -> WasRead:
        """See `Reader.read`."""
        put = self._extractor.for_other_process() if self._asks else _nobody
        try:
            done = await self._read(begun, put)
            for finding in done.findings:
                self._hooks.finding(finding)
        except HookRaised as raised:
            error = raised.error
        else:
            return WasRead(done.packed)
        # Out of reach of the handler: what carried it here is no part of the user's error.
        raise error

    async def aclose(self) -> None:
        """See `Reader.aclose`."""
        while self._workers:
            await self._workers.pop().aclose()
        if self._last is not None:
            await self._last.aclose()
        await self._extractor.aclose()

    async def _read(self, begun: Begun, put: Put) -> Done:
        async with self._starting:
            worker = await self._least_busy()
            reading = worker.begin(begun.content)
        try:
            return await reading.done(put)
        except Crashed:
            if reading.alone:
                raise
        # Somebody else's article may be what ended it. What was answered so far is kept.
        meter = METER.get()
        if meter is not None:
            meter.first = False
        async with self._alone:
            return await self._read_alone(begun, put)

    async def _read_alone(self, begun: Begun, put: Put) -> Done:
        if self._last is None or not self._last.runs:
            self._last = await _Elsewhere.start(self._first)
        reading = self._last.begin(begun.content)
        try:
            return await reading.done(put)
        finally:
            # What was given up may still be at work there, and the next one would not be alone.
            if not reading.ended:
                await self._last.aclose()

    async def _least_busy(self) -> _Elsewhere:
        self._workers = [worker for worker in self._workers if worker.runs]
        least = min(self._workers, key=lambda worker: len(worker.under_way), default=None)
        if least is None or (least.under_way and len(self._workers) < self._count):
            least = await _Elsewhere.start(self._first)
            self._workers.append(least)
        return least


class _Reading:
    """One article under way in another process."""

    def __init__(self, worker: _Elsewhere, number: int) -> None:
        self._worker = worker
        self._number = number
        self.told: asyncio.Queue[Ask | Done | Failed | Exception] = asyncio.Queue()
        self.alone = False
        """Whether it was the only one there when the process ended."""
        self.ended = False
        """Whether the process said what came of it, and works on it no more."""

    async def done(self, put: Put) -> Done:
        """What is read; its questions are put meanwhile, each in a task of its own.

        Raises:
            Crashed: The process ended.
            DatelineError: It could not be read.
            HookRaised: A user's function raised.
        """
        asking: set[asyncio.Task[None]] = set()
        try:
            while True:
                told = await self.told.get()
                if isinstance(told, Ask):
                    task = asyncio.create_task(self._answer(told, put))
                    asking.add(task)
                    task.add_done_callback(asking.discard)
                    continue
                self.ended = isinstance(told, Done | Failed)
                if isinstance(told, Done):
                    return told
                raise told.error if isinstance(told, Failed) else told
        finally:
            for task in asking:
                task.cancel()
            self._worker.forget(self._number, ended=self.ended)
            await asyncio.gather(*asking, return_exceptions=True)

    async def _answer(self, asked: Ask, put: Put) -> None:
        try:
            came = await put(asked.sent)
        except Exception as error:
            self.told.put_nowait(error)
        else:
            self._worker.tell(Answered(asked.question, came))


class _Elsewhere:
    """A process that works, as this one sees it."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._numbers = count(1)
        self._listening = asyncio.create_task(self._listen())
        self.under_way: dict[int, _Reading] = {}

    @classmethod
    async def start(cls, first: bytes) -> Self:
        """Start one, and give it its first message."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "dateline.batch.worker",
            stdin=PIPE,
            stdout=PIPE,
            limit=_BUFFER,
            start_new_session=True,  # Ctrl-C is for the process that was started by hand
        )
        worker = cls(process)
        worker._write(first)
        return worker

    @property
    def runs(self) -> bool:
        """Whether it takes articles."""
        return not self._listening.done()

    def begin(self, content: bytes) -> _Reading:
        """Give it an article."""
        number = next(self._numbers)
        reading = self.under_way[number] = _Reading(self, number)
        self.tell(Read(number, content))
        return reading

    def forget(self, number: int, *, ended: bool) -> None:
        """An article is no longer waited for."""
        if self.under_way.pop(number, None) is not None and not ended and self.runs:
            self.tell(Abandon(number))

    def tell(self, told: object) -> None:
        """Give it a message."""
        self._write(message(told))

    async def aclose(self) -> None:
        """End it."""
        if self._process.returncode is None:
            self._process.kill()
        await self._listening

    def _write(self, said: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101  # it is a pipe
        self._process.stdin.write(said)

    async def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101  # it is a pipe
        while (told := await receive(self._process.stdout)) is not None:
            reading = self.under_way.get(told.article)
            if reading is not None:
                reading.told.put_nowait(told)
        status = await self._process.wait()
        for reading in self.under_way.values():
            reading.alone = len(self.under_way) == 1
            reading.told.put_nowait(
                Crashed(f"The process that read it ended with status {status}.")
            )


async def _nobody(_: Sent) -> Came:
    raise AssertionError("the parser reads alone")


def _check(record_type: RecordType) -> None:
    model = record_type.model
    found = getattr(sys.modules.get(model.__module__), model.__qualname__, None)
    if model.__module__ == "__main__" or found is not model:
        raise ConfigError(
            f"The record type {record_type.name!r} cannot be found by other processes: its model "
            f"{model.__qualname__} is no name of an importable module.",
            hint="Define it in a module of its own, or read in one process.",
        )
