"""What makes two reports one event, and what keeps them apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.events.made import report

from dateline.events import likeness


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
    found = likeness(report("a"), report("b", **other))
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
    found = likeness(report("a", latitude=-1.28, longitude=29.69), report("b", **other))
    assert found is None or not found.same_event


def test_two_incidents_of_one_article_are_two() -> None:
    """The article itself has told them apart."""
    assert likeness(report("a", id="i1"), report("a", id="i2")) is None


def test_each_point_is_named_with_its_weight() -> None:
    """The reasons sum up to the total."""
    found = likeness(report("a"), report("b", killed=16))
    assert found is not None
    assert "14 and 16 killed (+0.5)" in found.reasons
    assert found.total == sum(weight for _, weight in found.points)


def test_spellings_of_a_town_are_one_town() -> None:
    """Romanized names differ in vowels and articles."""
    yemen = {"country": "YE", "admin1": "YE-HU"}
    found = likeness(report("a", town="Hodeida", **yemen), report("b", town="al-Hudaydah", **yemen))
    assert found is not None
    assert any(words == "same town" for words, _ in found.points)
