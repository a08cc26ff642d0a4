"""Answers kept in the store as they come, so that none is paid for twice.

A run that is killed in the middle of an article has its answers so far, and an article that is read
once more is only asked about what was not asked before in the same words.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal

from dateline.batch.store.outcomes import Spent
from dateline.batch.store.transactions import transaction
from dateline.cache import Batched, Kept
from dateline.errors import StoreError
from dateline.models import Usage
from dateline.observe import CallEvent

if TYPE_CHECKING:
    from dateline.batch.store.store import Store

Stopped = Literal["stop", "length", "refused"]
_PUT = """
INSERT OR REPLACE INTO answers
    (key, attempt, question, stopped, prompt_tokens, completion_tokens, cost, cost_unknown, raw)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(slots=True)
class Meter:
    """What the reading of one article takes, while it goes on.

    Attributes:
        attempt: The number of the attempt.
        first: Whether the article was never begun before: there is no answer about it.
        spent: What it took so far.
    """

    attempt: int
    first: bool = False
    spent: Spent = field(default_factory=Spent)

    def add(self, event: CallEvent) -> None:
        """Count a request."""
        spent = self.spent
        if event.cached:
            return
        spent.requests += 1
        spent.prompt_tokens += event.usage.prompt_tokens
        spent.completion_tokens += event.usage.completion_tokens
        if event.cost is not None:
            spent.cost += event.cost
        elif event.error is None:
            spent.cost_unknown = True


METER: ContextVar[Meter | None] = ContextVar("dateline_batch_meter", default=None)
"""The meter of the article at hand."""
_LAST: ContextVar[CallEvent | None] = ContextVar("dateline_batch_call", default=None)


def count_call(event: CallEvent) -> None:
    """A hook: count a request for the article at hand."""
    meter = METER.get()
    if meter is not None:
        meter.add(event)
    _LAST.set(event)  # its answer is kept next, in the same task


class RunAnswers:
    """The store as a cache of answers.

    What goes wrong there costs no answer: the article's outcome will not be stored either, and that
    is told.
    """

    store: Store
    """Set once the store is open: whether questions can be asked at all is known before."""

    async def get(self, key: str) -> Kept | None:
        """See `AnswerCache.get`."""
        meter = METER.get()
        if meter is not None and meter.first:
            return None
        try:
            row = await self.store.do(lambda connection: _read(connection, key))
        except StoreError:
            return None
        if row is None:
            return None
        raw, stopped, batched = row
        return Kept(zlib.decompress(raw).decode("utf-8", "surrogatepass"), stopped, batched)

    async def put(self, key: str, answer: Kept) -> None:
        """See `AnswerCache.put`."""
        meter, event = METER.get(), _LAST.get()
        row: tuple[object, ...] = (None, None, answer.stopped, 0, 0, "0", False)
        if meter is not None and event is not None and not event.cached:
            row = (
                meter.attempt,
                event.question,
                answer.stopped,
                event.usage.prompt_tokens,
                event.usage.completion_tokens,
                str(event.cost or Decimal(0)),
                event.cost is None,
            )
        raw = zlib.compress(answer.raw.encode("utf-8", "surrogatepass"), 1)
        # It is written before the article's outcome, which comes by the same way.
        self.store.begin(partial(_write, row=(key, *row, raw)))

    async def forget(self, key: str) -> None:
        """Nothing: what an attempt took is counted by its answers until it ends."""

    async def aclose(self) -> None:
        """The store is closed by whoever opened it."""


def settle_interrupted(connection: sqlite3.Connection) -> None:
    """Note what attempts took that are still open: their answers are there, their end is not."""
    with transaction(connection):
        connection.execute(
            """
            UPDATE attempts SET (requests, prompt_tokens, completion_tokens, cost, cost_unknown) = (
                SELECT count(*), total(prompt_tokens), total(completion_tokens),
                    CAST(total(CAST(cost AS REAL)) AS TEXT), coalesce(max(cost_unknown), 0)
                FROM answers WHERE answers.attempt = attempts.id)
            WHERE ended IS NULL
            """
        )


def forget(connection: sqlite3.Connection, article: int, questions: Sequence[str] | None) -> None:
    """Forget an article's answers to these questions, or to all: they are asked once more."""
    own = "attempt IN (SELECT id FROM attempts WHERE article = ?)"
    ended = {"answers": own, "api_requests": f"{own} AND state IN ('answered', 'failed')"}
    for table, those in ended.items():
        if questions is None:
            connection.execute(f"DELETE FROM {table} WHERE {those}", (article,))  # noqa: S608
            continue
        connection.executemany(
            f"DELETE FROM {table} WHERE {those} AND question = ?",  # noqa: S608
            [(article, question) for question in questions],
        )


def _read(connection: sqlite3.Connection, key: str) -> tuple[bytes, Stopped, Batched | None] | None:
    query = """
        SELECT raw, stopped, usage, api_requests.cost, tries FROM answers
        LEFT JOIN api_requests ON api_requests.key = answers.key AND state = 'answered'
        WHERE answers.key = ?
    """
    row = connection.execute(query, (key,)).fetchone()
    if row is None:
        return None
    raw, stopped, usage, cost, tries = row
    if usage is None:
        return raw, stopped, None
    known = Decimal(cost) if cost is not None else None
    return raw, stopped, Batched(Usage.model_validate_json(usage), known, tries)


def _write(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    connection.execute(_PUT, row)
