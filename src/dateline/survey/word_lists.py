"""The lexicons' files, each read once: what the survey looks for stands there, not in code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicons/NAME.toml`.

    Raises:
        FileNotFoundError: There is no such file.
    """
    source = files("dateline.survey") / "lexicons" / f"{name}.toml"
    return tomllib.loads(source.read_text("utf-8"))


@cache
def word_set(file: str, table: str, name: str) -> frozenset[str]:
    """One list of words of a lexicon's table."""
    return frozenset(read_lexicon(file)[table][name])


def any_of(patterns: Iterable[str]) -> str:
    """A pattern that matches any of some; a space in them is any white space."""
    joined = "|".join(pattern.replace(" ", r"\s") for pattern in patterns)
    return f"(?:{joined})"


def in_shape(shape: str, patterns: Iterable[str]) -> re.Pattern[str]:
    """The patterns of a list where they have to stand: "§" in a shape is any of them."""
    return re.compile(shape.replace("§", "|".join(patterns)))
