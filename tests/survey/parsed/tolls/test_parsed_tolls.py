"""Tolls and realis by dependency trees, on passages of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Article, Span
from dateline.survey import Toll, load_lexicon, survey
from dateline.survey.parsed.tolls.tolls import find_parsed_tolls
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "passages.toml").read_text("utf-8"))


def read(text: str) -> tuple[Toll, ...]:
    """The tolls that the tree of one sentence shows."""
    sentence = Span(start=0, end=len(text), text=text)
    (tree,) = load_parser().parse([[sentence]])
    return find_parsed_tolls(tree, load_lexicon("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb killed a sarpanch near the mill.", [("killed", "a sarpanch")]),
        ("Nine charcoal burners were found dead.", [("killed", "Nine charcoal burners")]),
        ("Two interpreters bled to death in the sand.", [("killed", "Two interpreters")]),
        ("The attack left 49 gendarmes dead.", [("killed", "49 gendarmes")]),
        ("The toll rose to 17 overnight.", [("killed", "17")]),
        ("Gunmen took four warders hostage.", [("captured", "four warders")]),
        ("Nineteen officers needed treatment.", [("wounded", "Nineteen officers")]),
        ("Some 220 families abandoned their plots.", [("displaced", "Some 220 families")]),
        ("The rebels lost 11 men.", [("killed", "11 men")]),
        ("Five were killed in Herat and nine in Farah.", [("killed", "Five"), ("killed", "nine")]),
        ("Among the dead were two nurses.", [("killed", "two nurses")]),
        ("Six people, including two women, were killed.", [("killed", "Six people")]),
        ("Two soldiers killed four rebels.", [("killed", "four rebels")]),
        ("Two guards fell as martyrs at the gate.", [("killed", "Two guards")]),
        ("They took the hill for the loss of six heroes.", [("killed", "six heroes")]),
        ("Two hamlets were burnt down at dusk.", []),
        ("Four columns were beaten back.", []),
        ("A grenade wounded a monitor and two guests.", [("wounded", "a monitor and two guests")]),
        ("Nobody was hurt, and three judges will hear the case.", []),
    ],
)
def test_what_governs_a_number_says_what_became_of_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Object, subject, complement, noun or sum: by grammar, whatever the noun."""
    found = [(t.outcome, t.count.text) for t in read(text)]
    assert [e for e in expected if e not in found] == []
    assert all(o in dict.fromkeys(o for o, _ in expected) for o, _ in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bus driver Juma Otieno was killed.", [("killed", "Juma Otieno")]),
        ("Gunmen abducted schoolteacher Hawa Diallo.", [("captured", "Hawa Diallo")]),
        ("Fruit packer Ram Das Mahto of Gaya was shot dead.", [("killed", "Ram Das Mahto")]),
        ("Aldous, 41, was seized at the airstrip.", [("captured", "Aldous")]),
        ("Interior minister Juma Otieno was questioned.", []),
        ("Fishing boat Santa Rita was sunk.", []),
    ],
)
def test_somebody_is_told_of_by_what_he_is_and_his_name(
    text: str, told: list[tuple[str, str]]
) -> None:
    """By the name alone: what he is stands before it."""
    assert [(t.outcome, t.count.text) for t in read(text)] == told


@pytest.mark.parametrize(
    ("text", "outcome", "words"),
    [
        ("A mayor was killed and his wife wounded.", "wounded", "his wife"),
        ("The clerk was shot dead and his driver abducted.", "captured", "his driver"),
        ("A mayor was killed and two guards wounded a thief.", "wounded", "two guards"),
        ("A mayor was killed and his driver captured a thief.", "killed", "a thief"),
    ],
)
def test_a_second_clause_may_lack_the_auxiliary(text: str, outcome: str, words: str) -> None:
    """Where nothing else is the object of its verb."""
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    told = [(t.outcome, t.count.text) for t in (*sentence.tolls, *sentence.singles)]
    assert ((outcome, words) in told) == ("thief" not in text)


