"""Passages in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models import Span
from dateline.models.quotation_marks import read_quotations


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks.

    Attributes:
        inner: What stands between the marks.
        outer: The same with the marks; without the closing one where the quotation goes on
            in the next paragraph.
    """

    inner: Span
    outer: Span

    @property
    def open(self) -> bool:
        """Whether it is not closed in its paragraph, but goes on in the next."""
        return self.outer.text[-1:] not in "”“»«」』\"’'"


def find_quotations(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """The quotations of `paragraph` that hold words, outermost only, in order."""
    return tuple(
        Quotation(inner=_inner(text, inner_start, inner_end), outer=_span(text, start, end))
        for start, inner_start, inner_end, end in read_quotations(
            text, paragraph.start, paragraph.end
        )
        if text[inner_start:inner_end].strip()
    )


def _inner(text: str, start: int, end: int) -> Span:
    """What stands between the marks, without the spaces that French style sets there."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return _span(text, start, start + len(words.strip()))


def _span(text: str, start: int, end: int) -> Span:
    return Span.cut(text, start, end)
