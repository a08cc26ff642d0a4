"""The record types: what is asked, by which prompt, into which list of the extraction."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from dateline.errors import ConfigError
from dateline.models import Incident, Mention, Model, PolicyContext, Record, Span, Statement
from dateline.models.draft import is_asked

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record: dateline's own three, and those that a user adds.

    Attributes:
        name: Its name: of its prompt, in receipts, and in `Extraction.records`.
        model: The record itself, a subclass of `Record`. What a model may write into it is copied
            from the article (`Mention`, `Span`, `Place`, `When`, `Count`, `Actor`) or chosen
            (`Literal`, an enum, `bool`), so that nothing in it is unproved.
        most: The most that one answer may hold: an unbounded list runs to the token limit.
        instructions: What is to be coded and how, with an example or two. It stands after the
            article, between dateline's own instructions.
        templates: In place of `instructions`, the folder of a whole template of the user's own,
            `NAME.jinja`, with the blocks of `prompts/record.jinja`.
        signs: Words that an article uses where it holds such a record. A sentence with one of them
            that no record rests on is asked about once more, and otherwise becomes a finding.

    Raises:
        ConfigError: A field could hold what nothing proves; or the name, or the prompt, is none.
    """

    name: str
    model: type[Record]
    most: int = 20
    instructions: str | None = None
    templates: Path | None = None
    signs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.model in _BUILT_IN:
            return
        if not _NAME.fullmatch(self.name):
            raise ConfigError(
                f"{self.name!r} cannot be the name of a record type.",
                hint='Use lower-case letters, digits and hyphens, such as "announcement".',
            )
        if self.name in _BUILT_IN.values():
            raise ConfigError(f"{self.name!r} is one of dateline's own record types.")
        if (self.instructions is None) == (self.templates is None):
            raise ConfigError(
                f"The record type {self.name!r} needs either instructions or templates."
            )
        if not (isinstance(self.model, type) and issubclass(self.model, Record)):
            raise ConfigError(
                f"The model of {self.name!r} is no subclass of dateline.Record.",
                hint="Write: class Announcement(Record): …",
            )
        self.model.model_rebuild()  # names that were defined after the class
        _check_fields(self.model, self.model.__name__)


_BUILT_IN: dict[type[Record], str] = {
    Incident: "incident",
    Statement: "statement",
    PolicyContext: "policy-context",
}
INCIDENT = RecordType("incident", Incident, 12)
STATEMENT = RecordType("statement", Statement, 40)
POLICY = RecordType("policy-context", PolicyContext, 20)
RECORD_TYPES = (INCIDENT, STATEMENT, POLICY)


def _check_fields(model: type[Model], path: str) -> None:
    for name, field in model.model_fields.items():
        if is_asked(field):
            _check_type(field.annotation, f"{path}.{name}")


def _check_type(annotation: Any, path: str) -> None:
    """Refuse a type whose values a model could make up."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal or annotation in (bool, type(None), Mention, Span):
        return
    if origin in (Union, types.UnionType) or (origin is tuple and args[1:] == (...,)):
        for arg in args:
            if arg is not ...:
                _check_type(arg, path)
        return
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if annotation.asked_as is None:
            _check_fields(annotation, path)
        return
    shown = getattr(annotation, "__name__", str(annotation))
    raise ConfigError(
        f"{path} is of type {shown}, which nothing in the article could prove.",
        hint="Use Mention, Span, Place, When, Count, Actor or another dateline.Model, "
        "a tuple[X, ...] of one, a Literal, an enum or bool; or mark it Derived.",
    )
