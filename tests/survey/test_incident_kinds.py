"""The kinds, places and protests that plain words tell."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article, Incident
from dateline.survey import code_incident, survey

PUBLISHED = date(2024, 3, 11)


def coded(text: str) -> list[Incident]:
    """The parser's own records."""
    found = survey(Article(text=text, published=PUBLISHED))
    return [code_incident(i, found.attributions, PUBLISHED, found.lexicon) for i in found.incidents]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "A car packed with explosives blew up outside a hotel in Karsa on Sunday, killing six.",
            "Remote explosive",
        ),
        ("A truck laden with explosives detonated in Karsa on Sunday.", "Remote explosive"),
        (
            "A lorry rammed into a crowd in Karsa on Sunday, killing nine people in an attack.",
            "Attack",
        ),
        ("A truck attack in Karsa on Sunday killed nine people.", "Attack"),
        ("Police shot and wounded four demonstrators in Karsa on Sunday.", "Excessive force"),
        ("Police killed two protesters in Karsa on Sunday.", "Excessive force"),
        ("Police fired rubber bullets at marchers in Karsa on Sunday.", "Protest with"),
        ("About 200 students staged a sit-in in Karsa on Sunday.", "Peaceful protest"),
        ("A procession of teachers in Karsa drew 3,500 on Sunday.", "Peaceful protest"),
        ("Residents held a candlelit vigil in Karsa on Sunday.", "Peaceful protest"),
        (
            "Some 60 relatives stood with photographs outside the ministry in Karsa on Sunday.",
            "Peaceful protest",
        ),
        (
            "Several hundred students marched to the ministry in Karsa on Sunday night.",
            "Peaceful protest",
        ),
        ("Nurses marched through Karsa on Sunday to demand back pay.", "Peaceful protest"),
    ],
)
def test_the_kind_is_that_of_the_deed(text: str, kind: str) -> None:
    """Car bombs without the word bomb, trucks as weapons, protests without the word protest."""
    (incident,) = coded(text)
    assert incident.kind.startswith(kind)


def test_a_car_packed_with_explosives_is_the_weapon() -> None:
    """As a car bomb would be."""
    (incident,) = coded("A car packed with explosives blew up in Karsa on Sunday, killing six.")
    assert incident.weapon is not None
    assert incident.weapon.text == "A car packed with explosives"


@pytest.mark.parametrize(
    "text",
    [
        "Shares rallied in Karsa on Sunday.",
        "A funeral procession passed through Karsa on Sunday.",
        "The army band marched through Karsa on Sunday to open the games.",
    ],
)
def test_what_marches_and_rallies_is_not_always_a_protest(text: str) -> None:
    """Markets, mourners and bands."""
    assert coded(text) == []


def places(text: str) -> set[str]:
    """Every place that the survey saw."""
    found = survey(Article(text=text, published=PUBLISHED))
    return {p.text for i in found.incidents for s in i.sightings for p in s.places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed four traders in the Obama era clinic in Karsa on Sunday.", {"Karsa"}),
        ("Gunmen killed four traders of Western firms in Karsa on Sunday.", {"Karsa"}),
        ("The attack on Sunday in Western eyes killed four traders.", set()),
        ("Rebels attacked Camp Kesh in Karsa on Sunday, killing three.", {"Camp Kesh in Karsa"}),
        ("Gunmen shot dead an aide in President Bello's house in Karsa on Sunday.", {"Karsa"}),
        ("Gunmen shot dead a hostage in Islamist custody on Sunday.", set()),
        ("Gunmen killed four traders in Hamas uniforms in Karsa on Sunday.", {"Karsa"}),
        ("Gunmen killed four traders in the Karsa district on Sunday.", {"the Karsa district"}),
    ],
)
def test_a_place_looks_like_one(text: str, expected: set[str]) -> None:
    """Known, called a district, or behind a preposition and no person, people or body."""
    assert places(text) == expected
