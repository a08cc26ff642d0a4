"""Tolls: numbers of people with what became of them, and numbers that are none."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article
from dateline.survey import distinct_tolls, survey


def tolls(text: str) -> list[tuple[str, str]]:
    """Outcome and words of every toll."""
    article = Article(text=text, published=date(2024, 3, 11))
    return [(t.outcome, t.count.text) for i in survey(article).incidents for t in distinct_tolls(i)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen killed 12 people and wounded 30 in Karsa on Saturday.",
            [("killed", "12 people"), ("wounded", "30")],
        ),
        (
            "Three policemen and two civilians were killed by gunmen in Karsa on Saturday.",
            [("killed", "Three policemen"), ("killed", "two civilians")],
        ),
        (
            "A car bomb left 9 dead and 17 others injured in Karsa on Saturday.",
            [("killed", "9"), ("wounded", "17 others")],
        ),
        (
            "Gunmen attacked a village near Karsa on Saturday, killing at least 14 people.",
            [("killed", "at least 14 people")],
        ),
        (
            "At least six soldiers died when a roadside bomb exploded near Karsa on Saturday.",
            [("killed", "At least six soldiers")],
        ),
        (
            "Rebels kidnapped seven nurses from a clinic in Karsa on Saturday.",
            [("captured", "seven nurses")],
        ),
        (
            "Shelling wounded dozens of people in Karsa on Saturday.",
            [("wounded", "dozens of people")],
        ),
    ],
)
def test_each_number_has_its_outcome(text: str, expected: list[tuple[str, str]]) -> None:
    """Active, passive, shared by two groups, and with its qualifier."""
    assert tolls(text) == expected


def test_the_group_is_named_without_the_number() -> None:
    """Of "three soldiers" the soldiers are the group."""
    article = Article(text="A roadside bomb killed three soldiers near Karsa on Saturday.")
    (incident,) = survey(article).incidents
    (toll,) = distinct_tolls(incident)
    assert toll.group is not None
    assert toll.group.text == "soldiers"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the house of the mayor, 54, in Karsa on Saturday.",
        "Gunmen attacked a hotel in Karsa on Saturday at 9.30 p.m.",
        "Gunmen attacked a village 14 kilometres from Karsa on 9 March 2024.",
        "Gunmen attacked a convoy of 30 lorries near Karsa on Saturday.",
    ],
)
def test_ages_times_dates_and_distances_are_no_tolls(text: str) -> None:
    """An incident is seen, and nobody counted as hurt."""
    assert survey(Article(text=text, published=date(2024, 3, 11))).incidents
    assert tolls(text) == []


def test_who_fled_after_an_attack_was_not_displaced() -> None:
    """The attackers' flight is not that of the people they shot."""
    text = "The attackers shot the four farmers near Karsa on Saturday and fled on motorcycles."
    assert "displaced" not in {outcome for outcome, _ in tolls(text)}


def test_a_toll_told_twice_stands_once() -> None:
    """The fuller words stand for both."""
    text = (
        "Bomb kills 6 in Karsa market\n\n"
        "A bomb killed at least six shoppers in the market of Karsa on Saturday.\n\n"
        "The six shoppers died at the scene, a nurse said."
    )
    killed = [words for outcome, words in tolls(text) if outcome == "killed"]
    assert "at least six shoppers" in killed
    assert len(killed) <= 2


def test_a_number_in_somebody_s_own_words_is_no_report() -> None:
    """What is quoted is a statement's, not the article's."""
    text = "“Gunmen killed 12 people in Karsa on Saturday,” the mayor said."
    assert survey(Article(text=text)).incidents == ()
