"""Linking a run's incidents to events across articles, as far as that has not been done."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from datetime import timedelta

from dateline.batch.store.events import OF_EVENT, compressed, report_of
from dateline.batch.store.transactions import transaction
from dateline.events import (
    ANYWHERE,
    LONGEST,
    BlockName,
    Known,
    Nearby,
    Report,
    Traits,
    choose,
    event_id,
    explained,
    keep_compared,
    traits_of,
)

_PAGE = 200
_HELD = 100_000
"""Reports that are held at once to compare with: some 100 MB."""
# Read since they were linked, or read again: what was linked of them is of an outcome that is gone.
_STALE = """
SELECT linked.article FROM linked LEFT JOIN outcomes ON outcomes.article = linked.article
WHERE outcomes.article IS NULL OR state <> 'done' OR outcomes.finished <> linked.finished
"""
_NEW = """
SELECT outcomes.article, outcomes.finished, extraction FROM outcomes
JOIN extractions ON extractions.article = outcomes.article
WHERE state = 'done' AND outcomes.article > ?
    AND NOT EXISTS (SELECT 1 FROM linked WHERE linked.article = outcomes.article)
ORDER BY outcomes.article LIMIT ?
"""
_TO_LINK = """
SELECT article, incident, published FROM reports WHERE event IS NULL
ORDER BY published, article, record LIMIT ?
"""
_OF_DAY = """
SELECT event, article, incident, published FROM reports
WHERE event IS NOT NULL AND country IS :country
    AND first <= :day AND last >= :day AND first >= :earliest
"""
# The events of before, of which each has reports, the most first.
_SHARED = """
SELECT reports.event, earlier.event FROM reports JOIN temp.earlier USING (article, record)
GROUP BY reports.event, earlier.event
ORDER BY count(*) DESC, reports.event <> earlier.event, reports.event, earlier.event
"""
_FIRSTS = "SELECT event, article, record FROM reports WHERE joined = 0 ORDER BY event"


def link(connection: sqlite3.Connection) -> int:
    """Put every incident that is new into its event; how many were.

    Articles are taken in the order in which they were published. What is linked stays linked, so
    that ids hold, unless its article was read once more.
    """
    with transaction(connection):
        stale = [article for (article,) in connection.execute(_STALE)]
        for table in ("reports", "linked"):
            connection.executemany(
                f"DELETE FROM {table} WHERE article = ?",  # noqa: S608  # one of these two
                [(article,) for article in stale],
            )
    behind = 0
    while noted := _note(connection, behind):
        behind = noted
    linked, desk = 0, _Desk(connection)
    while batch := connection.execute(_TO_LINK, (_PAGE,)).fetchall():
        with transaction(connection):
            for row in batch:
                desk.put(report_of(*row))
        linked += len(batch)
    return linked


def link_again(connection: sqlite3.Connection) -> int:
    """Link everything anew, as by other rules than before; how many incidents were. All or nothing.

    An event has the id of the earlier one of which it has the most reports.
    """
    with transaction(connection):
        connection.execute(
            "CREATE TEMP TABLE earlier AS SELECT article, record, event FROM reports "
            "WHERE event IS NOT NULL"
        )
        for table in ("reports", "linked"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608  # one of these two
        linked = link(connection)
        _keep_ids(connection)
        connection.execute("DROP TABLE temp.earlier")
    return linked


def _keep_ids(connection: sqlite3.Connection) -> None:
    """Give events the ids that they had."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for event, before in connection.execute(_SHARED):
        if event not in names and before not in taken:
            names[event] = before
            taken.add(before)
    for event, *key in connection.execute(_FIRSTS):
        if event not in names:
            names[event] = event_id((str(key[0]), key[1]), taken.__contains__)
            taken.add(names[event])
    connection.execute("CREATE TEMP TABLE names (event TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO temp.names VALUES (?, ?)", names.items())
    connection.execute(
        "UPDATE reports SET event = (SELECT name FROM temp.names WHERE names.event = reports.event)"
    )
    connection.execute("DROP TABLE temp.names")


def _note(connection: sqlite3.Connection, behind: int) -> int | None:
    """Write down the incidents of a page of articles that are not linked yet.

    Returns:
        The number of the page's last article; None where there is none left.
    """
    page = connection.execute(_NEW, (behind, _PAGE)).fetchall()
    with transaction(connection):
        for article, finished, packed in page:
            told = json.loads(zlib.decompress(packed))
            published = told["article"].get("published")
            for incident in told["incidents"]:
                kept = compressed(incident)
                traits = traits_of(report_of(article, kept, published))
                first, last = traits.days or (None, None)
                connection.execute(
                    "INSERT INTO reports (article, record, published, country, first, last, "
                    "incident) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        article,
                        incident["id"],
                        published,
                        traits.country,
                        first and first.isoformat(),
                        last and last.isoformat(),
                        kept,
                    ),
                )
            connection.execute("INSERT INTO linked VALUES (?, ?)", (article, finished))
    return page[-1][0] if page else None


class _Desk:
    """Puts reports to events, and holds those that it compares with while it goes on.

    Reports come by the day of their articles, so that what is near stays much the same.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._nearby = Nearby(self._of_block, _HELD)
        self._compared: OrderedDict[str, list[Traits]] = OrderedDict()
        query = "SELECT DISTINCT country FROM reports"
        self._countries = [country for (country,) in connection.execute(query)]

    def put(self, report: Report) -> None:
        """Put a report to the event that it belongs to, which may be a new one."""
        traits = traits_of(report)
        near = self._nearby.events(traits)
        joined = choose(((name, self._of_event(name)) for name in near), traits)
        event = joined.event if joined else event_id(traits.key, self._is_taken)
        compared = self._of_event(event)
        self._connection.execute(
            "UPDATE reports SET event = ?, likest = ?, explanation = ?, joined = "
            "(SELECT coalesce(max(joined) + 1, 0) FROM reports WHERE event = ?) "
            "WHERE article = ? AND record = ?",
            (
                event,
                int(joined.like[0]) if joined else None,
                explained(joined.likeness if joined else None),
                event,
                int(report.article),
                report.incident.id,
            ),
        )
        keep_compared(compared, traits)
        self._nearby.add(event, traits)

    def _of_event(self, name: str) -> list[Traits]:
        """What is weighed of an event's reports."""
        held = self._compared.get(name)
        if held is None:
            held = self._compared[name] = []
            for row in self._connection.execute(OF_EVENT, (name,)):
                keep_compared(held, traits_of(report_of(*row)))
            if len(self._compared) > _HELD:
                self._compared.popitem(last=False)
        self._compared.move_to_end(name)
        return held

    def _of_block(self, name: BlockName) -> Iterator[Known]:
        """The reports of a day in a country that have their event."""
        country, day = name
        earliest = day - timedelta(days=LONGEST)
        for each in self._countries if country == ANYWHERE else (country,):
            found = self._connection.execute(
                _OF_DAY,
                {"country": each, "day": day.isoformat(), "earliest": earliest.isoformat()},
            )
            for event, *row in found:
                yield event, traits_of(report_of(*row))

    def _is_taken(self, name: str) -> bool:
        query = "SELECT 1 FROM reports WHERE event = ? LIMIT 1"
        return self._connection.execute(query, (name,)).fetchone() is not None
