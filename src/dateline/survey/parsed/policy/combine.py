"""Items by patterns and items by trees as one: the tree's reading where both see one item.

A small model is asked about the items that patterns find, so these stay one for one; what trees
alone find stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.policy import PolicyItem

_SAME = 0.5


@dataclass(frozen=True, slots=True)
class CombinedPolicy:
    """Items of policy by two readings.

    Attributes:
        seen: For each item by patterns its best reading, in their order.
        beside: What trees alone find.
    """

    seen: tuple[PolicyItem, ...]
    beside: tuple[PolicyItem, ...]


def combine(light: Sequence[PolicyItem], by_tree: Sequence[PolicyItem]) -> CombinedPolicy:
    """The two readings as one."""
    left = list(by_tree)
    seen: list[PolicyItem] = []
    for item in light:
        best = max(left, key=lambda other: _shared(item.what, other.what), default=None)
        if best is not None and _shared(item.what, best.what) > 0:
            left.remove(best)
            seen.append(best)
        else:
            seen.append(item)
    kept = [i for i in left if not any(i.what.overlaps(s.what) and _within(i, s) for s in seen)]
    return CombinedPolicy(tuple(seen), tuple(kept))


def _shared(one: Span, other: Span) -> float:
    """The characters that both hold, as a share of what either holds."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))


def _within(item: PolicyItem, other: PolicyItem) -> bool:
    return item.what in other.what or other.what in item.what
