"""The fields of a record that a reviewer may fill, read out of its type."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from dateline.models import Count, Mention, Model, Place, Span, When
from dateline.models.draft import is_asked

Kind = Literal["words", "sentence", "choice", "flag", "group"]
"""Words of the article, a sentence of it, one of a vocabulary, yes or no, or fields of its own."""

READ_OUT: dict[type[Model], dict[str, str]] = {
    Count: {"low": "at least", "best": "best", "high": "at most"},
    Place: {"country": "country", "admin1": "province", "geo_precision": "precision"},
    When: {"start": "from", "end": "to", "precision": "precise to"},
}
"""What dateline reads out of words, and a reviewer may set: field by field with its label."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: Its name.
        kind: What it holds.
        many: Whether it holds several.
        required: Whether the record cannot do without it.
        options: Of a choice.
        model: The type of words or of a group.
    """

    name: str
    kind: Kind
    many: bool
    required: bool
    options: tuple[str, ...] = ()
    model: type[Model] | None = None


@cache
def fields_of(model: type[Model]) -> tuple[Field, ...]:
    """The fields of a record, or of a value in one, that are asked for."""
    return tuple(
        _field(name, info.annotation, many=False, required=info.is_required())
        for name, info in model.model_fields.items()
        if is_asked(info)
    )


def _field(name: str, annotation: Any, *, many: bool, required: bool) -> Field:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in args if arg is not type(None))
        return _field(name, inner, many=many, required=required)
    if origin is tuple:
        return _field(name, args[0], many=True, required=required)
    if origin is Literal:
        return Field(name, "choice", many, required, tuple(map(str, args)))
    if annotation is bool:
        return Field(name, "flag", many, required)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Field(name, "choice", many, required, tuple(str(o.value) for o in annotation))
    if annotation is Span:
        return Field(name, "sentence", many, required, model=Span)
    if annotation is Mention or annotation.asked_as is not None:
        return Field(name, "words", many, required, model=annotation)
    return Field(name, "group", many, required, model=annotation)


def heart_of(value: Any) -> Mention:
    """The mention of words: itself, or that of a count, a place or a time."""
    return value if isinstance(value, Mention) else getattr(value, value.asked_as)


def mentions_of(value: object) -> Iterator[Mention]:
    """Every mention in a value, however deep."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from mentions_of(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from mentions_of(item)
