"""The cards of the records: which fields of each are shown, and under what heading."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.html.cards import Card, Row, Value
from dateline.export.html.own import own_rows
from dateline.export.html.values import (
    actor_value,
    evidence_row,
    mention_value,
    one,
    perpetrator_value,
    place_value,
    toll_rows,
    when_value,
)
from dateline.export.wording import (
    claim_in_words,
    flat,
    said_in_words,
    spaced,
    speaker_in_words,
)
from dateline.models import Incident, PolicyContext, Record, Statement


def card_of(record: Record, anchor: str) -> Card:
    """What is shown of a record of any type."""
    if isinstance(record, Incident):
        return _incident(record, anchor)
    if isinstance(record, Statement):
        return _statement(record, anchor)
    if isinstance(record, PolicyContext):
        return _policy(record, anchor)
    rows = tuple(own_rows(record))
    name = type(record).__name__
    return Card(anchor, record.id, "own", name, (), record.found_by, rows)


def _incident(incident: Incident, anchor: str) -> Card:
    tags: list[str] = [] if incident.realis == "actual" else [incident.realis]
    tags += [claim] if (claim := claim_in_words(incident.claim)) else []
    rows = [
        Row("where", one(place_value, incident.place)),
        Row("when", one(when_value, incident.when)),
        *toll_rows(incident.casualties),
        Row("by", tuple(map(perpetrator_value, incident.perpetrators))),
        Row("on", tuple(map(actor_value, incident.targets))),
        Row("with", one(mention_value, incident.weapon)),
        Row("claimed by", one(mention_value, incident.claim.by)),
        evidence_row(incident.evidence),
    ]
    title, found_by = incident.kind.value, incident.found_by
    return Card(anchor, incident.id, "incident", title, tuple(tags), found_by, _filled(rows))


def _statement(statement: Statement, anchor: str) -> Card:
    who = speaker_in_words(statement.speaker, statement.resolved_speaker)
    said = said_in_words(who, flat(statement.cue.text) if statement.cue else "")
    tags = [statement.kind, *([] if statement.act == "assert" else [spaced(statement.act)])]
    tags += ["source not named"] if statement.anonymous else []
    rows = [
        Row("said", (mention_value(statement.content),), speech=True),
        Row("speaker", one(mention_value, statement.speaker)),
        Row("who is", one(mention_value, statement.resolved_speaker)),
        Row("role", one(mention_value, statement.speaker_role)),
        Row("cue", one(mention_value, statement.cue)),
        Row("about", tuple(Value(other, related=other) for other in statement.about)),
    ]
    found_by = statement.found_by
    return Card(anchor, statement.id, "statement", said, tuple(tags), found_by, _filled(rows))


def _policy(item: PolicyContext, anchor: str) -> Card:
    tags = () if item.status == "unknown" else (spaced(item.status),)
    rows = [
        Row("what", (mention_value(item.what),), speech=True),
        Row("who", tuple(map(mention_value, item.actors))),
        Row("when", one(when_value, item.when)),
        Row("follows", tuple(Value(other, related=other) for other in item.follows)),
        evidence_row(item.evidence),
    ]
    title = item.kind.capitalize()
    return Card(anchor, item.id, "policy", title, tags, item.found_by, _filled(rows))


def _filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.values)
