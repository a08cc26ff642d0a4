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
        asides: What belongs to it, each with how: ("according to", …).
        related: The id of a record that is meant, instead of words of the article.
        mark: The number of its mark, where the words stand in the article.
    """

    words: str
    spans: tuple[Span, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[tuple[str, Value], ...] = ()
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
    row_id = f"{card.anchor}-{number}"
    label = (row_id, f"{card.anchor}-h")

    def marked_value(value: Value) -> Value:
        mark = marks.add(card.kind, value.spans, card=card.anchor, label=label, light=light)
        asides = tuple((how, marked_value(aside)) for how, aside in value.asides)
        return replace(value, asides=asides, mark=mark)

    return replace(row, values=tuple(map(marked_value, row.values)), light=light, id=row_id)
