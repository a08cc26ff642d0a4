"""Tolls of single sentences, read by patterns and trees together."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text("utf-8"))


def read(text: str) -> list[list[str]]:
    """The tolls of a sentence, in the form of the data."""
    return sorted(
        [toll.outcome, toll.count.text, *(["not actual"] if sentence.is_bent(toll) else [])]
        for sentence in survey(Article.from_text(text), load_parser()).sentences
        for toll in (*sentence.tolls, *sentence.singles)
    )


@pytest.mark.parametrize("entry", DATA["sentences"], ids=lambda e: e["text"][:50])
def test_a_sentence_holds_these_tolls(entry: dict[str, Any]) -> None:
    """Active, passive, nominal or verbless; of a number, a list, or one person who is named."""
    assert read(entry["text"]) == sorted(entry["tolls"])


@pytest.mark.xfail(reason="known to be read otherwise", strict=True)
@pytest.mark.parametrize("entry", DATA["known"], ids=lambda e: e["text"][:50])
def test_a_sentence_is_known_to_be_read_otherwise(entry: dict[str, Any]) -> None:
    """A rule that mends one moves it up."""
    assert read(entry["text"]) == sorted(entry["tolls"])


def test_who_is_named_is_a_toll_apart() -> None:
    """A name, or "the driver", tells of someone whom a number may count elsewhere."""
    text = "Colonel Sami Aldane was shot dead in Kirkuk, and a shell wounded nine soldiers."
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    assert [t.count.text for t in sentence.singles] == ["Colonel Sami Aldane"]
    assert [t.count.text for t in sentence.tolls] == ["nine soldiers"]


@pytest.mark.parametrize(
    ("text", "menaces", "disowns"),
    [
        ("The group threatened that there would be another van.", True, False),
        ("He was charged with plotting to blow up a mosque.", True, False),
        ("The mayor has since told us that this did not happen.", False, True),
        ("The report was a fabrication, the army said.", False, True),
        ("Gunmen attacked the town on Sunday.", False, False),
    ],
)
def test_a_sentence_may_tell_of_a_threat_or_take_something_back(
    text: str, menaces: bool, disowns: bool
) -> None:
    """In whatever words, without one for the deed."""
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    assert (sentence.menaces, sentence.disowns) == (menaces, disowns)


def test_who_is_named_counts_as_one() -> None:
    """No words of a name say a number, and the record does."""
    text = "Gunmen stormed a farm in Kano state on Sunday and killed Kolo Yakasa, police said."
    (incident,) = survey(Article.from_text(text), load_parser()).parser_incidents
    (toll,) = incident.casualties
    assert (toll.count.mention.text, toll.count.low, toll.count.high) == ("Kolo Yakasa", 1, 1)
