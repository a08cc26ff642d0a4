"""A place of a text at which words were found."""

from __future__ import annotations

from typing import NamedTuple

from dateline.models.text import Span


class Found(NamedTuple):
    """A place: its offsets, its first word, the one behind its last, and whether all marks fit."""

    start: int
    end: int
    first: int
    behind: int
    marked: bool


def apart(found: Found, near: int | Span) -> int:
    """The characters between a place and an offset, or a span; none where they overlap."""
    if isinstance(near, int):
        return abs(found.start - near)
    return max(near.start - found.end, found.start - near.end, 0)
