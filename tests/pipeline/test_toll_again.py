"""People who are told of a second time, and held: by other words, or in a sum."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_parts import told

from dateline.models import Casualty
from dateline.models.vocabulary import Outcome
from dateline.pipeline.toll_again import (
    is_apposed,
    is_found_since,
    is_outdated,
    is_same_number,
    is_sum_of_told,
)
from dateline.survey import Toll


def _several(
    text: str, missed: str, *held: str, outcome: Outcome = "killed"
) -> tuple[Toll, list[Casualty]]:
    told_of = [told(text, missed, words, outcome=outcome) for words in held]
    return told_of[0][0], [c for _, casualties in told_of for c in casualties]


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("The driver, a clerk in a mill, lost a leg near its driver.", "a clerk", "its driver"),
        ("An army sapper, Sergeant Luis Oro, died.", "An army sapper", "Sergeant Luis Oro"),
        ("Luis Oro, an army sapper, died as Sergeant Oro.", "an army sapper", "Sergeant Oro"),
        ("A raid killed a guard. The man, a father of six, died.", "a father", "a guard"),
        ("That suspect, a man of 33, was held.", "a man", "That suspect"),
    ],
)
def test_somebody_beside_his_name_or_what_he_was_called_is_no_other(
    text: str, missed: str, held: str
) -> None:
    """An apposition says who he is."""
    toll, casualties = told(text, missed, held)
    assert is_apposed(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("A driver was killed on Monday, a clerk on Tuesday.", "a clerk", "A driver"),
        ("An army sapper, Sergeant Luis Oro, died; a clerk fell.", "An army sapper", "a clerk"),
        ("A sapper, Sergeant Oro, and a cook, Sergeant Lim, died.", "A sapper", "Sergeant Lim"),
        ("The driver, the cook, a clerk and the mate died.", "a clerk", "The driver"),
    ],
)
def test_somebody_told_of_beside_another_is_another(text: str, missed: str, held: str) -> None:
    """A rank is not a name, and a list is no apposition."""
    toll, casualties = told(text, missed, held)
    assert not is_apposed(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        (
            "Raiders killed four farmers, a father and his three sons, on Monday.",
            "four farmers",
            ("a father", "three sons"),
        ),
        ("Raiders shot three men: a cook and two guards.", "three men", ("a cook", "two guards")),
        ("Raiders shot three men — a cook and two guards.", "three men", ("a cook", "two guards")),
        ("Two brothers, both bakers, were killed.", "both bakers", ("Two brothers",)),
        ("Raiders killed five people (three men, two women).", "five people", ("three men", "two")),
    ],
)
def test_all_of_a_number_may_be_held_by_the_words_beside(
    text: str, missed: str, held: tuple[str, ...]
) -> None:
    """A family after a comma, and anybody after a colon, a dash or a bracket."""
    held = tuple(h.replace("three sons", "his three sons") for h in held)
    toll, casualties = _several(text, missed, *held)
    assert is_same_number(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        (
            "Raiders killed four farmers, two nurses and two guards.",
            "four farmers",
            ("two nurses", "two guards"),
        ),
        ("Raiders shot three men: a cook and a guard.", "three men", ("a cook", "a guard")),
        ("Raiders killed two men and two women.", "two men", ("two women",)),
    ],
)
def test_others_in_a_list_are_not_those_before_them(
    text: str, missed: str, held: tuple[str, ...]
) -> None:
    """Nor does a part make up the whole."""
    toll, casualties = _several(text, missed, *held)
    assert not is_same_number(toll, casualties)


@pytest.mark.parametrize(
    ("last", "missed", "summed"),
    [
        ("In all, seven members of the force died.", "seven members", True),
        ("Altogether seven died.", "seven", True),
        ("The seven dead were buried at dusk.", "The seven dead", True),
        ("Seven people were killed in Dol.", "Seven people", False),
        ("In all, eight members of the force died.", "eight members", False),
    ],
)
def test_a_sum_of_those_told_of_before_is_held(last: str, missed: str, summed: bool) -> None:
    """Where words say that it is one, and it comes to that."""
    text = f"Raiders killed five soldiers, and two guards in Karsa. {last}"
    toll, casualties = _several(text, missed, "five soldiers", "two guards")
    assert is_sum_of_told(toll, casualties) == summed


@pytest.mark.parametrize(
    ("last", "since"),
    [
        ("The six had been missing since Sunday.", True),
        ("The six men had gone missing on Sunday.", True),
        ("The six are still missing.", False),
    ],
)
def test_who_has_been_found_is_not_missing(last: str, since: bool) -> None:
    """Who still is, is."""
    missed = last.split(" had")[0].split(" are")[0]
    text = f"The bodies of six miners were found. {last}"
    toll, casualties = told(text, missed, "six miners", outcome="missing")
    assert is_found_since(toll, casualties) == since


def test_what_a_number_has_risen_from_is_outdated() -> None:
    """What it has risen to is not."""
    text = "The toll stood at nine on Monday, up from seven."
    assert is_outdated(told(text, "seven", "nine")[0])
    assert not is_outdated(told(text, "nine", "seven")[0])
