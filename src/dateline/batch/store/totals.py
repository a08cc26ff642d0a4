"""A run in figures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_FIGURES = {
    "articles": "SELECT count(*) FROM articles",
    "rows": "SELECT count(*) FROM rows",
    "unreadable": "SELECT count(*) FROM rows WHERE article IS NULL",
    "done": "SELECT count(*) FROM outcomes WHERE state = 'done' AND NOT again",
    "failed": "SELECT count(*) FROM outcomes WHERE state = 'failed' AND NOT again",
    "incomplete": "SELECT count(*) FROM outcomes WHERE unanswered AND NOT again",
    "copies": "SELECT count(*) FROM outcomes WHERE copy_of IS NOT NULL AND NOT again",
    "under_way": "SELECT count(*) FROM attempts WHERE ended IS NULL",
    "batches": "SELECT count(*) FROM api_batches WHERE state IN ('submitting', 'sent')",
    "batch_requests": "SELECT count(*) FROM api_requests WHERE state = 'sent'",
    "batch_answers": "SELECT coalesce(sum(answered), 0) FROM api_batches",
}
_RECORDS = """
SELECT total(incidents), total(statements), total(policy_context), total(other_records)
FROM outcomes
"""
# What was asked article by article, and what was asked in batches.
_SPENT = """
SELECT total(requests), total(prompt_tokens), total(completion_tokens),
    total(CAST(cost AS REAL)), coalesce(max(cost_unknown), 0)
FROM (
    SELECT requests, prompt_tokens, completion_tokens, cost, cost_unknown FROM attempts
    UNION ALL
    SELECT answered, prompt_tokens, completion_tokens, cost, cost_unknown FROM api_batches)
"""
# What the articles took whose answers copies took over: each copy would have taken it again.
_SAVED = """
SELECT total(prompt_tokens + completion_tokens), total(CAST(cost AS REAL))
FROM outcomes JOIN articles ON articles.id = copy_of JOIN receipts ON receipts.article = number
WHERE copy_of IS NOT NULL AND NOT again
"""
_PROBLEMS = """
SELECT where_from, problem FROM (
    SELECT coalesce((SELECT source || CASE place WHEN 0 THEN '' ELSE ':' || place END
                     FROM rows WHERE rows.article = outcomes.article LIMIT 1), '') AS where_from,
        problem, finished
    FROM outcomes WHERE state = 'failed' AND NOT again ORDER BY finished DESC LIMIT :limit)
"""
_UNREADABLE = """
SELECT source || CASE place WHEN 0 THEN '' ELSE ':' || place END, problem
FROM rows WHERE article IS NULL LIMIT :limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """A run in figures, over all its starts.

    Attributes:
        articles: Articles that were met, each once.
        rows: Places in the inputs where one stands, or should.
        unreadable: Rows that no article could be read from.
        done: Articles that were read.
        failed: Articles that were set aside, with the reason.
        incomplete: Of those that were read, how many have a question without a usable answer.
        copies: Of those that were read, how many took over the answer to an article that they copy.
        saved_tokens: Tokens that the copies did not take.
        saved_cost: What is known of the cost that they did not, in US dollars.
        under_way: Articles that are being read, or were when the process ended.
        batches: Batches of requests that a provider has, and that are not collected.
        batch_requests: The requests in them.
        batch_answers: Answers that came out of batches.
        incidents: Records of this kind.
        statements: The same.
        policy_context: The same.
        other_records: Those of the user's own types.
        requests: Requests that were sent.
        prompt_tokens: Tokens read.
        completion_tokens: Tokens written.
        known_cost: What is known of the cost, in US dollars.
        cost_unknown: Whether there is more that is not known.
    """

    articles: int
    rows: int
    unreadable: int
    done: int
    failed: int
    incomplete: int
    copies: int
    saved_tokens: int
    saved_cost: Decimal
    under_way: int
    batches: int
    batch_requests: int
    batch_answers: int
    incidents: int
    statements: int
    policy_context: int
    other_records: int
    requests: int
    prompt_tokens: int
    completion_tokens: int
    known_cost: Decimal
    cost_unknown: bool

    @property
    def to_read(self) -> int:
        """Articles without an outcome, or that are to be read again."""
        return self.articles - self.done - self.failed

    @property
    def cost(self) -> Decimal | None:
        """What was spent, in US dollars; None where it is unknown."""
        return None if self.cost_unknown else self.known_cost


@dataclass(frozen=True, slots=True)
class Start:
    """One time that the run was started."""

    process: int
    host: str
    begun: float
    ended: float | None
    ended_as: str | None
    expected: int | None


@dataclass(frozen=True, slots=True)
class Problem:
    """An article or a row that failed: where it stands, and why."""

    where: str
    problem: str


def totals(connection: sqlite3.Connection) -> Totals:
    """The run in figures."""
    counts = {name: int(connection.execute(q).fetchone()[0]) for name, q in _FIGURES.items()}
    incidents, statements, policy, others = map(int, connection.execute(_RECORDS).fetchone())
    requests, read, written, cost, unknown = connection.execute(_SPENT).fetchone()
    tokens, money = connection.execute(_SAVED).fetchone()
    return Totals(
        **counts,
        saved_tokens=int(tokens),
        saved_cost=Decimal(str(round(money, 9))),
        incidents=incidents,
        statements=statements,
        policy_context=policy,
        other_records=others,
        requests=int(requests),
        prompt_tokens=int(read),
        completion_tokens=int(written),
        # A sum of floats; what digits it has beyond these are none.
        known_cost=Decimal(str(round(cost, 9))),
        cost_unknown=bool(unknown),
    )


def problems(connection: sqlite3.Connection, limit: int) -> list[Problem]:
    """What failed last, and rows that no article could be read from."""
    found = connection.execute(_PROBLEMS, {"limit": limit}).fetchall()
    found += connection.execute(_UNREADABLE, {"limit": limit - len(found)}).fetchall()
    return [Problem(where, problem or "") for where, problem in found]


def last_start(connection: sqlite3.Connection) -> Start | None:
    """The last time that it was started."""
    row = connection.execute(
        "SELECT process, host, begun, ended, ended_as, expected FROM starts "
        "ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Start(*row) if row is not None else None


def recent(connection: sqlite3.Connection, since: float) -> int:
    """Articles with an outcome since then."""
    (count,) = connection.execute(
        "SELECT count(*) FROM outcomes WHERE finished >= ?", (since,)
    ).fetchone()
    return int(count)


def last_configuration(connection: sqlite3.Connection) -> tuple[int, Mapping[str, str]] | None:
    """The newest configuration: its number and its parts."""
    row = connection.execute(
        "SELECT id, parts FROM configurations ORDER BY since DESC, id DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), json.loads(row[1])) if row is not None else None
