"""Where a stretch of words begins or ends inside of one."""

from __future__ import annotations

import pytest

from dateline.models.cuts import is_cut
from dateline.models.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "first", "behind"),
    [
        ("a non-violent march", 2, 3),
        ("between 10-12 people", 1, 2),
        ("between 10-12 people", 2, 3),
        ("they can't leave", 0, 2),
        ("a leader-less group", 0, 2),
    ],
)
def test_a_stretch_that_ends_in_a_word_cuts_it(text: str, first: int, behind: int) -> None:
    """A hyphen, a range or a contraction goes on at its edge."""
    assert is_cut(text, tokenize(text), first, behind)


@pytest.mark.parametrize(
    ("text", "first", "behind"),
    [
        ("a peaceful march", 1, 2),
        ("a non-violent march", 1, 3),
        ("between 10-12 people", 1, 3),
        ("he left - and came back", 0, 2),
    ],
)
def test_a_stretch_of_whole_words_cuts_none(text: str, first: int, behind: int) -> None:
    """With what belongs together inside, or a space at its edge."""
    assert not is_cut(text, tokenize(text), first, behind)
