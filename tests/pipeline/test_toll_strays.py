"""Numbers beside a toll that are the toll of no incident."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.pipeline.toll_strays import (
    is_by_sickness,
    is_given_back,
    is_listed,
    is_of_anybody_at_all,
)

_HELD = Told(outcome="wounded")


@pytest.mark.parametrize(
    "words",
    [
        "His list of 211 persons has had no answer.",
        "The mothers of 211 students marched on Friday.",
        "She held up photographs of the 211 persons.",
        "The search for the 211 miners was ended in May.",
        "The files on 211 teachers were never opened.",
        "He keeps a register of about 211 captives.",
    ],
)
def test_whom_a_list_names_were_lost_before(words: str) -> None:
    """But a list of the dead gives the toll."""
    assert is_listed(missed(words, "211", _HELD, outcome="missing"))
    assert not is_listed(missed(words, "211", _HELD, outcome="killed"))


@pytest.mark.parametrize(
    "death",
    [
        "died of a heart attack",
        "died of a stroke",
        "died of tuberculosis",
        "died after a long illness",
        "died in his sleep",
        "died of natural causes",
        "died from kidney failure",
        "passed away peacefully",
    ],
)
def test_whom_a_sickness_killed_nobody_did(death: str) -> None:
    """The words stand behind the death."""
    verb = "passed away" if death.startswith("passed") else "died"
    assert is_by_sickness(missed(f"The guard {death} in May.", "The guard", _HELD, cue=verb).toll)


@pytest.mark.parametrize(
    "death",
    [
        "died of his wounds",
        "died in the attack",
        "died of a bullet wound",
        "died after an attack on his camp",
        "died in hospital",
        "died of hunger in the besieged town",
    ],
)
def test_whom_others_killed(death: str) -> None:
    """An attack is none of the heart."""
    assert not is_by_sickness(missed(f"The guard {death}.", "The guard", _HELD, cue="died").toll)


@pytest.mark.parametrize(
    "words",
    [
        "The reward for the killing of a soldier is 300 dollars.",
        "The law punishes the murder of a soldier with death.",
        "The compensation for a soldier is two cows.",
        "Each family of a soldier killed in the war receives a plot.",
        "The village paid the fine for the killing of a soldier.",
        "There is a bounty on the head of a soldier.",
    ],
)
def test_what_is_told_of_anybody_is_told_of_nobody(words: str) -> None:
    """A law or a price is for whoever it may be."""
    assert is_of_anybody_at_all(missed(words, "a soldier", _HELD, cue=None))


@pytest.mark.parametrize(
    "words",
    [
        "The killing of a soldier led to a riot.",
        "Gunmen killed a soldier on Monday.",
        "The family of a soldier killed on Monday wept.",
        "The law was passed, and gunmen killed a soldier.",
        "He was fined in May; on Monday he shot a soldier.",
    ],
)
def test_one_of_whom_news_is_told(words: str) -> None:
    """He was killed, whatever stands elsewhere in the sentence."""
    assert not is_of_anybody_at_all(missed(words, "a soldier", _HELD, cue=None))


@pytest.mark.parametrize(
    "words",
    [
        "The two sides swapped the bodies of 30 soldiers.",
        "The Red Cross returned the remains of 30 soldiers.",
        "Nine rebels were let go in exchange for the bodies of 30 soldiers.",
        "The rebels handed over the bodies of 30 soldiers.",
        "The swap of the bodies of 30 soldiers took an hour.",
        "The bodies of 30 soldiers were flown home.",
        "The remains of 30 soldiers have been returned to their families.",
    ],
)
def test_bodies_that_go_home_are_of_those_who_died_before(words: str) -> None:
    """They are given back, or carried home."""
    assert is_given_back(missed(words, "30 soldiers", _HELD).toll)


@pytest.mark.parametrize(
    "words",
    [
        "Villagers found the bodies of 30 soldiers.",
        "The bodies of 30 soldiers lay by the road.",
        "The rebels killed 30 soldiers and handed over a truck.",
        "The morgue received the bodies of 30 soldiers.",
        "The bodies of 30 soldiers were pulled from the river.",
        "The return fire killed 30 soldiers.",
        "The search for the bodies of 30 soldiers went on.",
    ],
)
def test_bodies_that_are_found_are_news(words: str) -> None:
    """Nobody gives them back."""
    assert not is_given_back(missed(words, "30 soldiers", _HELD).toll)
