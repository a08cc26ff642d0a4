"""Quotations that are taken up again: “A,” she said. “B.”, or in the next paragraph.

`Article.locate` refuses an elision that reaches out of its quotation. Here each part is a whole
quotation of the same breath: between them stands who speaks, and nothing else.
"""

from __future__ import annotations

import re

from dateline.models import Article, Span

_ELISION = re.compile(r"\s*(?:…|\.\s?\.\s?\.)\s*")
_OPENING = "“\"‘'«„"
_CLOSING = "”\"’'»"
_LONGEST_ATTRIBUTION = 30  # words: "said Jane Roe, a member of the council who, on Friday, …"
_BETWEEN = re.compile(
    rf"[\s,.!?—–-]*(?:[{_CLOSING}]+)?\s*(?P<words>[^“”\"«»„\n]*?)\s*[{_OPENING}]+\s*"
)


def locate_resumed(article: Article, words: str, within: Span | None = None) -> tuple[Span, ...]:
    """The parts of a quotation that is taken up again, or nothing where it is not one."""
    parts = [part for part in _ELISION.split(words) if part.strip(_OPENING + _CLOSING + " ")]
    spans: list[Span] = []
    for part in parts:
        start = spans[-1].end if spans else (within.start if within else 0)
        rest = article.span(start, len(article.text))
        found = article.locate(part, within=rest)
        if found is None or (spans and not _resumes(article.text[spans[-1].end : found.start])):
            return ()
        spans.append(found)
    return tuple(spans) if len(spans) > 1 else ()


def _resumes(between: str) -> bool:
    """Whether the text between two parts only closes one quotation and opens the next."""
    if not between.strip(" \n\t\u00a0.,;:!?—–-"):
        return True
    match = _BETWEEN.fullmatch(between)
    return match is not None and len(match["words"].split()) <= _LONGEST_ATTRIBUTION
