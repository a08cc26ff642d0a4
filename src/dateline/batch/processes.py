"""The parser in several processes: it is work for the processor."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from dateline.batch.messages import LENGTH, length_of, message, value_of
from dateline.batch.reading import WasRead
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import Packed
from dateline.errors import ConfigError, DatelineError
from dateline.pipeline.types import RecordType
from dateline.settings import Settings

_LIMIT = 2**30  # bytes of one answer


class Crashed(DatelineError):
    """The process that read the article ended over it."""


class ReadElsewhere(DatelineError):
    """An article could not be read in another process.

    Attributes:
        kind: The name of the error that was raised there.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class ParserProcesses:
    """Reads in processes of their own, each one article at a time. They start when needed.

    Args:
        count: How many there are.
        settings: The settings.
        record_types: Record types of the user's own.

    Raises:
        ConfigError: A record type cannot be found by another process.
    """

    def __init__(
        self, count: int, settings: Settings, record_types: Sequence[RecordType] = ()
    ) -> None:
        for record_type in record_types:
            _check(record_type)
        self.at_once = count
        self._first = message((settings, tuple(record_types)))
        self._idle: list[Process] = []
        self._started: list[Process] = []

    async def read(self, begun: Begun) -> WasRead:
        """See `Reader.read`."""
        process = self._idle.pop() if self._idle else await self._start()
        try:
            answer = await _asked(process, message(begun.content))
        except BaseException:
            self._end(process)  # it is in the middle of something
            raise
        if answer is None:
            status = await process.wait()
            raise Crashed(f"The process that read it ended with status {status}.")
        self._idle.append(process)
        if isinstance(answer, Packed):
            return WasRead(answer)
        raise ReadElsewhere(*answer)

    async def aclose(self) -> None:
        """See `Reader.aclose`."""
        self._idle.clear()
        while self._started:
            process = self._started.pop()
            self._end(process)
            await process.wait()

    async def _start(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "dateline.batch.worker",
            stdin=PIPE,
            stdout=PIPE,
            limit=_LIMIT,
            start_new_session=True,  # Ctrl-C is for the process that was started by hand
        )
        self._started.append(process)
        assert process.stdin is not None  # noqa: S101  # it is a pipe
        process.stdin.write(self._first)
        return process

    def _end(self, process: Process) -> None:
        if process.returncode is None:
            process.kill()


def _check(record_type: RecordType) -> None:
    model = record_type.model
    found = getattr(sys.modules.get(model.__module__), model.__qualname__, None)
    if model.__module__ == "__main__" or found is not model:
        raise ConfigError(
            f"The record type {record_type.name!r} cannot be found by other processes: its model "
            f"{model.__qualname__} is no name of an importable module.",
            hint="Define it in a module of its own, or read in one process.",
        )


async def _asked(process: Process, said: bytes) -> Packed | tuple[str, str] | None:
    """What a process answers; None where it ended instead."""
    assert process.stdin is not None  # noqa: S101  # pipes, both
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(said)
        await process.stdin.drain()
        head = await process.stdout.readexactly(LENGTH)
        written = await process.stdout.readexactly(length_of(head))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    answer: Packed | tuple[str, str] = value_of(written)
    return answer
