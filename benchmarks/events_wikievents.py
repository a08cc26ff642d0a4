"""Events linked across the documents of WikiEvents, as its annotation and as the parser has them.

The corpus does not say which documents are of one event, nor when they came out. Both are marked
by hand in `data/wikievents_events.jsonl`, by ids of documents and triggers alone: which of its
triggers tell which event, the event's day where the document's own words or the event's name tell
it, and the document's day of publication where its id or its words do. The marks were made before
anything was linked. All twenty documents are linked together; three topics have two documents each.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from corpora import corpora

from dateline import Extractor
from dateline.events import Report
from dateline.models import Actor, Article, Incident, Mention, Perpetrator, Place, When
from dateline.pipeline.resolve import Context, resolve_incident

MARKS = Path(__file__).with_name("data") / "wikievents_events.jsonl"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its marks.

    Attributes:
        name: Its id in the corpus.
        article: Its text, and its day where that is marked.
        triggers: Each event's triggers: its annotation, and where the trigger stands.
        days: Each event's day, where that is marked.
    """

    name: str
    article: Article
    triggers: Mapping[str, list[tuple[dict[str, Any], int]]]
    days: Mapping[str, date | None]


def documents() -> Iterator[Document]:
    """All documents of the dev split; those without a mark tell no event."""
    marks = {}
    for line in MARKS.read_text("utf-8").splitlines():
        told = json.loads(line)
        marks[told["document"]] = told
    file = corpora() / "wikievents" / "dev.jsonl"
    for line in file.read_text("utf-8").splitlines():
        data = json.loads(line)
        told = marks.get(data["doc_id"], {"published": None, "events": {}})
        yield _document(data, told)


def _document(data: dict[str, Any], told: dict[str, Any]) -> Document:
    starts = [start for words, _ in data["sentences"] for _, start, _ in words]
    named = {one["id"].rpartition("-")[2]: one for one in data["event_mentions"]}
    return Document(
        data["doc_id"],
        Article.from_text(data["text"], published=_day(told["published"])),
        {
            event: [(named[t], starts[named[t]["trigger"]["start"]]) for t in mark["triggers"]]
            for event, mark in told["events"].items()
        },
        {event: _day(mark["day"]) for event, mark in told["events"].items()},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- records -------------------------------------------------------------------------------------


def annotated(found: list[Document]) -> tuple[list[Report], dict[Key, str]]:
    """A record for each event of each document: what the annotation gives, and the marked day.

    The annotation has no tolls, and of kinds only whether something exploded.
    """
    reports, right = list[Report](), dict[Key, str]()
    for document in found:
        for event, triggers in document.triggers.items():
            incident = _incident(event, [one for one, _ in triggers], document.days[event])
            reports.append(Report(document.name, incident, document.article.published))
            right[document.name, incident.id] = event
    return reports, right


def _incident(name: str, triggers: list[dict[str, Any]], day: date | None) -> Incident:
    roles: dict[str, list[str]] = {}
    for trigger in triggers:
        for argument in trigger["arguments"]:
            roles.setdefault(argument["role"], []).append(argument["text"])
    exploded = any(one["event_type"].endswith("DetonateExplode") for one in triggers)
    places = [Place(mention=_mention(text)) for text in roles.get("Place", ())]
    read = [_resolved(place) for place in places]
    known = [place for place in read if place is not None and place.country is not None]
    best = max(known, key=lambda p: (p.latitude is not None, p.admin1 is not None), default=None)
    return Incident(
        id=name,
        kind="Remote explosive/landmine/IED" if exploded else "Attack",
        realis="actual",
        perpetrators=tuple(
            Perpetrator(mention=_mention(text), basis="stated_as_fact")
            for role in ("Attacker", "Killer", "Injurer")
            for text in dict.fromkeys(roles.get(role, ()))
        ),
        targets=tuple(
            Actor(mention=_mention(text))
            for role in ("Target", "Victim")
            for text in dict.fromkeys(roles.get(role, ()))
        ),
        place=best,
        when=When(mention=_mention(str(day)), start=day, end=day, precision="day") if day else None,
    )


def _resolved(place: Place) -> Place | None:
    bare = Incident(id="i", kind="Attack", realis="actual", place=place)
    return resolve_incident(bare, Context(None, ())).place


def _mention(text: str) -> Mention:
    return Mention(text=text, inferred=True, reason="of the annotation")


def parsed(found: list[Document]) -> tuple[list[Report], dict[Key, str]]:
    """The parser's incidents, each of the event that most triggers in its evidence are of.

    One that rests on none of them is an event of its own.
    """
    reports, right = list[Report](), dict[Key, str]()
    extractor = Extractor("parser")
    for document in found:
        for incident in extractor.extract(document.article).incidents:
            report = Report(document.name, incident, document.article.published)
            reports.append(report)
            right[report.key] = _told(document, incident) or "/".join(report.key)
    return reports, right


def _told(document: Document, incident: Incident) -> str | None:
    counted = Counter(
        event
        for event, triggers in document.triggers.items()
        for _, at in triggers
        if any(span.start <= at < span.end for span in incident.evidence)
    )
    return counted.most_common(1)[0][0] if counted else None


# --- figures -------------------------------------------------------------------------------------


def across(found: Mapping[Key, str], right: Mapping[Key, str]) -> tuple[int, int, int]:
    """Pairs of records of two documents: linked and right, linked, and of one event."""
    both = linked = same = 0
    for one, other in combinations(found, 2):
        if one[0] != other[0]:
            is_linked, is_same = found[one] == found[other], right[one] == right[other]
            both, linked, same = both + (is_linked and is_same), linked + is_linked, same + is_same
    return both, linked, same


def told_together(found: Mapping[Key, str], right: Mapping[Key, str]) -> tuple[int, int]:
    """Of the marked events of two documents, those that a link ties; and how many there are."""
    marked = Counter(event for document in documents() for event in document.triggers)
    tied = {
        right[one]
        for one, other in combinations(found, 2)
        if one[0] != other[0] and found[one] == found[other] and right[one] == right[other]
    }
    shared = {event for event, number in marked.items() if number > 1}
    return len(tied & shared), len(shared)
