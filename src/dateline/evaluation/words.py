"""Words of a text by their places, and how much of them two readings share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Set

Offsets = tuple[int, int]
"""Start and end of a stretch of text, in code points."""
Spans = tuple[Offsets, ...]
"""The stretches that a value stands in, in order."""

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


class Words:
    """The words of a text: punctuation and quotation marks count for nothing.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def within(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The words that the spans touch, by their numbers in the text."""
        found: set[int] = set()
        for start, end in spans:
            found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)

    def word(self, number: int) -> str:
        """A word, in lower case."""
        return self.text[self._starts[number] : self._ends[number]].lower()

    def folded(self, spans: Iterable[Offsets]) -> frozenset[str]:
        """The words that the spans touch, in lower case, wherever they stand."""
        return frozenset(self.word(number) for number in self.within(spans))


def jaccard(one: Set[int], other: Set[int]) -> float:
    """The words of both by the words of either: 1 for the same words, 0 for none in common."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def contained(part: Set[int], whole: Set[int]) -> float:
    """The share of `part` that stands in `whole`."""
    return len(part & whole) / len(part) if part else 0.0
