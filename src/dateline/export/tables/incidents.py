"""Incidents, and what an incident has several of: parties, tolls, places that it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dateline.export.reading import Coded, Linked
from dateline.export.tables.columns import (
    Column,
    Item,
    Table,
    mention_columns,
    row_columns,
    text,
    value,
)
from dateline.models import (
    Actor,
    Casualty,
    Incident,
    Mention,
    Perpetrator,
    Place,
    PlaceCandidate,
    Span,
    When,
)

P = TypeVar("P")
A = TypeVar("A", bound=Actor)
_INCIDENT = "The incident's id."


def time_columns(doc: str, when: Callable[[P], When | None]) -> tuple[Column[P], ...]:
    """The columns of a time: its words, and the days that they mean."""

    def words(item: P) -> Mention | None:
        found = when(item)
        return found.mention if found else None

    def of(name: str) -> Callable[[P], None]:
        return lambda item: getattr(when(item), name, None)

    return (
        *mention_columns("time", doc, words),
        value("date_from", "date", "The first day that they may mean.", of("start")),
        value("date_to", "date", "The last one.", of("end")),
        text("date_precision", "day, week, month, year or unknown.", of("precision")),
        value(
            "resolved_against",
            "date",
            "The day of publication that a relative time was read against.",
            of("resolved_against"),
        ),
    )


def _place(name: str) -> Callable[[Incident], None]:
    return lambda incident: getattr(incident.place, name, None)


def _place_words(incident: Incident) -> Mention | None:
    return incident.place.mention if incident.place else None


def incident_spans(incident: Incident) -> tuple[Span, ...]:
    """The evidence, or without any the words of its fields."""
    if incident.evidence:
        return incident.evidence
    mentions: list[Mention | None] = [
        *(p.mention for p in incident.perpetrators),
        *(t.mention for t in incident.targets),
        incident.weapon,
        *(c.count.mention for c in incident.casualties),
        _place_words(incident),
        incident.when.mention if incident.when else None,
    ]
    return tuple(span for mention in mentions if mention for span in mention.spans)


def _incidents(coded: Coded) -> Iterator[Item[Incident]]:
    for incident in coded.extraction.incidents:
        yield Item(coded.article_id, incident.id, incident, incident_spans(incident))


def _parts(
    parts: Callable[[Incident], Iterable[P]], mention: Callable[[P], Mention]
) -> Callable[[Coded], Iterator[Item[P]]]:
    def items(coded: Coded) -> Iterator[Item[P]]:
        for incident in coded.extraction.incidents:
            for position, part in enumerate(parts(incident), 1):
                # What is inferred has no words of its own, and rests on those of the incident.
                spans = mention(part).spans or incident_spans(incident)
                yield Item(coded.article_id, incident.id, part, spans, position)

    return items


def _candidates(coded: Coded) -> Iterator[Item[PlaceCandidate]]:
    for incident in coded.extraction.incidents:
        place: Place | None = incident.place
        for position, one in enumerate(place.candidates if place else (), 1):
            spans = (place.mention.spans if place else ()) or incident_spans(incident)
            yield Item(coded.article_id, incident.id, one, spans, position)


def _events(coded: Coded) -> Iterator[Item[Linked]]:
    for incident in coded.extraction.incidents:
        linked = coded.events.get(incident.id)
        if linked is not None:
            yield Item(coded.article_id, incident.id, linked, incident_spans(incident))


def _actor_columns() -> tuple[Column[A], ...]:
    return (
        text("actor", "The words for it.", lambda a: a.mention.text),
        text("actor_kind", "ACLED's category of the actor.", lambda a: a.actor_kind),
        text("actor_id", "Its row in `actors`, with `article_id`.", lambda a: a.identity),
        text("same_as", "Why a description is taken for a named actor.", lambda a: a.same_as),
        text(
            "inferred",
            "Why it holds, where it does not stand in the article as such.",
            lambda a: a.mention.reason if a.mention.inferred else None,
        ),
    )


INCIDENTS: Table[Incident] = Table(
    name="incidents",
    doc="Who did what to whom, where, when: one row for each incident.",
    key=("article_id", "record_id"),
    columns=(
        *row_columns(_INCIDENT, "the evidence"),
        text("found_by", "model, parser or both.", lambda i: i.found_by),
        text("event_type", "ACLED's event type.", lambda i: i.kind.event_type.value),
        text("kind", "ACLED's sub-event type.", lambda i: i.kind.value),
        text(
            "realis",
            "actual, attempted, planned, threatened, denied, hypothetical or historical.",
            lambda i: i.realis,
        ),
        text("summary", "Put together by dateline from proved fields.", lambda i: i.summary),
        text("claim", "claimed, stated_unclaimed or not_mentioned.", lambda i: i.claim.status),
        *mention_columns("claimed_by", "Who claimed it.", lambda i: i.claim.by),
        *mention_columns("weapon", "The words for the weapon.", lambda i: i.weapon),
        *mention_columns("place", "The words for the place.", _place_words),
        text("country", "ISO 3166-1 alpha-2.", _place("country")),
        text("admin1", "ISO 3166-2.", _place("admin1")),
        value("latitude", "number", "Of the town; see `geo_precision`.", _place("latitude")),
        value("longitude", "number", "Likewise.", _place("longitude")),
        value(
            "geo_precision",
            "integer",
            "ACLED's: 1 the town, 2 near it or a part of a region, 3 the region or country.",
            _place("geo_precision"),
        ),
        text("country_inferred", "What the country follows from.", _place("inferred")),
        *time_columns("The words for the time.", lambda i: i.when),
    ),
    items=_incidents,
)

PERPETRATORS: Table[Perpetrator] = Table(
    name="perpetrators",
    doc="Who is said to have done it, and on whose word: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns(_INCIDENT, "the actor's name or description", positioned=True),
        *_actor_columns(),
        text(
            "basis",
            "stated_as_fact, claimed, accused, accused_by_authorities, possible or denied.",
            lambda p: p.basis,
        ),
        *mention_columns("according_to", "Who says so.", lambda p: p.according_to),
    ),
    items=_parts(lambda i: i.perpetrators, lambda p: p.mention),
)

TARGETS: Table[Actor] = Table(
    name="targets",
    doc="Who or what it was done to: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns(_INCIDENT, "the target's name or description", positioned=True),
        *_actor_columns(),
    ),
    items=_parts(lambda i: i.targets, lambda t: t.mention),
)

CASUALTIES: Table[Casualty] = Table(
    name="casualties",
    doc="Every toll that is reported, rival ones side by side: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns(_INCIDENT, "the count", positioned=True),
        text("outcome", "killed, wounded, captured, missing or displaced.", lambda c: c.outcome),
        text("realis", "actual, or what else the toll is.", lambda c: c.realis),
        text("count", "The number in the article's words.", lambda c: c.count.mention.text),
        value("low", "integer", "The least that they mean.", lambda c: c.count.low),
        value("best", "integer", "The number itself, where they name one.", lambda c: c.count.best),
        value("high", "integer", "The most that they mean.", lambda c: c.count.high),
        value("approximate", "boolean", "About, some, nearly.", lambda c: c.count.approximate),
        value("vague", "boolean", "Dozens, several, a bare plural.", lambda c: c.count.vague),
        text("rule", "The rule that gave the bounds.", lambda c: c.count.rule),
        *mention_columns("group", "Who was affected.", lambda c: c.group),
        *mention_columns("according_to", "Who gives the figure.", lambda c: c.according_to),
    ),
    items=_parts(lambda i: i.casualties, lambda c: c.count.mention),
)

PLACE_CANDIDATES: Table[PlaceCandidate] = Table(
    name="place_candidates",
    doc="The places that an incident's words may mean, where several remain: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns(_INCIDENT, "the words for the place", positioned=True),
        text("name", "As the gazetteer has it.", lambda c: c.name),
        text("country", "ISO 3166-1 alpha-2.", lambda c: c.country),
        text("admin1", "ISO 3166-2.", lambda c: c.admin1),
        value("latitude", "number", "Of the town.", lambda c: c.latitude),
        value("longitude", "number", "Likewise.", lambda c: c.longitude),
    ),
    items=_candidates,
)

EVENTS: Table[Linked] = Table(
    name="events",
    doc="The event that an incident was put to, of a run whose incidents were linked: a row for "
    "each incident. Reports of one event share its `event_id`.",
    key=("article_id", "record_id"),
    columns=(
        *row_columns(_INCIDENT, "the evidence"),
        text("event_id", "The event's id.", lambda e: e.event_id),
        text("explanation", "What the link rests on.", lambda e: e.explanation),
    ),
    items=_events,
)
