"""The base of every record, and the marks that say who fills a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

FoundBy = Literal["model", "parser", "both"]
"""Which coder read a value: the language model, the survey's parser, or each on its own."""


class Model(BaseModel):
    """A frozen value: stages return new ones.

    `asked_as` names the one field that stands for the whole value when a model is asked
    for it: a `Place` is asked for as the words of its `mention`, and dateline works out
    country, admin1 and precision from them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    asked_as: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class DerivedMark:
    """The mark on a field that dateline works out and no model is asked for."""


@dataclass(frozen=True, slots=True)
class AskedAtMost:
    """The mark on a list of which a model is asked for no more than so many.

    A model that may go on does, up to the longest answer; the record itself has no bound, since
    dateline adds what the parser and other records hold.
    """

    most: int


T = TypeVar("T")
Derived = Annotated[T, DerivedMark()]
