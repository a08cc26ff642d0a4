"""What is shown of a record: a heading, and its values field by field, each with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from dateline.export.html.marks import Kind, Marks
from dateline.export.wording import (
    claim_in_words,
    code_of,
    count_in_words,
    days_in_words,
    flat,
    said_in_words,
    spaced,
    speaker_in_words,
)
from dateline.models import (
    Actor,
    Casualty,
    Count,
    Incident,
    Mention,
    Model,
    Perpetrator,
    Place,
    PolicyContext,
    Record,
    Span,
    Statement,
    When,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field.

    Attributes:
        words: The words for it.
        spans: Where they stand.
        reading: What was read out of them: "14 or more".
        notes: What else is to be said of it.
        source: Who says so.
        related: The id of a record that is meant, instead of words of the article.
        mark: The number of its mark, where the words stand in the article.
    """

    words: str
    spans: tuple[Span, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    source: Value | None = None
    related: str | None = None
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A field with its values.

    Attributes:
        label: What the field is called.
        values: Its values.
        speech: Whether they are speech or a clause, rather than a name or a number.
        light: Whether they are the sentences that the record rests on.
        id: Of the element with the label.
    """

    label: str
    values: tuple[Value, ...]
    speech: bool = False
    light: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A record as it is shown.

    Attributes:
        anchor: The id of its element.
        id: The record's own.
        kind: Which of the record types.
        title: What it is, in a few words.
        tags: What sets it apart from the ordinary.
        found_by: Which coder found it.
        rows: Its fields.
    """

    anchor: str
    id: str
    kind: Kind
    title: str
    tags: tuple[str, ...]
    found_by: str
    rows: tuple[Row, ...] = field(default=())


def card_of(record: Record, anchor: str) -> Card:
    """What is shown of a record of any type."""
    if isinstance(record, Incident):
        return _incident(record, anchor)
    if isinstance(record, Statement):
        return _statement(record, anchor)
    if isinstance(record, PolicyContext):
        return _policy(record, anchor)
    rows = tuple(_own_rows(record))
    name = type(record).__name__
    return Card(anchor, record.id, "own", name, (), record.found_by, rows)


def marked(card: Card, marks: Marks) -> Card:
    """The card with marks for all of its words; a record's sentences are faint beside the rest."""
    only = not any(v.spans for row in card.rows if not row.light for v in row.values)
    rows = tuple(
        _marked_row(row, number, card, marks, light=row.light and not only)
        for number, row in enumerate(card.rows)
    )
    return Card(card.anchor, card.id, card.kind, card.title, card.tags, card.found_by, rows)


def _marked_row(row: Row, number: int, card: Card, marks: Marks, *, light: bool) -> Row:
    row_id = f"{card.anchor}-{number}"

    def marked_value(value: Value) -> Value:
        label = (row_id, f"{card.anchor}-h")
        mark = marks.add(card.kind, value.spans, card=card.anchor, label=label, light=light)
        return Value(
            value.words,
            value.spans,
            value.reading,
            value.notes,
            marked_value(value.source) if value.source else None,
            value.related,
            mark,
        )

    return Row(row.label, tuple(map(marked_value, row.values)), row.speech, row.light, row_id)


# --- the three records -----------------------------------------------------------------------


def _incident(incident: Incident, anchor: str) -> Card:
    tags = [] if incident.realis == "actual" else [incident.realis]
    tags += [claim] if (claim := claim_in_words(incident.claim)) else []
    rows = [
        Row("where", tuple(_place(p) for p in _one(incident.place))),
        Row("when", tuple(_when(w) for w in _one(incident.when))),
        *_tolls(incident.casualties),
        Row("by", tuple(map(_perpetrator, incident.perpetrators))),
        Row("on", tuple(map(_actor, incident.targets))),
        Row("with", tuple(map(_mention, _one(incident.weapon)))),
        Row("claimed by", tuple(map(_mention, _one(incident.claim.by)))),
        _evidence(incident.evidence),
    ]
    title, found_by = incident.kind.value, incident.found_by
    return Card(anchor, incident.id, "incident", title, tuple(tags), found_by, _filled(rows))


def _statement(statement: Statement, anchor: str) -> Card:
    who = speaker_in_words(statement.speaker, statement.resolved_speaker)
    said = said_in_words(who, flat(statement.cue.text) if statement.cue else "")
    tags = [statement.kind, *([] if statement.act == "assert" else [spaced(statement.act)])]
    tags += ["source not named"] if statement.anonymous else []
    rows = [
        Row("said", (_mention(statement.content),), speech=True),
        Row("speaker", tuple(map(_mention, _one(statement.speaker)))),
        Row("who is", tuple(map(_mention, _one(statement.resolved_speaker)))),
        Row("role", tuple(map(_mention, _one(statement.speaker_role)))),
        Row("cue", tuple(map(_mention, _one(statement.cue)))),
        Row("about", tuple(Value(other, related=other) for other in statement.about)),
    ]
    found_by = statement.found_by
    return Card(anchor, statement.id, "statement", said, tuple(tags), found_by, _filled(rows))


def _policy(item: PolicyContext, anchor: str) -> Card:
    tags = () if item.status == "unknown" else (spaced(item.status),)
    rows = [
        Row("what", (_mention(item.what),), speech=True),
        Row("who", tuple(map(_mention, item.actors))),
        Row("when", tuple(_when(w) for w in _one(item.when))),
        Row("follows", tuple(Value(other, related=other) for other in item.follows)),
        _evidence(item.evidence),
    ]
    title = item.kind.capitalize()
    return Card(anchor, item.id, "policy", title, tags, item.found_by, _filled(rows))


def _one(value: Model | None) -> tuple[Model, ...]:
    return () if value is None else (value,)


def _filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.values)


