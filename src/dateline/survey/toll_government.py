"""Which words of an outcome govern a number: those before it, behind it, or in its own noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.expressions.counts import FoundCount
from dateline.models.vocabulary import Outcome
from dateline.survey.toll_cues import PASSIVE, SUM, Cue

# The first of several is not counted: "shot dead a ruler and three", "the owner and two clients".
_FIRST = re.compile(
    r"\s(?:(?:an?|the|his|her|their|its)\s(?:[\w’'-]+,?\s){1,6}?"
    r"|(?:[A-Z][\w’'-]+\s){1,4})(?:and|along\swith|as\swell\sas)\s"
    r"(?:(?:his|her|their|its|the)\s)?$"
)
# A conjunction after which somebody else is told of.
_NEW_SUBJECT = re.compile(
    r"\b(?:and|but|while|when|after|as|before|until|because|where)\s(?:the|an?|his|her|its|their"
    r"|[A-Z][\w’'-]+|no|some|(?!has\b|was\b|is\b)\w+s)\s"
)
# "And her Afghan interpreter were abducted": of the same subject, and not counted.
_WITH_OTHERS = re.compile(
    r"(?:,\s(?:the|his|her|their|its|an?)(?:\s[\w’'-]+){1,3})*,?\sand\s(?:the|his|her|their|its|an?)"
    r"(?:\s[\w’'-]+){1,3}?(?:\sof(?:\s[\w’'-]+){1,3}?)?(?=\s(?:were|are|have|had|all|also|$))|$"
)
# "The toll, which stood at 19 on Monday".
_STOOD = re.compile(r",\s(?:which|that)\s(?:\w+\s){1,4}(?:at|to)\s$")
_NOUN_OF = re.compile(
    r"\b(?:the|of|for|with|about|over|by|its|their|his|her|on|against)(?:\s\w+ly)?\s$",
    re.IGNORECASE,
)
# "Women whose sons disappeared", "22 crew, none of whom was hurt".
_NOT_THEY = re.compile(r"\b(?:whose|none|nobody|neither|no\sone)\b")
_AMONG = re.compile(r"\b(?:among|one\sof|two\sof)\sthe\s$")
_BREAKS_LEAD = re.compile(r"[.;:“”](?!\d)|\b(?:and|after|when|but|while|who|which|said)\b")
# A noun in apposition to the number, or the sum of it: "the wounded, at least 27 of them".
_APPOSED = re.compile(r",\s(?:his\s|her\s|their\s)?$")
_IN_ALL = re.compile(r"\s*(?:of\sthem\b|in\sall\b|in\stotal\b|altogether\b)")
# "One of the dead men": of those who were counted, unless worse became of them.
OF_COUNTED = re.compile(
    r"\s*of\s+(?:the|those|these|its|their)\s+(?:\w+\s+)?"
    r"(?:dead|wounded|injured|killed|victims|casualties|bodies|hostages|missing)\b"
)
# What may stand between a number and its outcome, and may not hold another number.
NEAR = 70
_FAR = 130  # to a predicate with its auxiliary, past what says more of the subject
_REACH = 4  # words from "killed", "toll to" to the number


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of one number, with the words that give it."""

    cue: Cue
    gap: int
    sure: bool
    others: frozenset[Outcome] = frozenset()


def outcome_of(
    text: str, count: FoundCount, cues: Sequence[Cue], before: int, after: int
) -> Reading | None:
    """What became of a count; of some of those counted already, what else became of them."""
    some = OF_COUNTED.match(text, count.number_end)
    if some is None:
        return _governed(text, count, cues, before, after)
    if any(SUM.match(text, c.start) and c.leads for c in cues):
        return None  # "rose to 17 after three of the wounded died": the new sum has them
    own = {c.outcome for c in cues if c.start < some.end() and c.end > count.number_end}
    others = [c for c in cues if c.end <= count.start or c.start >= some.end()]
    reading = _governed(text, count, others, before, after)
    return None if reading is None or reading.cue.outcome in (own or {"killed"}) else reading


