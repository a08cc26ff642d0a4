"""Incidents: seen where something happened, once each, and not where nothing did."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article, Incident
from dateline.survey import Survey, code_incident, survey

PUBLISHED = date(2024, 3, 11)


def read(text: str) -> Survey:
    """The survey of an article that came out on a Monday."""
    return survey(Article(text=text, published=PUBLISHED))


def coded(text: str) -> list[Incident]:
    """The parser's own records."""
    found = read(text)
    return [code_incident(i, found.attributions, PUBLISHED, found.lexicon) for i in found.incidents]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed four farmers near Karsa on Saturday.", "Attack"),
        ("A roadside bomb killed three soldiers in Velm on Sunday.", "Remote explosive"),
        ("A suicide bomber blew himself up at a market in Velm on Sunday.", "Suicide bomb"),
        ("Warplanes bombed a school in Velm on Sunday, killing two teachers.", "Air/drone strike"),
        ("Shelling killed two women in Velm on Sunday.", "Shelling"),
        ("Rebels kidnapped seven nurses in Velm on Sunday.", "Abduction"),
        ("Rebels ambushed an army convoy near Velm on Sunday.", "Armed clash"),
        ("Thousands of people marched in Velm on Sunday against new taxes.", "Peaceful protest"),
        (
            "Police fired tear gas at protesters in Velm on Sunday.",
            "Protest with intervention",
        ),
        ("Rioters looted shops in Velm on Sunday.", "Violent demonstration"),
        ("Rebels seized control of the town of Velm on Sunday.", "Non-state actor overtakes"),
        ("Police arrested five men in Velm on Sunday.", "Arrests"),
    ],
)
def test_an_incident_is_seen_with_its_kind(text: str, kind: str) -> None:
    """One sentence, one incident, ACLED's sub-event type."""
    (incident,) = coded(text)
    assert incident.kind.startswith(kind)
    assert incident.found_by == "parser"
    assert [span.text for span in incident.evidence] == [text]


