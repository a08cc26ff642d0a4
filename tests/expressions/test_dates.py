"""Dates: what is found, and what it means on the day of publication."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.expressions.dates import find_dates, resolve_date
from dateline.expressions.lexicon import words

SUNDAY = date(2021, 6, 6)

FOUND = [
    ("It fell on Saturday night, they said.", ["Saturday night"]),
    ("Monday's raid and last week's vote", ["Monday", "last week"]),
    ("early on Monday or late Friday", ["early on Monday", "late Friday"]),
    ("by May 1, or 1 May, or June 3, 2021.", ["May 1", "1 May", "June 3, 2021"]),
    ("in March 2019, in 2001 and on 2021-06-03", ["March 2019", "2001", "2021-06-03"]),
    ("Thursday, June 3, 2021", ["Thursday, June 3, 2021"]),
    ("late May, mid-April, early June", ["late May", "mid-April", "early June"]),
    ("two days ago and earlier this month", ["two days ago", "earlier this month"]),
    ("over the weekend, overnight", ["the weekend", "overnight"]),
    ("the following day; the previous day", ["the following day", "the previous day"]),
    ("They met in May; since September", ["May", "September"]),
    ("on 5 may a march was held", ["5 may"]),
    ("the 1990s, the summer of 2014", ["the 1990s", "the summer of 2014"]),
    ("May 1-3 and 22 and 23 December", ["May 1-3", "22 and 23 December"]),
    ("Aug. 7, Sept 9", ["Aug. 7", "Sept 9"]),
    ("April of last year", ["April of last year"]),
]

NOT_FOUND = [
    "the militants may attack", "a march on the city", "the Sun reported", "The Sunday Times said",
    "USA Today wrote", "Black Friday sales", "by May said", "Theresa May's plan", "June Smith left",
    "the April 6 Movement", "the September 11 attacks", "Then 5 may have died", "2001 people came",
    "Highway 2021", "mar the result", "secondary", "$1999", "the Mondays",
]  # fmt: skip

RESOLVED = [
    # words, start, end, precision; read on Sunday 6 June 2021
    ("on Sunday", "2021-06-06", "2021-06-06", "day"),
    ("Saturday night", "2021-06-05", "2021-06-05", "day"),
    ("Monday", "2021-05-31", "2021-05-31", "day"),
    ("early on Monday", "2021-05-31", "2021-05-31", "day"),
    ("last Sunday", "2021-05-30", "2021-05-30", "day"),
    ("last Friday", "2021-06-04", "2021-06-04", "day"),
    ("next Tuesday", "2021-06-08", "2021-06-08", "day"),
    ("Monday last week", "2021-05-24", "2021-05-24", "day"),
    ("yesterday", "2021-06-05", "2021-06-05", "day"),
    ("last night", "2021-06-05", "2021-06-05", "day"),
    ("today", "2021-06-06", "2021-06-06", "day"),
    ("tonight", "2021-06-06", "2021-06-06", "day"),
    ("tomorrow", "2021-06-07", "2021-06-07", "day"),
    ("overnight", "2021-06-05", "2021-06-06", "day"),
    ("two days ago", "2021-06-04", "2021-06-04", "day"),
    ("three weeks ago", "2021-05-10", "2021-05-16", "week"),
    ("a month ago", "2021-05-01", "2021-05-31", "month"),
    ("two years ago", "2019-01-01", "2019-12-31", "year"),
    ("over the weekend", "2021-06-05", "2021-06-06", "week"),
    ("last week", "2021-05-24", "2021-05-30", "week"),
    ("this week", "2021-05-31", "2021-06-06", "week"),
    ("last month", "2021-05-01", "2021-05-31", "month"),
    ("earlier this month", "2021-06-01", "2021-06-06", "month"),
    ("last year", "2020-01-01", "2020-12-31", "year"),
    ("May 1", "2021-05-01", "2021-05-01", "day"),
    ("June 7", "2021-06-07", "2021-06-07", "day"),
    ("December 24", "2020-12-24", "2020-12-24", "day"),
    ("Feb. 29", "2020-02-29", "2020-02-29", "day"),
    ("the last Friday in October", "2020-10-30", "2020-10-30", "day"),
    ("the first Monday of May", "2021-05-03", "2021-05-03", "day"),
    ("May 1-3", "2021-05-01", "2021-05-03", "week"),
    ("between May 1 and May 3", "2021-05-01", "2021-05-03", "week"),
    ("in April", "2021-04-01", "2021-04-30", "month"),
    ("last October", "2020-10-01", "2020-10-31", "month"),
    ("April of last year", "2020-04-01", "2020-04-30", "month"),
    ("late May", "2021-05-21", "2021-05-31", "month"),
    ("mid-April", "2021-04-11", "2021-04-20", "month"),
    ("early June", "2021-06-01", "2021-06-10", "month"),
]

ABSOLUTE = [
    ("June 3, 2021", "2021-06-03", "2021-06-03", "day"),
    ("on 3 June 2021", "2021-06-03", "2021-06-03", "day"),
    ("2021-06-03", "2021-06-03", "2021-06-03", "day"),
    ("06/13/2021", "2021-06-13", "2021-06-13", "day"),
    ("5 juin 2021", "2021-06-05", "2021-06-05", "day"),
    ("the second Tuesday of March 2019", "2019-03-12", "2019-03-12", "day"),
    ("March 2019", "2019-03-01", "2019-03-31", "month"),
    ("in 2001", "2001-01-01", "2001-12-31", "year"),
    ("the summer of 2014", "2014-01-01", "2014-12-31", "year"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_expressions_are_found_whole(text, expected):
    """The longest expression, without the preposition before it."""
    assert [text[f.start : f.end] for f in find_dates(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_look_alikes_are_left_out(text):
    """Words, names and numbers that only look like dates."""
    assert find_dates(text) == ()


@pytest.mark.parametrize(("text", "start", "end", "precision"), RESOLVED)
def test_relative_dates_are_read_against_the_publication(text, start, end, precision):
    """What a reader of that Sunday understands; nothing without a publication date."""
    resolved = resolve_date(text, SUNDAY)
    assert resolved is not None
    assert (str(resolved.start), str(resolved.end)) == (start, end)
    assert (resolved.precision, resolved.relative) == (precision, True)
    assert resolve_date(text, None) is None


@pytest.mark.parametrize(("text", "start", "end", "precision"), ABSOLUTE)
@pytest.mark.parametrize("published", [None, SUNDAY])
def test_absolute_dates_need_no_publication(text, start, end, precision, published):
    """A date with its year means the same on any day."""
    resolved = resolve_date(text, published)
    assert resolved is not None
    assert (str(resolved.start), str(resolved.end)) == (start, end)
    assert (resolved.precision, resolved.relative) == (precision, False)


@pytest.mark.parametrize(
    ("text", "start"),
    [("Tuesday", "2021-06-08"), ("Sunday", "2021-06-06"), ("September 11", "2021-09-11"),
     ("May 1", "2022-05-01"), ("in July", "2021-07-01")],
)  # fmt: skip
def test_plans_look_ahead(text, start):
    """With future, the next such day is meant."""
    resolved = resolve_date(text, SUNDAY, future=True)
    assert resolved is not None
    assert str(resolved.start) == start


@pytest.mark.parametrize(
    "text",
    ["the following day", "several weeks ago", "two weekends ago", "31 June", "06/05/2021",
     "two days earlier", "recent days", "", "soon", "2021-02-30"],
)  # fmt: skip
def test_what_the_article_does_not_tell_stays_open(text):
    """No day is made up for vague, impossible or ambiguous words."""
    assert resolve_date(text, SUNDAY) is None


def test_a_near_date_ahead_is_not_a_year_ago():
    """A story of late April that names May 1 means the coming one."""
    resolved = resolve_date("May 1", date(2021, 4, 20))
    assert resolved is not None
    assert resolved.start == date(2021, 5, 1)


def test_a_publication_time_is_taken_for_its_day():
    """A datetime is a date with a time too many."""
    resolved = resolve_date("yesterday", datetime(2021, 6, 6, 23, 0))
    assert resolved is not None
    assert resolved.start == date(2021, 6, 5)


_VOCABULARY = words(
    """
    , - 1 1999 2021 31 3rd 99999 June March May Monday Saturday Sunday Times a ago and
    between days earlier early few in last late mid month next night of on over overnight
    the this to today two week weekend weeks year years yesterday –
    """
)
_WORDS = st.lists(
    st.sampled_from(sorted(_VOCABULARY)),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=200), _WORDS))
def test_found_dates_are_in_order_and_disjoint(text):
    """Whatever the text, spans are ordered and lie within it."""
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


# dateparser loads its languages on first use, which is longer than the deadline.
@settings(deadline=None)
@given(
    st.one_of(_WORDS, st.text(max_size=60)),
    st.one_of(st.none(), st.dates()),
    st.booleans(),
)
def test_resolve_date_never_raises(text, published, future):
    """Any words on any day: a range in order, or None."""
    resolved = resolve_date(text, published, future=future)
    assert resolved is None or resolved.start <= resolved.end
