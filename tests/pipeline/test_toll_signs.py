"""What speaks for a missed toll and against it, weighed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.models.vocabulary import Outcome, Realis
from dateline.pipeline import toll_signs
from dateline.pipeline.toll_doubts import DOUBTS
from dateline.pipeline.toll_signs import NEVER, Reader, is_doubted, signs, weights_of


def _known() -> Iterator[str]:
    yield from DOUBTS
    yield from toll_signs._SIGNS
    yield from (f"seen by {who}" for who in ("light", "tree", "both"))
    yield from (f"outcome {outcome}" for outcome in get_args(Outcome))
    for realis in get_args(Realis):
        yield from (f"told as {realis}", f"beside what is {realis}")


@pytest.mark.parametrize("reader", get_args(Reader))
def test_only_signs_that_there_are_have_weights(reader: Reader) -> None:
    """A sign that is renamed or gone would weigh nothing without a word."""
    weighed = set(weights_of(reader).signs)
    assert weighed <= set(_known())
    assert set(DOUBTS) >= NEVER
    assert not weighed & NEVER


@pytest.mark.parametrize("reader", get_args(Reader))
def test_a_toll_of_a_sentence_that_a_record_rests_on_is_warned_of(reader: Reader) -> None:
    """Nothing speaks against it."""
    text = "Gunmen killed nine nurses near Karsa on Monday."
    assert not is_doubted(missed(text, "nine nurses", Told()), reader)


def test_some_of_those_who_are_held_are_not_warned_of() -> None:
    """What is told as a part weighs more than that a record rests on its sentence."""
    text = "Gunmen killed nine nurses near Karsa, two of them in their sleep, on Monday."
    part = missed(text, "two of them", Told(["nine nurses"]))
    assert "told as part" in signs(part)
    assert is_doubted(part, "parser")


@pytest.mark.parametrize("reader", get_args(Reader))
def test_a_sum_over_a_year_is_never_warned_of(reader: Reader) -> None:
    """Whatever else speaks for it."""
    text = "Gunmen killed nine nurses in the state this year."
    year = missed(text, "nine nurses", Told(), cue="killed")
    assert NEVER & set(signs(year))
    assert is_doubted(year, reader)
