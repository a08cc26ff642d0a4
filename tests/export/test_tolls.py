"""Tolls as one number: rivals ranged, figures of different people added."""

from __future__ import annotations

import pytest
from tests.export.made import actor, doer, exact, incident, of, toll

from dateline.events.counting import bounds, reliable, toll_of
from dateline.export.schemes.parties import is_name, perpetrators, targets
from dateline.export.schemes.sides import side_of
from dateline.export.schemes.tolls import acled_bounds
from dateline.models import Casualty, Claim, Count, Incident, Mention


def told(*casualties: Casualty, **changes: object) -> tuple[int, int, int, dict[str, int]]:
    """Low, best, high and the sides of an incident's killed."""
    parties = {
        "perpetrators": (doer("rebels", "Rebel group"),),
        "targets": (actor("traders", "Civilians"), actor("soldiers", "State forces")),
    }
    one: Incident = incident(casualties=casualties, **{**parties, **changes})
    whole = of(one).extraction
    side = side_of(perpetrators(whole, one), targets(whole, one))
    found = toll_of(reliable(one, "killed"), side, bounds)
    return found.low, found.best, found.high, {k: v for k, v in found.sides.items() if v}


def test_nothing_told_is_nothing() -> None:
    """Not a toll that is missing."""
    assert told() == (0, 0, 0, {})


def test_groups_of_one_source_are_added() -> None:
    """Each on its side."""
    assert told(exact("killed", 3, "soldiers"), exact("killed", 5, "traders")) == (
        8,
        8,
        8,
        {"b": 3, "civilians": 5},
    )


def test_rival_figures_are_ranged_and_the_lowest_is_the_best() -> None:
    """Of one group, by two sources."""
    found = told(exact("killed", 9, "traders", by="police"), exact("killed", 5, "traders", by="x"))
    assert found == (5, 5, 9, {"civilians": 5})


def test_the_dead_of_a_target_without_a_category_are_of_no_side() -> None:
    """They may be civilians or not."""
    found = told(exact("killed", 2, "elders"), targets=(actor("elders"),))
    assert found == (2, 2, 2, {"unknown": 2})


def test_figures_of_different_sides_are_added_whoever_gives_them() -> None:
    """The army's own dead and the civilians that a hospital counts are no rivals."""
    found = told(exact("killed", 2, "soldiers", by="army"), exact("killed", 5, "traders", by="x"))
    assert found == (7, 7, 7, {"b": 2, "civilians": 5})


def test_a_total_holds_its_groups() -> None:
    """What it has more than they is of nobody."""
    found = told(exact("killed", 14), exact("killed", 5, "traders"))
    assert found == (14, 14, 14, {"civilians": 5, "unknown": 9})


def test_groups_that_are_more_than_a_total_are_its_rivals() -> None:
    """And the lower one stands."""
    found = told(exact("killed", 4), exact("killed", 5, "traders"))
    assert found == (4, 4, 5, {"unknown": 4})


def test_up_to_so_many_is_no_less_than_is_known() -> None:
    """Its range is open below."""
    up_to = toll("killed", "up to 19", high=19)
    assert told(up_to) == (0, 0, 19, {})
    assert told(up_to, exact("killed", 5, "traders")) == (5, 5, 19, {"civilians": 5})


def test_a_group_of_another_source_that_is_of_no_side_is_a_rival() -> None:
    """It may be the same people in other words."""
    found = told(exact("killed", 9, "bodies", by="x"), exact("killed", 5, "traders", by="y"))
    assert found == (5, 5, 9, {"civilians": 5})


def test_the_word_of_whoever_did_it_counts_only_where_there_is_no_other() -> None:
    """A boast is no reliable figure."""
    boast = exact("killed", 90, "soldiers", by="the Front, which claimed it")
    claim = Claim(status="claimed", by=Mention(text="the Front"))
    assert told(boast, exact("killed", 3, "soldiers"), claim=claim)[1] == 3
    assert told(boast, claim=claim)[1] == 90


