"""A text cut at its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.html.pieces import Piece, cut

SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=3)


def test_overlapping_marks_are_cut_and_the_shortest_comes_first() -> None:
    """Each piece says what is on it, what begins there and what ends."""
    assert list(cut("0123456789ab", [[(2, 8)], [(5, 10)]])) == [
        Piece(0, "01"),
        Piece(2, "234", on=(0,), begins=(0,)),
        Piece(5, "567", on=(1, 0), begins=(1,), ends=(0,)),
        Piece(8, "89", on=(1,), ends=(1,)),
        Piece(10, "ab"),
    ]


def test_a_broken_mark_pauses_and_resumes() -> None:
    """Its parts know that they belong together."""
    first, between, second = cut("one two three", [[(0, 3), (8, 13)]])
    assert (first.begins, first.pauses, first.ends) == ((0,), (0,), ())
    assert between.on == ()
    assert (second.begins, second.resumes, second.ends) == ((), (0,), (0,))


def test_parts_that_touch_are_one() -> None:
    """In whatever order they are given."""
    assert [p.text for p in cut("abcdef", [[(2, 4), (0, 2)]])] == ["abcd", "ef"]


def test_it_is_cut_where_it_is_told_to_be() -> None:
    """Inside of the text, and not elsewhere."""
    assert [p.text for p in cut("abcdef", [[(0, 6)]], at=(0, 3, 6, 9))] == ["abc", "def"]


def test_nothing_of_nothing() -> None:
    """An empty text has no pieces."""
    assert list(cut("", [[(0, 3)]])) == []


@given(st.text(max_size=40), st.lists(SPANS, max_size=6), st.lists(st.integers(-3, 40)))
def test_pieces_are_the_text_and_hold_the_marks(
    text: str, marks: list[list[tuple[int, int]]], at: list[int]
) -> None:
    """Whatever is marked: nothing is lost, added or marked that was not."""
    pieces = list(cut(text, marks, at=at))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert piece.text
        for place in range(piece.start, piece.start + len(piece.text)):
            on = {n for n, mark in enumerate(marks) if any(a <= place < b for a, b in mark)}
            assert set(piece.on) == on
    for number in range(len(marks)):
        begun = sum(number in piece.begins for piece in pieces)
        assert begun == sum(number in piece.ends for piece in pieces) <= 1
        assert sum(number in p.pauses for p in pieces) == sum(number in p.resumes for p in pieces)
