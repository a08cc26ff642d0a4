"""Figures whose verb or noun stands far from them, as the tree has it."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.survey.parsed.tolls.given import given_by_tree
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


def given(text: str) -> list[str]:
    """The figures of a sentence that somebody gives."""
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    assert sentence.tree is not None
    return [s.text for s in given_by_tree(sentence.tree)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The women who washed them say that there were, as far as they know, 22.", ["22"]),
        ("The count that the monks made with pebbles came to 34.", ["34"]),
        ("The number, by teatime, had reached 34.", ["34"]),
        ("The commission spoke, in its first report, of 58.", ["58"]),
        ("The mayor set the figure, after a night of calls, at 41.", ["41"]),
        ("The figure the army prefers is 12.", ["12"]),
        ("The registrar has, by his own admission, recorded only 19.", ["19"]),
        ("The bishop put the number, on Monday, at 30 or more.", ["30 or more"]),
    ],
)
def test_the_verb_or_the_noun_may_stand_far_before_it(text: str, figures: list[str]) -> None:
    """Patterns want both side by side."""
    assert given(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Two of the goats were sold; he claimed 12 for them.",
        "The coach spoke of 12 in his squad.",
        "She estimated the damage at 400,000.",
        "The total for the year was 34.",
        "He reported to the barracks at six.",
        "He wrote two that summer.",
        "The trial ends at 12, the judge said.",
        "The number of rockets, by teatime, had reached 34.",
        "The vote count, by midnight, had reached 34.",
        "The motion was carried; the count was 41 to 22.",
        "The clerk said that the price, on the market, was 12.",
    ],
)
def test_other_numbers_have_like_verbs(text: str) -> None:
    """Hours, goods, squads, sums over a year, votes, prices."""
    assert given(text) == []
