"""Records of a user's own types, and of types that are not known here."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from dateline.export.html.cards import Row, Value
from dateline.export.html.values import mention_value, place_value, when_value
from dateline.export.wording import count_in_words, spaced
from dateline.models import Count, Mention, Model, Place, Record, Span, When

_READ: tuple[type[Model], ...] = (Span, Mention, Count, Place, When)
"""What a record of a type that is not known here may hold as JSON."""


def own_rows(record: Record) -> Iterator[Row]:
    """Field by field, as the type declares them, or as an unknown type's record holds them."""
    for name in (*type(record).model_fields, *(record.model_extra or {})):
        values = tuple(_values(getattr(record, name)))
        if name == "evidence":
            rests_on = tuple(value for value in values if value.spans)
            yield from [Row("rests on", rests_on, light=True)] if rests_on else []
        elif values and name not in ("id", "found_by"):
            yield Row(spaced(name), values)


def _values(value: object) -> Iterator[Value]:
    """A field's value, whatever type the user gave it."""
    known = _known(value)
    if known is not None:
        yield known
    elif isinstance(value, dict | Model | tuple | list):
        for part in _parts(value):
            yield from _values(part)
    elif value not in (None, False, ""):
        yield Value(str(getattr(value, "value", value)))


def _known(value: object) -> Value | None:
    if isinstance(value, Mention):
        return mention_value(value)
    if isinstance(value, Span):
        return Value(value.text, (value,))
    if isinstance(value, Count):
        return mention_value(value.mention, reading=count_in_words(value))
    if isinstance(value, Place):
        return place_value(value)
    return when_value(value) if isinstance(value, When) else None


def _parts(
    value: dict[str, object] | Model | tuple[object, ...] | list[object],
) -> Iterator[object]:
    if isinstance(value, Model):
        yield from (getattr(value, name) for name in type(value).model_fields)
    elif isinstance(value, dict):
        yield from _read(value)
    else:
        yield from value


def _read(values: dict[str, object]) -> Iterator[object]:
    """The value that JSON stands for, or the parts of it."""
    for known in _READ:
        if values.keys() == known.model_fields.keys():
            try:
                yield known.model_validate(values)
            except ValidationError:
                break
            return
    yield from values.values()
