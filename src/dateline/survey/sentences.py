"""Sentences of a paragraph. A full stop inside a name, a number or an abbreviation ends none."""

from __future__ import annotations

import itertools
import re

from dateline.models import Span

# A sentence's end with the marks that close after it, before something that can open one.
_END = re.compile(
    r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]?[A-ZÀ-ÖØ-ÞЀ-Я0-9])|[.!?]+[”\"]+(?=[A-Z])|[。！？؟।]+[”」』]*"
)
_INITIAL = re.compile(r"(?:^|[\s(.“\"])[A-Z]$")


def split_sentences(paragraph: Span, abbreviations: frozenset[str]) -> tuple[Span, ...]:
    """The sentences of `paragraph`, without the white space between them."""
    text, cuts = paragraph.text, [0]
    cuts += [m.end() for m in _END.finditer(text) if _closes(text, m, abbreviations)]
    cuts.append(len(text))
    return tuple(
        _trimmed(paragraph, start, end)
        for start, end in itertools.pairwise(cuts)
        if text[start:end].strip()
    )


def _closes(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if not match[0].startswith(".") or match[0].startswith("..."):
        return True
    before = text[: match.start()]
    if _INITIAL.search(before):
        return False
    word = re.split(r"[\s(“\"‘]", before)[-1]
    return word not in abbreviations


def _trimmed(paragraph: Span, start: int, end: int) -> Span:
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    text = piece.strip()
    offset = paragraph.start + start
    return Span(start=offset, end=offset + len(text), text=text)