def test_both_readings_find_more_than_the_light_one() -> None:
    """On passages that no rule was made for; the odd ones were never looked at."""
    share = {with_parser: _found(DATA["tolls"], with_parser) for with_parser in (False, True)}
    assert share[True] >= 0.8
    assert share[True] > share[False] + 0.1


def _found(entries: list[dict[str, Any]], with_parser: bool) -> float:
    parser = load_parser() if with_parser else None
    hits = total = 0
    for entry in entries:
        text = entry["text"]
        tolls = [t for s in survey(Article.from_text(text), parser).sentences for t in s.tolls]
        for outcome, words, *_ in entry["tolls"]:
            at = text.index(words)
            span = Span(start=at, end=at + len(words), text=words)
            hits += any(t.count.overlaps(span) and outcome in {t.outcome, *t.others} for t in tolls)
            total += 1
    return hits / total


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Rebels attacked the town on Sunday.", {"actual"}),
        ("The militia threatened to attack the town.", {"threatened"}),
        ("They were plotting to attack a mosque.", {"planned"}),
        ("The army denied that it had attacked the village.", {"denied"}),
        ("There was no attack on the barracks, the colonel said.", {"denied"}),
        ("Officials fear an attack on the dam.", {"hypothetical"}),
        ("Troops foiled an attack on the convoy.", {"attempted"}),
        ("Gunmen who had threatened them attacked the mission.", {"actual"}),
        ("Nobody has claimed the attack on the bar.", {"actual"}),
        ("Police said rebels attacked the post and would not say more.", {"actual"}),
        ("If they attack the bridge, the town will starve.", {"hypothetical"}),
        ("Will they attack the bridge?", {"hypothetical"}),
    ],
)
def test_what_a_deed_hangs_on_says_whether_it_happened(text: str, realis: set[str]) -> None:
    """Tense, modality, negation, and the verb or noun that governs it."""
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    assert {d.realis for d in sentence.deeds} == realis


def test_without_a_parser_the_light_reading_stands() -> None:
    """A sentence has no deeds, and its tolls are those of the patterns."""
    (sentence,) = survey(Article.from_text("A bomb killed 14 soldiers.")).sentences
    assert sentence.deeds == ()
    assert [(t.seen_by, t.realis) for t in sentence.tolls] == [("light", None)]


def test_a_toll_says_which_readings_see_it() -> None:
    """Both, or the tree alone; and whether it happened."""
    text = "The militia threatened to kill 14 soldiers."
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    (toll,) = sentence.tolls
    assert (toll.seen_by, toll.realis) == ("both", "threatened")
    assert sentence.not_actual == (toll,)


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("The clinic was treating 27 others in intensive care, a doctor told reporters.", "actual"),
        ("She spoke later, telling a radio station that nine men were missing.", "actual"),
        ("He told the court that guards were shooting six men when he came.", "actual"),
        ("He told the guards to kill six men.", "planned"),
        ("He told the villagers that six men would be killed.", "planned"),
        (
            "They drilled all day, with actors in the role of guards and of six wounded men.",
            "unreal",
        ),
        ("Cadets playing six dead men lay on the grass.", "unreal"),
        ("Six actors were killed in the role of their lives.", "actual"),
        (
            "Information received on Friday that six men had been abducted proved unfounded.",
            "denied",
        ),
        ("Reports published on Friday that six men had been abducted were false.", "denied"),
        ("Reports published on Friday that six men had been abducted were not false.", "actual"),
        ("Reports published on Friday that six men had been abducted proved right.", "actual"),
    ],
)
def test_a_toll_is_told_as_what_its_clause_is(text: str, realis: str) -> None:
    """To tell somebody that it is so is no order; a part that is played is no wound."""
    (sentence,) = survey(Article.from_text(text), load_parser()).sentences
    expected = "hypothetical" if realis == "unreal" else realis
    assert [t.realis for t in sentence._every_toll] == [expected]
