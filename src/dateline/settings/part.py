"""What all parts of a configuration have in common."""

from __future__ import annotations

from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """One table of a configuration: frozen, without unknown keys, and with a short form or none."""

    # A key under a mistyped name would stand in the traceback of a validation error.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """The table that a short form stands for; anything else as it is.

        Needed before sources are merged: `timeout = 5` in a file and a variable for
        `timeout.connect` are both heard.
        """
        return value

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return cls.in_full(value)


def part_of(annotation: Any) -> type[Part] | None:
    """The kind of table that a field holds, if it holds one."""
    return next(
        (k for k in either(annotation) if isinstance(k, type) and issubclass(k, Part)), None
    )


def inside(annotation: Any, key: str) -> Any:
    """The annotation of what stands under `key` of a table, or None where that is not known."""
    by_name = next((kind for kind in either(annotation) if get_origin(kind) is dict), None)
    if by_name is not None:
        return get_args(by_name)[1]
    part = part_of(annotation)
    field = part.model_fields.get(key) if part is not None else None
    return field.annotation if field is not None else None


def either(annotation: Any) -> tuple[Any, ...]:
    """What a field may hold, such as the two of `Price | None`."""
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def as_table(value: Any) -> Any:
    """What was set in a part, as plain tables; defaults are left out."""
    if isinstance(value, Part):
        return {name: as_table(v) for name, v in value if name in value.model_fields_set}
    if isinstance(value, dict):
        return {name: as_table(v) for name, v in value.items()}
    return value
