"""The whole survey: of any text at all, and never anything but the article's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.growth import growth, processor_time

from dateline.models import Article, Mention, Span
from dateline.survey import Survey, code_incident, code_policy, code_statement, survey

PIECES = st.sampled_from(
    [
        *(
            "Gunmen",
            "killed",
            "12 people",
            "and wounded",
            "30",
            "the mayor",
            "said",
            "that",
            "told",
        ),
        *("“", "”", '"', "'s", "‘", "’", ",", ".", ". ", "?", "\n\n", " ", "\u00a0", "…", "—"),
        *("on Saturday", "in 2009", "near Karsa", "a bomb", "talks", "according to", "blamed"),
        *("claimed responsibility", "will", "not", "at least", "at midnight", "U.S.", "14", "1.4"),
        *("叛军", "قال", "e\u0301", "🚨", "KARSA, March 9 (Wire) -", "two", "rebels", "Anna Bell,"),
    ]
)
newsy_text = st.lists(PIECES, max_size=25).map(" ".join)
any_text = st.one_of(st.text(max_size=80), newsy_text, st.lists(PIECES, max_size=25).map("".join))


def spans_in(value: Any) -> Iterator[Span]:
    """Every span inside a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans_in(getattr(value, name))
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def mentions_in(value: Any) -> Iterator[Mention]:
    """Every mention inside a record."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from mentions_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from mentions_in(item)


def all_of(found: Survey) -> tuple[Any, ...]:
    """Every part of a survey: none is found before it is asked for."""
    return (
        found.hostile,
        tuple((p.span, p.sentences, p.quotations) for p in found.paragraphs),
        tuple((s.span, s.telling, s.tolls, s.not_actual) for s in found.sentences),
        found.attributions,
        found.incidents,
        found.policy,
        found.actors,
        found.countries,
        found.parser_incidents,
        found.parser_statements,
    )


@settings(max_examples=200, deadline=None)
@given(any_text, st.none() | st.just(date(2024, 3, 11)))
def test_it_never_raises_and_only_points(text: str, published: date | None) -> None:
    """Whatever the text: every span is the text's own, and so is every coded mention."""
    article = Article(text=text, published=published)
    found = survey(article)
    coded = (
        *(code_incident(i, found.attributions, published, found.lexicon) for i in found.incidents),
        *(code_statement(a, found.lexicon) for a in found.attributions),
        *(code_policy(p) for p in found.policy),
    )
    for span in (*spans_in(all_of(found)), *spans_in(coded)):
        assert text[span.start : span.end] == span.text
        assert span.text
    for mention in mentions_in(coded):
        assert mention.grounded
        assert mention.text.strip()


@settings(max_examples=60, deadline=None)
@given(newsy_text)
def test_it_is_the_same_at_every_run(text: str) -> None:
    """Recorded answers fit only if the same is asked again."""
    assert all_of(survey(Article(text=text))) == all_of(survey(Article(text=text)))


def test_an_article_without_reporting_has_an_empty_survey() -> None:
    """Nothing is seen where there is nothing."""
    found = survey(Article(text=""))
    assert (found.paragraphs, found.attributions, found.incidents, found.policy) == ((),) * 4


def surveyed(text: str) -> Callable[[], object]:
    """The survey of an article with this text, to be timed."""
    return lambda: all_of(survey(Article(text=text)))


def test_a_long_article_takes_no_more_than_its_length() -> None:
    """Ten times the text takes no hundred times the time."""
    paragraph = (
        "“The bridge is gone,” said Lena Ahmadi, a teacher from Velm, who had seen the army leave "
        "in the night with its trucks, its tents and the clinic's only generator.\n\n"
    )
    assert growth(surveyed(paragraph * 30), surveyed(paragraph * 300), 40) < 40


@pytest.mark.parametrize("unit", ["“", "'a ", "A, ", "Aa ", "14 ", "in Aa ", "a.B", "talks to "])
def test_a_hostile_line_takes_no_more_than_its_length(unit: str) -> None:
    """Thousands of marks, capitals or numbers without an end to the sentence."""
    assert processor_time(surveyed(unit * (4000 // len(unit)))) < 3


def test_a_line_of_triggers_takes_no_more_than_its_length() -> None:
    """Four times the text takes no sixteen times the time."""
    assert growth(surveyed("killed " * 80), surveyed("killed " * 320), 8) < 8


@pytest.mark.parametrize(("unit", "copies"), [(", said ", 150), ("'a ", 400)])
def test_a_line_of_cues_or_marks_takes_no_more_than_its_length(unit: str, copies: int) -> None:
    """Four times the text takes no sixteen times the time."""
    assert growth(surveyed(unit * copies), surveyed(unit * copies * 4), 8) < 8
