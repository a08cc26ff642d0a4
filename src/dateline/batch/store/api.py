"""Requests that a provider answers in batches: written down, handed over, and what came of them.

Whatever is handed over is noted before, and what came of it is kept in one transaction with the
answers: whenever the process ends, the next start sees where each request is.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from dateline.batch.store.transactions import transaction

_WRITE = """
INSERT INTO api_requests (key, attempt, question, state, size, worst, body)
VALUES (?, ?, ?, 'written', ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    attempt = excluded.attempt, state = 'written', size = excluded.size, worst = excluded.worst,
    body = excluded.body, batch = NULL,
    tries = CASE state WHEN 'again' THEN tries ELSE 0 END
WHERE state IN ('again', 'answered')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A request that is to be asked in a batch.

    Attributes:
        key: The key of its answer.
        attempt: The attempt that asks it.
        question: The question's name.
        body: What is sent.
        worst: The most that it can cost in a batch; None where that is unknown.
    """

    key: str
    attempt: int | None
    question: str
    body: bytes
    worst: Decimal | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a request is not asked again: the name of the error, and its words."""

    error: str
    problem: str


@dataclass(frozen=True, slots=True)
class ApiBatch:
    """A batch that was handed over, or is about to be.

    Attributes:
        id: Its number.
        name: Its name, which nothing else has.
        remote: Its id at the provider's; None where it may not be there.
        begun: When it was handed over.
    """

    id: int
    name: str
    remote: str | None
    begun: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a batch may hold at most; `money` for what it may cost, None without a bound."""

    requests: int
    size: int
    money: Decimal | None


def start_over(connection: sqlite3.Connection) -> None:
    """Forget what was written down and not handed over: who still wants it writes it anew.

    So is what failed of articles without an outcome: the reason may be gone, as a missing model is.
    """
    with transaction(connection):
        connection.execute(
            "DELETE FROM api_requests WHERE state = 'failed' AND attempt IN ("
            "SELECT attempts.id FROM attempts LEFT JOIN outcomes "
            "ON outcomes.article = attempts.article WHERE outcomes.article IS NULL)"
        )
        connection.execute("DELETE FROM api_requests WHERE state = 'written' AND NOT tries")
        connection.execute("UPDATE api_requests SET state = 'again' WHERE state = 'written'")


def write(connection: sqlite3.Connection, request: Written) -> Failed | None:
    """Write a request down, unless it is there; or say why it is not asked again."""
    body = zlib.compress(request.body, 1)
    worst = str(request.worst) if request.worst is not None else None
    row = (request.key, request.attempt, request.question, len(request.body), worst, body)
    with transaction(connection):
        connection.execute(_WRITE, row)
    query = "SELECT error, problem FROM api_requests WHERE key = ? AND state = 'failed'"
    failed = connection.execute(query, (request.key,)).fetchone()
    return Failed(*failed) if failed is not None else None


def take(
    connection: sqlite3.Connection, account: str, bounds: Bounds, beside: int
) -> ApiBatch | None:
    """Make the next batch of what is written down, as much as it may hold; None where none may.

    Args:
        connection: The store.
        account: Whom it is handed to.
        bounds: What it may hold.
        beside: Bytes that are written beside each body.
    """
    keys, size, money = list[str](), 0, Decimal(0)
    with transaction(connection):
        for key, length, worst in connection.execute(
            "SELECT key, size, worst FROM api_requests WHERE state = 'written' ORDER BY rowid"
        ):
            size += length + beside
            money += Decimal(worst or 0)
            if len(keys) == bounds.requests or (keys and size > bounds.size):
                break
            if bounds.money is not None and money > bounds.money:
                break
            keys.append(key)
        if not keys:
            return None
        name, begun = uuid4().hex, time.time()
        number = connection.execute(
            "INSERT INTO api_batches (name, account, state, begun, requests) "
            "VALUES (?, ?, 'submitting', ?, ?)",
            (name, account, begun, len(keys)),
        ).lastrowid
        assert number is not None  # noqa: S101  # a row was inserted
        connection.executemany(
            "UPDATE api_requests SET state = 'sent', tries = tries + 1, batch = ? WHERE key = ?",
            [(number, key) for key in keys],
        )
    return ApiBatch(number, name, None, begun)


def lines(connection: sqlite3.Connection, batch: int) -> list[tuple[str, bytes]]:
    """The requests of a batch that nothing has come of: their keys and bodies."""
    query = "SELECT key, body FROM api_requests WHERE batch = ? AND state = 'sent' ORDER BY rowid"
    return [(key, zlib.decompress(body)) for key, body in connection.execute(query, (batch,))]


def keys_of(connection: sqlite3.Connection, batch: int) -> set[str]:
    """Their keys alone."""
    query = "SELECT key FROM api_requests WHERE batch = ? AND state = 'sent'"
    return {key for (key,) in connection.execute(query, (batch,))}


def under_way(connection: sqlite3.Connection) -> list[ApiBatch]:
    """The batches that were handed over, or may have been, and not collected."""
    query = (
        "SELECT id, name, remote, begun FROM api_batches "
        "WHERE state IN ('submitting', 'sent') ORDER BY id"
    )
    return [ApiBatch(*row) for row in connection.execute(query)]


def accounts(connection: sqlite3.Connection) -> set[str]:
    """Whom the batches were handed to that are not collected."""
    query = "SELECT DISTINCT account FROM api_batches WHERE state IN ('submitting', 'sent')"
    return {account for (account,) in connection.execute(query)}


def remotes(connection: sqlite3.Connection) -> set[str]:
    """The ids at the provider's of all batches of this run."""
    query = "SELECT remote FROM api_batches WHERE remote IS NOT NULL"
    return {remote for (remote,) in connection.execute(query)}


def waiting(connection: sqlite3.Connection) -> tuple[int, Decimal]:
    """How many requests are written down, and the most that those handed over can still cost."""
    query = "SELECT worst FROM api_requests WHERE state = 'sent' AND worst IS NOT NULL"
    (written,) = connection.execute(
        "SELECT count(*) FROM api_requests WHERE state = 'written'"
    ).fetchone()
    return written, sum((Decimal(worst) for (worst,) in connection.execute(query)), Decimal(0))


def submitted(
    connection: sqlite3.Connection, batch: int, remote: str, deadline: float | None
) -> None:
    """Note that a batch is at the provider's."""
    with transaction(connection):
        connection.execute(
            "UPDATE api_batches SET state = 'sent', remote = ?, deadline = ? WHERE id = ?",
            (remote, deadline, batch),
        )


def release(connection: sqlite3.Connection, batch: int, problem: str) -> None:
    """Note that a batch was refused, and none of it begun: its requests are handed over anew."""
    with transaction(connection):
        connection.execute(
            "UPDATE api_requests SET state = 'written', tries = tries - 1, batch = NULL "
            "WHERE batch = ? AND state = 'sent'",
            (batch,),
        )
        connection.execute(
            "UPDATE api_batches SET state = 'refused', ended = ?, problem = ? WHERE id = ?",
            (time.time(), problem, batch),
        )