@pytest.mark.parametrize("realis", ["threatened", "denied", "hypothetical", "planned"])
def test_a_toll_that_did_not_come_about_does_not_count(realis: str) -> None:
    """Feared dead are not dead."""
    assert told(exact("killed", 5, realis=realis)) == (0, 0, 0, {})


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        (14, 14, None, (14, 14, 14)),  # at least 14
        (15, None, None, (15, 15, 15)),  # more than 14
        (None, None, 19, (0, 0, 19)),  # up to 19
        (None, 20, None, (20, 20, 20)),  # about 20
        (15, None, 19, (15, 15, 19)),  # 15 to 19
        (24, None, None, (24, 24, 24)),  # dozens
    ],
)
def test_bounds_of_counts(
    low: int | None, best: int | None, high: int | None, expected: tuple[int, int, int]
) -> None:
    """Numbers for what the words leave open."""
    found = bounds(Count(mention=Mention(text="n"), low=low, best=best, high=high))
    assert (found.low, found.best, found.high) == expected


@pytest.mark.parametrize(
    ("low", "expected"),
    [(2, 3), (24, 12), (200, 100), (2000, 1000), (40, 20), (20, 10)],
)
def test_vague_counts_by_acleds_rule(low: int, expected: int) -> None:
    """Several 3, dozens 12, hundreds 100, and so on: one of what the word has many of."""
    found = acled_bounds(Count(mention=Mention(text="n"), low=low, vague=True))
    assert (found.low, found.best, found.high) == (expected,) * 3


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("gunmen", False),
        ("Gunmen", False),
        ("Unidentified gunmen", False),
        ("The attackers", False),
        ("Taliban", True),
        ("suspected Boko Haram militants", True),
        ("al-Shabaab", True),
        ("الجيش", True),
        ("", False),
    ],
)
def test_names_are_told_from_descriptions(words: str, name: bool) -> None:
    """By a capital that the beginning of a sentence does not explain, or a script without any."""
    assert is_name(words) is name


def test_who_claims_it_did_it() -> None:
    """Before those who are blamed; "gunmen" are then no others beside the group that claimed it."""
    claim = Claim(status="claimed", by=Mention(text="ISSP"))
    others = (doer("gunmen", "Political militia"), doer("JNIM", "Rebel group", basis="accused"))
    one = incident(perpetrators=others, claim=claim)
    assert [(p.words, p.basis) for p in perpetrators(of(one).extraction, one)] == [
        ("ISSP", "claimed")
    ]
    blamed = incident(perpetrators=(doer("ISSP", "Rebel group", basis="accused"),), claim=claim)
    (found,) = perpetrators(of(blamed).extraction, blamed)
    assert (found.words, found.kind, found.basis) == ("ISSP", "Rebel group", "claimed")
    nameless = Claim(status="claimed", by=Mention(text="a group"))
    other = incident(perpetrators=others[:1], claim=nameless)
    assert [p.words for p in perpetrators(of(other).extraction, other)] == ["gunmen"]


def test_those_on_the_surest_word_did_it() -> None:
    """Rivals who are blamed by others do not join in, and who is denied is nobody."""
    several = (
        doer("A Army", basis="accused", by="B"),
        doer("B Army", basis="accused", by="A"),
        doer("C Army", basis="possible"),
        doer("D Army", basis="denied"),
    )
    one = incident(perpetrators=several)
    assert [p.words for p in perpetrators(of(one).extraction, one)] == ["A Army"]
    sure = incident(perpetrators=(*several, doer("E Army"), doer("F Army", basis="claimed")))
    assert [p.words for p in perpetrators(of(sure).extraction, sure)] == ["E Army", "F Army"]
    nobody = incident(perpetrators=several[3:])
    assert perpetrators(of(nobody).extraction, nobody) == ()
