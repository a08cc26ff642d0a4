"""The fence token: the same at every run, and never in the text."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.prompts import fence_for

any_text = st.text(st.characters(codec=None, exclude_categories=()))


@given(any_text, st.integers(1, 80))
def test_it_never_stands_in_the_text(text: str, length: int) -> None:
    """For any text, of any length of token."""
    assert fence_for(text, length=length) not in text


@given(any_text, st.integers(1, 12), st.integers(1, 6))
def test_a_text_that_holds_earlier_fences_gets_another(text: str, length: int, rounds: int) -> None:
    """Whoever pastes the fence of a former version of the text gains nothing."""
    for _ in range(rounds):
        text += fence_for(text, length=length)
        assert fence_for(text, length=length) not in text


def test_a_text_with_every_short_token_gets_a_longer_one() -> None:
    """The search ends for a text that holds all tokens of the length asked for."""
    text = " ".join(map("".join, product("0123456789abcdef", repeat=2)))
    token = fence_for(text, length=1)
    assert token not in text
    assert len(token) > 2


def test_it_is_the_same_at_every_run() -> None:
    """Cassettes and prompt caches rely on it, so the value is pinned."""
    assert fence_for("Rain fell on Lenz.") == "779fdd28954f"


@pytest.mark.parametrize("length", [1, 12, 64, 200])
def test_it_has_the_length_asked_for(length: int) -> None:
    """Longer than one hash, too."""
    assert len(fence_for("", length=length)) == length


def test_a_fence_of_no_length_is_refused() -> None:
    """An empty token stands in every text."""
    with pytest.raises(ValueError, match="at least one character"):
        fence_for("x", length=0)
