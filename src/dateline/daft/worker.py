"""What runs in each of Daft's workers: rows in, results out, and meanwhile into the checkpoint."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

from dateline.batch.inputs import Columns, Row
from dateline.daft.checkpoint import Checkpoint
from dateline.daft.engine import worker_name
from dateline.daft.reading import Reading
from dateline.daft.rows import Result, as_array, rows_of
from dateline.errors import StoreError
from dateline.pipeline.types import RecordType
from dateline.settings import Settings
from dateline.wiring import Extractor
from dateline.wiring.portal import wait_for

_LOG = logging.getLogger("dateline")


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is to do; it is sent to wherever the worker is.

    Attributes:
        settings: The worker's own share.
        provider: Who reads.
        record_types: Record types of the user's own.
        names: The columns that are handed over, in order.
        columns: What they are called.
        run: The name of this job.
        checkpoint: Where results are kept; None, where nowhere.
        every: Seconds between two times that they are.
    """

    settings: Settings
    provider: str | None
    record_types: tuple[RecordType, ...]
    names: tuple[str, ...]
    columns: Columns
    run: str
    checkpoint: Checkpoint | None
    every: float


class Worker:
    """Reads rows, as many at once as its share of the provider's limits keeps busy.

    Args:
        task: What it is to do.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._desk: Desk | None = None

    def read(self, *cells: Any) -> Any:
        """The results of the rows whose columns these are."""
        rows = rows_of(self._task.names, cells, self._task.columns)
        return as_array(wait_for(self._read(rows)))

    async def _read(self, rows: Sequence[Row]) -> list[Result]:
        if self._desk is None:
            self._desk = _DESKS.get(self._task.run) or Desk(self._task)
            _DESKS[self._task.run] = self._desk
        return await self._desk.read(rows)


@dataclass
class Desk:
    """A worker's extractor, and what of its results is not kept yet.

    There is one in a process for each job. Daft's own runner calls from several threads, and
    whatever they ask for is done in the one event loop.
    """

    task: Task
    extractor: Extractor = field(init=False)
    _reading: Reading = field(init=False)
    _unsaved: list[Result] = field(default_factory=list)
    _saved_spent: Decimal = Decimal(0)
    _kept: dict[str, str] = field(default_factory=dict)
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _busy: int = 0

    def __post_init__(self) -> None:
        task = self.task
        self.extractor = Extractor(
            task.provider, settings=task.settings, record_types=task.record_types
        )
        self._reading = Reading(self.extractor, self._unsaved.append)
        name = worker_name() or f"{socket.gethostname()}.{os.getpid()}.{uuid4().hex[:6]}"
        self._whose = f"{task.run}-{name}"
        if task.checkpoint is not None:
            # There is something where the worker was killed, and started again over the same rows.
            self._kept = task.checkpoint.finished(task.run)
            self._saved_spent = task.checkpoint.spent(self._whose)
            self.extractor.note_spent(self._saved_spent)

    async def read(self, rows: Sequence[Row]) -> list[Result]:
        """The results of the rows, in order.

        Raises:
            StoreError: What was read cannot be kept.
        """
        self._busy += 1
        try:
            return await self._read(rows)
        finally:
            self._busy -= 1
            if not self._busy:  # nobody says which rows are the last: connections do not wait
                await self.extractor.aclose()

    async def _read(self, rows: Sequence[Row]) -> list[Result]:
        checkpoint = self.task.checkpoint
        if checkpoint is None:
            results = await self._reading.read(rows)
            self._unsaved.clear()
            return results
        known = await asyncio.to_thread(self._known, checkpoint, rows)
        ended = asyncio.Event()
        saving = asyncio.create_task(self._save_now_and_then(checkpoint, ended))
        try:
            new = await self._reading.read([r for r in rows if r.article_id not in known])
        finally:
            ended.set()
            await saving
            await self._save_all(checkpoint)
        following = iter(new)
        return [known.get(row.article_id or "") or next(following) for row in rows]

    def _known(self, checkpoint: Checkpoint, rows: Sequence[Row]) -> dict[str, Result]:
        """Those of the rows that this job has read before."""
        asked = {row.article_id for row in rows}
        paths = {path for key, path in self._kept.items() if key in asked}
        read = [checkpoint.read(path) for path in paths]
        return {key: result for part in read for key, result in part.items() if key in asked}

    async def _save_now_and_then(self, checkpoint: Checkpoint, ended: asyncio.Event) -> None:
        while not ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), self.task.every)
                return  # the rest is saved by whoever ended it
            try:
                await self._save(checkpoint)
            except OSError as error:
                _LOG.warning("Not kept yet, and tried again: %s.", error)

    async def _save_all(self, checkpoint: Checkpoint) -> None:
        try:
            await self._save(checkpoint)
        except OSError as error:
            raise StoreError(
                f"What was read cannot be kept in {checkpoint.folder!r}: {error}.",
                hint="Make room, and start the job again: it goes on from what was kept.",
            ) from error

    async def _save(self, checkpoint: Checkpoint) -> None:
        """Keep what stands; what may be otherwise the next time is not kept."""
        async with self._saving:
            lot = list(self._unsaved)
            settled = [result for result in lot if result.settled]
            spent = self.extractor.spent
            if settled or spent > self._saved_spent:
                since = spent - self._saved_spent
                path = await asyncio.to_thread(checkpoint.add, self._whose, settled, since)
                self._saved_spent = spent
                # The same dataframe may be wanted once more, to be shown and then written.
                self._kept |= {result.article_id or "": path for result in settled}
            del self._unsaved[: len(lot)]


_DESKS: WeakValueDictionary[str, Desk] = WeakValueDictionary()
