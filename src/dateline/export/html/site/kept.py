"""What the index and the events' pages need of articles, kept on disk while articles go by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from dateline.events import Headline, RangedToll, Report, headline, ranged
from dateline.export.html.report import title_of
from dateline.export.html.site.names import page_name
from dateline.export.html.site.rows import SOURCE, Figures, article_row, event_row, incident_row
from dateline.export.reading import Coded, Linked
from dateline.models import Finding, Incident
from dateline.models.base import Model

_TABLES = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT, title TEXT, source TEXT, published TEXT, row TEXT
);
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY, article INTEGER, event TEXT, likest TEXT, row TEXT, told TEXT
);
CREATE TABLE events (event TEXT PRIMARY KEY, position INTEGER, row TEXT) WITHOUT ROWID;
"""
_TOLD = """
SELECT incidents.event, told, articles.id, articles.title, articles.source, articles.published,
    likest
FROM incidents JOIN articles ON articles.number = incidents.article
ORDER BY incidents.event, articles.published IS NULL, articles.published, incidents.id
"""
_ORDERED = """
CREATE TABLE ordered AS
SELECT number, row_number() OVER (ORDER BY published IS NULL, published DESC, number) - 1 AS at
FROM articles
"""


class _Note(Model):
    """What is kept of an incident for its event's page."""

    incident: Incident
    number: int
    reports: int = 1
    explanation: str = ""
    findings: tuple[Finding, ...] = ()
    revised_as: str | None = None


class Told(NamedTuple):
    """An incident as one article reports it, for its event's page.

    Attributes:
        article: The article's id.
        title: The article's title.
        source: Who published it.
        published: When.
        number: Which of the article's records it is, from 1.
        incident: The record.
        explanation: Why it was put to the event.
        like: The id of the article whose report it is most like; None for the event's first.
        findings: Those about the record.
        revised_as: The id of the article's newest version; None where it is that itself.
    """

    article: str
    title: str
    source: str
    published: date | None
    number: int
    incident: Incident
    explanation: str
    like: str | None
    findings: tuple[Finding, ...]
    revised_as: str | None = None

    @property
    def report(self) -> Report:
        """The same, to be compared with others."""
        return Report(self.article, self.incident, self.published)


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event with all that is exported of its reports, in the order of their publication.

    Attributes:
        id: Its id.
        reports: How many it has; some may have been left out of the export.
        told: Those that are exported.
        headline: What it is.
        tolls: Its tolls, by outcome.
    """

    id: str
    reports: int
    told: tuple[Told, ...]
    headline: Headline
    tolls: tuple[RangedToll, ...]

    @property
    def standing(self) -> tuple[Told, ...]:
        """The reports that count: of an article's several versions the newest that is exported."""
        return standing(self.told)

    @property
    def has_page(self) -> bool:
        """Whether several articles report it."""
        return self.reports > 1


def standing(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Those of which no newer version is among them."""
    there = {each.article for each in told}
    return tuple(each for each in told if each.revised_as not in there)


class Kept:
    """Rows of the index and incidents of events, in a file of SQLite's that is gone at the end.

    Args:
        path: The file. Beside the pages there is room for it, where a temporary folder may be
            memory.
    """

    def __init__(self, path: Path) -> None:
        self.figures = Figures()
        self._path = path
        self._database = sqlite3.connect(path, isolation_level=None)
        # Nothing of it is of use to anybody after a crash.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()
        self._path.unlink()

    def add(self, coded: Coded) -> None:
        """Keep what is needed of an article."""
        result, article = coded.extraction, coded.extraction.article
        published = article.published.isoformat() if article.published else None
        title = title_of(article)
        row = article_row(coded, title)
        number = self._database.execute(
            "INSERT INTO articles (id, title, source, published, row) VALUES (?, ?, ?, ?, ?)",
            (coded.article_id, title, row[SOURCE], published, _packed(row)),
        ).lastrowid
        self.figures.add(coded)
        for at, incident in enumerate(result.incidents, 1):
            linked = coded.events.get(incident.id)
            event = linked.event_id if linked else f"#{number}-{at}"
            likest, note = linked and linked.like, _note(coded, incident, at, linked)
            self._database.execute(
                "INSERT INTO incidents (article, event, likest, row, told) VALUES (?, ?, ?, ?, ?)",
                (number, event, likest, _packed(incident_row(incident, at)), note),
            )

    def events(self) -> Iterator[EventTold]:
        """Every event with its reports; each is noted for the index as it goes by.

        To be gone through once all articles are there, and before any rows of the index are read.
        """
        self._database.execute(_ORDERED)
        self._database.execute("CREATE UNIQUE INDEX by_number ON ordered (number)")
        rows = self._database.execute(_TOLD)
        for position, (name, held) in enumerate(groupby(rows, key=lambda row: str(row[0]))):
            event = _event(name, [row[1:] for row in held])
            self.figures.add_event()
            self._database.execute(
                "INSERT INTO events VALUES (?, ?, ?)",
                (name, position, _packed(_row_of(event))),
            )
            yield event

    def article_rows(self) -> Iterator[str]:
        """The rows of the articles as JSON, the newest first."""
        query = "SELECT row FROM ordered JOIN articles USING (number) ORDER BY at"
        return (row for (row,) in self._database.execute(query))

    def incident_rows(self) -> Iterator[str]:
        """The rows of the incidents, each after the places of its article and of its event."""
        query = """
            SELECT at, position, incidents.row FROM incidents
            JOIN ordered ON ordered.number = article JOIN events USING (event)
            ORDER BY at, incidents.id
        """
        for article, event, row in self._database.execute(query):
            yield f"[{article},{event},{row[1:]}"

    def event_rows(self) -> Iterator[str]:
        """The rows of the events, in the order that incidents refer to."""
        query = "SELECT row FROM events ORDER BY position"
        return (row for (row,) in self._database.execute(query))

    def newest(self, most: int) -> Iterator[tuple[str, str, str | None]]:
        """Page, title and day of the newest articles."""
        query = "SELECT id, title, published FROM ordered JOIN articles USING (number) ORDER BY at"
        for id_, title, published in self._database.execute(f"{query} LIMIT ?", (most,)):
            yield page_name(id_), title, published


def _note(coded: Coded, incident: Incident, number: int, linked: Linked | None) -> str:
    about = tuple(f for f in coded.extraction.findings if f.record == incident.id)
    note = _Note(incident=incident, number=number, findings=about, revised_as=coded.revised_as)
    if linked is not None:
        update = {"reports": linked.reports, "explanation": linked.explanation}
        note = note.model_copy(update=update)
    # In ASCII: half a surrogate pair, which a model may say, is no text that SQLite keeps.
    return json.dumps(note.model_dump(mode="json"))


def _event(name: str, rows: list[tuple[Any, ...]]) -> EventTold:
    told, reports = [], 1
    for packed, id_, title, source, published, like in rows:
        note = _Note.model_validate(json.loads(packed))
        reports = max(reports, note.reports)
        told.append(
            Told(
                article=id_,
                title=title,
                source=source,
                published=date.fromisoformat(published) if published else None,
                number=note.number,
                incident=note.incident,
                explanation=note.explanation,
                like=like,
                findings=note.findings,
                revised_as=note.revised_as,
            )
        )
    incidents = [each.incident for each in told]
    tolls = ranged([each.report for each in standing(tuple(told))])
    return EventTold(name, reports, tuple(told), headline(incidents), tolls)


def _row_of(event: EventTold) -> list[Any]:
    page = page_name(event.id) if event.has_page else ""
    return event_row(event.headline, event.tolls, page, len(event.standing))


def _packed(row: list[Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
