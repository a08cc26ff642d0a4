"""People whom a record counts with others: bodies found later, and those of them who died."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.pipeline.toll_totals import is_found_later, is_told_as_part, is_whole_of_hurt


@pytest.mark.parametrize(
    "words",
    [
        "Rescuers pulled six more bodies from the rubble",
        "Divers recovered six bodies from the river",
        "A crew dug out six bodies at noon",
        "Neighbours found six bodies under a wall",
        "In the ruins six bodies were discovered",
        "Firemen brought up six bodies from the cellar",
    ],
)
def test_bodies_that_come_to_light_are_of_the_dead_of_a_total(words: str) -> None:
    """A record beside holds more dead than those."""
    text = f"{words} after a raid that killed 21 people."
    count = "six more bodies" if "more" in words else "six bodies"
    assert is_found_later(missed(text, count, Told(["21 people"])))
    assert not is_found_later(missed(text, count, Told()))


@pytest.mark.parametrize(
    "text",
    [
        "Villagers found six bodies of rebels after the ambush killed 21 soldiers.",
        "The army found six bodies of gunmen and lost 21 soldiers.",
    ],
)
def test_bodies_of_the_other_side_are_others(text: str) -> None:
    """Whose they are stands behind them."""
    assert not is_found_later(missed(text, "six bodies", Told(["21 soldiers"])))


@pytest.mark.parametrize(
    "moved", ["had to be evacuated", "were flown out", "were brought to hospital", "were treated"]
)
def test_of_those_who_were_moved_some_were_hurt(moved: str) -> None:
    """The record holds those who were hurt."""
    text = f"Eleven policemen {moved}, three of them with burns."
    held = Told(["three"], outcome="wounded")
    assert is_whole_of_hurt(missed(text, "Eleven policemen", held, outcome="wounded"))
    other = text.replace("three of them with", "and three trucks had")
    held = Told(["three"], outcome="wounded")
    assert not is_whole_of_hurt(missed(other, "Eleven policemen", held, outcome="wounded"))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Families of three of the slain nurses wept.", "three of the slain nurses"),
        ("Omar Dahl, who was among the dead, was buried on Friday.", "Omar Dahl"),
    ],
)
def test_some_of_those_who_are_known_to_be_dead_are_part_of_them(text: str, who: str) -> None:
    """Wherever a record counts them all; where none does, they are a toll."""
    whole = f"Gunmen killed nine nurses on Monday. {text}"
    assert is_told_as_part(missed(whole, who, Told(["nine nurses"])))
    assert not is_told_as_part(missed(whole, who, Told()))
