"""A text cut at the marks on it, however they overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Stretch = tuple[int, int]
"""From here to there, in code points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with the same marks on all of it.

    Marks are told by their place in the list that was given.

    Attributes:
        start: Where it begins.
        text: The words.
        on: The marks on it, the shortest first.
        begins: The marks of which it is the first piece.
        resumes: The marks of which it begins a later part.
        pauses: The marks of which it ends a part that is not the last.
        ends: The marks of which it is the last piece.
    """

    start: int
    text: str
    on: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    resumes: tuple[int, ...] = ()
    pauses: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def cut(
    text: str, marks: Sequence[Iterable[Stretch]], *, at: Iterable[int] = ()
) -> Iterator[Piece]:
    """The text in pieces, which together are the text.

    Args:
        text: The text.
        marks: The parts of each mark, in any order; what lies outside of the text is left out.
        at: Where to cut beside.
    """
    parts = [_joined(mark, len(text)) for mark in marks]
    opening, closing = _edges(parts)
    length = [sum(end - start for start, end in mark) for mark in parts]
    edges = {0, len(text), *opening, *closing, *(edge for edge in at if 0 < edge < len(text))}
    on: set[int] = set()
    for start, end in pairwise(sorted(edges)):
        on.difference_update(closing[start])
        on.update(opening[start])
        yield Piece(
            start,
            text[start:end],
            on=tuple(sorted(on, key=lambda mark: (length[mark], mark))),
            begins=tuple(m for m in opening[start] if parts[m][0][0] == start),
            resumes=tuple(m for m in opening[start] if parts[m][0][0] != start),
            pauses=tuple(m for m in closing[end] if parts[m][-1][1] != end),
            ends=tuple(m for m in closing[end] if parts[m][-1][1] == end),
        )


def _joined(parts: Iterable[Stretch], length: int) -> list[Stretch]:
    """Parts in order, inside of the text; those that touch or overlap are one."""
    joined: list[Stretch] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in parts):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _edges(
    parts: Sequence[Sequence[Stretch]],
) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    """Which marks open and which close at each edge."""
    opening: defaultdict[int, list[int]] = defaultdict(list)
    closing: defaultdict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(parts):
        for start, end in mark:
            opening[start].append(number)
            closing[end].append(number)
    return opening, closing
