"""Conflicting tolls side by side, and those who give them, who are no casualties."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article
from dateline.survey import code_incident, distinct_tolls, survey

PUBLISHED = date(2024, 3, 11)
RAID = "Gunmen attacked a village near Karsa on Saturday. "


def tolls(text: str) -> list[tuple[str, str]]:
    """Outcome and words of every toll, in the order of the text."""
    article = Article(text=text, published=PUBLISHED)
    found = [t for i in survey(article).incidents for t in distinct_tolls(i)]
    return [(t.outcome, t.count.text) for t in sorted(found, key=lambda t: t.count.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen killed 11 soldiers and wounded 17 others in Karsa, a police commander said.",
            [("killed", "11 soldiers"), ("wounded", "17 others")],
        ),
        (
            "Gunmen killed four villagers in Karsa, a local teacher told reporters.",
            [("killed", "four villagers")],
        ),
        (
            "Gunmen killed four villagers in Karsa on Saturday, said a nurse at the clinic.",
            [("killed", "four villagers")],
        ),
        (
            "Gunmen killed four villagers in Karsa on Saturday, according to a local official.",
            [("killed", "four villagers")],
        ),
        (
            "Gunmen killed four villagers in Karsa, two witnesses from the hamlet said.",
            [("killed", "four villagers")],
        ),
        (
            "Gunmen in Karsa killed four villagers, a local teacher and two elders said.",
            [("killed", "four villagers")],
        ),
        (
            "Gunmen in Karsa killed nine men, a carter, a nurse and the mayor told reporters.",
            [("killed", "nine men"), ("killed", "a carter")],
        ),
        (
            "Gunmen in Karsa killed a judge, two nurses and three guards, officials said.",
            [("killed", "a judge"), ("killed", "two nurses"), ("killed", "three guards")],
        ),
        (
            RAID + "Nobody warned us, the sister of one of the dead men said.",
            [],
        ),
    ],
)
def test_who_speaks_is_no_casualty(text: str, expected: list[tuple[str, str]]) -> None:
    """The speaker stands beside the toll, and is not part of it."""
    assert tolls(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The ministry put the number of dead at 28.", [("killed", "28")]),
        ("The ministry put the death toll at 28.", [("killed", "28")]),
        ("The ministry put the toll at 28.", [("killed", "28")]),
        ("A doctors' union spoke of at least 34 dead.", [("killed", "at least 34")]),
        ("The union gave the number of wounded as 45.", [("wounded", "45")]),
        (
            "The ministry revised the death toll to 14 from 20.",
            [("killed", "14"), ("killed", "20")],
        ),
        ("By Sunday the toll had risen to 31.", [("killed", "31")]),
        ("The death toll rose to 31.", [("killed", "31")]),
        (
            "Eight women, a 10-year-old girl and four men were injured.",
            [
                ("wounded", "Eight women"),
                ("wounded", "a 10-year-old girl"),
                ("wounded", "four men"),
            ],
        ),
        (
            "There were eight women, a 10-year-old girl and four men injured.",
            [
                ("wounded", "eight women"),
                ("wounded", "a 10-year-old girl"),
                ("wounded", "four men"),
            ],
        ),
        (
            "The army said no more than ten people were killed.",
            [("killed", "no more than ten people")],
        ),
        (
            "The ministry put the number of dead at 28 and a union spoke of at least 34.",
            [("killed", "28"), ("killed", "at least 34")],
        ),
    ],
)
def test_every_figure_is_kept(words: str, expected: list[tuple[str, str]]) -> None:
    """However the sentence gives it."""
    assert tolls(RAID + words) == expected


def test_conflicting_tolls_stand_side_by_side_with_their_sources() -> None:
    """Nobody decides which is right."""
    text = (
        "Shells struck a clinic in Karsa on Saturday, killing at least 15 people, medics said. "
        "The health ministry put the number of dead at 28. "
        "A doctors' union spoke of at least 34 dead."
    )
    article = Article(text=text, published=PUBLISHED)
    found = survey(article)
    (incident,) = found.incidents
    record = code_incident(incident, found.attributions, PUBLISHED, found.lexicon)
    said = {c.count.mention.text: c.according_to and c.according_to.text for c in record.casualties}
    assert set(said) == {"at least 15 people", "28", "at least 34"}
    assert said["28"] == "The health ministry"
    assert said["at least 34"] == "A doctors' union"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels released 12 hostages near Karsa on Saturday.",
        "Twelve hostages were freed near Karsa on Saturday.",
        "Troops rescued seven hostages near Karsa on Saturday.",
    ],
)
def test_who_is_freed_was_not_captured(text: str) -> None:
    """The number is that of a release."""
    assert tolls(text) == []
