"""Numbers of people with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.expressions.counts import FoundCount, find_counts
from dateline.models import Span
from dateline.models.vocabulary import Outcome
from dateline.survey.lexicon import Lexicon

_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got|left|found|feared|reported|confirmed)"
    r"(?:\s+(?:also|all|then|reportedly|believed|either|later|\w+ly))?\s*$"
)
_AGENT = re.compile(
    r"\s*(?:in|by|when|after|as|during|at(?!\s+(?:least|most))|on|near|and|,|;|\.|$|"
    r"while|since|so far|from)",
    re.I,
)
_JOIN = re.compile(
    r"\s*(?:,|and|,\s*and|or|as well as|along with|including)(?:\s+(?:his|her|their))?\s*$"
)
# "two of them women": a part of a number that was told already.
_PART = re.compile(r"\s*of\s+(?:them|whom|those|these)\b")
_ASKED = re.compile(r"\bhow\s+$", re.IGNORECASE)
# The dead and the wounded themselves as the noun: "26 bodies", "nine fatalities".
_BODIES = re.compile(r"\s*(?:bodies|deaths|fatalities|dead|wounded|injured|casualties|families)\b")
# What may stand between a number and its outcome, and may not hold another number.
_NEAR = 70
_REACH = 4  # words from "killed", "toll to" to the number


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, killed or otherwise, by one sentence."""

    outcome: Outcome
    count: Span
    group: Span | None
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Cue:
    outcome: Outcome
    start: int
    end: int
    leads: bool
    """Whether the people follow: "killed 14", "left 14 dead", "death toll of 14"."""


def find_tolls(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order. A number of which nothing became is none."""
    counts = [
        _moved(c, sentence.start)
        for c in find_counts(sentence.text)
        if not _PART.match(sentence.text, c.number_end)
        and not _ASKED.search(sentence.text[: c.start])
        and (c.of_people or c.bare or _BODIES.match(sentence.text, c.end))
    ]
    cues = list(_cues(text, sentence, lexicon))
    tolls: list[Toll] = []
    previous: tuple[FoundCount, Outcome] | None = None
    for index, count in enumerate(counts):
        following = counts[index + 1].start if index + 1 < len(counts) else sentence.end
        before = counts[index - 1].end if index else sentence.start
        outcome = _outcome(text, count, cues, before, following)
        if outcome is None and previous and _JOIN.match(text[previous[0].end : count.start]):
            outcome = previous[1]
        if outcome is None and _JOIN.match(text[count.end : following]) and index + 1 < len(counts):
            # "three policemen and two civilians were killed": the next one's outcome is this one's.
            beyond = counts[index + 2].start if index + 2 < len(counts) else sentence.end
            outcome = _outcome(text, counts[index + 1], cues, count.end, beyond)
        if outcome is not None and (count.of_people or not _other_noun(text, count, cues)):
            tolls.append(_toll(text, count, outcome, sentence))
            previous = (count, outcome)
    return tuple(tolls)


def _moved(count: FoundCount, offset: int) -> FoundCount:
    """The same count, with offsets into the article."""
    return replace(
        count,
        start=count.start + offset,
        end=count.end + offset,
        qualifier_start=count.qualifier_start + offset,
        number_start=count.number_start + offset,
        number_end=count.number_end + offset,
    )


def _cues(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[_Cue]:
    for outcome, pattern in lexicon.outcomes.items():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            passive = _PASSIVE.search(text[max(sentence.start, match.start() - 30) : match.start()])
            followed = _AGENT.match(text, match.end())
            leads = not passive and not followed
            yield _Cue(outcome, match.start(), match.end(), leads)


def _outcome(
    text: str, count: FoundCount, cues: Sequence[_Cue], before: int, after: int
) -> Outcome | None:
    """What became of a count: of the cues around it, the nearest that can govern it."""
    options: list[tuple[int, Outcome]] = []
    for cue in cues:
        if count.number_end <= cue.start and cue.end <= count.end:
            return cue.outcome  # "26 bodies"
        if cue.end <= count.start and cue.leads and cue.start >= before:
            gap = text[cue.end : count.start]
            if len(gap.split()) <= _REACH and not re.search(r"[.;:“”]|\b(?:and|after|when)\b", gap):
                options.append((len(gap), cue.outcome))
        elif cue.start >= count.end and cue.end <= after + 1:
            gap = text[count.end : cue.start]
            # "A bomber killed 3 people": a single one before an active verb is its subject.
            subject = count.reading.rule == "singular" and cue.leads
            close = len(gap.split()) <= 1 and not subject
            governs = not cue.leads or _PASSIVE.search(gap) or close
            if governs and len(gap) <= _NEAR and not re.search(r"[.;:]", gap):
                options.append((len(gap), cue.outcome))
    return min(options)[1] if options else None


def _other_noun(text: str, count: FoundCount, cues: Sequence[_Cue]) -> bool:
    """Whether a bare number counts something else: "killed 14 buffaloes"."""
    rest = text[count.end : count.end + 25]
    if re.match(
        r"\s*(?:[.,;:)]|$|and\b|in\b|on\b|at\b|were\b|was\b|have\b|had\b|are\b|"
        r"others?\b|more\b|dead\b|by\b|when\b|so far|as\b|of them|the number)",
        rest,
    ):
        return False
    return not any(cue.start - count.end <= 1 for cue in cues if cue.start >= count.end)


def _toll(text: str, count: FoundCount, outcome: Outcome, sentence: Span) -> Toll:
    span = Span(start=count.start, end=count.end, text=text[count.start : count.end])
    noun = text[count.number_end : count.end]
    partitive = re.match(r"\s*(?:of\s+(?:the|them|his|her|their)\s+)?", noun)
    start = count.number_end + (partitive.end() if partitive else 0)
    group = Span(start=start, end=count.end, text=text[start : count.end]) if noun.strip() else None
    return Toll(outcome, span, group, sentence)
