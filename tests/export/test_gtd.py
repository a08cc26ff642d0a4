"""GTD's codes for attacks, targets and weapons, and its rules for claims."""

from __future__ import annotations

from typing import Any

import pytest
from tests.export.made import actor, at, doer, exact, extraction, incident, of, place, toll, when

from dateline.export import Coded
from dateline.export.schemes.data import data_of
from dateline.export.schemes.gtd import rows
from dateline.models import Claim, Incident, Mention
from dateline.models.vocabulary import IncidentKind


def row(one: Incident) -> dict[str, Any]:
    """Its one row."""
    (found,) = rows(of(one))
    return dict(found.named)


@pytest.mark.parametrize(
    ("kind", "weapon", "attack", "weapon_type"),
    [
        ("Attack", None, [9, None, None], 13),
        ("Attack", "automatic rifles", [2, None, None], 5),
        ("Attack", "a car bomb", [3, None, None], 6),
        ("Attack", "Machetes", [2, None, None], 9),
        ("Attack", "a van", [9, None, None], 10),
        ("Attack", "petrol bombs", [3, None, None], 6),
        ("Suicide bomb", None, [3, None, None], 6),
        ("Chemical weapon", None, [8, None, None], 2),
        ("Abduction/forced disappearance", "guns", [6, None, None], 5),
        ("Looting/property destruction", None, [7, None, None], 13),
        ("Armed clash", None, [2, None, None], 13),
    ],
)
def test_attack_and_weapon(
    kind: str, weapon: str | None, attack: list[int | None], weapon_type: int
) -> None:
    """By the kind and the words for the weapon."""
    found = row(incident(kind=kind, weapon=Mention(text=weapon) if weapon else None))
    assert [found[f"attacktype{n}"] for n in (1, 2, 3)] == attack
    assert found["weaptype1"] == weapon_type
    assert found["weaptype1_txt"] == data_of("gtd")["weapon_types"][str(weapon_type)]


def test_attack_types_stand_in_gtds_precedence() -> None:
    """Captives make a kidnapping, which goes before an armed assault."""
    found = row(incident(kind="Armed clash", casualties=(exact("captured", 31, "soldiers"),)))
    assert [found["attacktype1"], found["attacktype2"]] == [6, 2]
    assert (found["ishostkid"], found["nhostkid"]) == (1, 31)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (actor("policemen", "State forces"), 3),
        (actor("three soldiers", "State forces"), 4),
        (actor("state forces", "State forces"), 20),
        (actor("villagers", "Civilians"), 14),
        (actor("a school", "Civilians"), 8),
        (actor("worshippers", "Civilians"), 15),
        (actor("reporters", "Civilians"), 10),
        (actor("the JNIM", "Rebel group"), 17),
        (actor("West Bank settlers", "Civilians"), 14),
    ],
)
def test_targets(target: Any, code: int) -> None:
    """By their words, else by their category."""
    found = row(incident(targets=(target,)))
    assert (found["targtype1"], found["target1"]) == (code, target.mention.text)


def test_without_a_target_its_type_is_unknown() -> None:
    """Not that of private citizens."""
    assert row(incident())["targtype1"] == 20


@pytest.mark.parametrize(
    ("doers", "claim", "expected"),
    [
        ((), Claim(), ("Unknown", None, None, -9)),
        ((doer("gunmen"),), Claim(), ("Unknown", None, None, -9)),
        ((doer("JNIM"),), Claim(), ("JNIM", None, 0, -9)),
        ((doer("JNIM", basis="accused"),), Claim(), ("JNIM", None, 1, 0)),
        ((doer("JNIM", basis="accused"),), Claim(status="stated_unclaimed"), ("JNIM", None, 1, 0)),
        ((), Claim(status="stated_unclaimed"), ("Unknown", None, None, 0)),
        (
            (doer("JNIM", basis="accused"),),
            Claim(status="claimed", by=Mention(text="ISSP")),
            ("ISSP", None, 0, 1),
        ),
        (
            (doer("JNIM", basis="accused"),),
            Claim(status="claimed", by=Mention(text="a group")),
            ("Unknown", "JNIM", None, 1),
        ),
        (
            (doer("JNIM", basis="claimed"),),
            Claim(status="claimed", by=Mention(text="JNIM")),
            ("JNIM", None, 0, 1),
        ),
    ],
)
def test_blame_and_claim(doers: Any, claim: Claim, expected: tuple[object, ...]) -> None:
    """Nobody claimed it and others name a group: that group, and claimed 0."""
    found = row(incident(perpetrators=doers, claim=claim))
    assert tuple(found[c] for c in ("gname", "gname2", "guncertain1", "claimed")) == expected


@pytest.mark.parametrize("kind", IncidentKind)
def test_only_violence_that_no_state_committed_is_in_it(kind: IncidentKind) -> None:
    """No protests, no agreements, and nothing that soldiers did."""
    is_violent = kind.value in data_of("gtd")["attack_types_of_kinds"]
    assert len(list(rows(of(incident(kind=kind))))) == is_violent
    by_state = incident(kind=kind, perpetrators=(doer("soldiers", "State forces"),))
    assert not list(rows(of(by_state)))


def test_tolls_with_and_without_numbers() -> None:
    """Dozens are no number, and none told is empty."""
    one = incident(
        perpetrators=(doer("rebels", "Rebel group"),),
        casualties=(
            exact("killed", 5, "traders"),
            exact("killed", 2, "rebels"),
            toll("wounded", "dozens", low=24, vague=True),
        ),
    )
    found = row(one)
    assert (found["nkill"], found["nkillter"]) == (7, 2)
    assert (found["nwound"], found["nhostkid"], found["nperps"]) == (None, None, -99)
    assert row(incident(kind="Abduction/forced disappearance"))["nhostkid"] == -99


def test_days_and_places_that_are_not_known() -> None:
    """Month and day 0, with the words for the time; city and province Unknown."""
    found = row(incident(when=when("2024-03-01", "2024-03-31"), place=None))
    assert [found[c] for c in ("iyear", "imonth", "iday")] == [2024, 3, 0]
    assert found["approxdate"] == "then"
    assert (found["city"], found["provstate"], found["specificity"]) == ("Unknown", "Unknown", 5)
    region = row(incident(place=place(geo_precision=3, latitude=None, longitude=None)))
    assert (region["city"], region["provstate"], region["specificity"]) == ("Unknown", "Gao", 4)
    assert (region["region"], region["region_txt"]) == (11, "Sub-Saharan Africa")


def test_success_is_that_it_happened() -> None:
    """An attempt is none."""
    assert row(incident())["success"] == 1
    assert row(incident(realis="attempted"))["success"] == 0


def test_cells_rest_on_words() -> None:
    """As ACLED's do."""
    (found,) = rows(Coded("art", extraction()))
    grounds = {str(ground[1]): ground[6] for ground in found.provenance()}
    assert grounds["gname"] == at("Gunmen of the Karsa Front").text
    assert grounds["nkill"] == "three soldiers"
