"""People whom a record counts by another number of their sentence, as its words alone say."""

from __future__ import annotations

import pytest

from dateline.expressions.counts import read_count
from dateline.models import Article, Casualty, Count, Mention
from dateline.models.vocabulary import Outcome
from dateline.pipeline.toll_parts import (
    has_own_clause,
    is_among_all,
    is_beside_one,
    is_given_apart,
    is_in_risen_total,
    is_of_nobody,
    is_part,
    is_rival,
    is_sentenced,
    is_stock,
)
from dateline.survey import Toll


def told(
    text: str, missed: str, held: str, outcome: Outcome = "killed", was: Outcome = "killed"
) -> tuple[Toll, list[Casualty]]:
    """A toll that no record holds, and one that some record does."""
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
            "Eleven men died, a union said, while the army put them at eight, a guard among them.",
            "a guard",
            "Eleven men",
        ),
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
    toll, casualties = told(text, missed, held)
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
    toll, casualties = told(text, missed, held)
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
    toll, casualties = told(text, missed, held)
    assert is_in_risen_total(toll, casualties)


@pytest.mark.parametrize(
    ("text", "missed", "died"),
    [
        (
            "Two more guards wounded in the blast died on Tuesday, taking the toll to nine.",
            "Two more guards",
            True,
        ),
        (
            "Two guards were wounded in a blast on Tuesday, and the toll of the raid rose to nine.",
            "Two guards",
            False,
        ),
    ],
)
def test_wounded_who_died_are_in_the_total_of_the_dead(text: str, missed: str, died: bool) -> None:
    """And wounded who live are in none."""
    toll, held = told(text, missed, "nine", outcome="wounded")
    assert is_in_risen_total(toll, held) == died


def test_a_total_that_has_not_risen_holds_nobody_else() -> None:
    """Nor does one that goes to a place: "went to nine villages"."""
    text = "A clerk was killed in Karsa, and gunmen killed nine traders in Dol."
    toll, held = told(text, "A clerk", "nine traders")
    assert not is_in_risen_total(toll, held)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("The chief knows of one dead man, a tapper.", True),
        ("The chief knows of one dead man and a tapper.", False),
    ],
)
def test_who_is_told_of_in_apposition_is_no_other(text: str, again: bool) -> None:
    """A man who stands behind "and" is."""
    toll, held = told(text, "a tapper", "one dead man")
    assert is_beside_one(toll, held) == again


@pytest.mark.parametrize(
    ("text", "missed", "outcome", "held", "was", "part"),
    [
        (
            "Karsa counts 13 dead, among them two boys who were led away.",
            "two boys",
            "captured",
            "13 dead",
            "killed",
            True,
        ),
        (
            "The clinic took in 58 wounded, among them four men who have since died.",
            "four men",
            "killed",
            "58 wounded",
            "wounded",
            False,
        ),
    ],
)
def test_some_of_the_dead_are_a_part_whatever_else_is_told_of_them(
    text: str, missed: str, outcome: Outcome, held: str, was: Outcome, part: bool
) -> None:
    """Some of the wounded may have died since, and are others."""
    toll, casualties = told(text, missed, held, outcome=outcome, was=was)
    assert is_part(toll, casualties) == part


def test_what_a_deed_is_called_is_nobody() -> None:
    """And neither is a paper. A clerk is somebody."""
    text = "The judge and two men were shot, a crime that a clerk put on a list."
    assert is_of_nobody(told(text, "a crime", "two men")[0])
    assert is_of_nobody(told(text, "a list", "two men")[0])
    assert not is_of_nobody(told(text, "a clerk", "two men")[0])


def test_a_courts_sentence_takes_nobody_captive() -> None:
    """An arrest does, however long somebody is held."""
    text = "A Velm man who plotted to shoot two men has been jailed for life."
    assert is_sentenced(told(text, "A Velm man", "two men", outcome="captured")[0])
    text = "A Velm man was arrested on Monday and held for two days; two men fled."
    assert not is_sentenced(told(text, "A Velm man", "two men", outcome="captured")[0])


def test_all_the_displaced_of_a_place_are_the_toll_of_no_raid() -> None:
    """Where those who came last are held. A new total of the dead is one."""
    text = "Some 300 people fled to Dol, bringing to 11,000 the number of those who live there."
    toll, held = told(text, "11,000", "300 people", outcome="displaced", was="displaced")
    assert is_stock(toll, held)
    text = "Three men died in Dol, bringing to 11 the number of the dead."
    toll, held = told(text, "11", "Three men")
    assert not is_stock(toll, held)


