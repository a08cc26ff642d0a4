"""Sentences of a paragraph."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from dateline.models import Span
from dateline.models.sentence_ends import sentence_ends
from dateline.survey.quotations import Quotation


def split_sentences(
    paragraph: Span, abbreviations: frozenset[str], quotations: Sequence[Quotation] = ()
) -> tuple[Span, ...]:
    """The sentences of `paragraph`, without the white space between them.

    None ends inside one of `quotations`: what is quoted together stays together.
    """
    text = paragraph.text
    # Archives that keep no capitals begin sentences with small letters.
    small = text.islower()
    if small:
        abbreviations |= {word.lower() for word in abbreviations}
    cuts = sentence_ends(text, 0, len(text), abbreviations, small=small)
    edges = [(q.outer.start - paragraph.start, q.outer.end - paragraph.start) for q in quotations]
    starts = [start for start, _ in edges]
    kept = {cut for cut in cuts if not _inside(cut, starts, edges)}
    kept.update(_glued(text, edges))
    ordered = sorted({0, len(text), *kept})
    return tuple(
        _trimmed(paragraph, start, end)
        for start, end in itertools.pairwise(ordered)
        if text[start:end].strip()
    )


def _inside(cut: int, starts: Sequence[int], edges: Sequence[tuple[int, int]]) -> bool:
    n = bisect_left(starts, cut) - 1
    return n >= 0 and starts[n] < cut < edges[n][1]


def _glued(text: str, edges: Sequence[tuple[int, int]]) -> set[int]:
    """Where a quotation is set against the sentence before or behind it, without a space."""
    cuts = set()
    for start, end in edges:
        if start > 1 and (
            text[start - 1] in ".!?" or text[start - 2 : start] in ('."', ".”", ".)")
        ):
            cuts.add(start)
        if text[end - 2 : end - 1] in (".", "!", "?") and text[end : end + 1].isupper():
            cuts.add(end)
    return cuts


def _trimmed(paragraph: Span, start: int, end: int) -> Span:
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    text = piece.strip()
    offset = paragraph.start + start
    return Span.at(offset, text)
