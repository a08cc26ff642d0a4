"""The base of every record, and the marks that say who fills a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """See pydantic's, which is as exact and takes twice as long.

        Args:
            update: Fields with their new values, which are not validated.
            deep: Whether what is inside is copied too.
        """
        if deep or self.__pydantic_extra__ is not None or self.__pydantic_private__ is not None:
            return super().model_copy(update=update, deep=deep)
        changed = update or {}
        given = self.__pydantic_fields_set__
        given = given if given.issuperset(changed) else given.union(changed)
        return built(type(self), {**self.__dict__, **changed}, given)


M = TypeVar("M", bound=BaseModel)
_set = object.__setattr__


def built(model: type[M], values: dict[str, Any], given: set[str]) -> M:
    """A value of fields that are right by construction: nothing of it is validated.

    For values that dateline makes by the hundred out of what it has proved or validated already.
    What a model, a file or a user says is never built, but validated. pydantic's `model_construct`
    is as unchecked, and takes longer than validating.

    Args:
        model: Its type, without private attributes.
        values: All of its fields, in their order, those of defaults too.
        given: Which of them are no defaults. Not copied: nothing changes it in a frozen value,
            and hundreds of sets would be looked at by the garbage collector again and again.
    """
    value = object.__new__(model)
    _set(value, "__dict__", values)
    _set(value, "__pydantic_fields_set__", given)
    _set(value, "__pydantic_extra__", None)
    _set(value, "__pydantic_private__", None)
    return value


class Summed(Model):
    """A value with sums of its own fields as computed fields.

    They are written for whoever reads the JSON, and made anew from the fields when it is read.
    """

    @model_validator(mode="before")
    @classmethod
    def _without_sums(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        sums = _sums_of(cls)
        if sums.isdisjoint(values):
            return values
        return {k: v for k, v in values.items() if k not in sums}


@cache
def _sums_of(model: type[Summed]) -> frozenset[str]:
    """The computed fields of a value, which pydantic lists anew each time, and slowly."""
    return frozenset(model.model_computed_fields)


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
"""A field that dateline works out, and no model is asked for: `Derived[date | None]`."""
