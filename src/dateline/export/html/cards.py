"""What is shown of a record: a heading, and its values field by field, each with its mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.export.html.marks import Kind, Marks
from dateline.models import Span


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field.

    Attributes:
        words: The words for it.
        spans: Where they stand.
        reading: What was read out of them: "14 or more".
        notes: What else is to be said of it.
        asides: What belongs to it.
        related: The id of a record that is meant, instead of words of the article.
        mark: The number of its mark, where the words stand in the article.
    """

    words: str
    spans: tuple[Span, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    related: str | None = None
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to a value.

    Attributes:
        how: In which way: "according to".
        value: The words for it.
        id: Of the element that says how.
    """

    how: str
    value: Value
    id: str = ""


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
    rows: tuple[Row, ...]


def marked(card: Card, marks: Marks) -> Card:
    """The card with marks for all of its words; a record's sentences are faint beside the rest."""
    only = not any(v.spans for row in card.rows if not row.light for v in row.values)
    rows = tuple(
        _marked_row(row, number, card, marks, light=row.light and not only)
        for number, row in enumerate(card.rows)
    )
    return replace(card, rows=rows)


def _marked_row(row: Row, number: int, card: Card, marks: Marks, *, light: bool) -> Row:
    row_id, heading = f"{card.anchor}-{number}", f"{card.anchor}-h"

    def marked_value(value: Value, *label: str) -> Value:
        mark = marks.add(card.kind, value.spans, card=card.anchor, label=label, light=light)
        # Its number tells it from all others.
        ids = (f"{row_id}-{len(marks.made)}-{place}" for place in range(len(value.asides)))
        asides = tuple(
            marked_aside(aside, id_) for aside, id_ in zip(value.asides, ids, strict=True)
        )
        return replace(value, asides=asides, mark=mark)

    def marked_aside(aside: Aside, id_: str) -> Aside:
        return replace(aside, value=marked_value(aside.value, row_id, id_, heading), id=id_)

    values = tuple(marked_value(value, row_id, heading) for value in row.values)
    return replace(row, values=values, light=light, id=row_id)
