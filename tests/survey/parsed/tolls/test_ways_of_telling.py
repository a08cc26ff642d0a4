"""Many ways of telling one thing, each construction in several sentences of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "ways.toml").read_text("utf-8"))


def read(text: str) -> list[list[str]]:
    """The tolls of a sentence, in the form of the data."""
    return sorted(
        [toll.outcome, toll.count.text]
        for sentence in survey(Article.from_text(text), load_parser()).sentences
        for toll in (*sentence.tolls, *sentence.singles)
    )


def of(*groups: str) -> Any:
    """The sentences of some groups, each a test of its own."""
    entries = [entry for group in groups for entry in DATA[group]]
    return pytest.mark.parametrize("entry", entries, ids=lambda e: e["text"][:60])


@of("blows")
def test_verb_and_noun_tell_a_wound_together(entry: dict[str, Any]) -> None:
    """A blade driven in, a mine stepped on, one's own ankle broken, oxygen given."""
    assert read(entry["text"]) == entry["tolls"]


@of("saving")
def test_deaths_are_told_by_what_was_done_in_vain(entry: dict[str, Any]) -> None:
    """Not saved, not revived; or in the words of those who boast of them."""
    assert read(entry["text"]) == entry["tolls"]


@of("taking")
def test_people_are_taken_by_captors_police_or_a_place(entry: dict[str, Any]) -> None:
    """Led out, lifted, locked up, kept; or taken in by a hospital or a camp."""
    assert read(entry["text"]) == entry["tolls"]


@of("leaving")
def test_people_go_and_do_not_come_back(entry: dict[str, Any]) -> None:
    """They cross over, stay with relatives, cannot go home, or are nowhere to be found."""
    assert read(entry["text"]) == entry["tolls"]


@of("alone")
def test_a_deed_is_told_in_words_of_its_own(entry: dict[str, Any]) -> None:
    """A roll call missed, a leg torn off, a student's death confirmed, five taken prisoner."""
    assert read(entry["text"]) == entry["tolls"]


@of("news")
def test_who_gives_the_news_is_none_of_those_it_tells_of(entry: dict[str, Any]) -> None:
    """Such as "said the medic, John Bull", "according to the head of the clinic, Rosa Diaz"."""
    assert read(entry["text"]) == entry["tolls"]


@of("dead")
def test_the_dead_are_told_by_graves_morgues_and_idiom(entry: dict[str, Any]) -> None:
    """Such as "counted 19 graves", "none lived", "put four to the sword"."""
    assert read(entry["text"]) == entry["tolls"]


@of("hurt")
def test_the_wounded_are_told_by_who_cares_for_them(entry: dict[str, Any]) -> None:
    """Such as "under treatment", "patched up eight", "fighting for their lives"."""
    assert read(entry["text"]) == entry["tolls"]


@of("seized")
def test_captives_are_told_by_where_they_are_led(entry: dict[str, Any]) -> None:
    """Such as "19 women taken", "vanished with seven", "for questioning"."""
    assert read(entry["text"]) == entry["tolls"]


@of("lost")
def test_the_missing_are_told_by_what_nobody_hears_of_them(entry: dict[str, Any]) -> None:
    """Such as "no sign of life", "no one knows where", "what has become of"."""
    assert read(entry["text"]) == entry["tolls"]


@of("gone")
def test_the_displaced_are_told_by_where_they_are_put_up(entry: dict[str, Any]) -> None:
    """Such as "housed in a convent", "cost 900 their homes", "have gone into hiding"."""
    assert read(entry["text"]) == entry["tolls"]


@of("singles")
def test_one_person_is_told_by_what_he_is_or_by_a_pronoun(entry: dict[str, Any]) -> None:
    """In apposition to a name, by a trade, by "him"; not who only says who another is."""
    assert read(entry["text"]) == entry["tolls"]


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("His wife was hit on the forehead and received six stitches.", False),
        ("His wife Nora, who was hit in the hip, is recovering in a hospital.", False),
        ("One soldier died and four were evacuated to Mora by helicopter.", False),
        ("The agent killed 72 soldiers there and took nine prisoners.", False),
        ("The group claimed to have killed 72 soldiers and taken nine prisoners.", False),
        ("A van driver died; six others were cut.", False),
        ("Two students sat on him until he could be arrested.", True),
        ("Five guards held the door until she was killed.", True),
        ("Relatives of three of the slain constables wept.", True),
        ("Two hundred residents were evacuated by helicopter.", True),
        ("The mediator asked for the 12 hostages.", True),
    ],
)
def test_what_is_told_of_them_alone_is_certain(text: str, weak: bool) -> None:
    """A verb that they hang on, a word of the field; and not what befell another."""
    sentence = survey(Article.from_text(text), load_parser()).sentences[0]
    assert [*sentence.tolls, *sentence.singles][-1].weak is weak


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("A constable was shot in the knee.", set()),
        ("Rosa Mendes was shot through the hand.", set()),
        ("Rosa Mendes was shot in the head.", {"killed"}),
        ("A constable was shot in the chest.", {"killed"}),
    ],
)
def test_nobody_dies_of_a_limb(text: str, others: set[str]) -> None:
    """Who is shot may have died, but not where it was in the hand."""
    (toll,) = (
        t
        for s in survey(Article.from_text(text), load_parser()).sentences
        for t in (*s.tolls, *s.singles)
    )
    assert (toll.outcome, set(toll.others)) == ("wounded", others)


@pytest.mark.parametrize(
    "text",
    [
        "Four raiders were killed and 23 hostages freed, the governor of Hiran, Ali Warsame, said.",
        "Three were killed by a drone, the head of the city's council, Ivan Lysenko, says.",
        "The warden, Omar Ali, 44, said that one inmate was dead.",
    ],
)
def test_whose_name_stands_beside_his_title_speaks(text: str) -> None:
    """He is none of those of whom he tells."""
    told = [who for _, who in read(text)]
    assert not any(w in " ".join(told) for w in ("governor", "head", "warden", "Ali", "Ivan"))


@of("nothing")
def test_like_words_may_tell_of_no_harm(entry: dict[str, Any]) -> None:
    """Envoys cross borders, crowds leave, and police lift bans."""
    assert read(entry["text"]) == []
