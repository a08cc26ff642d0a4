"""Policy: clauses that state a decision, a deadline, talks, an agreement."""

from __future__ import annotations

import pytest

from dateline.models import Article, PolicyContext
from dateline.survey import code_policy, survey


def items(text: str) -> list[PolicyContext]:
    """The parser's own records."""
    return [code_policy(item) for item in survey(Article(text=text)).policy]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The two sides will resume talks in Geneva on Friday after a pause.", "negotiation"),
        ("Parliament passed a law on Tuesday that bans the sale of fireworks.", "legislation"),
        ("The European Union imposed sanctions on two ministers on Monday.", "sanction"),
        ("The foreign minister will visit Velm next week to open a bridge.", "visit"),
        ("The army withdrew its last troops from the valley on Tuesday.", "withdrawal"),
        ("The cabinet decided to close the border crossings until Monday.", "decision"),
        ("The deadline for handing in weapons expires at midnight on Friday.", "deadline"),
        ("The neighbours signed a peace agreement in Lenz on Tuesday.", "agreement"),
        ("The government deployed two battalions to the border on Tuesday.", "deployment"),
    ],
)
def test_an_item_is_seen_with_its_kind(text: str, kind: str) -> None:
    """One clause, one item, at its place."""
    (item,) = items(text)
    assert item.kind == kind
    assert item.found_by == "parser"
    assert item.what.span is not None
    assert item.what.span.text == text.rstrip(".")


def test_its_time_is_its_own() -> None:
    """The expression in the clause."""
    (item,) = items("The two sides will resume talks in Geneva on Friday after a pause.")
    assert item.when is not None
    assert "Friday" in item.when.mention.text


@pytest.mark.parametrize(
    "text",
    [
        "The river rose all winter and nobody in the valley had seen the like.",
        "Gunmen killed four farmers near Karsa on Saturday.",
        "“We will resume the talks in Geneva on Friday,” the envoy said.",
        "The bishop urged both sides to resume the talks in Geneva.",
        "Will the two sides ever resume their talks in Geneva?",
    ],
)
def test_what_is_not_stated_is_no_item(text: str) -> None:
    """An incident, a quotation, a request, a question."""
    assert items(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tourists visiting the valley had to sleep in the school on Monday.",
        "The nurse was visiting her family in Velm when the river rose.",
        "Shoppers were buying bread before the evening curfew in the old town.",
    ],
)
def test_a_private_visit_or_a_bare_word_is_no_item(text: str) -> None:
    """A visit needs somebody who visits for a state or a party."""
    assert items(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "The two delegations will meet in Velm on August 4 to discuss the truce.",
            "negotiation",
            "announced",
        ),
        (
            "The rebels had set June 30 as the deadline for lists, but the deadline was not met.",
            "deadline",
            "missed",
        ),
        ("The two armies were to have exchanged their lists by May 1.", "deadline", "missed"),
        ("The council has until 31 March to renew the licence of the mine.", "deadline", "pending"),
        ("Parliament will vote on a bill on fireworks next Tuesday.", "legislation", "pending"),
        ("The committee suspended all work at the quarry for thirty days.", "decision", "in_force"),
        ("The neighbours signed a peace agreement in Lenz on Tuesday.", "agreement", "concluded"),
        (
            "Kesh expelled nine Lenzian diplomats from its capital on Wednesday.",
            "sanction",
            "in_force",
        ),
    ],
)
def test_an_item_has_its_state(text: str, kind: str, status: str) -> None:
    """What its words say, and what its kind implies where they say nothing."""
    (item,) = items(text)
    assert (item.kind, item.status) == (kind, status)


def test_postponed_talks_take_the_new_date() -> None:
    """Not the one that they were put off from."""
    (item,) = items("The talks due on Monday in Velm were postponed to June 9.")
    assert item.status == "postponed"
    assert item.when is not None
    assert item.when.mention.text == "June 9"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "The two delegations will meet again in Caquetá to discuss the truce.",
            ["The two delegations"],
        ),
        (
            "On Monday the cabinet of Kesh imposed sanctions on the Velm Front.",
            ["the cabinet of Kesh"],
        ),
        ("A cease-fire that Kesh and Lenz brokered covers the province of Velm.", ["Kesh", "Lenz"]),
    ],
)
def test_actors_are_parties_and_no_places(text: str, actors: list[str]) -> None:
    """Who acts, before any other name, and nobody who only lies there."""
    (item,) = items(text)
    assert sorted(a.text for a in item.actors) == sorted(actors)


def test_a_headline_is_no_second_item() -> None:
    """What the report says again stands once, in the report's words."""
    body = "The government and the rebels agreed on Monday to extend their truce by three months."
    (item,) = items(f"Government extends truce with rebels by three months\n\n{body}")
    assert item.what.text == body.rstrip(".")
