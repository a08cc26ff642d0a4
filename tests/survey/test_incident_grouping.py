"""Which sentences tell of one incident: claims by their object, places by what lies in them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article, Incident
from dateline.pipeline.link import distinct_incidents
from dateline.survey import code_incident, survey

PUBLISHED = date(2024, 3, 11)


def coded(text: str) -> list[Incident]:
    """The parser's own records."""
    found = survey(Article(text=text, published=PUBLISHED))
    return [code_incident(i, found.attributions, PUBLISHED, found.lexicon) for i in found.incidents]


TWO = (
    "Rebels ambushed an army convoy near Karsa on Saturday, killing six soldiers.\n\n"
    "Hours later, a bomb exploded outside a restaurant in Velm, killing two waiters.\n\n"
)


@pytest.mark.parametrize(
    ("claim", "first", "second"),
    [
        ("The Kesh Front claimed responsibility for the ambush.", "claimed", "not_mentioned"),
        ("The Kesh Front claimed responsibility for the bombing.", "not_mentioned", "claimed"),
        (
            "The Kesh Front claimed responsibility for the attack on the convoy.",
            "claimed",
            "not_mentioned",
        ),
        (
            "No group said it had carried out the restaurant bombing.",
            "not_mentioned",
            "stated_unclaimed",
        ),
        (
            (
                "The Kesh Front claimed responsibility for the ambush. "
                "No group said it had carried out the restaurant bombing."
            ),
            "claimed",
            "stated_unclaimed",
        ),
    ],
)
def test_a_claim_goes_to_what_it_claims(claim: str, first: str, second: str) -> None:
    """By its object, not by what was told last."""
    ambush, bomb = coded(TWO + claim)
    assert (ambush.claim.status, bomb.claim.status) == (first, second)


def test_who_is_blamed_is_named_in_full() -> None:
    """The people within a name is the name's."""
    text = TWO + "The ministry blamed the People’s Defence Units for the ambush."
    ambush, _ = coded(text)
    assert "the People’s Defence Units" in [p.mention.text for p in ambush.perpetrators]


def test_a_claim_of_an_old_attack_is_not_one_of_the_new() -> None:
    """Said of that attack, it is the one told just before."""
    text = (
        "A truck bomb killed nine people in Karsa on Sunday.\n\n"
        "In March 2019 gunmen killed 20 people in the same market. "
        "The Kesh Front claimed responsibility for that attack."
    )
    (incident,) = coded(text)
    assert incident.claim.status == "not_mentioned"


def test_the_victims_of_an_ambush_did_not_lay_it() -> None:
    """A noun has no subject."""
    (incident,) = coded("Rebel fighters killed four soldiers in an ambush near Karsa on Sunday.")
    assert [p.mention.text for p in incident.perpetrators] == ["Rebel fighters"]


def test_nobody_claimed_that_attack() -> None:
    """The second of two, told last."""
    _, bomb = coded(TWO + "Nobody has claimed that bombing.")
    assert bomb.claim.status == "stated_unclaimed"


def test_the_headline_names_the_wider_place() -> None:
    """A province in the headline, its territory in the text: one incident."""
    text = (
        "Rebels kill nine in North Kivu\n\n"
        "Rebels killed nine people in a village in Masisi territory on Sunday, the army said."
    )
    (incident,) = coded(text)
    assert incident.place is not None
    assert "Masisi" in incident.place.mention.text
    assert len(incident.evidence) == 2


def test_the_country_first_and_the_town_after() -> None:
    """A summary names the country."""
    text = (
        "Truck bomb in Somalia kills 14\n\n"
        "A truck bomb killed 14 people at a checkpoint in Karsa on Sunday."
    )
    assert len(coded(text)) == 1


def test_two_attacks_in_one_province_stay_two() -> None:
    """Other days and other tolls are another incident, wherever it lies."""
    text = (
        "Rebels killed nine people in North Kivu on Friday.\n\n"
        "Rebels killed two traders in Karsa on Sunday."
    )
    assert len(coded(text)) == 2


def test_records_of_one_incident_are_merged_though_one_names_the_wider_place() -> None:
    """Same day, same toll, a place without a country of its own inside a province."""
    text = "Rebels killed nine people in North Kivu on Sunday."
    again = "Rebels killed nine people in Masisi territory on Sunday."
    (wide,), (narrow,) = coded(text), coded(again)
    assert wide.place is not None
    wide = wide.model_copy(
        update={
            "place": wide.place.model_copy(
                update={"country": "CD", "admin1": "CD-NK", "geo_precision": 3}
            )
        }
    )
    assert len(distinct_incidents([wide, narrow])) == 1
