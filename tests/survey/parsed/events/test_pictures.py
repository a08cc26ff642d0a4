"""Captions that carry no credit: what a picture shows is no news of what it shows the traces of."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

STORY = "Nine killed at market\n\n{}\n\nGunmen killed nine in Lokoja on Sunday, police said."


def told_in(line: str) -> list[str]:
    """The sentences of this line, under a headline, that a parser's incidents rest on."""
    found = survey(Article.from_text(STORY.format(line)), load_parser())
    records = (*found.parser_incidents, *found.parser_background)
    return [span.text for record in records for span in record.evidence if span.text in line]


@pytest.mark.parametrize(
    "line",
    [
        "Residents inspect a house hit by a rocket in Velm on Friday that wounded two people.",
        "Women queue for water in Asari, where shelling killed 11 civilians in February.",
        "Flowers outside the chapel in Halden, where a gunman killed two people in October 2019.",
        "A burnt-out lorry on the road to Bama, where rebels ambushed a convoy, killing eleven.",
    ],
)
def test_a_line_that_shows_something_is_no_incident(line: str) -> None:
    """Somebody poses, now; or a noun, with a clause about it."""
    assert told_in(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Rebels ambushed a convoy on the road to Bama on Friday, killing eleven soldiers.",
        "Residents inspect the ruins each morning. A rocket killed two people in Velm on Friday.",
        "Police believe the men who killed two traders in Velm on Friday have fled.",
    ],
)
def test_a_line_that_tells_something_is_one(line: str) -> None:
    """Past deeds, and what stands in a paragraph of several sentences."""
    assert told_in(line) != []
