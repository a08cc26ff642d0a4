"""Sentences of a paragraph. A full stop inside a name, a number or an abbreviation ends none."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.models import Span
from dateline.survey.quotations import Quotation

# A sentence's end with the marks that close after it, before something that can open one; the
# second and third forms are glued to what follows, as in text that lost its line breaks.
_END = re.compile(
    r"(?=[.!?…。！？؟।])(?:"  # no end begins elsewhere: most places are passed over at once
    r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]{0,2}[A-ZÀ-ÖØ-ÞЀ-Я0-9])"
    r"|[.!?]+[”\"]+(?=[A-Z])"
    r"|(?<=[a-z]{2})[.!?]+(?=[“\"‘]?[A-Z][a-z]*[\s,’'])|(?<=[\d%][)%])[.!?]+(?=[“\"‘]?[A-Z])"
    r"|(?<=[A-Z]{2}|\d\d)\.(?=[A-Z][a-z]{2,}\s)"
    r"|[。！？؟।]+[”」』]*)"
)
_INITIAL = re.compile(r"(?:^|[\s(.“\"])[A-Z]$")
_WORD_BEFORE = re.compile(r"[^\s(“\"‘]*$")
# Words that open a sentence, and never go on with a name behind its abbreviation.
_OPENER = re.compile(
    r"\s+[\"“‘']?(?:The|It|He|She|They|We|But|And|In|On|At|This|That|These|Those|There|After|Before"
    r"|When|While|If|Its|His|Her|Their|Some|Many|As|For|However|Meanwhile|According)\s"
)
_FAR = 40  # characters: the longest word that is looked at


def split_sentences(
    paragraph: Span, abbreviations: frozenset[str], quotations: Sequence[Quotation] = ()
) -> tuple[Span, ...]:
    """The sentences of `paragraph`, without the white space between them.

    None ends inside one of `quotations`: what is quoted together stays together.
    """
    text = paragraph.text
    cuts = {m.end() for m in _END.finditer(text) if _closes(text, m, abbreviations)}
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


def _closes(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if not match[0].startswith(".") or match[0].startswith("..."):
        return True
    before = text[max(0, match.start() - _FAR) : match.start()]
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    if _INITIAL.search(before) or word in abbreviations:
        return _OPENER.match(text, match.end()) is not None and len(word) != 0
    return True


def _trimmed(paragraph: Span, start: int, end: int) -> Span:
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    text = piece.strip()
    offset = paragraph.start + start
    return Span(start=offset, end=offset + len(text), text=text)
