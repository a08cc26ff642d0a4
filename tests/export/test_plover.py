"""PLOVER events: types, modes and offsets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.export.made import (
    actor,
    decision,
    exact,
    extraction,
    incident,
    of,
    quotation,
)

from dateline.export import Coded
from dateline.export.schemes.data import data_of
from dateline.export.schemes.plover import events, lines
from dateline.models import Incident, Mention


def codes(one: Incident) -> list[tuple[str, str | None, list[str]]]:
    """Type, mode and auxiliary modes of an incident's events."""
    return [(e["event_type"], e["event_mode"], e["auxiliary"]) for e in events(of(one))]


@pytest.mark.parametrize(
    ("kind", "weapon", "expected"),
    [
        ("Peaceful protest", None, ("PROTEST", "demo")),
        ("Violent demonstration", None, ("PROTEST", "riot")),
        ("Air/drone strike", None, ("ASSAULT", None)),
        ("Air/drone strike", "a drone", ("ASSAULT", "drone")),
        ("Air/drone strike", "warplanes", ("ASSAULT", "aerial")),
        ("Air/drone strike", "a bomb", ("ASSAULT", None)),
        ("Attack", "Kalashnikovs", ("ASSAULT", "firearms")),
        ("Attack", None, ("ASSAULT", None)),
        ("Suicide bomb", None, ("ASSAULT", "suicide-attack")),
        ("Arrests", None, ("COERCE", "arrest")),
    ],
)
def test_kinds(kind: str, weapon: str | None, expected: tuple[str, str | None]) -> None:
    """By the sub-event type, and the words for the weapon where it leaves the mode open."""
    found = codes(incident(kind=kind, weapon=Mention(text=weapon) if weapon else None))
    assert found == [(*expected, [])]


def test_combatants_who_are_captured_are_abducted() -> None:
    """Not arrested; taken in a battle it is an event of its own."""
    arrest = incident(kind="Arrests", targets=(actor("rebels", "Rebel group"),))
    assert codes(arrest) == [("ASSAULT", "abduct", [])]
    battle = incident(kind="Armed clash", casualties=(exact("captured", 31, "soldiers"),))
    assert codes(battle) == [("ASSAULT", None, []), ("ASSAULT", "abduct", [])]


@pytest.mark.parametrize(
    ("realis", "expected"),
    [
        ("actual", ("ASSAULT", "explosives", [])),
        ("attempted", ("ASSAULT", "explosives", [])),
        ("planned", ("ASSAULT", "explosives", ["future"])),
        ("hypothetical", ("ASSAULT", "explosives", ["hypothetical"])),
        ("denied", ("ASSAULT", "explosives", ["negation"])),
        ("historical", ("ASSAULT", "explosives", ["historical"])),
        ("threatened", ("THREATEN", "violence", [])),
    ],
)
def test_realis(realis: str, expected: tuple[str, str, list[str]]) -> None:
    """As auxiliary modes; a threat of violence is a threat."""
    assert codes(incident(kind="Grenade", realis=realis)) == [expected]


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("withdrawal", "announced", ("CONCEDE", None)),
        ("withdrawal", "concluded", ("RETREAT", "withdraw")),
        ("negotiation", "concluded", ("CONSULT", None)),
        ("negotiation", "announced", ("AGREE", None)),
        ("visit", "concluded", ("CONSULT", "visit")),
        ("visit", "announced", ("AGREE", None)),
        ("visit", "rejected", ("REJECT", "meet")),
        ("agreement", "unknown", ("AGREE", None)),
        ("agreement", "rejected", ("REJECT", None)),
        ("sanction", "in_force", ("SANCTION", None)),
        ("negotiation", "suspended", None),
        ("background", "in_force", None),
        ("decision", "in_force", None),
    ],
)
def test_policy(kind: str, status: str, expected: tuple[str, str | None] | None) -> None:
    """A withdrawal to come is a concession, a meeting to come agreed on, talks held are talks."""
    coded = of(policy_context=(decision(kind=kind, status=status),))
    found = [(e["event_type"], e["event_mode"]) for e in events(coded)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("accuse", ("ACCUSE", "allege")),
        ("condemn", ("ACCUSE", "disapprove")),
        ("threaten", ("THREATEN", None)),
        ("praise", ("SUPPORT", None)),
        ("request", ("REQUEST", None)),
        ("assert", None),
    ],
)
def test_statements(act: str, expected: tuple[str, str | None] | None) -> None:
    """By what the speaker does; to say something is no event."""
    found = list(events(of(statements=(quotation(act=act),))))
    assert [(e["event_type"], e["event_mode"]) for e in found] == ([expected] if expected else [])
    assert all(e["source"][0]["text"] == "Anna Bell" for e in found)


def test_every_code_is_one_of_plovers() -> None:
    """16 types, and modes that belong to them."""
    rules = data_of("plover")
    modes = rules["modes"]
    assert len(modes) == 16
    tables: list[dict[str, Any]] = [rules[t] for t in ("incidents", "statements", "policy")]
    entries = [rules["captured"], rules["realis"]["threatened"]]
    for code in (*entries, *(code for table in tables for code in table.values())):
        assert code.get("mode", "weapon") in ("weapon", *modes[code["type"]])
        assert code.get("auxiliary", "future") in rules["auxiliary"]["modes"]
    assert set(rules["weapon_words"]) <= set(modes["ASSAULT"])


def test_every_string_has_its_offsets() -> None:
    """In the article's own text."""
    coded = Coded("art", extraction())
    text = coded.extraction.article.text
    (event,) = [json.loads(line) for line in lines([coded])]
    assert event["event_type"] == "ASSAULT"
    parts = [*event["source"], *event["target"], event["location"], event["date"], *event["text"]]
    parts += event["killed"]["text"]
    assert len(parts) == 8
    for part in parts:
        assert text[part["start"] : part["end"]] == part["text"]
    assert event["source"][0]["name"] == "Karsa Front"
    killed = {k: v for k, v in event["killed"].items() if k != "text"}
    assert killed == {"low": 17, "best": 17, "high": 17}


def test_events_have_ids_of_their_own() -> None:
    """Two of one record too."""
    battle = incident(kind="Armed clash", casualties=(exact("captured", 3),))
    assert [e["id"] for e in events(of(battle))] == ["art/i1/1", "art/i1/2"]
