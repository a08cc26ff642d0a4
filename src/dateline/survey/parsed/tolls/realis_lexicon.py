"""Words by what they make of a deed: read from the lexicon of realis, once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dateline.models.vocabulary import Realis


@cache
def governors(language: str = "en") -> Mapping[str, Realis]:
    """Words by what they make of the deed that they govern."""
    source = files("dateline.survey") / "lexicons" / f"{language}_realis.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return {word: realis for realis, words in data["governors"].items() for word in words}


@cache
def realis_words(language: str = "en") -> Mapping[str, frozenset[str]]:
    """Attributes of deeds, and the verbs that have a part of their own, by their lists."""
    source = files("dateline.survey") / "lexicons" / f"{language}_realis.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return {name: frozenset(words) for name, words in data["words"].items()}


def attribute(low: str) -> Realis | None:
    """What an attribute makes of the deed that it is said of: "planned", "foiled"."""
    names: tuple[Realis, ...] = ("planned", "threatened", "hypothetical", "attempted", "denied")
    return next((realis for realis in names if low in realis_words()[realis]), None)
