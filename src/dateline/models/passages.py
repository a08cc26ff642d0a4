"""Sentences and quotations, as far as an elided quotation may not reach out of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.models.polarity import is_connective
from dateline.models.quotation_marks import read_nested, read_quotations
from dateline.models.sentence_ends import sentence_ends
from dateline.models.text import Span

_NESTED = 30  # quotations in one quotation that are looked at
_INTERRUPTED = re.compile(r"[,—–-]\s?\Z")
_LONGEST_ATTRIBUTION = 12  # words


class Passages:
    """The quotations and sentences of a text, by their places; read one paragraph at a time."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._read: dict[int, _Paragraph] = {}

    def joined(self, left: int, right: int) -> bool:
        """Whether what ends at `left` and what starts at `right` were said together.

        They stand in one quotation; or, where the first stands in none, in one sentence.
        """
        at = bisect_right(self._paragraphs, left - 1, key=lambda span: span.start) - 1
        if at < 0 or right >= self._paragraphs[at].end:
            return False
        if at not in self._read:
            self._read[at] = _Paragraph.read(self._text, self._paragraphs[at])
        paragraph = self._read[at]
        inside = paragraph.innermost(left - 1)
        if inside is None:
            return paragraph.one_sentence(left - 1, right)
        return right < inside[1] or self._goes_on(paragraph, left, inside[1], right)

    def _goes_on(self, paragraph: _Paragraph, left: int, end: int, right: int) -> bool:
        """Whether `right` is in the same quotation, taken up again after "said the mayor"."""
        again = paragraph.innermost(right)
        return (
            again is not None
            and again[0] >= end
            and paragraph.one_sentence(left - 1, right)
            and _is_attribution(self._text, end, again[0])
        )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The quotations of a paragraph by their starts, and where its sentences end."""

    quotations: list[tuple[int, int]]
    ends: list[int]

    @classmethod
    def read(cls, text: str, span: Span) -> _Paragraph:
        quotations = []
        for outer in read_quotations(text, span.start, span.end):
            marked = (outer, *read_nested(text, outer))
            quotations += [(one.start, one.end) for one in marked]
        return cls(quotations, [*sentence_ends(text, span.start, span.end)])

    def innermost(self, offset: int) -> tuple[int, int] | None:
        """The shortest quotation around `offset`; they nest one level deep."""
        at = bisect_right(self.quotations, offset, key=lambda pair: pair[0])
        # The one before, or the one that holds it and others before it.
        for start, end in reversed(self.quotations[max(0, at - _NESTED) : at]):
            if start <= offset < end:
                return start, end
        return None

    def one_sentence(self, left: int, right: int) -> bool:
        """Whether no sentence ends between the two offsets."""
        return bisect_right(self.ends, left) == bisect_right(self.ends, right)


def _is_attribution(text: str, start: int, end: int) -> bool:
    """Whether the words between two quotations only say who speaks, in mid-sentence."""
    between = text[start:end]
    if len(between) > 20 * _LONGEST_ATTRIBUTION:
        return False
    attribution = re.findall(r"\w+", between)
    after = text[end + 1 : end + 3].strip()
    return (
        0 < len(attribution) <= _LONGEST_ATTRIBUTION
        and _INTERRUPTED.search(text[start - 3 : start].rstrip("\"”’'»")) is not None
        and _INTERRUPTED.search(between) is not None
        and not any(map(is_connective, attribution))
        and not after[:1].isupper()
    )
