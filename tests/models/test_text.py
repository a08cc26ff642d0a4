"""Spans that fit their text, and mentions that say where they come from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.models import Article, Mention, Span

TEXT = "The ferry to Oruma sank at dawn."


def span(start: int, end: int) -> Span:
    """A span of the ferry's sentence."""
    return Span(start=start, end=end, text=TEXT[start:end])


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(-1, 4, "ferry"), (4, 9, "ferr"), (4, 9, "ferry "), (9, 4, "ferry"), (9, 4, ""), (0, 0, "x")],
)
def test_a_span_that_does_not_fit_its_text_cannot_be_made(start: int, end: int, text: str) -> None:
    """Negative, reversed, too short or too long: refused when it is built."""
    with pytest.raises(ValidationError, match="does not fit"):
        Span(start=start, end=end, text=text)


def test_a_span_cannot_be_changed() -> None:
    """What was proved once stays as it was proved."""
    with pytest.raises(ValidationError, match="frozen"):
        span(4, 9).start = 5  # type: ignore[misc]


def test_offsets_count_characters_and_not_bytes_or_utf16_units() -> None:
    """An emoji or an Arabic letter before the words moves them by one each."""
    article = Article(text="🚨🚨 عاجل: fire in Oruma")
    found = article.locate("fire in Oruma")
    assert found is not None
    assert (found.start, found.end) == (9, 22)
    assert article.text[found.start : found.end] == "fire in Oruma"


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        (span(0, 18), span(4, 9), True),
        (span(4, 9), span(4, 9), True),
        (span(4, 9), span(0, 18), False),
        (span(4, 9), span(9, 12), False),
        (span(4, 12), span(9, 18), False),
    ],
)
def test_a_span_holds_what_lies_within_it(outer: Span, inner: Span, holds: bool) -> None:
    """Its own ends included, and nothing that sticks out."""
    assert (inner in outer) is holds


def test_neighbours_do_not_overlap() -> None:
    """Spans that share no character are apart, whichever is asked first."""
    assert not span(0, 4).overlaps(span(4, 9))
    assert not span(4, 9).overlaps(span(0, 4))
    assert span(0, 5).overlaps(span(4, 9))
    assert span(4, 9).overlaps(span(0, 5))


@settings(max_examples=50, deadline=None)
@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_every_slice_of_an_article_is_a_span(text: str, start: int, length: int) -> None:
    """`article.span` keeps the promise that every span makes."""
    start = min(start, len(text))
    end = min(start + length, len(text))
    made = Article(text=text).span(start, end)
    assert text[made.start : made.end] == made.text


@settings(max_examples=100, deadline=None)
@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_span_that_is_cut_is_the_one_that_is_validated(text: str, start: int, end: int) -> None:
    """It slices to its text, and nothing tells the two apart; what reaches out is refused."""
    try:
        validated = Span(start=start, end=end, text=text[start:end])
    except ValidationError:
        with pytest.raises(ValidationError, match="does not fit"):
            Span.cut(text, start, end)
        return
    for made in (Span.cut(text, start, end), Span.at(start, text[start:end])):
        assert text[made.start : made.end] == made.text
        assert (made, hash(made), repr(made)) == (validated, hash(validated), repr(validated))
        assert made.model_fields_set == validated.model_fields_set
        assert Span.model_validate_json(made.model_dump_json()) == validated


def test_no_span_begins_before_its_text() -> None:
    """A negative offset, which Python would count from the end."""
    with pytest.raises(ValidationError, match="does not fit"):
        Span.cut(TEXT, -4, len(TEXT))
    with pytest.raises(ValidationError, match="does not fit"):
        Span.at(-4, "dawn")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=3))
def test_a_mention_of_spans_is_the_one_that_is_validated(parts: list[tuple[int, int]]) -> None:
    """Its words, and what is given and what is not, are the same."""
    spans = tuple(span(min(a, 28), min(a, 28) + min(n, 4)) for a, n in parts)
    words = " … ".join(s.text for s in spans)
    validated = Mention(text=words, spans=spans, found_by="model")
    made = Mention.at(*spans, found_by="model")
    assert (made, hash(made), repr(made)) == (validated, hash(validated), repr(validated))
    assert made.model_fields_set == validated.model_fields_set
    assert made.model_dump_json(exclude_unset=True) == validated.model_dump_json(exclude_unset=True)


def test_an_inferred_mention_needs_a_reason() -> None:
    """A value that does not stand in the article says why it is taken to hold."""
    with pytest.raises(ValidationError, match="'the mayor' needs a reason"):
        Mention(text="the mayor", inferred=True)
    with pytest.raises(ValidationError, match="needs a reason"):
        Mention(text="the mayor", inferred=True, reason="")
    inferred = Mention(text="the mayor", inferred=True, reason="'She' is the source before it")
    assert not inferred.grounded
    assert inferred.span is None


def test_a_mention_joins_its_parts_by_an_ellipsis() -> None:
    """One span gives its words, two give both in order, and both are kept."""
    whole = Mention.at(span(4, 9), found_by="parser")
    assert (whole.text, whole.span, whole.grounded) == ("ferry", span(4, 9), True)
    parted = Mention.at(span(4, 9), span(19, 23))
    assert (parted.text, parted.spans) == ("ferry … sank", (span(4, 9), span(19, 23)))
    assert (parted.span, parted.found_by) == (span(4, 9), None)


def test_a_mention_takes_no_unknown_field() -> None:
    """A mistyped name is an error and not a value that is lost."""
    with pytest.raises(ValidationError, match="Extra inputs"):
        Mention.model_validate({"text": "ferry", "span": None})