def test_the_parser_codes_what_the_sentence_says() -> None:
    """Who, whom, where, when, how many: each a mention at its place."""
    text = "Gunmen on motorcycles killed four farmers near Karsa on Saturday."
    (incident,) = coded(text)
    assert incident.place is not None
    assert "Karsa" in incident.place.mention.text
    assert incident.when is not None
    assert "Saturday" in incident.when.mention.text
    assert [c.count.mention.text for c in incident.casualties] == ["four farmers"]
    assert [p.mention.text.split()[0] for p in incident.perpetrators] == ["Gunmen"]
    assert ["farmers" in t.mention.text for t in incident.targets] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels threatened to attack the town of Karsa on Saturday.",
        "Rebels are planning to storm the town of Karsa on Saturday.",
        "The army denied that its soldiers had attacked the village on Saturday.",
        "If the rebels attack the town of Karsa on Saturday, the army will respond.",
        "The rebels could attack the town of Karsa on Saturday, residents fear.",
        "Police prevented an attack on the market of Karsa on Saturday.",
        "No attacks were reported in Karsa on Saturday.",
        "Did gunmen attack the town of Karsa on Saturday?",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    """Threatened, planned, denied, hypothetical, feared, prevented, asked."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "The singer died of a heart attack in Karsa on Saturday.",
        "The governor lost his battle with cancer in Karsa on Saturday.",
        "The memoir caused an explosion of interest in Karsa on Saturday.",
        "The champion knocked out his rival in the third round in Karsa on Saturday.",
        "The two shops have been locked in a legal battle in Karsa since Saturday.",
        "The film was a bombshell at the festival in Karsa on Saturday.",
        "The striker hit the bar and the home side won 3-2 in Karsa on Saturday.",
        "Prices at the market in Karsa rose by a third on Saturday.",
    ],
)
def test_metaphors_are_no_incidents(text: str) -> None:
    """Illness, sport, courts and box offices."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "The home side battled back to win 3-2 in Karsa on Saturday.",
        "The visitors attacked from the start and scored twice in Karsa on Saturday.",
        "United were shot down 4-0 by Rovers in Karsa on Saturday.",
    ],
)
def test_sports_reports_are_no_incidents(text: str) -> None:
    """A game has an attack, a place and a day too."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "In 2009 a bomb killed 20 people in the market of Karsa.",
        "Ten years ago a bomb killed 20 people in Karsa.",
        "Since 2012 the rebels have killed hundreds of people in the valley.",
        "The town marked the anniversary of the bombing that killed 20 people in Karsa.",
    ],
)
def test_the_past_is_no_news(text: str) -> None:
    """Background years, anniversaries, series."""
    assert read(text).incidents == ()


# --- one or two ------------------------------------------------------------------------------

RAID = "Gunmen killed four farmers near Karsa on Saturday, police said."
BOMB = "In a separate attack, a roadside bomb killed three soldiers in Velm on Sunday."


def test_two_incidents_of_an_article_are_parted() -> None:
    """Another place, another day, another kind."""
    raid, bomb = coded(f"{RAID}\n\n{BOMB}")
    assert [s.text for s in raid.evidence] == [RAID]
    assert [s.text for s in bomb.evidence] == [BOMB]
    assert [c.count.mention.text for c in raid.casualties] == ["four farmers"]
    assert [c.count.mention.text for c in bomb.casualties] == ["three soldiers"]


def test_two_incidents_of_one_kind_in_two_places_are_parted() -> None:
    """The kind alone does not make them one."""
    text = (
        "Gunmen killed four farmers near Karsa on Saturday.\n\n"
        "Gunmen shot dead two traders in Velm on Sunday."
    )
    assert len(read(text).incidents) == 2


def test_headline_lead_and_body_of_one_incident_are_one() -> None:
    """Told three times, it is one record with one toll."""
    text = (
        "Gunmen kill four farmers near Karsa\n\n"
        f"{RAID}\n\n"
        "The attackers shot the four farmers in their field."
    )
    (incident,) = coded(text)
    assert len(incident.casualties) == 1
    assert len(incident.evidence) >= 2


# --- claims and blame ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unclaimed",
    [
        "No group has claimed responsibility for the attack.",
        "Nobody immediately claimed responsibility.",
        "There was no immediate claim of responsibility.",
    ],
)
def test_an_unclaimed_attack_says_so(unclaimed: str) -> None:
    """Which is not the same as saying nothing."""
    (incident,) = coded(f"{RAID} {unclaimed}")
    assert incident.claim.status == "stated_unclaimed"
    assert incident.claim.by is None


def test_a_claim_is_a_claim() -> None:
    """A group that takes responsibility has claimed it."""
    (incident,) = coded(f"{RAID} The rebels claimed responsibility for the attack.")
    assert incident.claim.status == "claimed"
    assert incident.claim.by is not None
    assert "rebels" in incident.claim.by.text


def test_an_article_that_says_nothing_of_a_claim() -> None:
    """Not mentioned is neither claimed nor unclaimed."""
    (incident,) = coded(RAID)
    assert incident.claim.status == "not_mentioned"


@pytest.mark.parametrize(
    ("blame", "basis"),
    [
        ("Police blamed the Kesh rebels for the attack.", "accused_by_authorities"),
        ("The governor blamed the Kesh rebels for the attack.", "accused_by_authorities"),
        ("Survivors blamed the Kesh rebels for the attack.", "accused"),
    ],
)
def test_blame_is_kept_apart_from_claims(blame: str, basis: str) -> None:
    """By authorities or by others, and on whose word."""
    (incident,) = coded(f"{RAID} {blame}")
    blamed = next(p for p in incident.perpetrators if "Kesh" in p.mention.text)
    assert blamed.basis == basis
    assert blamed.according_to is not None
    assert blamed.according_to.text == blame.split(" blamed")[0]
    assert incident.claim.status == "not_mentioned"
