"""Events of a run, as far as its incidents are linked: what they are, and why."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.events import Event, Link, Report
from dateline.models import Incident

OF_EVENT = """
SELECT article, incident, published FROM reports WHERE event = ? ORDER BY joined, article, record
"""
# Whether what was linked of an article is of the outcome that it has.
_STANDS = """
EXISTS (
    SELECT 1 FROM linked JOIN outcomes ON outcomes.article = linked.article
    WHERE linked.article = {}.article AND state = 'done' AND outcomes.finished = linked.finished
)
"""


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
        "SELECT article, record, likest, explanation FROM reports WHERE event = ? "
        "ORDER BY joined, article, record"
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
    """Where each linked incident of an article was put.

    None where the article was read again since: its records are others now.
    """
    query = f"""
        SELECT record, event, (
                SELECT count(*) FROM reports AS r WHERE r.event = reports.event
                AND {_STANDS.format("r")}
            ), other.id, explanation FROM reports
        JOIN articles ON articles.number = article
        LEFT JOIN articles AS other ON other.number = likest
        WHERE articles.id = ? AND event IS NOT NULL AND {_STANDS.format("reports")}
        ORDER BY record
    """  # noqa: S608  # our own words alone
    return [Placed(*row) for row in connection.execute(query, (article_id,))]


def not_linked(connection: sqlite3.Connection) -> int:
    """How many articles were read, or read again, since events were linked; 0 if none ever were."""
    if connection.execute("SELECT 1 FROM linked LIMIT 1").fetchone() is None:
        return 0
    query = """
        SELECT count(*) FROM outcomes LEFT JOIN linked ON linked.article = outcomes.article
        WHERE state = 'done' AND outcomes.finished IS NOT linked.finished
    """
    return int(connection.execute(query).fetchone()[0])


def _event(connection: sqlite3.Connection, name: str) -> Event:
    rows = connection.execute(OF_EVENT, (name,)).fetchall()
    return Event(name, [Link(report_of(*row)) for row in rows])


def compressed(incident: dict[str, Any]) -> bytes:
    """An incident as it is kept among the reports."""
    return zlib.compress(json.dumps(incident).encode(), 1)


def report_of(article: int, incident: bytes | str, published: str | None) -> Report:
    """A report as it is kept. Those of earlier versions of dateline are not compressed."""
    told = incident if isinstance(incident, str) else zlib.decompress(incident)
    day = date.fromisoformat(published) if published else None
    return Report(str(article), Incident.model_validate_json(told), day)
