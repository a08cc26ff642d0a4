"""Where a few words stand that somebody is said to have said: "the group owned up to it".

A word or two stand in many places of an article. Whose they are, and the cue, say which is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dateline.models import Article, Span
from dateline.models.draft import Draft
from dateline.pipeline.whole_words import find_words

_FEW = 3  # words
_FAR = 120  # characters between who speaks and the cue
_ENDS = re.compile(r"[.!?;][\"”’'»)]*\s|\n")


def beside_cue(draft: Draft, article: Article) -> tuple[Span, ...]:
    """Where to look first for content of a few words: what follows its cue, then its sentence.

    Nothing where the content is longer, or who speaks and the cue stand nowhere together.
    """
    content, speaker, cue = map(vars(draft).get, ("content", "speaker", "cue"))
    if not (content and speaker and cue) or len(content.split()) > _FEW:
        return ()
    for start, cue_end, end in _together(article.text, speaker, cue):
        for first in (cue_end, start):
            if next(find_words(content, article.text, first, end), None) is not None:
                return (article.span(first, end),)
    return ()


def _together(text: str, speaker: str, cue: str) -> Iterator[tuple[int, int, int]]:
    """The sentences in which both stand near each other, each with where its cue ends."""
    cues = [*find_words(cue, text)]
    for name in find_words(speaker, text):
        name_end = name + len(speaker)
        near = bisect_left(cues, name - _FAR - len(cue))
        for start in cues[near : bisect_right(cues, name_end + _FAR)]:
            end = start + len(cue)
            first, last = min(name, start), max(name_end, end)
            if _ENDS.search(text, first, last):
                continue
            opened = [m.end() for m in _ENDS.finditer(text, max(0, first - _FAR), first)]
            closed = _ENDS.search(text, last)
            yield (opened or [first])[-1], end, closed.start() if closed else len(text)
