"""A process that works on the words of articles, for `processes.py`. It asks nobody itself.

It is a program of its own, and no fork or child of multiprocessing: a fork of a process with
threads may hang, and multiprocessing runs the caller's own script once more, which many are not
written for.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from contextvars import ContextVar
from itertools import count
from typing import Any, BinaryIO

from dateline.batch.inputs import unpacked
from dateline.batch.messages import (
    Abandon,
    Answered,
    Ask,
    Done,
    Failed,
    FaultElsewhere,
    Read,
    Setup,
    message,
    receive,
)
from dateline.batch.store.packing import pack
from dateline.calls import Outcome, Question
from dateline.errors import DatelineError
from dateline.pipeline.elsewhere import Came, came, sent
from dateline.wiring import Extractor

_ARTICLE: ContextVar[int] = ContextVar("dateline_worker_article")


class Worker:
    """Reads articles, and has its questions asked by the process that started it.

    Args:
        setup: Who reads, and how.
        outgoing: Where it writes its messages.
    """

    def __init__(self, setup: Setup, outgoing: BinaryIO) -> None:
        self._outgoing = outgoing
        self._reading: dict[int, asyncio.Task[None]] = {}
        self._asked: dict[int, asyncio.Future[Came]] = {}
        self._numbers = count()
        self._extractor = Extractor(
            setup.provider,
            settings=setup.settings,
            record_types=setup.record_types,
            elsewhere=self._ask,
        )

    def take(self, told: Read | Abandon | Answered) -> None:
        """Do what a message says."""
        match told:
            case Read(article, content):
                self._reading[article] = asyncio.create_task(self._read(article, content))
            case Answered(question, answer):
                waiting = self._asked.get(question)
                if waiting is not None and not waiting.done():
                    waiting.set_result(answer)
            case Abandon(article):
                task = self._reading.get(article)
                if task is not None:
                    task.cancel()

    async def _read(self, article: int, content: bytes) -> None:
        _ARTICLE.set(article)
        told: Done | Failed
        try:
            found = await self._extractor.aextract(unpacked(content))
            told = Done(article, pack(found), found.findings)
        except DatelineError as error:
            told = Failed(article, error)
        except Exception as error:  # a fault of ours in one article costs no other
            told = Failed(article, FaultElsewhere(error))
        finally:
            del self._reading[article]
        self._tell(told)

    async def _ask(self, question: Question[Any]) -> Outcome[Any]:
        number = next(self._numbers)
        waiting = self._asked[number] = asyncio.get_running_loop().create_future()
        self._tell(Ask(_ARTICLE.get(), number, sent(question)))
        try:
            answered = await waiting
        finally:
            del self._asked[number]
        # The settings may name record types too.
        return came(answered, question, self._extractor.record_types)

    def _tell(self, told: object) -> None:
        self._outgoing.write(message(told))
        self._outgoing.flush()


async def _serve(incoming: asyncio.StreamReader, outgoing: BinaryIO) -> None:
    setup = await receive(incoming)
    if setup is None:
        return
    worker = Worker(setup, outgoing)
    # What is there by now stays until the end: nobody has to look through it again and again.
    gc.collect()
    gc.freeze()
    # An article under way is some ten thousand objects, hardly any of them in a ring. By default
    # they are looked through a dozen times each: a tenth of all that is done here.
    gc.set_threshold(20_000, 20, 20)
    while (told := await receive(incoming)) is not None:
        worker.take(told)


async def _main() -> None:
    outgoing = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints is no message
    incoming = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(incoming), sys.stdin
    )
    await _serve(incoming, outgoing)


if __name__ == "__main__":
    asyncio.run(_main())
