"""Which of some things goes with which of some others, so that the pairs fit best in all.

An exact assignment by the Hungarian method with potentials (Kuhn 1955, in the form of Jonker and
Volgenant 1987), O(n^3). One article holds some dozens of records at most, for which this takes
milliseconds; scipy, which has it too, would be fifty times the size of dateline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def pair(
    left: Sequence[A], right: Sequence[B], fit: Callable[[A, B], float]
) -> list[tuple[int, int]]:
    """The pairs, by position, with the greatest sum of fits; only such as fit at all.

    Args:
        left: Some things.
        right: Some others.
        fit: How well two go together; 0 and less is not at all.
    """
    weights = [[max(0.0, fit(a, b)) for b in right] for a in left]
    if len(left) <= len(right):
        chosen = assign(weights)
    else:
        turned = [list(column) for column in zip(*weights, strict=True)]
        chosen = [(a, b) for b, a in assign(turned)]
    return sorted((a, b) for a, b in chosen if weights[a][b] > 0)


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The column of each row that makes the greatest sum; no fewer columns than rows."""
    if not weights or not weights[0]:
        return []
    columns = len(weights[0])
    row_price = [0.0] * (len(weights) + 1)
    column_price = [0.0] * (columns + 1)
    taken = [0] * (columns + 1)  # the row that has each column, counted from 1; 0 is nobody
    for row in range(1, len(weights) + 1):
        path = _augment(weights, row, row_price, column_price, taken)
        for column, before in path:
            taken[column] = taken[before]
    return [(taken[column] - 1, column - 1) for column in range(1, columns + 1) if taken[column]]


def _augment(
    weights: Sequence[Sequence[float]],
    row: int,
    row_price: list[float],
    column_price: list[float],
    taken: list[int],
) -> list[tuple[int, int]]:
    """The columns that change hands so that `row` gets one, the last one first."""
    columns = len(weights[0])
    slack = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    seen = [False] * (columns + 1)
    taken[0], at = row, 0
    while taken[at]:
        seen[at] = True
        held, step, following = taken[at], float("inf"), 0
        for column in range(1, columns + 1):
            if seen[column]:
                continue
            cost = -weights[held - 1][column - 1] - row_price[held] - column_price[column]
            if cost < slack[column]:
                slack[column], came_from[column] = cost, at
            if slack[column] < step:
                step, following = slack[column], column
        for column in range(columns + 1):
            if seen[column]:
                row_price[taken[column]] += step
                column_price[column] -= step
            else:
                slack[column] -= step
        at = following
    path = []
    while at:
        path.append((at, came_from[at]))
        at = came_from[at]
    return path
