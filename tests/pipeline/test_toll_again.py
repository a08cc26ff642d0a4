"""People who are told of a second time, and held: by other words, or in a sum."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_parts import told
from tests.pipeline.test_toll_undone import _missed as missed_of

from dateline.models import Casualty
from dateline.models.vocabulary import Outcome
from dateline.pipeline.toll_again import (
    is_apposed,
    is_family,
    is_found_since,
    is_nth_to_die,
    is_outdated,
    is_referred,
    is_rest,
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
        ("They shot an imam, Abdul Omar, in Bor.", "Abdul Omar", "an imam"),
        ("They shot an imam in Bor; the imam died.", "the imam", "an imam"),
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


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("Four farmers, a father and his three sons, were shot.", "a father", "Four farmers"),
        ("Three people, a mother and her two girls, died.", "a mother", "Three people"),
        ("Gunmen shot two travellers, a pastor and his wife.", "a pastor", "two travellers"),
        ("Two workers, a nurse and her driver, were shot.", "a nurse", "Two workers"),
        ("Three nuns, a novice and her two aunts, were shot.", "a novice", "Three nuns"),
        ("It hit three girls, two sisters and their cousin.", "two sisters", "three girls"),
    ],
)
def test_a_family_behind_its_number_is_no_other(text: str, missed: str, held: str) -> None:
    """It says who they are."""
    if text[-1] == "." and text[-2].isalpha() and "," not in text[-12:]:
        text = f"{text[:-1]}, in Bor."
    toll, casualties = told(text, missed, held)
    assert is_family(toll, casualties)


def test_who_follows_a_number_without_a_family_is_another() -> None:
    """A list goes on."""
    toll, casualties = told("Three men, a nurse and a cook were shot.", "a nurse", "Three men")
    assert not is_family(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held", "rest"),
    [
        ("It hurt nine; eight went home, and one was kept.", "one", "nine", True),
        ("It hurt 12: ten had cuts and two had burns.", "two", "12", True),
        ("Of the nine hurt six were men, three women.", "three", "nine", True),
        ("It hurt nine; eight went home, and two were kept.", "two", "nine", False),
        ("It hurt nine, a cook and one guard.", "one guard", "nine", False),
        ("It hurt seven: five were sent home, two were kept.", "five", "seven", True),
        ("They told of six hurt and later five, as one was named twice.", "five", "six", False),
        ("Of 63 it cut the figure to 41 after 22 were found.", "41", "63", False),
        ("It first had nine hurt and now eight; one was no victim.", "eight", "nine", False),
    ],
)
def test_the_parts_of_a_number_make_it_up(text: str, missed: str, held: str, rest: bool) -> None:
    """What has a noun of its own is no part."""
    toll, casualties = told(text, missed, held, outcome="wounded")
    assert is_rest(toll, casualties) is rest


@pytest.mark.parametrize(
    ("text", "missed", "referred"),
    [
        ("It hurt 12, three of them badly; the three were taken away.", "three were", True),
        ("It hurt 12, and of those two lost a leg; both men live.", "both men", True),
        ("It hurt 12, six badly; all six were taken away.", "all six", True),
        ("It hurt 12 in Bor and three in Dol.", "three", False),
    ],
)
def test_the_three_are_those_told_of_before(text: str, missed: str, referred: bool) -> None:
    """An article points back to a number."""
    toll, casualties = told(text, missed, "12", outcome="wounded")
    if missed == "three were":
        start, end = toll.count.start, toll.count.end - len(" were")
        count = toll.count.model_copy(update={"start": start, "end": end, "text": "three"})
        toll = replace(toll, count=count)
    assert is_referred(toll, casualties) is referred


@pytest.mark.parametrize(
    ("text", "missed", "nth"),
    [
        ("Gunmen shot a host, the 17th reporter to be killed.", "the 17th reporter", True),
        ("A host was shot, the third reporter to die this year.", "the third reporter", True),
        ("He is the ninth guard killed in Bor.", "the ninth guard", True),
        ("The third guard was shot in Bor.", "The third guard", False),
        ("A third guard to be buried was found.", "A third guard", False),
    ],
)
def test_which_of_many_somebody_is_counts_nobody_else(text: str, missed: str, nth: bool) -> None:
    """He was told of before."""
    toll = missed_of(text, missed, Told()).toll
    assert is_nth_to_die(toll) is nth
