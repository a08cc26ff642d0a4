"""People whom a record counts by another number of their sentence, as its words alone say."""

from __future__ import annotations

import pytest

from dateline.expressions.counts import read_count
from dateline.models import Article, Casualty, Count, Mention
from dateline.models.vocabulary import Outcome
from dateline.pipeline.toll_parts import is_beside_one, is_in_risen_total, is_part
from dateline.survey import Toll


def _told(
    text: str, missed: str, held: str, outcome: Outcome = "killed", was: Outcome = "killed"
) -> tuple[Toll, list[Casualty]]:
    article = Article.from_text(text)
    words, number = article.locate(missed), article.locate(held)
    assert words is not None
    assert number is not None
    reading = read_count(held)
    assert reading is not None
    count = Count(mention=Mention.at(number), low=reading.low, best=reading.best)
    return Toll(outcome, words, None, article.paragraphs[0]), [Casualty(outcome=was, count=count)]


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("Nine men, a barber among them, were shot dead in Karsa.", "a barber", "Nine men"),
        (
            "Ten people, among them four guards and three pupils, died.",
            "three pupils",
            "Ten people",
        ),
        (
            "At least 12 people, including a judge, two aides and the cook, lost their lives.",
            "two aides",
            "At least 12 people",
        ),
        ("Three men, one of them a baker with a bad leg, were killed.", "a baker", "Three men"),
        ("Another 80 people lay dead, six of them in the mosque.", "six", "80 people"),
    ],
)
def test_some_of_a_larger_number_are_a_part(text: str, missed: str, held: str) -> None:
    """The words of a list say so."""
    toll, casualties = _told(text, missed, held)
    assert is_part(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        (
            "Ten people, including four guards, died in Karsa and three pupils were killed in Dol.",
            "three pupils",
            "Ten people",
        ),
        (
            "Ten people died: of them the town knew. Later three pupils died.",
            "three pupils",
            "Ten people",
        ),
        ("Gunmen killed nine men and a barber.", "a barber", "nine men"),
    ],
)
def test_people_of_another_clause_are_no_part(text: str, missed: str, held: str) -> None:
    """Nor those who are only told of beside them."""
    toll, casualties = _told(text, missed, held)
    assert not is_part(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("A clerk died of burns overnight, raising the count to eight.", "A clerk", "eight"),
        (
            "A guide and a porter have since died, which brings the toll to 19, a nurse said.",
            "a porter",
            "19",
        ),
        ("The toll of the fighting has reached 36 after a recruit died.", "a recruit", "36"),
        ("Two bodies were found, bringing to seven the number of dead.", "Two bodies", "seven"),
        ("A mason has died, so that the yard now mourns four of its men.", "A mason", "four"),
    ],
)
def test_the_last_to_die_are_in_a_total_that_has_risen(text: str, missed: str, held: str) -> None:
    """The total is what a record should hold."""
    toll, casualties = _told(text, missed, held)
    assert is_in_risen_total(toll, casualties)


def test_wounded_who_died_are_in_the_total_of_the_dead() -> None:
    """And wounded who live are in none."""
    died = "Two more guards wounded in the blast died on Tuesday, taking the toll to nine."
    toll, held = _told(died, "Two more guards", "nine", outcome="wounded")
    assert is_in_risen_total(toll, held)
    live = "Two guards were wounded in a blast on Tuesday, and the toll of the raid rose to nine."
    toll, held = _told(live, "Two guards", "nine", outcome="wounded")
    assert not is_in_risen_total(toll, held)


def test_a_total_that_has_not_risen_holds_nobody_else() -> None:
    """Nor does one that goes to a place: "went to nine villages"."""
    text = "A clerk was killed in Karsa, and gunmen killed nine traders in Dol."
    toll, held = _told(text, "A clerk", "nine traders")
    assert not is_in_risen_total(toll, held)


def test_who_is_told_of_in_apposition_is_no_other() -> None:
    """A man who stands behind "and" is."""
    toll, held = _told("The chief knows of one dead man, a tapper.", "a tapper", "one dead man")
    assert is_beside_one(toll, held)
    toll, held = _told("The chief knows of one dead man and a tapper.", "a tapper", "one dead man")
    assert not is_beside_one(toll, held)
