"""Numbers beside a toll that are the toll of no incident."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.pipeline.toll_strays import is_age, is_defined, is_listed, is_of_things, is_sent

_HELD = Told(outcome="wounded")


@pytest.mark.parametrize(
    "text",
    [
        "A man was hit; the army put the number of rockets at 20.",
        "A man was hit; the army gave the number of launches as 20.",
        "A man was hit; the mayor put the count of torched huts at about 20.",
        "A man was hit; a monitor put its total of drones fired at 20.",
        "A man was hit; the tally of shells was 20.",
        "A man was hit; engineers put the figure for craters at 20.",
    ],
)
def test_what_was_fired_or_burned_is_nobody(text: str) -> None:
    """The words before a number say what it counts."""
    assert is_of_things(missed(text, "20", _HELD))


@pytest.mark.parametrize(
    "what", ["dead", "those wounded", "soldiers", "victims", "arrests", "people hurt"]
)
def test_a_number_of_people_is_a_toll(what: str) -> None:
    """Whoever may be counted is."""
    text = f"The army put the number of {what} at 20."
    assert not is_of_things(missed(text, "20", _HELD))


@pytest.mark.parametrize(
    "text",
    [
        "It was the 27th by a database which counts those with four or more dead.",
        "The archive tracks shootings in which at least four people are hit; four or more died.",
        "The FBI defines a mass murder as one with four or more victims.",
        "By its definition a massacre is one that kills four or more.",
        "The agency classifies a raid as grave if it leaves four or more dead.",
        "It is considered a massacre when four or more are killed.",
    ],
)
def test_what_a_statistic_asks_for_befell_nobody(text: str) -> None:
    """A bound in a definition is no toll."""
    assert is_defined(missed(text, "four", _HELD))


@pytest.mark.parametrize(
    "text",
    ["Gunmen killed four or more guards in Bor.", "The blast left at least four dead in a shop."],
)
def test_a_bound_without_a_definition_is_a_toll(text: str) -> None:
    """News has such numbers early."""
    assert not is_defined(missed(text, "four", _HELD))


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
    ("text", "words"),
    [
        ("Police, who sent 280 officers into the quarter, left at noon.", "280 officers"),
        ("The army moved 2,000 soldiers out of the town.", "2,000 soldiers"),
        ("Some 500 troops left the camp at dawn.", "500 troops"),
        ("The ministry deployed about 60 men to the valley.", "60 men"),
        ("The governor dispatched another 60 men from Bor.", "60 men"),
    ],
)
def test_who_is_armed_or_sent_has_not_fled(text: str, words: str) -> None:
    """Nobody drove them from home."""
    assert is_sent(missed(text, words, _HELD, outcome="displaced"))


@pytest.mark.parametrize("text", ["Some 60 families left Bor.", "The raid drove out 60 families."])
def test_families_who_left_have_fled(text: str) -> None:
    """They are displaced."""
    assert not is_sent(missed(text, "60 families", _HELD, outcome="displaced"))


@pytest.mark.parametrize("before", [", also", ", then", ", aged", ", only", ", now"])
def test_how_old_somebody_is_counts_nobody(before: str) -> None:
    """Commas stand around an age."""
    text = f"The cousin{before} 17, was operated on in Bor."
    assert is_age(missed(text, "17", _HELD))
    assert not is_age(missed("In Bor only 17 were hurt.", "17", _HELD))
