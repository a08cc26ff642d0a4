"""Tolls against gold ones, exactly and within the reported range."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluation.assignment import pair
from dateline.evaluation.tallies import Tally
from dateline.models import Casualty, Count


def score_tolls(gold: Sequence[Casualty], predicted: Sequence[Casualty]) -> dict[str, Tally]:
    """Tallies of the tolls of one incident: "toll.exact" and "toll.in_range".

    A toll is a gold one where the outcome is the same and its bounds are: exactly, or so that its
    figure lies within the gold range. Each goes with one at most.
    """
    return {
        f"toll.{name}": Tally(len(match_tolls(gold, predicted, exact=exact)), *sizes)
        for name, exact in (("exact", True), ("in_range", False))
        for sizes in [(len(predicted), len(gold))]
    }


def match_tolls(
    gold: Sequence[Casualty], predicted: Sequence[Casualty], *, exact: bool
) -> list[tuple[int, int]]:
    """Which predicted tolls are which gold ones, by their positions."""
    same = same_bounds if exact else in_range

    def fit(ours: Casualty, theirs: Casualty) -> float:
        if ours.outcome != theirs.outcome or not same(ours.count, theirs.count):
            return 0.0
        # Of two that would do, the one of the same bounds and the same words.
        alike = same_bounds(ours.count, theirs.count) + (
            ours.count.mention.spans == theirs.count.mention.spans
        )
        return 1 + 0.1 * alike

    return pair(gold, predicted, fit)


def same_bounds(gold: Count, predicted: Count) -> bool:
    """Whether low, best and high are the same."""
    return (gold.low, gold.best, gold.high) == (predicted.low, predicted.best, predicted.high)


def in_range(gold: Count, predicted: Count) -> bool:
    """Whether the predicted figure lies within the gold range, an open end of which is endless.

    The figure is the best one; where there is none, the low, or else the high bound. A gold count
    without any bound is met by a predicted one without any.
    """
    figure = next(
        (n for n in (predicted.best, predicted.low, predicted.high) if n is not None), None
    )
    bounds = [n for n in (gold.low, gold.best, gold.high) if n is not None]
    if figure is None or not bounds:
        return figure is None and not bounds
    low = min(bounds) if gold.low is not None else 0
    high = max(bounds) if gold.high is not None else float("inf")
    return low <= figure <= high
