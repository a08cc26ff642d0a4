"""Pairs that fit best in all."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation.assignment import pair

WEIGHTS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(-2, 5), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


@given(WEIGHTS)
def test_no_other_pairs_fit_better(weights: list[list[int]]) -> None:
    """As trying all of them shows; nothing is paired twice, and nothing that does not fit."""
    rows, columns = range(len(weights)), range(len(weights[0]))
    found = pair(rows, columns, lambda a, b: weights[a][b])
    size = max(len(rows), len(columns))

    def gain(a: int, b: int) -> int:
        return max(0, weights[a][b]) if a in rows and b in columns else 0

    best = max(sum(gain(a, b) for a, b in enumerate(order)) for order in permutations(range(size)))
    assert sum(weights[a][b] for a, b in found) == best
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    assert all(weights[a][b] > 0 for a, b in found)


def test_the_greedy_choice_is_not_taken() -> None:
    """The best pair is given up where the others gain more."""
    weights = {("a", "x"): 10, ("a", "y"): 9, ("b", "x"): 8}
    assert pair("ab", "xy", lambda a, b: weights.get((a, b), 0)) == [(0, 1), (1, 0)]


def test_nothing_goes_with_nothing() -> None:
    """On either side."""
    assert pair([], [1], lambda a, b: 1.0) == []
    assert pair([1], [], lambda a, b: 1.0) == []
