"""Counts, and what they come to."""

from __future__ import annotations

import pytest

from dateline.evaluation.tallies import Tally, mean, total


def test_precision_recall_and_f1() -> None:
    """Of three hits among four predicted and six gold things."""
    tally = Tally(3, 4, 6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, pytest.approx(0.6))


def test_nothing_to_judge_is_no_number() -> None:
    """Neither 0 nor 1."""
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)
    assert (Tally(0, 2, 0).precision, Tally(0, 2, 0).recall, Tally(0, 2, 0).f1) == (0.0, None, 0.0)


def test_a_share_is_all_three() -> None:
    """For what is judged of a set."""
    share = Tally.share(1, 4)
    assert (share.precision, share.recall, share.f1) == (0.25, 0.25, 0.25)


def test_documents_add_up_to_the_micro_average() -> None:
    """Metric by metric; one that a document lacks adds nothing."""
    assert total([{"a": Tally(1, 1, 2)}, {"a": Tally(0, 3, 1), "b": Tally(1, 1, 1)}]) == {
        "a": Tally(1, 4, 3),
        "b": Tally(1, 1, 1),
    }


def test_of_two_annotations_the_mean() -> None:
    """A document counts once, however many people annotated it."""
    assert mean([{"a": Tally(1, 2, 2)}, {"a": Tally(2, 2, 4)}]) == {"a": Tally(1.5, 2, 3)}
