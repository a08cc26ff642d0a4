"""Values in words."""

from __future__ import annotations

import pytest

from dateline.export.wording import count_in_words, excerpt, flat, plural, said_in_words
from dateline.models import Count, Mention


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("two\n  lines\tand a tab ", "two lines and a tab"),
        ("\x1b[31mred\x07", "[31mred"),
        ("left\u202eright\u2069\u200f", "leftright"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("half\ud83d", "half"),
        ("\ufeff\u2060", ""),
    ],
)
def test_flat_words_stand_on_one_line_and_reorder_nothing(words: str, shown: str) -> None:
    """What joins letters stays; it is part of how they are written."""
    assert flat(words) == shown


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 14}, "14 or more"),
        ({"high": 20}, "up to 20"),
        ({"low": 3, "high": 3}, "3"),
        ({"low": 3, "high": 5}, "3 to 5"),
        ({"best": 9}, "about 9"),
        ({}, "an unknown number"),
    ],
)
def test_bounds_are_told_and_unknown_is_not_zero(bounds: dict[str, int], words: str) -> None:
    """As far as they are known."""
    count = Count.model_validate({"mention": Mention(text="some"), **bounds})
    assert count_in_words(count) == words


def test_speaker_and_cue_stand_in_their_order() -> None:
    """The cue comes first where it is "according to"."""
    assert said_in_words("the mayor", "said") == "the mayor said"
    assert said_in_words("the mayor", "according to") == "according to the mayor"
    assert said_in_words("the mayor", "") == "the mayor"


def test_an_excerpt_ends_between_words() -> None:
    """And says that there is more."""
    assert excerpt("one two three", 9) == "one two …"
    assert excerpt("one two", 9) == "one two"


def test_one_is_not_many() -> None:
    """A count with its noun."""
    assert (plural(1, "place"), plural(2, "place")) == ("1 place", "2 places")
    assert plural(1, "batch", "batches") == "1 batch"
    assert plural(2, "batch", "batches") == "2 batches"
    assert plural(1_200, "place") == "1,200 places"
