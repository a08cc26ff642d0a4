"""What a model is asked to fill, derived from the record itself.

A draft has the record's asked fields only, every `Mention` and `Span` as a plain string.
All fields are required and may be null, and nothing else is allowed, which is what the
strict structured outputs of the providers ask for.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from dateline.models.base import AskedAtMost, DerivedMark, Model
from dateline.models.text import Mention, Span


class Draft(BaseModel):
    """The base of all drafts."""

    model_config = ConfigDict(extra="forbid")


def is_asked(field: FieldInfo) -> bool:
    """Whether a model is asked for the field."""
    return not any(isinstance(mark, DerivedMark) for mark in field.metadata)


@cache
def draft_model(model: type[Model]) -> type[Draft]:
    """The draft of a record or of a value inside one.

    Args:
        model: The record, or a value inside of one.
    """
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if is_asked(field):
            bounds = [_bound(mark) for mark in field.metadata]
            asked = _asked_type(field.annotation)
            annotation = Annotated[(asked, *bounds)] if bounds else asked
            fields[name] = (annotation, Field(description=field.description))
    return create_model(model.__name__, __base__=Draft, __doc__=model.__doc__, **fields)


def _bound(mark: Any) -> Any:
    """A mark of the record's field as pydantic knows it."""
    return Field(max_length=mark.most) if isinstance(mark, AskedAtMost) else mark


def _asked_type(annotation: Any) -> Any:
    """The plain type that stands for `annotation` in a draft."""
    if isinstance(annotation, type) and issubclass(annotation, Mention | Span):
        return str
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if annotation.asked_as is not None:
            return _asked_type(annotation.model_fields[annotation.asked_as].annotation)
        return draft_model(annotation)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return list[_asked_type(args[0])]  # type: ignore[misc]  # a type made at run time
    if origin in (Union, types.UnionType):
        return Union[tuple(_asked_type(arg) for arg in args)]  # noqa: UP007  # made at run time
    if origin is Literal or annotation is type(None) or isinstance(annotation, type):
        return annotation
    raise TypeError(f"no draft for a field of type {annotation!r}")
