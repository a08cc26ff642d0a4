"""Quotations: the marks of several languages, apostrophes inside, and paragraphs left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import growth

from dateline.models import Article, Span
from dateline.survey.quotations import find_quotations


def quoted(text: str) -> list[str]:
    """What stands between quotation marks, by paragraph."""
    article = Article(text=text)
    return [q.inner.text for p in article.paragraphs for q in find_quotations(text, p)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The bridge is gone,” she said.", "The bridge is gone,"),
        ('"The bridge is gone," she said.', "The bridge is gone,"),
        ("‘The bridge is gone,’ she said.", "The bridge is gone,"),
        ("'The bridge is gone,' she said.", "The bridge is gone,"),
        ("„Die Brücke ist weg“, sagte sie.", "Die Brücke ist weg"),
        ("„Die Brücke ist weg”, sagte sie.", "Die Brücke ist weg"),
        ("«Le pont est parti», a-t-elle dit.", "Le pont est parti"),
        ("»Broen er væk,« sagde hun.", "Broen er væk,"),
        ("「橋は消えた」と彼女は言った。", "橋は消えた"),
        ("She called it (“a farce”) twice.", "a farce"),
        ("''The bridge isn't there,'' she said.", "The bridge isn't there,"),
        ("``The bridge is gone,'' she said.", "The bridge is gone,"),
        ("Il a condamné « un acte barbare » lundi.", "un acte barbare"),
        ("“The bridge is gone,“ she said.", "The bridge is gone,"),
        ('“The bridge is gone," she said.', "The bridge is gone,"),
        ('It ended there."The bridge is gone," she said.', "The bridge is gone,"),
    ],
)
def test_the_marks_of_several_languages(text: str, inner: str) -> None:
    """English double and single, straight, German, French, Danish, Japanese."""
    assert quoted(text) == [inner]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_french_marks_with_their_spaces(space: str) -> None:
    """French sets a no-break space inside its marks."""
    found = quoted(f"«{space}Le pont est parti{space}», a-t-elle dit.")
    assert [inner.strip() for inner in found] == ["Le pont est parti"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("‘It wasn’t the river’s fault,’ he said.", "It wasn’t the river’s fault,"),
        ("'It wasn't the river's fault,' he said.", "It wasn't the river's fault,"),
        ("“It wasn’t the river’s fault,” he said.", "It wasn’t the river’s fault,"),
        ("‘The boys’ boots were gone,’ he said.", "The boys’ boots were gone,"),
        ("'The boys' boots were gone,' he said.", "The boys' boots were gone,"),
    ],
)
def test_an_apostrophe_closes_nothing(text: str, inner: str) -> None:
    """Neither inside a word nor behind a plural."""
    assert quoted(text) == [inner]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor’s house and the boys’ school weren’t damaged.",
        "The mayor's house and the boys' school weren't damaged.",
        "It was in the ’90s that O’Neil’s boat sank.",
        "The pole was 6' long and the plank 4\" wide.",
    ],
)
def test_apostrophes_alone_quote_nothing(text: str) -> None:
    """Possessives, contractions, decades and measures."""
    assert quoted(text) == []


def test_a_quotation_inside_another_belongs_to_it() -> None:
    """The outermost is kept whole."""
    text = "“They told us, ‘Go home,’ and we went,” Lena Ahmadi said."
    assert quoted(text) == ["They told us, ‘Go home,’ and we went,"]


def test_several_quotations_of_a_sentence_stand_in_order() -> None:
    """One before the cue and one behind it."""
    text = "“The bridge is gone,” she said, “and nobody came to mend it.”"
    assert quoted(text) == ["The bridge is gone,", "and nobody came to mend it."]


def test_a_quotation_of_several_paragraphs_is_opened_in_each() -> None:
    """Only the last paragraph closes it, and each before runs to its own end."""
    text = "“The bridge is gone. We wait.\n\n“Nobody came to mend it.\n\n“We will do it,” she said."
    assert quoted(text) == [
        "The bridge is gone. We wait.",
        "Nobody came to mend it.",
        "We will do it,",
    ]


def test_a_mark_left_open_inside_a_paragraph_does_not_swallow_the_next() -> None:
    """A misprint costs one quotation and no more."""
    found = quoted("She said “the bridge is gone and left.\n\n“We wait,” said another.")
    assert found[-1] == "We wait,"
    assert all("another" not in inner for inner in found)


@pytest.mark.parametrize("mark", ['"', "“", "'", "‘", "''", "«", "(", "[", "— ", ", "])
def test_marks_left_open_cost_no_more_than_their_text(mark: str) -> None:
    """Four times the text takes no sixteen times the time."""

    def found(copies: int) -> Callable[[], object]:
        text = f"{mark}a " * copies
        paragraph = Span(start=0, end=len(text), text=text)
        return lambda: find_quotations(text, paragraph)

    assert growth(found(5_000), found(20_000), 8) < 8


marked_text = st.text(st.sampled_from("ab s.,\n\u00a0“”„«»‘’'\"「」"), max_size=50)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), marked_text))
def test_quotations_of_any_text_slice_and_lie_apart(text: str) -> None:
    """Inner in outer, outer in its paragraph, none overlapping."""
    for paragraph in Article(text=text).paragraphs:
        end = paragraph.start
        for quotation in find_quotations(text, paragraph):
            inner, outer = quotation.inner, quotation.outer
            assert text[inner.start : inner.end] == inner.text
            assert text[outer.start : outer.end] == outer.text
            assert inner in outer
            assert outer in paragraph
            assert outer.start >= end
            end = outer.end
