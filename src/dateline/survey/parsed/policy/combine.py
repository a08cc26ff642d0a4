"""Items by patterns and items by trees as one: the tree's reading where both see one item.

A small model is asked about the items that patterns find, so these stay one for one; what trees
alone find stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.policy import PolicyItem


@dataclass(frozen=True, slots=True)
class CombinedPolicy:
    """Items of policy by two readings.

    Attributes:
        seen: For each item by patterns its best reading, in their order.
        sure: For each of these whether a tree shows it.
        beside: What trees alone find.
    """

    seen: tuple[PolicyItem, ...]
    sure: tuple[bool, ...]
    beside: tuple[PolicyItem, ...]


def combine(light: Sequence[PolicyItem], by_tree: Sequence[PolicyItem]) -> CombinedPolicy:
    """The two readings as one."""
    left = list(by_tree)
    seen: list[PolicyItem] = []
    sure: list[bool] = []
    for item in light:
        best = max(left, key=lambda other: _shared(item.what, other.what), default=None)
        known = best is not None and _shared(item.what, best.what) > 0
        if best is not None and known:
            left.remove(best)
        seen.append(best if best is not None and known else item)
        sure.append(known)
    return CombinedPolicy(tuple(seen), tuple(sure), tuple(left))


def _shared(one: Span, other: Span) -> float:
    """The characters that both hold, as a share of what either holds."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))