def _evidence(spans: Sequence[Span]) -> Row:
    return Row("rests on", tuple(Value(s.text, (s,)) for s in spans), light=True)


# --- values ----------------------------------------------------------------------------------


def _mention(mention: Mention, *, reading: str = "", notes: Iterable[str] = ()) -> Value:
    return Value(
        mention.text, mention.spans, reading, (*filter(None, notes), *_standing(mention))
    )


def _standing(mention: Mention) -> Iterator[str]:
    """How a value stands that is not proved by the article's own words."""
    if mention.inferred:
        yield f"inferred: {mention.reason}"
    elif not mention.spans:
        yield "not proved"


def _place(place: Place) -> Value:
    known = [code_of(place)]
    if place.latitude is not None and place.longitude is not None:
        known.append(f"{place.latitude:.3f}, {place.longitude:.3f}")
    inferred = f"inferred from {place.inferred}" if place.inferred else ""
    several = "; ".join(f"{c.name} ({c.admin1 or c.country})" for c in place.candidates)
    return _mention(
        place.mention,
        reading=" · ".join(filter(None, known)),
        notes=(inferred, f"may be {several}" if several else ""),
    )


def _when(when: When) -> Value:
    return _mention(when.mention, reading=days_in_words(when))


def _tolls(casualties: Sequence[Casualty]) -> Iterator[Row]:
    for outcome in dict.fromkeys(c.outcome for c in casualties):
        yield Row(outcome, tuple(_toll(c) for c in casualties if c.outcome == outcome))


def _toll(toll: Casualty) -> Value:
    value = _mention(
        toll.count.mention,
        reading=count_in_words(toll.count),
        notes=("" if toll.realis == "actual" else toll.realis,),
    )
    return _sourced(value, toll.according_to)


def _actor(actor: Actor) -> Value:
    return _mention(actor.mention, reading=actor.actor_kind or "", notes=(actor.same_as or "",))


def _perpetrator(perpetrator: Perpetrator) -> Value:
    basis = "" if perpetrator.basis == "stated_as_fact" else spaced(perpetrator.basis)
    value = _mention(
        perpetrator.mention,
        reading=perpetrator.actor_kind or "",
        notes=(basis, perpetrator.same_as or ""),
    )
    return _sourced(value, perpetrator.according_to)


def _sourced(value: Value, source: Mention | None) -> Value:
    return Value(
        value.words,
        value.spans,
        value.reading,
        value.notes,
        _mention(source) if source is not None else None,
    )


# --- records of a user's own types -----------------------------------------------------------


def _own_rows(record: Record) -> Iterator[Row]:
    """Field by field, as the type declares them, or as an unknown type's record holds them."""
    for name in (*type(record).model_fields, *(record.model_extra or {})):
        if name in ("id", "found_by"):
            continue
        values = tuple(_own_values(getattr(record, name)))
        if name == "evidence":
            values = tuple(value for value in values if value.spans)
        if values:
            yield Row("rests on" if name == "evidence" else spaced(name), values, light=name == "evidence")


_READ: tuple[type[Model], ...] = (Span, Mention, Count, Place, When)
"""What a record of a type that is not known here may hold as JSON."""


def _own_values(value: object) -> Iterator[Value]:
    """A field's value, whatever type the user gave it."""
    if isinstance(value, dict):
        yield from _own_values(_read(value))
    elif isinstance(value, Mention):
        yield _mention(value)
    elif isinstance(value, Span):
        yield Value(value.text, (value,))
    elif isinstance(value, Count):
        yield _mention(value.mention, reading=count_in_words(value))
    elif isinstance(value, Place):
        yield _place(value)
    elif isinstance(value, When):
        yield _when(value)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _own_values(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _own_values(item)
    elif value not in (None, False, ""):
        yield Value(str(getattr(value, "value", value)))


def _read(values: dict[str, object]) -> object:
    """The value that JSON stands for, or the parts of it."""
    for known in _READ:
        if values.keys() == known.model_fields.keys():
            try:
                return known.model_validate(values)
            except ValidationError:
                break
    return list(values.values())
