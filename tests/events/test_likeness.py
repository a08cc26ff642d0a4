"""What makes two reports one event, and what keeps them apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.events.made import report

from dateline.events import Likeness, Report, likeness, traits_of
from dateline.models import Casualty, Count, Incident, Mention


def weighed(one: Report, other: Report) -> Likeness | None:
    """What speaks for two reports telling one event."""
    return likeness(traits_of(one), traits_of(other))


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"killed": 16},
        {"killed": None},
        {"day": date(2024, 3, 12)},
        {"town": "Kisoro, Kigezi"},
        {"by": "suspected rebels", "kind": "Armed clash"},
        {"town": "south-western Uganda", "precision": 3},
        {"day": None, "published": date(2024, 3, 12)},
        {"realis": "historical", "killed": None, "published": date(2024, 8, 1)},
    ],
)
def test_one_event_told_otherwise_is_one(other: dict[str, Any]) -> None:
    """An early toll, a day apart, another spelling, kind or precision, a look back."""
    found = weighed(report("a"), report("b", **other))
    assert found is not None
    assert found.same_event, found.reasons


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2024, 3, 18)},
        {"country": "CD", "admin1": "CD-NK"},
        {"admin1": "UG-101"},
        {"town": "Kabale", "target": "a bus", "killed": 3},
        {"kind": "Peaceful protest", "killed": None, "by": "students", "target": "a school"},
        {"realis": "planned"},
        {"town": "Kabale", "latitude": -1.25, "longitude": 29.99, "target": "a bus"},
    ],
)
def test_another_event_is_another(other: dict[str, Any]) -> None:
    """Another day, province, town, kind; and what is only planned."""
    found = weighed(report("a", latitude=-1.28, longitude=29.69), report("b", **other))
    assert found is None or not found.same_event


def test_two_incidents_of_one_article_are_two() -> None:
    """The article itself has told them apart."""
    assert weighed(report("a", id="i1"), report("a", id="i2")) is None


def test_each_point_is_named_with_its_weight() -> None:
    """The reasons sum up to the total."""
    found = weighed(report("a"), report("b", killed=16))
    assert found is not None
    assert "14 and 16 killed (+0.5)" in found.reasons
    assert found.total == sum(weight for _, weight in found.points)


def test_spellings_of_a_town_are_one_town() -> None:
    """Romanized names differ in vowels and articles."""
    yemen = {"country": "YE", "admin1": "YE-HU"}
    found = weighed(report("a", town="Hodeida", **yemen), report("b", town="al-Hudaydah", **yemen))
    assert found is not None
    assert any(words == "same town" for words, _ in found.points)


def test_whoever_is_hit_is_people_and_no_other_target() -> None:
    """Men and women here, a girl of ten there: that is no other target. A bus is."""
    found = weighed(report("a", target="eight women"), report("b", target="a 10-year-old girl"))
    assert found is not None
    assert not any(words == "other targets" for words, _ in found.points)
    found = weighed(report("a", target="a mill"), report("b", target="a bus"))
    assert found is not None
    assert ("other targets", -1.5) in found.points


def test_counts_that_are_parts_of_another_are_no_other_toll() -> None:
    """13 wounded, 11 of them still in hospital, are 13: as another paper has them."""
    both = replace(report("a"), incident=wounded(13, 11))
    found = weighed(both, replace(report("b"), incident=wounded(13)))
    assert found is not None
    assert ("13 and 13 wounded", 1.0) in found.points
    found = weighed(both, replace(report("b"), incident=wounded(24)))
    assert found is not None
    assert ("24 and 24 wounded", 1.0) in found.points


def wounded(*numbers: int) -> Incident:
    """An attack with several counts of the wounded."""
    tolls = tuple(
        Casualty(
            outcome="wounded",
            count=Count(mention=Mention(text=f"{n} people"), low=n, best=n, high=n),
        )
        for n in numbers
    )
    return report("x").incident.model_copy(update={"casualties": tolls})
