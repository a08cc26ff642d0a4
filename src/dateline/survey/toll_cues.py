"""The words of a sentence that say what became of people, and on which side the people stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.models import Span
from dateline.models.vocabulary import Outcome
from dateline.survey.lexicon import Lexicon, lowered

PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got|left|lay|lie|found|feared|reported|confirmed|remain\w*)"
    r"(?:\s+(?:also|all|both|then|still|reportedly|believed|thought|presumed|either|later|\w+ly))?"
    r"\s*$"
)
# What follows a verb that takes no object, or has its own before it.
_ADJUNCT = re.compile(
    r"\s*(?:$|[,;.:)—–]|(?:in|by|when|after|as(?!\s(?:many|few|much)\b)|during|at(?!\s(?:least|most)\b)|on|"
    r"near|and|or|but|while|since|so\sfar|from|before|inside|outside|along|across|under|within|"
    r"throughout|amid|because|instantly|overnight|later|earlier|yesterday|today|last|this|following|"
    r"alongside|with|without|to|through|against|for|too|there|here|who|which|that|where|"
    r"around(?=\s(?:the|an?|(?-i:[A-Z])))|over(?=\s(?:the|an?)\b)|between(?=\s(?-i:[A-Z]))|"
    r"was|were|is|are|had|have|has|will|would|could|came|include|included|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
# The noun for the sum itself, after which the figure follows.
SUM = re.compile(r"(?:(?:death|body)\s)?(?:toll|count)\b|number\sof\b|losses|casualties")
_THE_SUM = re.compile(
    r"(?:\s(?:in|from|of|at)\s[^,;.]{1,40})?\s"
    r"(?:(?:at|were|was|had|has|have|now|rose|risen|numbered|stood|included?|climbs?|climbed)\s)+"
)
_THE = re.compile(r"\b(?:the|those)\s$")
# "Among the wounded were three soldiers", "Killed in the exchange were two constables".
_INVERTED = re.compile(r"(?:\s[^,;.\s]+){0,6}?\s(?:was|were|are|is)\s")
_INVERTS = re.compile(r"(?:^|[.;:“]\s*)(?:among\s(?:the\s)?(?:\w+\s)?(?:the\s)?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of an outcome.

    Attributes:
        leads: Whether the people follow: "killed 14", "left 14 dead", "death toll of 14".
        passive: Whether an auxiliary makes the people who stand before them its subject.
    """

    outcome: Outcome
    start: int
    end: int
    leads: bool
    passive: bool


def find_cues(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Cue, ...]:
    """The outcome words of a sentence, in order and disjoint."""
    return tuple(_cues(text, sentence, lexicon))


def _cues(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[Cue]:
    low = lowered(text)
    position = sentence.start
    while found := lexicon.outcome_words.search(low, position, sentence.end):
        start = found.start()
        # Of two outcomes with one beginning the longer words tell: "died of his wounds".
        outcome, end = max(
            (
                (outcome, match.end())
                for outcome, pattern in lexicon.outcomes.items()
                if (match := pattern.match(low, start, sentence.end))
            ),
            key=lambda o: o[1],
        )
        position = max(end, start + 1)
        yield _cue(text, low, sentence, outcome, start, end, lexicon)


def _cue(
    text: str,
    low: str,
    sentence: Span,
    outcome: Outcome,
    start: int,
    end: int,
    lexicon: Lexicon,
) -> Cue:
    words = low[start:end]
    before = text[max(sentence.start, start - 34) : start]
    # "Was holding 37 fighters" is active.
    passive = not words.endswith("ing") and PASSIVE.search(before) is not None
    subject = lexicon.outcome_subject.fullmatch(words) is not None
    leads = not passive and not subject and not _ADJUNCT.match(text, end)
    the = _THE.search(low, max(0, start - 6), start)
    if (
        SUM.match(words)
        or (the and (_THE_SUM.match(text, end) or text.startswith(",", end)))
        or (_INVERTS.search(before) and _INVERTED.match(text, end) and not subject)
    ):
        leads = True
    return Cue(outcome, start, end, leads, passive)
