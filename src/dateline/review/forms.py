"""A record as the fields of a form, filled with what it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from dateline.export.wording import spaced
from dateline.models import Model, Span
from dateline.review.fields import READ_OUT, Field, Kind, fields_of, heart_of
from dateline.review.settling import shown
from dateline.review.told import places_of

LABELS = {
    "kind": "kind",
    "realis": "did it happen",
    "claim": "claim of responsibility",
    "by": "claimed by",
    "casualties": "tolls",
    "count": "number",
    "group": "of whom",
    "according_to": "according to",
    "when": "when",
    "place": "where",
    "evidence": "sentences it rests on",
    "content": "what was said",
    "resolved_speaker": "who that is",
    "speaker_role": "role",
    "anonymous": "the source is not named",
    "mention": "words",
    "what": "the clause that states it",
}
ONE = {
    "perpetrators": "perpetrator",
    "targets": "target",
    "casualties": "toll",
    "evidence": "sentence",
    "actors": "actor",
}
"""What one of several values is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value that was read out of words, and may be set.

    Attributes:
        name: Its name.
        label: What it is called.
        value: It, as a string.
    """

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Node:
    """A field, or several values of one.

    Attributes:
        name: The field's name.
        label: What it is called.
        one: What one of several is called.
        kind: What it holds; "many" for several values.
        required: Whether the record cannot do without it.
        value: The words, or the choice.
        at: Where the words stand.
        on: Whether a flag is set.
        options: Of a choice.
        parts: What was read out of the words.
        inner: The fields of a group, or the values.
        blank: A value that is yet to be filled.
    """

    name: str
    label: str
    kind: Kind | str
    one: str = ""
    required: bool = False
    value: str = ""
    at: str = ""
    on: bool = False
    options: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    inner: tuple[Node, ...] = ()
    blank: Node | None = None


def form_of(model: type[Model], value: Model | None = None) -> tuple[Node, ...]:
    """The fields of a record, or of a value in one."""
    return tuple(
        _node(field, getattr(value, field.name) if value is not None else _default(model, field))
        for field in fields_of(model)
    )


def filled(nodes: tuple[Node, ...], name: str, words: Span) -> tuple[Node, ...]:
    """The fields, one of them filled with words of the article."""
    at, text = places_of((words,)), words.text
    return tuple(
        replace(node, inner=(replace(node.blank, value=text, at=at),))
        if node.name == name and node.blank is not None
        else replace(node, value=text, at=at)
        if node.name == name
        else node
        for node in nodes
    )


def _default(model: type[Model], field: Field) -> Any:
    default = model.model_fields[field.name].default
    return default if isinstance(default, str | bool | Enum | Model) else None


def _node(field: Field, value: Any) -> Node:
    label = LABELS.get(field.name, spaced(field.name))
    if not field.many:
        return _single(field, label, value)
    single, one = replace(field, many=False), ONE.get(field.name, label)
    return Node(
        field.name,
        label,
        "many",
        one,
        inner=tuple(_single(single, one, item) for item in value or ()),
        blank=_single(single, one, None),
    )


def _single(field: Field, label: str, value: Any) -> Node:
    node = Node(field.name, label, field.kind, required=field.required, options=field.options)
    if field.kind == "group":
        assert field.model is not None  # noqa: S101  # a group has one
        return replace(node, inner=form_of(field.model, value))
    if field.kind == "flag":
        return replace(node, on=bool(value))
    if field.kind == "choice":
        return replace(node, value=str(getattr(value, "value", value or "")))
    if isinstance(value, Span):
        return replace(node, value=value.text, at=places_of((value,)))
    parts = tuple(
        Part(name, said, shown(getattr(value, name, None)))
        for name, said in READ_OUT.get(field.model or Model, {}).items()
    )
    if value is None:
        return replace(node, parts=parts)
    heart = heart_of(value)
    return replace(node, value=heart.text, at=places_of(heart.spans), parts=parts)
