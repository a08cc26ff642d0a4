"""Figures of what was told before: "the army concedes four", "a ninth followed them"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from dateline.models import Span
from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.given import given_by_tree
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.toll_given import (
    bracketed,
    counts_others,
    given_figures,
    is_of_homes,
    may_have_left,
    may_resume,
    resumed_words,
)
from dateline.survey.tolls import Toll

_WORST = ("killed", "wounded", "missing", "captured", "displaced")


def resumed_figures(before: Sequence[SurveyedSentence], at: SurveyedSentence) -> Iterator[Toll]:
    """The tolls of a sentence that gives a number, and not what became of them.

    Another source's figure, or one who came to the same end later. What became of them another
    clause tells, or the nearest sentence before that tells of a toll.

    Args:
        before: The few sentences before it, in order.
        at: The sentence.
    """
    offset = at.span.start
    told_here = [(t.count.start - offset, t.count.end - offset) for t in _certain(at)]
    if not may_resume(at.span.text, told_here):
        return
    homes, given = [(s,) for s in bracketed(at.span.text)], list(_given(before, at))
    groups = [*homes, *given]
    every = [s for group in groups for s in group]
    for group in groups:
        if any(_is_told(s, at) for s in group):
            continue
        if group in homes or any(is_of_homes(s) for s in group):
            left = any(may_have_left(s.span.text) for s in (*before, at))
            told: list[Outcome] = ["displaced"] * left
        elif any(s.end <= group[0].start for (s,) in homes):
            told = ["displaced"]
        else:
            told = _told_of(group[0], every, before, at)
        for number, outcome in zip(group, _in_order(told, len(group)), strict=False):
            others = frozenset(told) - {outcome}
            yield Toll(outcome, _moved(number, at), None, at.span, sure=False, others=others)


def _given(before: Sequence[SurveyedSentence], at: SurveyedSentence) -> Iterator[tuple[Span, ...]]:
    """The numbers that somebody gives, by the sentence's words or by its tree."""
    found = list(given_figures(at.span.text, before[-1].span.text if before else ""))
    yield from found
    if at.tree is not None:
        known = [s for group in found for s in group]
        yield from ((s,) for s in given_by_tree(at.tree) if not any(s.overlaps(k) for k in known))


def _told_of(
    number: Span, given: Collection[Span], before: Sequence[SurveyedSentence], at: SurveyedSentence
) -> list[Outcome]:
    """What is told, in order, that a number may resume: before it, else behind it.

    Nothing, where its sentence counts people before it of whom no toll tells: "14 were aboard".
    """
    where = [_moved(s, at) for s in given]
    own = [t for t in at.tolls if not any(t.count.overlaps(s) for s in where)]
    offset = at.span.start
    told = [t for t in own if t.count.end - offset <= number.start]
    if not told and counts_others(at.span.text, number, given):
        return []
    # "He revised that to nine, adding that 23 were hurt": what was told in the sentence before.
    return _outcomes(told) or _earlier(before) or _outcomes(own) or _untold(before, at)


def _moved(number: Span, at: SurveyedSentence) -> Span:
    """The same words, with offsets into the article."""
    offset = at.span.start
    return Span(start=number.start + offset, end=number.end + offset, text=number.text)


def _is_told(number: Span, at: SurveyedSentence) -> bool:
    """Whether the sentence says for certain what became of them."""
    where = _moved(number, at)
    return any(where.overlaps(t.count) for t in _certain(at))


def _certain(at: SurveyedSentence) -> list[Toll]:
    return [t for t in (*at.tolls, *at.singles) if not t.weak]


def _in_order(told: Sequence[Outcome], numbers: int) -> Sequence[Outcome]:
    """What became of each: of "three and 51" in the order in which it was told, else the worst."""
    if 1 < numbers <= len(told):
        return told[:numbers]
    return [min(told, key=_WORST.index)] * numbers if told else []


def _earlier(before: Sequence[SurveyedSentence]) -> list[Outcome]:
    """What the nearest sentence tells that tells of a toll, in order."""
    return next((_outcomes(s.tolls) for s in reversed(before) if s.tolls), [])


def _outcomes(tolls: Iterable[Toll]) -> list[Outcome]:
    return list(dict.fromkeys(t.outcome for t in tolls))


def _untold(before: Sequence[SurveyedSentence], at: SurveyedSentence) -> list[Outcome]:
    """What is told of people whom no number counts: "to collect the bodies"."""
    for sentence in reversed((*before, at)):
        if match := resumed_words("untold").search(sentence.span.text):
            return [cast("Outcome", match.lastgroup)]
    return []


def ordinal(words: str) -> int | None:
    """Which of several somebody is: nine of "a ninth", "the 9th victim"."""
    match = resumed_words("nth").search(words)
    if match is None:
        return None
    names, word = resumed_words("ordinals").pattern.split("|"), match["nth"].lower()
    return names.index(word) + 1 if word in names else int(re.sub(r"\D", "", word))
