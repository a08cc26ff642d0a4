"""Where sentences end, for whoever reads them: quotations with gaps, the survey, dates."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from tests.growth import growth

from dateline.models.sentence_ends import sentence_ends


def read(text: str, **options: bool) -> list[str]:
    """The text, cut where its sentences end."""
    ends = [0, *sentence_ends(text, 0, len(text), **options), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(ends) if text[a:b].strip()]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained in Velm.", "Nobody was hurt."],
        ["“It rained.”", "“It still does,” she said."],
        ["Was it rain?!", "(Nobody knew.)", "¿Por qué?", "« Il pleut. »"],
        ["Then-Sen. Anna Bell met Mr. Orr of the U.N. Mission at 7.10 a.m. on Monday."],
        ["He asked for Calif. or the U.S.", "They refused."],
        ["She waited for John D. Orr.", "He came."],
        ["“Why?” he asked, and “Where!” and then ... nothing."],
        ["地震发生了。", "没有人受伤。"],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    """Names, numbers, abbreviations and marks before small letters end none."""
    assert read(" ".join(sentences)) == sentences


def test_sentences_without_a_space_between_them_are_told_apart() -> None:
    """As in text that lost its line breaks."""
    text = "It rained there.Nobody was hurt in 2015.The road held.“It held,” she said."
    assert read(text) == [
        "It rained there.",
        "Nobody was hurt in 2015.",
        "The road held.",
        "“It held,” she said.",
    ]


def test_a_small_letter_opens_one_where_it_may() -> None:
    """In archives that keep no capitals; figures and initials go on there too."""
    text = "it rained on 7. may in velm.  j. orr of gen. bell’s staff left.  nobody was hurt."
    assert len(read(text)) == 1
    assert len(read(text, small=True)) == 3


def test_a_lexicons_abbreviations_take_the_place_of_the_general_ones() -> None:
    """They are matched as they are written."""
    text = "Brig. Bell met Sens. Orr and Hall."
    ends = sentence_ends(text, 0, len(text), frozenset({"Brig"}))
    assert [text[:end] for end in ends] == ["Brig. Bell met Sens."]


def test_nothing_outside_of_the_part_that_is_read_counts() -> None:
    """A sentence whose next one is not in view does not end."""
    text = "It rained. Nobody was hurt."
    assert list(sentence_ends(text, 0, 10)) == []
    assert list(sentence_ends(text, 0, 12)) == [10]


@pytest.mark.parametrize("unit", [".", ". ", "A. ", "a. A", '."', "。", "?!"])
def test_marks_cost_no_more_than_their_text(unit: str) -> None:
    """Four times the text takes no sixteen times the time."""

    def ended(copies: int) -> Callable[[], int]:
        text = unit * copies
        return lambda: sum(1 for _ in sentence_ends(text, 0, len(text)))

    assert ended(5_000)() <= 5_000
    assert growth(ended(5_000), ended(20_000), 8) < 8
