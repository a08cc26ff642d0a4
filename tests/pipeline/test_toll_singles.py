"""One person who may be one that a record holds, or is no toll at all."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.models import Article
from dateline.pipeline.toll_beside import is_counted
from dateline.pipeline.toll_singles import is_speaker, is_thing
from dateline.survey import Toll


@pytest.mark.parametrize("thing", ["quarrel", "dispute", "row", "brawl", "rumour", "stampede"])
def test_what_is_no_person_is_no_toll(thing: str) -> None:
    """A tree may have it beside a verb of deeds."""
    assert is_thing(missed(f"A {thing} ended in gunfire in Bor.", f"A {thing}", Told()))
    assert not is_thing(missed("A smith ended it and fell dead.", "A smith", Told()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to the spokesman of the police, Garry Osias, a guard was hurt.", "Garry Osias"),
        ("A guard was hurt, said the spokeswoman, Rima Noor, and a boy.", "Rima Noor"),
        ("According to Garry Osias, a guard was hurt.", "Garry Osias"),
        ("The army spokesperson Ana Leal put the losses at two.", "Ana Leal"),
        ("Said Omar Bah, two were hurt.", "Omar Bah"),
    ],
)
def test_who_speaks_for_others_is_no_toll(text: str, name: str) -> None:
    """His name stands right behind his office."""
    assert is_speaker(missed(text, name, Told(), outcome="wounded"))


@pytest.mark.parametrize("text", ["Gunmen shot Garry Osias in Bor.", "The guard Garry Osias died."])
def test_a_name_beside_no_speaker_may_be_a_toll(text: str) -> None:
    """He may be."""
    assert not is_speaker(missed(text, "Garry Osias", Told(), outcome="wounded"))


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
    assert is_counted(toll, [record]) is counted
