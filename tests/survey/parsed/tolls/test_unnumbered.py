"""People who are told of without a figure of their own."""

from __future__ import annotations

import pytest
from tests.survey.parsed.tolls.test_ways_of_telling import read

from dateline.syntax import missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("One of the wounded died in hospital.", ["killed", "One of the wounded"]),
        ("One of those hurt died in January.", ["killed", "One of those"]),
        ("Both his daughters were badly hurt.", ["wounded", "Both his daughters"]),
        ("The shell killed both her sons.", ["killed", "both her sons"]),
        (
            "They dragged several of their wounded across the river.",
            ["wounded", "several of their wounded"],
        ),
    ],
)
def test_some_of_a_group_are_a_toll(text: str, toll: list[str]) -> None:
    """What the group is told of by, or whose it is, says that they are people."""
    assert read(text) == [toll]


@pytest.mark.parametrize(
    "text",
    [
        "Both of them were teachers.",
        "Both his sons are doctors.",
        "One of the four spoke to reporters.",
        "One of the three said that he had seen nothing.",
    ],
)
def test_some_of_a_group_whom_nothing_befell_are_none(text: str) -> None:
    """They only say or are something."""
    assert read(text) == []
