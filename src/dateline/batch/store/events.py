"""Events of a run: its incidents linked across articles, as far as that has not been done."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.batch.store.transactions import transaction
from dateline.events import DAYS_APART, Event, Link, Report, choose
from dateline.models import Incident

_PAGE = 200
_LONGEST = 31
"""Days of the longest stretch in which an incident is looked for."""
# Read since they were linked, or read again: what was linked of them is of an outcome that is gone.
_STALE = """
SELECT linked.article FROM linked LEFT JOIN outcomes ON outcomes.article = linked.article
WHERE outcomes.article IS NULL OR state <> 'done' OR outcomes.finished <> linked.finished
"""
_NEW = """
SELECT outcomes.article, outcomes.finished, extraction FROM outcomes
JOIN extractions ON extractions.article = outcomes.article
WHERE state = 'done' AND outcomes.article NOT IN (SELECT article FROM linked)
ORDER BY outcomes.article LIMIT ?
"""
_TO_LINK = """
SELECT article, incident, published FROM reports WHERE event IS NULL
ORDER BY published, article, record LIMIT ?
"""
_NEAR = """
SELECT DISTINCT event FROM reports
WHERE event IS NOT NULL AND (country IS :country OR country IS NULL OR :country IS NULL)
    AND first <= :last AND last >= :first AND first >= :earliest
"""
_OF_EVENT = """
SELECT article, incident, published FROM reports WHERE event = ? ORDER BY joined
"""


def link(connection: sqlite3.Connection) -> int:
    """Put every incident that is new into its event; how many were.

    Articles are taken in the order in which they were published. What is linked stays linked, so
    that ids hold, unless its article was read once more.
    """
    with transaction(connection):
        stale = [article for (article,) in connection.execute(_STALE)]
        for table in ("reports", "linked"):
            connection.executemany(
                f"DELETE FROM {table} WHERE article = ?",  # noqa: S608
                [(article,) for article in stale],
            )
    while _note(connection):
        pass
    linked = 0
    while batch := connection.execute(_TO_LINK, (_PAGE,)).fetchall():
        with transaction(connection):
            for row in batch:
                _put(connection, _report(*row))
        linked += len(batch)
    return linked


def events(connection: sqlite3.Connection, least: int = 1) -> Iterator[Event]:
    """The events in order of their first day, with at least so many reports."""
    query = """
        SELECT event FROM reports WHERE event IS NOT NULL
        GROUP BY event HAVING count(*) >= ? ORDER BY min(first), event
    """
    for (name,) in connection.execute(query, (least,)).fetchall():
        yield _event(connection, name)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report was put to its event.

    Attributes:
        article: The number of the report's article.
        record: The incident's id in it.
        likest: The number of the article whose report it is most like; None for the first.
        explanation: What was weighed.
    """

    article: int
    record: str
    likest: int | None
    explanation: str


def reasons(connection: sqlite3.Connection, event: str) -> list[Reason]:
    """Why each report of an event was put there, in the order in which they came."""
    query = (
        "SELECT article, record, likest, explanation FROM reports WHERE event = ? ORDER BY joined"
    )
    return [Reason(*row) for row in connection.execute(query, (event,))]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an incident of an article was put.

    Attributes:
        record: Its id.
        event: Its event's.
        reports: How many reports the event has.
        likest: The id of the article whose report it is most like; None for the event's first.
        explanation: What was weighed.
    """

    record: str
    event: str
    reports: int
    likest: str | None
    explanation: str


def links_of(connection: sqlite3.Connection, article_id: str) -> list[Placed]:
    """Where each linked incident of an article was put."""
    query = """
        SELECT record, event, (SELECT count(*) FROM reports AS r WHERE r.event = reports.event),
            other.id, explanation FROM reports
        JOIN articles ON articles.number = article
        LEFT JOIN articles AS other ON other.number = likest
        WHERE articles.id = ? AND event IS NOT NULL ORDER BY record
    """
    return [Placed(*row) for row in connection.execute(query, (article_id,))]


def _note(connection: sqlite3.Connection) -> int:
    """Write down the incidents of articles that are not linked yet; how many those are."""
    page = connection.execute(_NEW, (_PAGE,)).fetchall()
    with transaction(connection):
        for article, finished, packed in page:
            told = json.loads(zlib.decompress(packed))
            published = told["article"].get("published")
            for incident in told["incidents"]:
                report = _report(article, json.dumps(incident), published)
                first, last = report.days or (None, None)
                place = report.incident.place
                connection.execute(
                    "INSERT INTO reports (article, record, published, country, first, last, "
                    "incident) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        article,
                        report.incident.id,
                        published,
                        place.country if place else None,
                        first and first.isoformat(),
                        last and last.isoformat(),
                        json.dumps(incident, ensure_ascii=False),
                    ),
                )
            connection.execute("INSERT INTO linked VALUES (?, ?)", (article, finished))
    return len(page)


def _put(connection: sqlite3.Connection, report: Report) -> None:
    event, joined = choose(_near(connection, report), report)
    count = len(event.links)
    connection.execute(
        "UPDATE reports SET event = ?, joined = ?, likest = ?, explanation = ? "
        "WHERE article = ? AND record = ?",
        (
            event.id,
            count,
            int(joined.like.article) if joined.like is not None else None,
            joined.explanation,
            int(report.article),
            report.incident.id,
        ),
    )


def _near(connection: sqlite3.Connection, report: Report) -> Sequence[Event]:
    """The events that a report may belong to, by country and day."""
    if report.days is None:
        return ()
    first, last = report.days
    reach = timedelta(days=DAYS_APART)
    place = report.incident.place
    found = connection.execute(
        _NEAR,
        {
            "country": place.country if place else None,
            "first": (first - reach).isoformat(),
            "last": (last + reach).isoformat(),
            "earliest": (first - reach - timedelta(days=_LONGEST)).isoformat(),
        },
    )
    return [_event(connection, name) for (name,) in found.fetchall()]


def _event(connection: sqlite3.Connection, name: str) -> Event:
    rows = connection.execute(_OF_EVENT, (name,)).fetchall()
    return Event(name, [Link(_report(*row)) for row in rows])


def _report(article: int, incident: str, published: str | None) -> Report:
    day = date.fromisoformat(published) if published else None
    return Report(str(article), Incident.model_validate_json(incident), day)
