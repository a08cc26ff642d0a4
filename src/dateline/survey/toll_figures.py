"""Figures of what an earlier sentence told: "the army concedes four", "a ninth followed them"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from dateline.models import Span
from dateline.survey.lexicon import load_lexicon
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.toll_counts import figure_at, is_of_things
from dateline.survey.tolls import Toll
from dateline.survey.word_lists import read_lexicon

_WORST = ("killed", "wounded", "missing", "captured", "displaced")


def resumed_figures(before: Sequence[SurveyedSentence], at: SurveyedSentence) -> Iterator[Toll]:
    """The tolls of a sentence that gives a number, and not what became of them.

    Another source's figure, or one who came to the same end later.

    Args:
        before: The few sentences before it, in order.
        at: The sentence.
    """
    text = at.span.text
    found = [
        (s.start, s.end)
        for s in (*_counted(text), *_followed(text))
        if not any(
            s.start < t.count.end - at.span.start and t.count.start - at.span.start < s.end
            for t in (*at.tolls, *at.singles)
            if not t.weak
        )
    ]
    if not found:
        return
    told = _earlier(before)
    if told is None:
        return
    for start, end in found:
        count = Span(start=at.span.start + start, end=at.span.start + end, text=text[start:end])
        yield Toll(told.outcome, count, None, at.span, None, None, sure=False, others=told.others)


def _earlier(before: Sequence[SurveyedSentence]) -> Toll | None:
    """The worst toll of the nearest sentence that tells of one, with what else it tells."""
    for sentence in reversed(before):
        if tolls := sentence.tolls:
            return min(tolls, key=lambda t: _WORST.index(t.outcome))
    return None


def ordinal(words: str) -> int | None:
    """Which of several somebody is: nine of "a ninth", "the 9th victim"."""
    match = _compiled(_resumed("nth")).search(words)
    if match is None:
        return None
    names, word = _resumed("ordinals").split(), match["nth"].lower()
    return names.index(word) + 1 if word in names else int(re.sub(r"\D", "", word))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _stems() -> re.Pattern[str]:
    stems = _resumed("stems").split()
    return re.compile(rf"\b(?:{'|'.join(stems)})")


def _resumed(name: str, language: str = "en") -> str:
    """One of the lexicon's patterns of numbers of what was told before."""
    return cast("str", read_lexicon(f"{language}_tolls")["resumed"][name])


def may_give(text: str) -> bool:
    """Whether somebody may give a figure of his own in a sentence: "police confirmed 28"."""
    return _stems().search(text) is not None


def _counted(text: str) -> Iterator[Span]:
    """The bare numbers that somebody gives: "confirmed 28", "put their number at 68"."""
    if not may_give(text):
        return
    for match in _compiled(_resumed("counted")).finditer(text):
        figure = figure_at(text, match.end(), whole=True)
        if (
            figure is not None
            and figure.bare
            and _compiled(_resumed("closed")).match(text, figure.end)
            and not is_of_things(text, figure.start, load_lexicon("en"))
        ):
            yield Span(start=figure.start, end=figure.end, text=text[figure.start : figure.end])


def _followed(text: str) -> Iterator[Span]:
    """One more who came to the same end: "a ninth followed on Wednesday"."""
    if (match := _compiled(_resumed("followed")).match(text)) is not None:
        yield Span(start=match.start("who"), end=match.end("who"), text=match["who"])
