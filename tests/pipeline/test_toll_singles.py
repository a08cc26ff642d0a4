"""One person who may be one that a record holds, or is no toll at all."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told, doubted, gaps

from dateline.models import Article
from dateline.pipeline.toll_beside import is_counted
from dateline.survey import Toll, load_lexicon
from dateline.syntax import load_parser, missing_parser


@pytest.mark.parametrize(
    ("text", "kin", "held", "counted"),
    [
        ("A youth was shot dead.\n\nHis cousin was hit in the thigh.", "His cousin", 1, False),
        ("A teacher died.\n\nHer son was hit in the head.", "Her son", 1, False),
        ("Two men died.\n\nHis wife was hit and is recovering.", "His wife", 2, False),
        ("Two men died.\n\nHis wife was hit in the head.", "His wife", 2, True),
        ("A youth was shot dead.\n\nThe boy was hit in the head.", "The boy", 1, True),
    ],
)
def test_another_s_kin_are_not_he(text: str, kin: str, held: int, counted: bool) -> None:
    """Of a number that was killed any may be one, unless he lives."""
    article = Article.from_text(text)
    who = article.locate(kin)
    assert who is not None
    words = text.split(" ")[:2]
    record = Told([" ".join(words)]).record(article)
    assert record.casualties[0].count.best == held
    toll = Toll("wounded", who, None, article.paragraphs[1], others=frozenset({"killed"}))
    assert is_counted(toll, [record], load_lexicon("en")) is counted


needs_parser = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@needs_parser
@pytest.mark.parametrize(
    ("text", "held", "who"),
    [
        (
            "Omar killed four people before a guard shot the gunman dead.",
            "four people",
            "the gunman",
        ),
        ("Raiders shot two weavers, and their cook died later.", "two weavers", "their cook"),
        (
            "Corporal Jan Beck was shot dead.\n\nPrivate Lev Orlov was shot dead.",
            "Corporal Jan Beck",
            "Lev Orlov",
        ),
        (
            "The mayor of Tela was shot dead.\n\nThe policeman was shot dead.",
            "The mayor of Tela",
            "The policeman",
        ),
        (
            "Troops killed six rebels, losing one of their own men.",
            "six rebels",
            "one of their own men",
        ),
        ("Troops killed six rebels for the loss of one private.", "six rebels", "one private"),
        ("Nine were hurt.\n\nOne of those hurt died on Monday.", "Nine", "One of those"),
        (
            "A mob killed two men.\n\nPolice said they \u201celiminated a terrorist\u201d.",
            "two men",
            "a terrorist",
        ),
        ("A sergeant was killed.\n\nAli Khan, a baker, was killed too.", "Ali Khan", "A sergeant"),
    ],
)
def test_another_side_or_name_or_trade_is_another_person(text: str, held: str, who: str) -> None:
    """None of these may be among those whom the record counts."""
    assert doubted(text, Told([held]), parser=load_parser())[who] == ()


@needs_parser
@pytest.mark.parametrize(
    ("text", "held", "who"),
    [
        (
            "Nine people were killed in Karsa.\n\nOmar Dahl was shot dead at noon.",
            "Nine people",
            "Omar Dahl",
        ),
        ("A man was killed.\n\nAli Khan, a baker, was killed at noon.", "Ali Khan", "A man"),
        ("A baker was killed.\n\nAli Khan, a baker, was killed at noon.", "Ali Khan", "A baker"),
        ("The dead were now two, a driver having died of wounds.", "two", "a driver"),
        ("Six were killed, the youngest a girl of nine who was shot.", "Six", "a girl"),
        ("One of the nine, a baker, died of wounds.", "a baker", "One"),
        (
            "They mourned Joan Terry, a publican who was stabbed to death.",
            "Joan Terry",
            "a publican",
        ),
        (
            "Raiders shot an imam, Omar Dahl, outside his mosque; the imam died.",
            "an imam",
            "Omar Dahl",
        ),
        (
            "A mob killed two men.\n\nHe spoke of \u201ckilling a good man\u201d.",
            "two men",
            "a good man",
        ),
    ],
)
def test_who_may_be_one_of_those_held_is_no_warning(text: str, held: str, who: str) -> None:
    """By a name, a general word, or in apposition."""
    assert (who, "warning") not in gaps(text, Told([held]), parser=load_parser())


@needs_parser
@pytest.mark.parametrize(
    ("text", "held", "who"),
    [
        (
            "Two Red Crescent medics were killed.\n\nOmar Dahl was shot dead in his van.",
            "Two Red Crescent medics",
            "Omar Dahl",
        ),
        (
            "Five people died in the mall, including the gunman.\n\nPolice shot the gunman dead.",
            "Five people",
            "the gunman",
        ),
        (
            "A soldier was killed.\n\nSergeant Ali Khan, a father of two, was killed at noon.",
            "Ali Khan",
            "A soldier",
        ),
        (
            "Colonel Abd al-Karim was shot dead.\n\nGunmen shot dead Karim.",
            "Colonel Abd al-Karim",
            "Karim",
        ),
    ],
)
def test_a_title_or_a_family_sets_nobody_apart(text: str, held: str, who: str) -> None:
    """Nor does the name of an institution, or the killer's own death where he is counted."""
    assert (who, "warning") not in gaps(text, Told([held]), parser=load_parser())
