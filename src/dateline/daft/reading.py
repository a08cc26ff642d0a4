"""One worker's reading of many rows: so many articles at once, each to its result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dateline.articles import Written
from dateline.batch.inputs import Row
from dateline.batch.reading import articles_at_once
from dateline.batch.store.outcomes import Spent
from dateline.batch.verdicts import Stop, Verdicts
from dateline.daft.rows import Result
from dateline.errors import BudgetExhausted
from dateline.models import Article
from dateline.wiring import Extractor


@dataclass
class Reading:
    """Reads rows, as a batch does: what may pass is tried again, what cannot be is told.

    Attributes:
        extractor: Who reads.
        note: Called with each result as soon as it is there.
    """

    extractor: Extractor
    note: Callable[[Result], None] = lambda _: None
    _verdicts: Verdicts = field(init=False)
    _stop: Stop | None = None
    _gate: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        # An article has several questions under way; the provider's own limits hold for those.
        at_once = articles_at_once(self.extractor)
        self._gate = asyncio.Semaphore(at_once)
        self._verdicts = Verdicts(lambda: self.extractor.budget_reached, at_once)

    async def read(self, rows: Sequence[Row]) -> list[Result]:
        """The results of the rows, in order. The same article twice is read once."""
        once = {row.article_id: row for row in rows}
        found: dict[str | None, Result] = {}
        tries = 0
        left = [(key, row) for key, row in once.items() if key is not None]
        while left:
            results = await asyncio.gather(*(self._one(key, row, tries) for key, row in left))
            found |= {key: r for (key, _), r in zip(left, results, strict=True) if r is not None}
            left = [pair for pair, r in zip(left, results, strict=True) if r is None]
            tries += 1
        return [found.get(row.article_id) or _unreadable(row) for row in rows]

    async def _one(self, key: str, row: Row, tries: int) -> Result | None:
        """The result of an article; None where it is to be tried once more."""
        async with self._gate:
            result = await self._read(key, row, tries)
        if result is not None:
            self.note(result)
        return result

    async def _read(self, key: str, row: Row, tries: int) -> Result | None:
        if self._stop is not None:
            return _stopped(key, self._stop)
        try:
            extraction = await self.extractor.aextract(_article(row))
        except Exception as error:  # whatever it is costs no other article
            ended, stop = self._verdicts.of_error(error, Spent(), tries)
            self._stop = self._stop or stop
            if stop is not None:
                return _stopped(key, stop)
            if ended.ended_as == "put off":
                return None
            return Result(key, None, ended.error, ended.problem, settled=True)
        whole = extraction.model_dump_json()
        unanswered = any(finding.kind == "unanswered" for finding in extraction.findings)
        stop = self._verdicts.was_read(unanswered=unanswered)
        if stop is None:
            return Result(key, whole, settled=True)
        self._stop = self._stop or stop
        told = _stopped(key, stop)  # what was answered was paid for
        return Result(key, whole, told.error, told.problem)


def _article(row: Row) -> Article:
    assert row.content is not None  # noqa: S101  # it has an id
    return row.content.article() if isinstance(row.content, Written) else row.content


def _unreadable(row: Row) -> Result:
    return Result(None, None, "InputError", row.problem)


def _stopped(key: str, stop: Stop) -> Result:
    """What is told of an article that was not read, or not all of it, since all reading stopped."""
    if stop.error is None:
        problem = "The budget of the run does not allow for what is left to ask."
        return Result(key, None, BudgetExhausted.__name__, problem)
    return Result(key, None, type(stop.error).__name__, str(stop.error))
