"""Stretches of an article, looked up by what shares characters with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from dateline.models import Span


class Stretches:
    """Spans that a span may touch, in a time that hardly grows with their number.

    Args:
        spans: The spans, in any order; they may overlap.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((s.start, s.end) for s in spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, span: Span) -> bool:
        """Whether any of them shares a character with `span`."""
        at = bisect_left(self._starts, span.end) - 1
        return at >= 0 and span.start < self._ends[at]
