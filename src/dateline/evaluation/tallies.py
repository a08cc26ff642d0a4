"""Counts of what was found, and precision, recall and F1 of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the predicted and of the gold things are the same.

    Tallies add up, so that those of single documents make the micro average of a corpus. Halves
    come from texts with two annotations, of which the mean is taken.

    Attributes:
        hits: Predicted things that are gold things; each gold thing is hit once at most.
        predicted: What was predicted.
        gold: What there was to predict.
    """

    hits: float = 0.0
    predicted: float = 0.0
    gold: float = 0.0

    @classmethod
    def share(cls, hits: float, total: float) -> Tally:
        """So many of so many: precision, recall and F1 are all the share.

        Args:
            hits: How many are right.
            total: Of how many.
        """
        return cls(hits, total, total)

    @property
    def precision(self) -> float | None:
        """The share of the predicted that is right; None where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found; None where there is no gold."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there was nothing to find and nothing found."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )

    def __mul__(self, weight: float) -> Tally:
        return Tally(self.hits * weight, self.predicted * weight, self.gold * weight)


Scores = Mapping[str, Tally]
"""Tallies by the names of `metrics.METRICS`."""


def total(scores: Iterable[Scores]) -> dict[str, Tally]:
    """The sums of several documents' tallies, metric by metric.

    Args:
        scores: The documents' tallies.
    """
    sums: dict[str, Tally] = {}
    for one in scores:
        for name, tally in one.items():
            sums[name] = sums.get(name, Tally()) + tally
    return sums


def mean(scores: Sequence[Scores]) -> dict[str, Tally]:
    """The mean of one document's tallies against each of its annotations."""
    return {name: tally * (1 / len(scores)) for name, tally in total(scores).items()}
