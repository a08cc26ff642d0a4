"""The marks on an article: where the words of each record and each finding stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dateline.models import Span

Kind = Literal["incident", "statement", "policy", "own", "finding", "aside"]
"""Whose mark it is. `aside` is a part of the text that is no reporting."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value's place in the article, in one part or several.

    Attributes:
        number: Its place in the list of marks.
        kind: Whose it is.
        spans: Where the words stand.
        card: The id of the element that shows the record or the finding.
        label: The ids of the elements that say what the words are there.
        light: Whether it is only a sentence that a record rests on: shown faintly, not stepped to.
    """

    number: int
    kind: Kind
    spans: tuple[Span, ...]
    card: str
    label: tuple[str, ...]
    light: bool

    def target(self, text: str) -> str | None:
        """The id of the element in the text that it begins with, if it begins there at all."""
        start = min(max(0, span.start) for span in self.spans)
        return place_id(start) if start < len(text) else None


def place_id(start: int) -> str:
    """The id of the element of the text that begins there."""
    return f"t{start}"


@dataclass(slots=True)
class Marks:
    """The marks as they are made, record by record."""

    made: list[Mark] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        spans: Iterable[Span],
        *,
        card: str,
        label: tuple[str, ...],
        light: bool = False,
    ) -> int | None:
        """The number of a new mark, or None for words that stand nowhere."""
        held = tuple(span for span in spans if span.text)
        if not held:
            return None
        self.made.append(Mark(len(self.made), kind, held, card, label, light))
        return len(self.made) - 1
