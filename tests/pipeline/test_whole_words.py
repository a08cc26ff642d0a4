"""Words found as they are written, and not inside of longer ones."""

from __future__ import annotations

from dateline.pipeline.whole_words import find_words


def test_finds_each_place_in_order() -> None:
    """All places, also at both ends of the text."""
    assert [*find_words("Okello", "Okello met Okello’s aide, Okello")] == [0, 11, 26]


def test_no_part_of_a_longer_word() -> None:
    """Letters, digits and underscores make one word with what they touch."""
    assert [*find_words("man", "woman mandate man_ man2 man")] == [24]


def test_no_overlap() -> None:
    """What was found is not found again inside of itself."""
    assert [*find_words("a a", "a a a a")] == [0, 4]


def test_looks_between_two_places() -> None:
    """What stands before the first may still be glued to the words; nothing behind the last."""
    assert [*find_words("man", "woman man", 2)] == [6]
    assert [*find_words("man", "a mandate", 0, 5)] == [2]
