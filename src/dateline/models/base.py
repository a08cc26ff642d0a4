"""The base of every record, and the marks that say who fills a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

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


class Summed(Model):
    """A value with sums of its own fields as computed fields.

    They are written for whoever reads the JSON, and made anew from the fields when it is read.
    """

    @model_validator(mode="before")
    @classmethod
    def _without_sums(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        return {k: v for k, v in values.items() if k not in cls.model_computed_fields}


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