def _governed(
    text: str, count: FoundCount, cues: Sequence[Cue], before: int, after: int
) -> Reading | None:
    """What became of a count: of the cues around it, the nearest that can govern it."""
    options: list[Reading] = []
    for cue in cues:
        if count.number_end <= cue.start and cue.end <= count.end:
            if cue.outcome != "captured" and not _is_attribute(text, count, cue):
                return Reading(cue, 0, sure=True)  # "26 bodies"
            # "Killed 12 hostages", "executed three captured mayors": what the verb says.
            options.append(Reading(cue, NEAR, sure=False))
        elif cue.end <= count.start and cue.leads and cue.start >= before:
            if (gap := _gap_before(text, count, cue, cues)) is not None:
                options.append(gap)
        elif (
            cue.start >= count.end
            and cue.start < after
            and (gap := _gap_behind(text, count, cue, after))
        ):
            options.append(gap)
    if not options:
        return None
    best = min(options, key=lambda o: o.gap)
    return _worst(count, best, options)


def _is_attribute(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether the cue says only what kind of people they are: "eight wounded soldiers"."""
    return cue.end < count.end and cue.outcome != "killed" and text[cue.end] == " "


def _worst(count: FoundCount, best: Reading, options: Sequence[Reading]) -> Reading:
    """Of several things that became of the same people, the last: "hit by shrapnel have died"."""
    outcomes = frozenset(o.cue.outcome for o in options)
    behind = [
        o
        for o in options
        if o.cue.start >= count.end and o.cue.outcome == "killed" and not o.cue.leads
    ]
    if best.cue.start >= count.end and best.cue.outcome != "killed" and behind:
        best = behind[0]
    # The predicates of one subject: "were abducted and killed".
    others = outcomes - {best.cue.outcome}
    return Reading(best.cue, best.gap, best.sure and not others, others)


def _gap_before(text: str, count: FoundCount, cue: Cue, cues: Sequence[Cue]) -> Reading | None:
    gap = text[cue.end : count.start]
    first = _FIRST.match(gap) and not any(
        cue.end <= other.start and other.end <= count.start for other in cues
    )
    apposed = _APPOSED.match(gap) and _IN_ALL.match(text, count.end)
    reach = _REACH + 4 * bool(SUM.match(text, cue.start))
    if SUM.match(text, cue.start) and _STOOD.match(gap):
        return Reading(cue, len(gap), sure=True)
    near = len(gap.split()) <= reach and not _BREAKS_LEAD.search(gap) and "," not in gap
    if not (first or near or apposed):
        return None
    return Reading(cue, len(gap), sure=len(gap.split()) <= 1)


def _gap_behind(text: str, count: FoundCount, cue: Cue, after: int) -> Reading | None:
    gap = text[count.end : cue.start]
    if SUM.match(text, cue.start) and gap.strip() in ("the", "their", "its"):
        return Reading(cue, len(gap), sure=True)  # "brought to 60 the number of troops lost"
    if cue.leads and not PASSIVE.search(gap):
        # "Two soldiers killed four rebels": whoever stands before the verb did it.
        if count.reading.rule == "singular" or (cue.end < len(text) and gap.strip()):
            return None
        if after < len(text) and len(text[cue.end : after].split()) < 2:
            return None
        if re.match(r"\s(?:an?|the|his|her|their|its|[a-z]+s?)\b", text[cue.end : cue.end + 14]):
            return None
    if _NOT_THEY.search(gap):
        return None
    if _NOUN_OF.search(gap) and not _AMONG.search(gap):
        return None  # "attended a vigil for the dead", "mothers of missing students"
    others = _WITH_OTHERS.match(gap)
    if (
        len(gap) > (_FAR if cue.passive else NEAR)
        or re.search(r"[.;:](?!\d)", gap)
        or _NEW_SUBJECT.search(gap, others.end() if others else 0)
    ):
        return None
    return Reading(cue, len(gap), sure=len(gap.split()) <= 3 and "," not in gap)
