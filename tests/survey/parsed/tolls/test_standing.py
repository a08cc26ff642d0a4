"""Numbers that tell how things stand, and no news of anybody."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(
    missing_parser() is not None, reason="spaCy's model is not installed"
)


def _told(text: str) -> list[tuple[str, str]]:
    """The tolls of a sentence, by their outcomes."""
    seen = survey(Article.from_text(text), load_parser())
    return [
        (t.count.text, t.outcome)
        for s in seen.sentences
        for t in (*s.tolls, *s.singles)
        if not t.weak
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The cell holds 40 men.",
        "The jail, built for 200, now holds 900.",
        "Camp 4 holds some 2,000 former fighters.",
        "A block meant for 80 women held 140 of them on Tuesday.",
        "The prison in Malinao, which holds 3,100 inmates, was quiet on Monday.",
        "The prison held 47 guards and 1,200 inmates at the time of the fire.",
        "The cemetery holds 800 dead of the first war.",
        "The morgue has room for 40 bodies.",
        "The morgue can hold 24 bodies.",
        "The mortuary, with space for 30 corpses, was full.",
        "The convent took in 60 refugees in 1994.",
    ],
)
def test_what_a_place_holds_is_no_toll(text: str) -> None:
    """A prison has its inmates, and a morgue its room."""
    assert _told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The two hostages are free.",
        "In return the army let 30 detainees go home.",
        "The commander was released on Wednesday together with eleven other prisoners.",
        "Hamas handed over three bodies in return for the freedom of 183 prisoners.",
        "Police freed a trader from a hut in the hills.",
        "The eleven students who were being held there walked free on Tuesday.",
        "The mayor, a former hostage, opposes the deal.",
        "The soldier listed as the fourth has since been found alive at the hospital.",
    ],
)
def test_who_is_free_again_is_no_toll(text: str) -> None:
    """Nothing is told of them but that they are free."""
    assert [outcome for _, outcome in _told(text) if outcome != "killed"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Some 600 people have left Veterans Park for the bridge.",
        "About 2,000 marchers left Union Square for the ministry at noon.",
        "The ruling party lost two ministers in the vote.",
        "The chain lost three directors after the merger.",
    ],
)
def test_who_goes_elsewhere_is_no_toll(text: str) -> None:
    """A crowd leaves a square, and a party its ministers."""
    assert _told(text) == []


@pytest.mark.parametrize("thing", ["the canteen", "the watchtower", "the depot", "the bakery"])
def test_what_burns_beside_things_is_a_thing(thing: str) -> None:
    """Some buildings end as nouns of people do."""
    assert _told(f"The raiders burned two trucks and {thing}.") == []


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("The rebels hold 14 men.", ("14 men", "captured")),
        ("The army holds 40 prisoners.", ("40 prisoners", "captured")),
        ("The camp holds 14 hostages.", ("14 hostages", "captured")),
        ("A house there holds 30 boys whom soldiers seized.", ("30 boys", "captured")),
        ("Thirty men were held in the prison after the raid.", ("Thirty men", "captured")),
        ("The morgue received 11 bodies.", ("11 bodies", "killed")),
        ("The hospital took in 40 wounded.", ("40", "wounded")),
        ("The school houses 300 displaced families.", ("300 displaced families", "displaced")),
        ("Doctors made room for 12 wounded soldiers.", ("12 wounded soldiers", "wounded")),
        ("The seven nurses who were abducted are free.", ("seven nurses", "captured")),
        ("Nine miners were found alive with burns.", ("Nine miners", "wounded")),
        ("The army lost two men in the raid.", ("two men", "killed")),
        ("The mayor, a hostage of the group, wept.", ("a hostage", "captured")),
        ("The two hostages were beaten.", ("two hostages", "captured")),
        ("Bandits drove 300 villagers from their huts.", ("300 villagers", "displaced")),
        ("Raiders burned two trucks and the driver.", ("the driver", "wounded")),
        ("The hotel porter was wounded.", ("The hotel porter", "wounded")),
        ("Guards at the jail, which holds 900, killed nine inmates.", ("nine inmates", "killed")),
    ],
)
def test_who_was_taken_or_hit_is_a_toll(text: str, toll: tuple[str, str]) -> None:
    """Who holds them by force tells of a deed."""
    assert toll in _told(text)
