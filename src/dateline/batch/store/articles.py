"""The articles of a run: written down where they are met, and which of them are to be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.batch.inputs import Row, packed
from dateline.batch.store.answers import forget
from dateline.batch.store.transactions import transaction
from dateline.batch.store.versions import note_address

_ROW = """
INSERT INTO rows (source, place, article, given_id, title, url, outlet, problem)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, place) DO UPDATE SET
    article = excluded.article, given_id = excluded.given_id, title = excluded.title,
    url = excluded.url, outlet = excluded.outlet, problem = excluded.problem
WHERE (article, given_id, title, url, outlet, problem) IS NOT
    (excluded.article, excluded.given_id, excluded.title, excluded.url, excluded.outlet,
     excluded.problem)
"""
_PENDING = """
SELECT number FROM articles LEFT JOIN outcomes ON article = number
WHERE number > ? AND number <= ? AND (article IS NULL OR again)
ORDER BY number LIMIT ?
"""
# Cut off together with their process, again and again: one of them may be what ends it.
_SUSPECTS = """
SELECT attempts.article, sum(alone) FROM attempts
LEFT JOIN outcomes ON outcomes.article = attempts.article
WHERE ended_as = 'interrupted' AND (outcomes.article IS NULL OR again)
GROUP BY attempts.article HAVING count(*) >= ? ORDER BY sum(alone), attempts.article
"""

_TO_ASK_AGAIN = "SELECT article, state FROM outcomes WHERE state = 'failed' OR unanswered"


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of rows that were met.

    Attributes:
        rows: How many they were.
        new: The numbers of the articles that had not been met before, in order.
        known: The numbers of those that had, each as often as it stands there.
        unreadable: Rows without an article.
    """

    rows: int
    new: tuple[int, ...]
    known: tuple[int, ...]
    unreadable: int


def register(connection: sqlite3.Connection, rows: Sequence[Row]) -> Registered:
    """Write down where articles stand, and those that were not met before."""
    ids = [row.article_id for row in rows]
    numbers = _numbers(connection, [one for one in ids if one is not None])
    new: list[int] = []
    known: list[int] = []
    with transaction(connection):
        for row, article_id in zip(rows, ids, strict=True):
            number = None
            if article_id is not None and row.content is not None:
                number = numbers.get(article_id)
                if number is None:
                    number = numbers[article_id] = _add(connection, article_id, row)
                    new.append(number)
                else:
                    known.append(number)
            connection.execute(_ROW, _told(row, number))
            if number is not None and row.content is not None and row.content.url:
                note_address(connection, row.content.url, number, row.content.title)
    return Registered(len(rows), tuple(new), tuple(known), sum(one is None for one in ids))


def pending(connection: sqlite3.Connection, after: int, last: int, limit: int) -> list[int]:
    """Articles that are to be read, by their numbers, beyond `after` and not beyond `last`."""
    return [number for (number,) in connection.execute(_PENDING, (after, last, limit))]


def last_number(connection: sqlite3.Connection) -> int:
    """The last article's number."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    return int(number)


def suspects(connection: sqlite3.Connection, interruptions: int) -> list[tuple[int, int]]:
    """Articles that were being read each time that the process was cut off, and how often alone."""
    return [(number, alone) for number, alone in connection.execute(_SUSPECTS, (interruptions,))]


def ask_again(connection: sqlite3.Connection) -> None:
    """Have the failed ones read once more, and those with a question that was not answered.

    The answers that could not be used are forgotten; the others are not paid for again.
    """
    with transaction(connection):
        for article, state in connection.execute(_TO_ASK_AGAIN).fetchall():
            forget(connection, article, _unanswered(connection, article, state))
            connection.execute("UPDATE outcomes SET again = 1 WHERE article = ?", (article,))


def read_all_again(connection: sqlite3.Connection, configuration: int) -> None:
    """Have all read once more that were read under another configuration."""
    with transaction(connection):
        connection.execute(
            "UPDATE outcomes SET again = 1 WHERE configuration <> ?", (configuration,)
        )


def _unanswered(connection: sqlite3.Connection, article: int, state: str) -> list[str] | None:
    """The questions of an article that got no usable answer; None is all of them."""
    if state == "failed":
        return None
    query = "SELECT message FROM findings WHERE article = ? AND kind = 'unanswered'"
    # A finding of that kind begins with its question.
    return [message.partition(":")[0] for (message,) in connection.execute(query, (article,))]


def _numbers(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, int]:
    marks = ",".join("?" * len(ids))
    query = f"SELECT id, number FROM articles WHERE id IN ({marks})"  # noqa: S608  # marks alone
    return dict(connection.execute(query, ids))


def _add(connection: sqlite3.Connection, article_id: str, row: Row) -> int:
    number = connection.execute("INSERT INTO articles (id) VALUES (?)", (article_id,)).lastrowid
    assert number is not None  # noqa: S101  # a row was inserted
    assert row.content is not None  # noqa: S101  # or it would have no id
    content = packed(row.content)
    connection.execute("INSERT INTO contents (article, content) VALUES (?, ?)", (number, content))
    return number


def content_of(connection: sqlite3.Connection, article: int) -> bytes | None:
    """An article as it is kept."""
    row = connection.execute(
        "SELECT content FROM contents WHERE article = ?", (article,)
    ).fetchone()
    return None if row is None else bytes(row[0])


def _told(row: Row, number: int | None) -> tuple[object, ...]:
    content = row.content
    beside: tuple[object, ...] = (None, None, None)
    if content is not None:
        beside = (content.title, content.url, content.source)
    return (row.source, row.place, number, row.given_id, *beside, row.problem)
