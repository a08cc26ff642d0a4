"""Where reports of one event differ, and where they cannot all be right."""

from __future__ import annotations

from datetime import date

import pytest
from tests.events.made import report

from dateline.events import Difference, Report, differences, headline
from dateline.models import Claim, Mention


def found(*reports: Report) -> dict[str, Difference]:
    """What differs, by field."""
    return {each.field: each for each in differences(reports)}


def test_reports_that_say_the_same_do_not_differ() -> None:
    """One alone neither."""
    assert found(report("a"), report("b")) == {}
    assert found(report("a")) == {}


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (14, 23, True),
        ((14, 14, None), 23, False),
        ((24, 24, None), 23, True),
        ((None, None, 20), 23, True),
        ((10, 12, 30), 23, False),
        ((None, 20, None), 23, False),
    ],
)
def test_tolls_are_a_conflict_where_no_number_is_within_both(
    one: object, other: object, conflict: bool
) -> None:
    """What is "at least 14" allows for 23; "at least 24" does not."""
    killed = found(report("a", killed=one), report("b", killed=other))["killed"]
    assert killed.conflict is conflict


def test_a_conflict_says_what_stands_against_what() -> None:
    """The most that one vouches for, and the least that another allows."""
    reports = (report("a", killed=14), report("b", killed=(24, 24, None)))
    assert found(*reports)["killed"].words == "24 or more, and 14 or fewer"


def test_who_tells_no_toll_contradicts_none() -> None:
    """Silence is no zero."""
    assert found(report("a", killed=None), report("b", killed=14)) == {}


def test_days_apart_are_a_conflict_and_a_longer_stretch_is_not() -> None:
    """A month holds its days."""
    monday, tuesday = date(2024, 3, 11), date(2024, 3, 12)
    told = found(report("a", day=monday), report("b", day=tuesday))["when"]
    assert told.conflict
    assert told.words == "on 2024-03-12 or later, and on 2024-03-11 or earlier"
    long = report("c", day=monday)
    assert long.incident.when is not None
    month = long.incident.when.model_copy(
        update={"start": date(2024, 3, 1), "end": date(2024, 3, 31)}
    )
    incident = long.incident.model_copy(update={"when": month})
    assert not found(report("a", day=tuesday), Report("c", incident))["when"].conflict


def test_kinds_of_one_event_type_only_differ() -> None:
    """An abduction and an attack are both violence against civilians; a battle is not."""
    attack = report("a")
    assert not found(attack, report("b", kind="Abduction/forced disappearance"))["kind"].conflict
    assert found(attack, report("b", kind="Armed clash"))["kind"].conflict


def test_other_names_of_perpetrators_are_a_conflict() -> None:
    """Words without a name are none."""
    reports = report("a", by="the Karsa Front"), report("b", by="the Delta Brigade")
    assert found(*reports)["by"].conflict
    assert "by" not in found(report("a", by="the Karsa Front"), report("b", by="gunmen"))


def test_claimed_and_claimed_by_nobody_is_a_conflict() -> None:
    """Not mentioned is neither."""
    one, other = report("a"), report("b")
    claimed = one.incident.model_copy(
        update={"claim": Claim(status="claimed", by=Mention(text="the Front"))}
    )
    nobody = other.incident.model_copy(update={"claim": Claim(status="stated_unclaimed")})
    assert found(Report("a", claimed), Report("b", nobody))["claimed by"].conflict
    assert "claimed by" not in found(Report("a", claimed), other)


def test_another_spelling_and_other_targets_only_differ() -> None:
    """They are words."""
    told = found(
        report("a", town="Kisoro", target="a mill"), report("b", town="Nyakabande", target="a bus")
    )
    assert {name: each.conflict for name, each in told.items()} == {"where": False, "on": False}


def test_a_headline_is_what_most_say_with_the_place_that_is_known_best() -> None:
    """And the shortest stretch that begins on the day."""
    reports = (
        report("a", town="near Kisoro"),
        report("b", town="Kisoro", latitude=-1.3, longitude=29.7),
        report("c", day=date(2024, 3, 12), kind="Armed clash"),
    )
    head = headline([each.incident for each in reports])
    assert (head.kind.value, head.first, head.last) == (
        "Attack",
        date(2024, 3, 11),
        date(2024, 3, 11),
    )
    assert head.place is not None
    assert head.place.mention.text == "Kisoro"
    bare = headline([report("a", day=None, place=False).incident])
    assert (bare.first, bare.last, bare.place) == (None, None, None)
