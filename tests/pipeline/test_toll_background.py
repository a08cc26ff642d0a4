"""Figures that go on from an earlier sentence, and those that are the toll of no incident."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told, gaps

from dateline.syntax import load_parser, missing_parser

NEWS = "Gunmen killed 41 farmers near Karsa on Saturday."
needs_parser = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@pytest.mark.parametrize(
    ("second", "figure"),
    [
        ("Police confirmed 28.", "28"),
        ("The junta concedes only four.", "four"),
        ("The army will own to seven, the paper says, but it owned to nine.", "nine"),
        ("The imam put their number at 55.", "55"),
        ("A doctor spoke of 36, and no more.", "36"),
        ("Counts given out in the night had ranged from five to seven.", "five to seven"),
        ("Gravediggers counted 33 of them.", "33"),
        ("A 42nd, the village teacher, followed them on Sunday.", "A 42nd"),
        ("Another followed on Sunday.", "Another"),
    ],
)
def test_a_figure_without_its_outcome_is_of_what_was_told_before(second: str, figure: str) -> None:
    """Another source's figure is another toll, and who dies later is one more."""
    assert (figure, "warning") in gaps(f"{NEWS} {second}", Told(["41 farmers"]))


@pytest.mark.parametrize(
    "second",
    [
        "Police confirmed 28 burglaries.",
        "The hotel counted 36 guests.",
        "The mayor gave one of his speeches.",
        "A convoy followed on Sunday.",
        "The court put the price at 2,000 dollars.",
    ],
)
def test_a_number_with_its_own_noun_goes_on_from_nothing(second: str) -> None:
    """Guests, dollars and speeches are not those of whom was told."""
    found = gaps(f"{NEWS} {second}", Told(["41 farmers"]))
    assert [g for g in found if g[1] == "warning"] == []


@pytest.mark.parametrize(
    "second",
    [
        "The police have lost 118 men this year, or 15 a month.",
        "Landmines kill 70 people a year in the state.",
        "On average, four women are murdered every day in the country.",
        "Bandits seized 3,620 people within a year, a study found.",
        "At least 74 people have been killed in Karsa since Christmas.",
        "Between January and June, 311 soldiers died in such ambushes.",
        "In the past fortnight alone, 26 villagers have been killed in the district.",
        "The war has killed more than 10,000 civilians, the UN says.",
        "The strikes have killed 129 civilians within three years.",
        "Since the junta took power, 5,300 people have been killed.",
        "The union lost 40 members to assassins between 2016 and 2021.",
        "More than 900 pupils have been abducted in the north-west in the last four years.",
    ],
)
def test_a_sum_over_months_is_information(second: str) -> None:
    """A rate, a year's sum or a war's is of no incident, whatever record the sentence is in."""
    found = gaps(f"{NEWS} {second}", Told(["41 farmers"]))
    assert [g for g in found if g[1] == "warning"] == []


@pytest.mark.parametrize(
    "second",
    [
        "In May, raiders held eleven villagers there for a week.",
        "Planners of a war game on Sunday let 200 defenders be killed.",
        "This year's second raid on Sunday killed nine villagers.",
    ],
)
def test_a_span_that_is_no_sum_is_no_doubt(second: str) -> None:
    """Who is held for a week, or killed on a day, is told of one incident."""
    assert "warning" in {severity for _, severity in gaps(f"{NEWS} {second}", Told(["41 farmers"]))}


def test_what_goes_on_from_a_sum_is_information() -> None:
    """The sentence itself names no span of time."""
    text = f"{NEWS}\n\nAttacks by the group came to 282 in nine months. They cost 367 lives."
    assert ("367 lives", "warning") not in gaps(text, Told(["41 farmers"], [0]))


def test_an_accident_is_information() -> None:
    """No record holds what fog or a gorge did."""
    text = f"{NEWS}\n\nA bus that left the road in fog killed nine passengers on Saturday."
    assert ("nine passengers", "warning") not in gaps(text, Told(["41 farmers"], [0]))


def test_one_death_may_be_that_of_somebody_who_is_held() -> None:
    """The deed is named first, and then who was killed."""
    text = "Karsa had a death to mourn: a shell killed a schoolmaster on Saturday."
    assert gaps(text, Told(["a schoolmaster"])) == [("a death", "info")]


@needs_parser
def test_at_whom_a_plan_is_aimed_is_no_toll_yet() -> None:
    """A record has them as targets."""
    text = "Twelve teachers in Karsa were to be arrested on Saturday, but a typist warned them."
    found = gaps(text, Told(realis="planned", targets=["Twelve teachers"]), parser=load_parser())
    assert found == [("Twelve teachers", "info")]


@needs_parser
def test_one_who_follows_others_is_none_of_them() -> None:
    """A ninth is one more than eight."""
    text = "Gunmen killed eight farmers near Karsa; a ninth died on Saturday."
    found = gaps(text, Told(["eight farmers"]), parser=load_parser())
    assert ("a ninth", "warning") in found
    more = "Gunmen killed nine farmers near Karsa; a ninth died on Saturday."
    assert gaps(more, Told(["nine farmers"]), parser=load_parser()) == []


OTHERS = [
    "Two more died in hospital on Sunday.",
    "Seventy villagers were killed, an aid group said.",
    "The attackers killed 12, a police officer said.",
    "Five gunmen were killed by the village guard.",
]


@pytest.mark.parametrize("second", OTHERS)
def test_more_others_or_by_somebody_else_they_are_a_toll_of_their_own(second: str) -> None:
    """And so are those of the other side."""
    found = gaps(f"{NEWS} {second}", Told(["41 farmers"]))
    assert [g for g in found if g[1] == "warning"] != []
