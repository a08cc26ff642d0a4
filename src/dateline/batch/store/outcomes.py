"""What became of the articles: each time that one is read, and what stands of it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from dateline.batch.store.packing import FindingRow, Packed, unpack
from dateline.batch.store.transactions import transaction
from dateline.models import Extraction, Record

EndedAs = Literal["done", "failed", "put off", "abandoned"]
"""How the reading of an article ended: with an outcome, or without one, to be read later."""

_ATTEMPT = """
UPDATE attempts SET ended = ?, ended_as = ?, error = ?, problem = ?, requests = ?,
    prompt_tokens = ?, completion_tokens = ?, cost = ?, cost_unknown = ?
WHERE id = ?
"""
_OUTCOME = """
INSERT OR REPLACE INTO outcomes (article, state, configuration, finished, incidents, statements,
    policy_context, other_records, unanswered, error, problem, copy_of, start)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT start FROM attempts WHERE id = ?))
"""
_FINDING = """
INSERT INTO findings (article, number, kind, severity, message, record, field, first, last, value)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_KEPT = """
SELECT id, source, place, given_id, state, error, outcomes.problem
FROM articles JOIN outcomes ON outcomes.article = number
LEFT JOIN rows ON (source, place) = (
    SELECT source, place FROM rows WHERE rows.article = number ORDER BY source, place LIMIT 1)
WHERE number = ?
"""


@dataclass(slots=True)
class Spent:
    """What reading an article took.

    Attributes:
        requests: Requests that were sent.
        prompt_tokens: Tokens read.
        completion_tokens: Tokens written.
        cost: What is known of the cost, in US dollars.
        cost_unknown: Whether there is more that is not known.
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal = field(default_factory=Decimal)
    cost_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """An article that is about to be read.

    Attributes:
        article: Its number.
        attempt: The number of the attempt.
        id: Its id.
        content: What is written of it, compressed.
        source: Where it stands first.
        place: Where in there.
        given_id: The id that it has there.
        first: Whether it was never begun before.
    """

    article: int
    attempt: int
    id: str
    content: bytes
    source: str
    place: int
    given_id: str | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of an article ended.

    Attributes:
        ended_as: With an outcome ("done", "failed") or without.
        spent: What it took.
        packed: What was read of it.
        error: The name of what was raised.
        problem: What it said.
    """

    ended_as: EndedAs
    spent: Spent
    packed: Packed | None = None
    error: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome that stands in the store."""

    id: str
    source: str
    place: int
    given_id: str | None
    state: str
    error: str | None
    problem: str | None
    extraction: Extraction | None


def begin(connection: sqlite3.Connection, article: int, start: int, *, alone: bool) -> Begun:
    """Note that an article is about to be read, and what is written of it."""
    with transaction(connection):
        attempt = connection.execute(
            "INSERT INTO attempts (article, start, begun, alone) VALUES (?, ?, ?, ?)",
            (article, start, time.time(), alone),
        ).lastrowid
    assert attempt is not None  # noqa: S101  # a row was inserted
    article_id, content = connection.execute(
        "SELECT id, content FROM articles JOIN contents ON article = number WHERE number = ?",
        (article,),
    ).fetchone()
    source, place, given_id = connection.execute(
        "SELECT source, place, given_id FROM rows WHERE article = ? ORDER BY source, place LIMIT 1",
        (article,),
    ).fetchone() or ("", 0, None)  # its row may hold another article by now
    (times,) = connection.execute(
        "SELECT count(*) FROM attempts WHERE article = ?", (article,)
    ).fetchone()
    return Begun(article, attempt, article_id, content, source, place, given_id, times == 1)


def end(connection: sqlite3.Connection, begun: Begun, configuration: int, ended: Ended) -> None:
    """Keep what became of an article: the whole of it, or nothing."""
    now = time.time()
    with transaction(connection):
        spent = ended.spent
        connection.execute(
            _ATTEMPT,
            (
                now,
                ended.ended_as,
                ended.error,
                ended.problem,
                spent.requests,
                spent.prompt_tokens,
                spent.completion_tokens,
                str(spent.cost),
                spent.cost_unknown,
                begun.attempt,
            ),
        )
        if ended.ended_as in ("done", "failed"):
            _keep(connection, begun, configuration, ended, now)


def _keep(
    connection: sqlite3.Connection, begun: Begun, configuration: int, ended: Ended, now: float
) -> None:
    packed, article = ended.packed, begun.article
    for table in ("extractions", "receipts", "findings"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608
    counts = (
        (
            packed.incidents,
            packed.statements,
            packed.policy_context,
            packed.other_records,
            packed.unanswered,
        )
        if packed is not None
        else (0, 0, 0, 0, 0)
    )
    connection.execute(
        _OUTCOME,
        (
            article,
            ended.ended_as,
            configuration,
            now,
            *counts,
            ended.error,
            ended.problem,
            packed.copy_of if packed is not None else None,
            begun.attempt,
        ),
    )
    if packed is None:
        return
    connection.execute("INSERT INTO extractions VALUES (?, ?)", (article, packed.extraction))
    connection.execute(
        "INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            packed.provider,
            packed.model,
            packed.cost,
            packed.prompt_tokens,
            packed.completion_tokens,
            packed.seconds,
            packed.receipt,
        ),
    )
    connection.executemany(
        _FINDING, ((article, number, *row) for number, row in enumerate(packed.findings))
    )


def load(
    connection: sqlite3.Connection, article: int, own: Mapping[str, type[Record]]
) -> Kept | None:
    """What stands in the store of an article; None where nothing does."""
    row = connection.execute(_KEPT, (article,)).fetchone()
    if row is None:
        return None
    article_id, source, place, given_id, state, error, problem = row
    extraction = _extraction(connection, article, own) if state == "done" else None
    return Kept(article_id, source or "", place or 0, given_id, state, error, problem, extraction)


def stands(connection: sqlite3.Connection, articles: Sequence[int], start: int) -> list[int]:
    """Those of the articles whose outcome comes from an earlier start, and is not to be redone."""
    marks = ",".join("?" * len(articles))
    query = (
        f"SELECT article FROM outcomes WHERE article IN ({marks}) "  # noqa: S608  # marks alone
        "AND NOT again AND start IS NOT ?"
    )
    return [number for (number,) in connection.execute(query, (*articles, start))]


def finished(connection: sqlite3.Connection, after: int, limit: int) -> list[int]:
    """The numbers of articles that have an outcome, beyond `after`."""
    query = "SELECT article FROM outcomes WHERE article > ? ORDER BY article LIMIT ?"
    return [number for (number,) in connection.execute(query, (after, limit))]


def _extraction(
    connection: sqlite3.Connection, article: int, own: Mapping[str, type[Record]]
) -> Extraction:
    (extraction,) = connection.execute(
        "SELECT extraction FROM extractions WHERE article = ?", (article,)
    ).fetchone()
    (receipt,) = connection.execute(
        "SELECT receipt FROM receipts WHERE article = ?", (article,)
    ).fetchone()
    return unpack(extraction, receipt, list(_findings(connection, article)), own)


def _findings(connection: sqlite3.Connection, article: int) -> Iterator[FindingRow]:
    yield from connection.execute(
        "SELECT kind, severity, message, record, field, first, last, value FROM findings "
        "WHERE article = ? ORDER BY number",
        (article,),
    )
