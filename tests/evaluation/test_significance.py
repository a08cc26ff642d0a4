"""Intervals and differences."""

from __future__ import annotations

from dateline.evaluation.metrics import BY_NAME
from dateline.evaluation.significance import compare, interval
from dateline.evaluation.tallies import Tally

F1 = BY_NAME["incident"].value
GOOD = [Tally(8, 10, 10)] * 20
BAD = [Tally(2, 10, 10)] * 20
MIXED = [Tally(hits, 10, 10) for hits in range(10)] * 2


def test_two_that_are_the_same_differ_by_nothing() -> None:
    """Chance alone always makes as much."""
    difference = compare(MIXED, MIXED, F1)
    assert difference is not None
    assert (difference.value, difference.p, difference.more_than_noise) == (0.0, 1.0, False)


def test_a_great_difference_is_more_than_noise() -> None:
    """In its direction; the interval leaves 0 out."""
    difference = compare(BAD, GOOD, F1)
    assert difference is not None
    assert difference.more_than_noise
    assert round(difference.value, 6) == 0.6
    assert difference.interval is not None
    assert difference.interval.low > 0
    back = compare(GOOD, BAD, F1)
    assert back is not None
    assert round(back.value, 6) == -0.6


def test_of_few_documents_no_difference_is_sure() -> None:
    """Three that agree can do so by chance in one of four cases."""
    difference = compare(BAD[:3], GOOD[:3], F1)
    assert difference is not None
    assert 0.2 < difference.p < 0.3
    assert not difference.more_than_noise


def test_a_difference_that_one_document_makes_may_be_noise() -> None:
    """However great it is."""
    first, second = [*MIXED, Tally(0, 100, 100)], [*MIXED, Tally(100, 100, 100)]
    difference = compare(first, second, F1)
    assert difference is not None
    assert difference.value > 0.3
    assert not difference.more_than_noise


def test_an_interval_lies_around_its_figure() -> None:
    """Wider for fewer documents, the same for the same seed, none for a single document."""
    many, few = interval(MIXED * 4, F1), interval(MIXED[:10], F1)
    assert many is not None
    assert few is not None
    assert few.low < many.low < 0.45 < many.high < few.high
    assert interval(MIXED, F1) == interval(MIXED, F1)
    assert interval(GOOD, F1) is not None
    assert interval(GOOD[:1], F1) is None


def test_nothing_to_judge_has_neither() -> None:
    """No number is made up."""
    nothing = [Tally()] * 5
    assert interval(nothing, F1) is None
    assert compare(nothing, nothing, F1) is None
