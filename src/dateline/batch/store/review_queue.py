"""The articles of a run in the order in which a reviewer is to look at them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

# Of each article its doubts, by the findings, and whether the reviewer has been through it.
_QUEUE = """
SELECT number, id, records, coalesce(doubts, 0),
    coalesce((SELECT finished FROM review_finished f JOIN review_articles r ON r.id = f.article
              WHERE r.article = articles.id AND reviewer = :reviewer ORDER BY f.id DESC LIMIT 1), 0)
        AS over
FROM articles
JOIN (SELECT article, incidents + statements + policy_context + other_records AS records
      FROM outcomes WHERE state = 'done') done ON done.article = number
LEFT JOIN (SELECT findings.article AS doubted, sum({weight}) AS doubts FROM findings
           GROUP BY findings.article) ON doubted = number
"""
_ORDER = " ORDER BY over, coalesce(doubts, 0) DESC, records DESC, number"
_DECIDED = """
SELECT count(*) FROM review_subjects s JOIN review_articles r ON r.id = s.article
JOIN review_decisions d ON d.id = (SELECT max(id) FROM review_decisions
                                   WHERE subject = s.id AND reviewer = ?)
WHERE r.article = ? AND d.verdict <> 'withdrawn'
"""


@dataclass(frozen=True, slots=True)
class Queued:
    """An article that is to be looked at.

    Attributes:
        number: Its number in the store.
        article_id: Its id.
        records: How many records were read.
        doubts: How doubtful they are.
        finished: Whether the reviewer has been through it.
        decided: How many decisions of the reviewer's hold in it.
        title: Its title, or how it begins.
        source: Who published it.
        published: When.
    """

    number: int
    article_id: str
    records: int
    doubts: int
    finished: bool
    decided: int
    title: str
    source: str
    published: str


def queue(
    connection: sqlite3.Connection,
    reviewer: str,
    weights: Mapping[str, int],
    *,
    skip: int = 0,
    limit: int = 50,
) -> list[Queued]:
    """Articles, the most doubtful first, and behind them those that the reviewer is through with.

    Args:
        connection: The store.
        reviewer: Who looks at them.
        weights: How much a finding counts, by its kind and its severity ("boilerplate", "error");
            the kind decides where it is listed.
        skip: So many of the first are left out.
        limit: At most so many.
    """
    query, given = _weighted(weights)
    rows = connection.execute(
        f"{query}{_ORDER} LIMIT :limit OFFSET :skip",
        {**given, "reviewer": reviewer, "limit": limit, "skip": skip},
    ).fetchall()
    return [_queued(connection, reviewer, row) for row in rows]


def following(
    connection: sqlite3.Connection, reviewer: str, weights: Mapping[str, int], number: int
) -> int | None:
    """The most doubtful article that the reviewer is not through with, other than this one."""
    query, given = _weighted(weights)
    found = connection.execute(
        f"SELECT number FROM ({query}{_ORDER}) WHERE NOT over AND number <> :this LIMIT 1",  # noqa: S608  # parameters alone
        {**given, "reviewer": reviewer, "this": number},
    ).fetchone()
    return int(found[0]) if found is not None else None


def counts(
    connection: sqlite3.Connection, reviewer: str, weights: Mapping[str, int]
) -> tuple[int, int]:
    """How many articles there are, and with how many of them the reviewer is through."""
    query, given = _weighted(weights)
    articles, over = connection.execute(
        f"SELECT count(*), coalesce(sum(over), 0) FROM ({query})",  # noqa: S608  # parameters alone
        {**given, "reviewer": reviewer},
    ).fetchone()
    return int(articles), int(over)


def _weighted(weights: Mapping[str, int]) -> tuple[str, dict[str, object]]:
    """The query with what findings count, and its parameters."""
    given: dict[str, object] = {}
    cases = []
    for column in ("kind", "severity"):
        for name, weight in weights.items():
            key = f"w{len(given)}"
            given |= {key: name, f"{key}v": weight}
            cases.append(f"WHEN {column} = :{key} THEN :{key}v")
    return _QUEUE.format(weight=f"CASE {' '.join(cases)} ELSE 0 END"), given


def _queued(
    connection: sqlite3.Connection, reviewer: str, row: tuple[int, str, int, int, int]
) -> Queued:
    number, article_id, records, doubts, over = row
    (packed,) = connection.execute(
        "SELECT extraction FROM extractions WHERE article = ?", (number,)
    ).fetchone()
    (decided,) = connection.execute(_DECIDED, (reviewer, article_id)).fetchone()
    # Nothing of the records is looked at, so nothing is validated.
    article = json.loads(zlib.decompress(packed))["article"]
    aside = {part["span"]["start"] for part in article["set_aside"]}
    lines = article["text"].splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(min(len(lines), 40))]
    opening = next(
        (line for line, at in zip(lines, starts, strict=False) if line.strip() and at not in aside),
        article["text"],
    )
    return Queued(
        number,
        article_id,
        records,
        doubts,
        bool(over),
        decided,
        article["title"] or opening[:200],
        article["source"] or "",
        article["published"] or "",
    )
