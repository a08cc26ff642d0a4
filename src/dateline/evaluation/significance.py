"""How sure a figure is, and whether the difference of two is more than noise.

Documents are the unit: their records depend on each other. Intervals are percentile bootstrap
intervals (Efron and Tibshirani 1993); the paired test is an approximate randomization test, which
holds for F1 as for any other figure (Noreen 1989; Yeh, COLING 2000).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

from dateline.evaluation.tallies import Tally

Measure = Callable[[Tally], float | None]
DRAWS = 1000
PERMUTATIONS = 2000
SEED = 20260101
NOISE = 0.05
"""A difference is more than noise where chance alone makes one as great less often than this."""
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies, with a confidence of 95 percent."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The figure of the second provider less that of the first.

    Attributes:
        value: The difference.
        interval: Where it lies.
        p: How often chance alone makes one as great.
    """

    value: float
    interval: Interval | None
    p: float

    @property
    def more_than_noise(self) -> bool:
        """Whether the two providers really differ."""
        return self.p < NOISE


class _Columns:
    """The tallies of documents, by column, so that sums over drawn documents are fast."""

    def __init__(self, tallies: Sequence[Tally]) -> None:
        self.hits = [t.hits for t in tallies]
        self.predicted = [t.predicted for t in tallies]
        self.gold = [t.gold for t in tallies]

    def drawn(self, numbers: Sequence[int]) -> Tally:
        return Tally(
            sum(map(self.hits.__getitem__, numbers)),
            sum(map(self.predicted.__getitem__, numbers)),
            sum(map(self.gold.__getitem__, numbers)),
        )

    def chosen(self, mask: Sequence[int]) -> Tally:
        return Tally(
            sum(compress(self.hits, mask)),
            sum(compress(self.predicted, mask)),
            sum(compress(self.gold, mask)),
        )


def interval(tallies: Sequence[Tally], measure: Measure, *, seed: int = SEED) -> Interval | None:
    """The bootstrap interval of a figure over documents; None for fewer than two of them."""
    if len(tallies) < 2:
        return None
    columns, draw = _Columns(tallies), random.Random(seed)  # noqa: S311  # no secret
    numbers = range(len(tallies))
    values = (measure(columns.drawn(draw.choices(numbers, k=len(numbers)))) for _ in range(DRAWS))
    return _percentiles([value for value in values if value is not None])


def compare(
    first: Sequence[Tally], second: Sequence[Tally], measure: Measure, *, seed: int = SEED
) -> Difference | None:
    """What the second of two providers has more than the first, on the same documents.

    Args:
        first: The first one's tallies, by document.
        second: The second one's, in the same order.
        measure: The figure that a sum of tallies comes to.
        seed: Of the draws.

    Returns:
        None where one of the two has no figure.
    """
    ours, theirs = _sum(first), _sum(second)
    observed = _less(measure(theirs), measure(ours))
    if observed is None:
        return None
    chance = _chance(first, second, measure, observed, seed)
    return Difference(observed, _paired_interval(first, second, measure, seed), chance)


def _chance(
    first: Sequence[Tally],
    second: Sequence[Tally],
    measure: Measure,
    observed: float,
    seed: int,
) -> float:
    """How often a difference as great comes of giving each document's results to either."""
    changes = _Columns([b + a * -1 for a, b in zip(first, second, strict=True)])
    ours, theirs = _sum(first), _sum(second)
    draw, documents = random.Random(seed), len(first)  # noqa: S311  # no secret
    as_great = 0
    for _ in range(PERMUTATIONS):
        bits = draw.getrandbits(documents)
        change = changes.chosen([bits >> n & 1 for n in range(documents)])
        swapped = _less(measure(theirs + change * -1), measure(ours + change))
        as_great += swapped is None or abs(swapped) >= abs(observed) - 1e-12
    return (as_great + 1) / (PERMUTATIONS + 1)


def _paired_interval(
    first: Sequence[Tally], second: Sequence[Tally], measure: Measure, seed: int
) -> Interval | None:
    if len(first) < 2:
        return None
    ours, theirs = _Columns(first), _Columns(second)
    draw, numbers = random.Random(seed), range(len(first))  # noqa: S311  # no secret
    differences = []
    for _ in range(DRAWS):
        drawn = draw.choices(numbers, k=len(numbers))
        difference = _less(measure(theirs.drawn(drawn)), measure(ours.drawn(drawn)))
        if difference is not None:
            differences.append(difference)
    return _percentiles(differences)


def _percentiles(values: list[float]) -> Interval | None:
    if not values:
        return None
    ordered = sorted(values)
    tail = (1 - _LEVEL) / 2
    last = len(ordered) - 1
    return Interval(ordered[round(tail * last)], ordered[round((1 - tail) * last)])


def _sum(tallies: Sequence[Tally]) -> Tally:
    return sum(tallies, Tally())


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