@pytest.mark.parametrize(
    ("text", "missed", "outcome", "cue"),
    [
        ("A court jailed three men for a raid on Dol.", "three men", "captured", "jailed"),
        ("Three men were jailed over the murder of a clerk.", "Three men", "captured", "jailed"),
        ("A judge in Karsa has imprisoned three men.", "three men", "captured", "imprisoned"),
        ("The court sentenced three men to death for a raid.", "three men", "killed", "death"),
        ("Three men were condemned to hang for a raid.", "Three men", "killed", "hang"),
    ],
)
def test_whom_a_court_sentences_is_no_toll(
    text: str, missed: str, outcome: Outcome, cue: str
) -> None:
    """Neither for a deed told of, nor to death."""
    article = Article.from_text(text)
    words, by = article.locate(missed), article.locate(cue)
    assert words is not None
    assert is_sentenced(Toll(outcome, words, None, article.paragraphs[0], cue=by))


@pytest.mark.parametrize(
    ("text", "missed", "outcome", "cue"),
    [
        ("The junta jailed three reporters on Monday.", "three reporters", "captured", "jailed"),
        ("Gunmen shot three men to death near a court.", "three men", "killed", "death"),
        ("Gunmen led off three men from a court.", "three men", "captured", "led off"),
    ],
)
def test_whom_others_jail_or_kill_is_a_toll(
    text: str, missed: str, outcome: Outcome, cue: str
) -> None:
    """A court that only stands by sentences nobody."""
    article = Article.from_text(text)
    words, by = article.locate(missed), article.locate(cue)
    assert words is not None
    assert not is_sentenced(Toll(outcome, words, None, article.paragraphs[0], cue=by))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Four officers were hurt, one of whom fell, and a boy was struck by a baton.", True),
        ("Four officers were hurt, one of them badly, while a boy was struck.", True),
        ("Four people were hurt, among them a girl and a boy who was struck.", False),
        ("Four people were hurt, including a boy struck by a baton.", False),
    ],
)
def test_whom_a_clause_of_its_own_tells_of_is_no_part(text: str, own: bool) -> None:
    """And a relative clause is none."""
    article = Article.from_text(text)
    words, by = article.locate("a boy"), article.locate("struck")
    assert words is not None
    toll = Toll("wounded", words, None, article.paragraphs[0], cue=by)
    assert has_own_clause(toll) == own


@pytest.mark.parametrize(
    ("behind", "among"),
    [
        (", who was among the dead, was laid to rest in Karak", True),
        (", one of those killed, came from Bor", True),
        (", among the wounded, is a cook", True),
        (" died among his goats", False),
        (", who was one of two brothers, died", False),
    ],
)
def test_one_of_all_of_them_is_told_so(behind: str, among: bool) -> None:
    """Who "was among the dead" is nobody beside them."""
    toll, _ = told(f"Sergeant Khan{behind}.", "Sergeant Khan", "Sergeant Khan")
    assert is_among_all(toll) is among


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        (
            "Some 22 fell, while the state put the dead at nine and called most of them rebels.",
            "nine",
            "22",
        ),
        (
            "Monitors counted 41 dead, but the ministry spoke of 12, most of them its own men.",
            "12",
            "41",
        ),
        (
            "The union listed 30 killed, whereas the company admits six, one of them a guard.",
            "six",
            "30",
        ),
        (
            "They said 17 had died, then cut the figure to 11, two of them boys.",
            "11",
            "17",
        ),
    ],
)  # fmt: skip
def test_a_rival_figure_is_no_part(text: str, missed: str, held: str) -> None:
    """Another source gives it, or the same one later on."""
    toll, tolls = told(text, missed, held)
    assert is_rival(toll, tolls)
    assert not is_part(toll, tolls)


@pytest.mark.parametrize(
    ("text", "missed", "held"),
    [
        ("The raid killed 22 people, among them two nurses.", "two nurses", "22 people"),
        ("Police said 22 died, including four guards.", "four guards", "22"),
        ("At first nobody knew that 22 had died, nine of them pupils.", "nine", "22"),
    ],
)
def test_some_of_a_number_are_no_rival_figure(text: str, missed: str, held: str) -> None:
    """Nobody else gives it."""
    toll, tolls = told(text, missed, held)
    assert not is_rival(toll, tolls)
    assert is_part(toll, tolls)


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Villagers found only one body.", "one body"),
        ("The clinic took in just three bodies.", "three bodies"),
        ("No more than six bodies were found.", "six bodies"),
        ("Police had said on Monday that 11 bodies were found.", "11 bodies"),
        ("The mayor had earlier spoken of 11 bodies.", "11 bodies"),
    ],
)
def test_a_figure_may_be_given_apart_from_a_total(text: str, missed: str) -> None:
    """As less than others say, or before it."""
    assert is_given_apart(told(text, missed, missed)[0])


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Villagers found one body.", "one body"),
        ("Police say that 11 bodies were found.", "11 bodies"),
        ("Police had found 11 bodies.", "11 bodies"),
    ],
)
def test_bodies_that_are_found_are_given_by_nobody_before(text: str, missed: str) -> None:
    """They may be of any total."""
    assert not is_given_apart(told(text, missed, missed)[0])
