"""Words that are copied letter for letter, and words that cannot stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Span
from dateline.models.matching import TextIndex
from dateline.models.verbatim import Verbatim

TEXT = "Police said 1 400 people fled. “Two men (both armed) said so,” the café owner told police."


def found(text: str, quote: str) -> str | None:
    """The copy that is found."""
    span = Verbatim(text).find(quote, 0, len(text))
    return span.text if span else None


@pytest.mark.parametrize(
    "quote",
    [
        "Police",
        "people fled",
        "people fled.",
        "Two men",
        "both armed",
        "said so",
        "said so,",
        "café owner",
    ],
)
def test_whole_words_are_found_as_they_stand(quote: str) -> None:
    """With the marks that end a sentence, and between quotation marks and brackets."""
    assert found(TEXT, quote) == quote


@pytest.mark.parametrize(
    "quote",
    ["olice", "Polic", "400 people", "said 1", "“Two men", "caf", "owner told", "PEOPLE"],
)
def test_of_what_may_be_part_of_another_word_nothing_is_said(quote: str) -> None:
    """Nor of part of a number, of words that begin with a mark, or that are spelt otherwise."""
    text = TEXT.replace("owner told", "owner told-off")
    assert found(text, quote) is None


def test_a_number_is_not_cut() -> None:
    """At its separators, its decimal point or its range."""
    text = "It cost 3.5 million in 2,400 towns, 10-12 in all. In 12 there were 30."
    for quote in ("3", "5 million", "400 towns", "2", "10"):
        assert found(text, quote) is None
    assert Verbatim(text).find("12", 0, len(text)) is None  # the first is of a range
    assert found(text, "30") == "30"


def test_what_a_text_holds_nowhere_is_told() -> None:
    """Whatever the case of a first letter."""
    words = Verbatim(TEXT)
    assert words.lacks("Two women", 0, len(TEXT))
    assert words.lacks("1 500", 0, len(TEXT))
    assert words.lacks("Police", 10, 60)
    for quote in ("police", "The café owner", "Cafe\u0301 owner", "[Some] men", "He"):
        assert not words.lacks(quote, 0, len(TEXT))


def test_of_a_text_with_characters_without_width_nothing_is_told() -> None:
    """A soft hyphen may stand within a word, and an accent behind its letter."""
    for text in ("The sol\u00addiers fled.", "The cafe\u0301 burnt.", "Die Solda\u200dten."):
        assert not Verbatim(text).lacks("The women", 0, len(text))


def test_of_copies_the_nearest_is_found() -> None:
    """Unless another spelling may stand nearer."""
    text = "The mayor said no. Nobody else came. The mayor said it again, said the clerk."
    near = Span.cut(text, 19, 36)
    assert (span := Verbatim(text).find_near("said", 0, len(text), near)) is not None
    assert span.start == 10
    assert Verbatim(text).find_near("the mayor", 0, len(text), near) is None


PIECES = st.sampled_from(
    [
        *["said", "Said", "the", "The", "army", "not", "can't", "10", "12", "400", "café"],
        *["cafe\u0301", " ", " ", " ", "  ", "\n", "\u00a0", "\u00ad", "-", "–", ", ", ". ", "."],
        *["“", "”", '"', "’", "(", ")", "…"],
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join)


@st.composite
def texts_and_quotes(draw: st.DrawFn) -> tuple[str, str, int, int]:
    """A text, words that are mostly a part of it, and two offsets."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    quote = draw(st.one_of(st.just(text[start:end]), TEXTS))
    return text, quote, draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))


def taken_apart(text: str) -> TextIndex:
    """An index that compares words only."""
    index = TextIndex(text)
    index._verbatim = _Nothing(text)
    return index


class _Nothing(Verbatim):
    def find(self, quote: str, low: int, high: int) -> Span | None:
        return None

    def find_near(self, quote: str, low: int, high: int, near: Span) -> Span | None:
        return None

    def lacks(self, quote: str, low: int, high: int) -> bool:
        return False


@settings(max_examples=300)
@given(texts_and_quotes())
def test_a_copy_stands_where_its_words_do(case: tuple[str, str, int, int]) -> None:
    """As the comparison of words finds it, which may take an earlier place in another spelling."""
    text, quote, low, high = case
    low, high = sorted((low, high))
    copied = Verbatim(text).find(quote, low, high)
    compared = taken_apart(text).find(quote, within=Span.cut(text, low, high))
    if copied is not None:
        assert compared is not None
        assert copied.text == quote
        assert compared == copied or (compared.start < copied.start and compared.text != quote)
    if Verbatim(text).lacks(quote, low, high):
        assert compared is None


@settings(max_examples=300)
@given(texts_and_quotes())
def test_the_nearest_copy_is_the_nearest_of_all_spellings(case: tuple[str, str, int, int]) -> None:
    """As the comparison of words finds it."""
    text, quote, low, high = case
    near = Span.cut(text, *sorted((low, high)))
    copied = Verbatim(text).find_near(quote, 0, len(text), near)
    if copied is not None:
        assert taken_apart(text).find(quote, near=near) == copied
