"""Where quotation marks open and close; tests/survey/test_quotations.py has their styles."""

from __future__ import annotations

import pytest

from dateline.models.quotation_marks import Quoted, read_nested, read_quotations


def read(text: str) -> list[Quoted]:
    """The quotations of a text that is one paragraph."""
    return list(read_quotations(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Elle parle d’un ‹ pont › perdu.", " pont "),
        ("彼女は「橋は消えた」と言った。", "橋は消えた"),
        ("«Le pont est parti, dit-elle.", "Le pont est parti, dit-elle."),
    ],
)
def test_marks_of_other_languages_are_read(text: str, inner: str) -> None:
    """Also where no space parts words, and where a paragraph leaves them open."""
    assert [text[q.inner_start : q.inner_end] for q in read(text)] == [inner]


def test_a_quotation_inside_of_another_is_read_for_itself() -> None:
    """By marks of another kind."""
    text = "“He said ‘the bridge is gone’ and left,” she said."
    (outer,) = read(text)
    assert [text[q.start : q.end] for q in read_nested(text, outer)] == ["‘the bridge is gone’"]
    assert list(read_nested(text, Quoted(0, 1, 8, 9))) == []
