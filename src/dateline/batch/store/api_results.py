"""What came of requests that were handed over in batches, kept with their answers."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dateline.batch.store.answers import Stopped
from dateline.batch.store.transactions import transaction
from dateline.models import Usage

MOST_TRIES = 2
"""Batches that a request goes into, where the first comes back without an answer to it."""

_KEEP_ANSWER = """
INSERT OR REPLACE INTO answers
    (key, attempt, question, stopped, prompt_tokens, completion_tokens, cost, cost_unknown, raw)
SELECT key, attempt, question, ?, ?, ?, ?, ?, ? FROM api_requests WHERE key = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that came out of a batch."""

    key: str
    raw: str
    stopped: Stopped
    usage: Usage
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that a batch came back without an answer to.

    Attributes:
        key: Its key.
        again: Whether asking once more may help.
        error: The name of the error, where it does not.
        problem: Why.
    """

    key: str
    again: bool
    error: str
    problem: str


def keep(
    connection: sqlite3.Connection, batch: int, came: Sequence[Answered | Unanswered]
) -> list[Answered]:
    """Keep what came of requests of a batch; those answers that were not kept before."""
    new: list[Answered] = []
    with transaction(connection):
        for one in came:
            if not _is_out(connection, one.key, batch):
                continue  # kept by an earlier start, which ended in the middle of them
            if isinstance(one, Answered):
                _answer(connection, one)
                new.append(one)
            else:
                _unanswered(connection, one)
        _count(connection, batch, new)
    return new


def collected(connection: sqlite3.Connection, batch: int, problem: str) -> int:
    """Note that all of a batch is kept; how many of its requests nothing was said of.

    Args:
        connection: The store.
        batch: Its number.
        problem: What those came to.
    """
    query = "SELECT key FROM api_requests WHERE batch = ? AND state = 'sent'"
    with transaction(connection):
        left = [key for (key,) in connection.execute(query, (batch,))]
        for key in left:
            silent = Unanswered(key, again=True, error="BatchUnanswered", problem=problem)
            _unanswered(connection, silent)
        connection.execute(
            "UPDATE api_batches SET state = 'collected', ended = ? WHERE id = ?",
            (time.time(), batch),
        )
    return len(left)


def _is_out(connection: sqlite3.Connection, key: str, batch: int) -> bool:
    query = "SELECT 1 FROM api_requests WHERE key = ? AND batch = ? AND state = 'sent'"
    return connection.execute(query, (key, batch)).fetchone() is not None


def _answer(connection: sqlite3.Connection, answer: Answered) -> None:
    usage, cost = answer.usage, answer.cost
    raw = zlib.compress(answer.raw.encode("utf-8", "surrogatepass"), 1)
    connection.execute(
        _KEEP_ANSWER,
        (
            answer.stopped,
            usage.prompt_tokens,
            usage.completion_tokens,
            str(cost or Decimal(0)),
            cost is None,
            raw,
            answer.key,
        ),
    )
    connection.execute(
        "UPDATE api_requests SET state = 'answered', body = NULL, usage = ?, cost = ?, "
        "error = NULL, problem = NULL WHERE key = ?",
        (usage.model_dump_json(), None if cost is None else str(cost), answer.key),
    )


def _unanswered(connection: sqlite3.Connection, one: Unanswered) -> None:
    (tries,) = connection.execute(
        "SELECT tries FROM api_requests WHERE key = ?", (one.key,)
    ).fetchone()
    again = one.again and tries < MOST_TRIES
    connection.execute(
        "UPDATE api_requests SET state = ?, body = NULL, error = ?, problem = ? WHERE key = ?",
        ("again" if again else "failed", one.error, one.problem, one.key),
    )


def _count(connection: sqlite3.Connection, batch: int, answers: Iterable[Answered]) -> None:
    row = connection.execute(
        "SELECT answered, prompt_tokens, completion_tokens, cost, cost_unknown "
        "FROM api_batches WHERE id = ?",
        (batch,),
    ).fetchone()
    answered, read, written = map(int, row[:3])
    cost, unknown = Decimal(row[3]), bool(row[4])
    for answer in answers:
        answered += 1
        read += answer.usage.prompt_tokens
        written += answer.usage.completion_tokens
        cost += answer.cost or 0
        unknown |= answer.cost is None
    connection.execute(
        "UPDATE api_batches SET answered = ?, prompt_tokens = ?, completion_tokens = ?, cost = ?, "
        "cost_unknown = ? WHERE id = ?",
        (answered, read, written, str(cost), unknown, batch),
    )
