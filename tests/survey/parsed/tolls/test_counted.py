"""People who are counted by a number, wherever it stands."""

from __future__ import annotations

import pytest
from tests.survey.parsed.tolls.test_ways_of_telling import read

from dateline.syntax import missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "Three of the hoodlums were neutralised in the gun battle.",
            [["killed", "Three of the hoodlums"]],
        ),
        (
            "Nine were in custody by Thursday, against three on Wednesday.",
            [["captured", "Nine"], ["captured", "three"]],
        ),
        (
            "Eleven protesters were hurt, while the village head put the number at 30.",
            [["wounded", "30"], ["wounded", "Eleven protesters"]],
        ),
        ("A mob beat two brothers to death.", [["killed", "two brothers"]]),
    ],
)
def test_a_number_counts_people_with_their_noun_or_alone(text: str, tolls: list[list[str]]) -> None:
    """Before "of", after another day's figure, or given by a verb to what is summed."""
    assert read(text) == tolls
