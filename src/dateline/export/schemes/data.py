"""The schemes' own facts, each kept as a TOML file beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.export.tables.columns import Named


@cache
def data_of(name: str) -> dict[str, Any]:
    """What `NAME.toml` holds."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


@cache
def columns_of(name: str) -> tuple[Named, ...]:
    """The columns of a scheme in its own order, with where each comes from."""
    return tuple(
        Named(column, about.get("type", "text"), about["from"])
        for column, about in data_of(name)["columns"].items()
    )


@cache
def names_of(name: str) -> frozenset[str]:
    """The names of a scheme's columns."""
    return frozenset(column.name for column in columns_of(name))
