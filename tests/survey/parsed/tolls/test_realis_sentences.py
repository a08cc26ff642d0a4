"""Whether what a sentence tells happened: by its deeds, its threats and what it takes back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.survey.parsed.tolls.deeds import BENT
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "realis.toml").read_text("utf-8"))


def is_told_so(entry: dict[str, Any]) -> bool:
    """Whether a record that called its deed actual would be found out, or let be."""
    (sentence,) = survey(Article.from_text(entry["text"]), load_parser()).sentences
    told = {deed.realis for deed in sentence.deeds}
    if entry["realis"] not in BENT:
        return ("actual" in told) == (entry["realis"] == "actual")
    if told & {"actual", "attempted"}:
        return False
    return bool(told & BENT) or sentence.menaces or sentence.disowns


@pytest.mark.parametrize("entry", DATA["sentences"], ids=lambda e: e["text"][:50])
def test_a_sentence_tells_of_what_happened_or_not(entry: dict[str, Any]) -> None:
    """By what governs the verb: a threat, a plan, a fear, a denial, a failure, a play."""
    assert is_told_so(entry)


@pytest.mark.xfail(reason="known to be read otherwise", strict=True)
@pytest.mark.parametrize("entry", DATA["known"], ids=lambda e: e["text"][:50])
def test_a_sentence_is_known_to_be_read_otherwise(entry: dict[str, Any]) -> None:
    """A rule that mends one moves it up."""
    assert is_told_so(entry)
