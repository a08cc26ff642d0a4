"""Numbers of people with what became of them.

A number is given the outcome of the words that govern it: of a verb or a noun before it
("killed 14", "the deaths of 14"), of a predicate behind it ("14 people were killed"), of its own
noun ("14 bodies"), or of the number that it is joined to or goes on from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.expressions.counts import FoundCount
from dateline.models import Span
from dateline.models.vocabulary import Outcome
from dateline.survey.lexicon import Lexicon
from dateline.survey.toll_counts import Counted, find_counted
from dateline.survey.toll_cues import PASSIVE, SUM, Cue, find_cues
from dateline.survey.toll_sources import figure_source, is_freed, is_speaker

# One conjunct to the next; between them may stand one that is not counted: "his wife and".
_JOIN = re.compile(
    r"(?:\sof\s\d+)?(?:\s(?:from|of|with)(?:\s[\w’'-]+){1,3})?\s*"
    r"(?:,\s*and|,|and|or|as\swell\sas|along\swith|plus)\s+"
    r"(?:(?:(?:the|his|her|their|its)\s[\w’'-]+|an?\s(?:[\w’'-]+\s){0,2}[\w’'-]+)"
    r"(?:,\s*and|,|\sand)\s+)?"
    r"(?:(?:his|her|their|its|the)\s)?$"
)
# The first of several is not counted: "shot dead a ruler and three", "the owner and two clients".
_FIRST = re.compile(
    r"\s(?:(?:an?|the|his|her|their|its)\s(?:[\w’'-]+,?\s){1,6}?"
    r"|(?:[A-Z][\w’'-]+\s){1,4})(?:and|along\swith|as\swell\sas)\s"
    r"(?:(?:his|her|their|its|the)\s)?$"
)
# "To 14 from 20": the figure before.
_REVISED = re.compile(
    r",?\s*(?:\w+ward\s)?(?:up\s|down\s)?(?:from|to|not)\s+"
    r"(?:(?:the|an?|its|earlier|previous|initial|first|reported)\s+){0,3}"
    r"(?:(?:count|figure|toll|estimate|report|total|tally)\sof\s)?$"
)
# "Dozens have died, up from 19", "bringing the total to 46": at some distance from the figure.
_SUMMED = re.compile(
    r"(?:,?\s(?:up|down)\s(?:from|to)\s(?:(?:the|an?|its|earlier|previous|initial)\s){0,3}"
    r"|\b(?:total|tally|figure|number|count)\s(?:\w+\s){0,3}(?:to|at)\s)$"
)
# Another's figure for the same: "residents said as many as 40", "the army admitted to six".
_SPOKE = re.compile(
    r"\b(?:spoke\sof|counted|reported|listed|(?:it|figure)\sat|admitted\s(?:to|only)|admits\sto"
    r"|acknowledged(?:\sonly)?|conceded|confirmed(?:\sonly)?|(?:said|says|say|claimed|claims|insisted)"
    r"(?:\s(?:that|it\swas|there\swere|only|the\s\w+\swas))?)\s+$"
)
# "Five were killed in Herat and nine in Farah": the predicate is told once.
_GAPPED = re.compile(r"(?:,|\band|;)\s+(?:then\s)?$")
_ELSEWHERE = re.compile(
    r"\s+(?:in|at|on|near|outside|inside|during|overnight|later|early|the\s(?:next|following)|after)\b"
)
_MORE = re.compile(r"\b(?:more|others|another|further|additional)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\s+(?:\w+ly\s+)?(?:on\sthe\srun|at\slarge|unhurt|unharmed|unscathed|safe|alive|fled|escaped|survived|managed|ran|returned|joined)\b"
)
# "One of the dead men": of those who were counted, unless worse became of them.
_OF_COUNTED = re.compile(
    r"\s*of\s+(?:the|those|these|its|their)\s+(?:\w+\s+)?"
    r"(?:dead|wounded|injured|killed|victims|casualties|bodies|hostages|missing)\b"
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
_AMONG = re.compile(r"\b(?:among|one\sof|two\sof)\sthe\s$")
_BREAKS_LEAD = re.compile(r"[.;:“”](?!\d)|\b(?:and|after|when|but|while|who|which|said)\b")
# A noun in apposition to the number, or the sum of it: "the wounded, at least 27 of them".
_APPOSED = re.compile(r",\s(?:his\s|her\s|their\s)?$")
_IN_ALL = re.compile(r"\s*(?:of\sthem\b|in\sall\b|in\stotal\b|altogether\b)")
# What may stand between a number and its outcome, and may not hold another number.
_NEAR = 70
_BEFALLS = ("killed", "wounded", "displaced")  # things are seized and go missing
_FAR = 130  # to a predicate with its auxiliary, past what says more of the subject
_RESUMES = re.compile(r",\s(?:(?:were|was|have|had|are|all|also|been|later|\w+ly)\s){0,4}$")
_REACH = 4  # words from "killed", "toll to" to the number


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, killed or otherwise, by one sentence.

    Attributes:
        source: Who gives the figure.
        cue: The words of the outcome.
        sure: Whether these stand right beside the number; at some distance, or where the outcome
            is another number's too, it is the likely one.
        others: What else the sentence may say became of the same people.
        weak: Whether the noun is in no list and may be a thing, or is all that tells of captives.
    """

    outcome: Outcome
    count: Span
    group: Span | None
    sentence: Span
    source: Span | None = None
    cue: Span | None = None
    sure: bool = True
    others: frozenset[Outcome] = frozenset()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """The outcome of one number, with the words that give it."""

    cue: Cue
    gap: int
    sure: bool
    others: frozenset[Outcome] = frozenset()


def find_tolls(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order. A number of which nothing became is none."""
    cues = find_cues(text, sentence, lexicon)
    if not cues:
        return ()
    numbers = find_counted(text, sentence, cues, lexicon)
    readings = _read(text, sentence, cues, numbers, lexicon)
    return tuple(
        _toll(text, number, reading, sentence)
        for number, reading in zip(numbers, readings, strict=True)
        if reading is not None
        and (number.count.of_people or not number.count.bare or not _other_noun(text, number, cues))
        and not (
            reading.cue.outcome == "captured"
            and is_freed(text, number.count, reading.cue, sentence, lexicon)
        )
    )


def _read(
    text: str,
    sentence: Span,
    cues: Sequence[Cue],
    numbers: Sequence[Counted],
    lexicon: Lexicon,
) -> list[_Reading | None]:
    """What became of each number."""
    readings: list[_Reading | None] = []
    speaks: list[bool] = []
    for index, number in enumerate(numbers):
        count = number.count
        before = numbers[index - 1].count.end if index else sentence.start
        after = numbers[index + 1].count.start if index + 1 < len(numbers) else sentence.end
        if not number.part and index + 1 < len(numbers) and numbers[index + 1].part:
            after = _after_parts(text, cues, numbers, index, sentence)
        speaks.append(is_speaker(text, count, cues, before, sentence, lexicon))
        reading = None if speaks[-1] else _of_some(text, count, cues, before, after)
        if reading is not None and not _fits(number, reading):
            reading = None
        if reading is None and not speaks[-1] and index:
            reading = _shared(text, numbers[index - 1].count, number, _last(readings, numbers))
        if _is_further_part(text, number, reading, _last(readings, numbers), before):
            reading = None
        if _tells_of_whole(text, number, reading, numbers[:index], readings):
            readings[-1], reading = reading, None
        if number.part and reading is not None:
            reading = _of_part(text, number.count, reading, readings)
        readings.append(reading)
    _drop_breakdown(text, numbers, readings)
    for index in range(len(numbers) - 2, -1, -1):
        # "Three policemen and two civilians were killed": the outcome of the last is all of theirs.
        here, beyond = numbers[index], readings[index + 1]
        if readings[index] is not None or beyond is None or speaks[index]:
            continue
        if here.part or numbers[index + 1].part:
            continue
        joined = _JOIN.match(text[here.count.end : numbers[index + 1].count.start])
        trails = beyond.cue.start >= numbers[index + 1].count.number_end
        if joined and (trails or beyond.cue.end <= here.count.start) and not here.count.bare:
            shared = _Reading(beyond.cue, beyond.gap, sure=False, others=beyond.others)
            readings[index] = shared if _fits(here, shared) else None
    return readings


def _drop_breakdown(text: str, numbers: Sequence[Counted], readings: list[_Reading | None]) -> None:
    """Take back what only divides a number up: "12 people, seven women and five men"."""
    for first in range(len(numbers) - 2):
        whole, total = numbers[first].count, 0
        if readings[first] is None or whole.reading.low is None:
            continue
        if not re.match(r"\s?[,:(–—-]", text[whole.end : whole.end + 3]):
            continue
        for last in range(first + 1, len(numbers)):
            total += numbers[last].count.reading.low or 0
            between = text[numbers[last - 1].count.end : numbers[last].count.start]
            if last > first + 1 and not _JOIN.match(between):
                break
            if total == whole.reading.low and last > first + 1:
                readings[first + 1 : last + 1] = [None] * (last - first)
                break


def _after_parts(
    text: str, cues: Sequence[Cue], numbers: Sequence[Counted], index: int, sentence: Span
) -> int:
    """Where the words for a number end that goes on past its parts.

    "Seven, including two women, were killed", but "four, two of whom died".
    """
    last = index + 1
    while last + 1 < len(numbers) and (
        numbers[last + 1].part
        or _JOIN.match(text[numbers[last].count.end : numbers[last + 1].count.start])
    ):
        last += 1
    end = numbers[last].count.end
    resumed = any(
        _RESUMES.search(text, max(end, cue.start - 34), cue.start) and cue.start - end < _NEAR
        for cue in cues
    )
    if not resumed:
        return numbers[index + 1].count.start
    return numbers[last + 1].count.start if last + 1 < len(numbers) else sentence.end


def _last(readings: Sequence[_Reading | None], numbers: Sequence[Counted]) -> _Reading | None:
    """What became of the number before; of those that it is a part of, where it is one."""
    for reading, number in zip(reversed(readings), reversed(numbers[: len(readings)]), strict=True):
        if reading is not None or not number.part:
            return reading
    return None


def _fits(number: Counted, reading: _Reading) -> bool:
    """Whether a noun that no list holds may be meant: whoever died is somebody, loot is not."""
    return number.known or (reading.cue.outcome in _BEFALLS and reading.gap <= 40)


def _tells_of_whole(
    text: str,
    number: Counted,
    reading: _Reading | None,
    before: Sequence[Counted],
    readings: Sequence[_Reading | None],
) -> bool:
    """Whether some are told to be wounded of those who come to a doctor: all of them are."""
    if reading is None or not (number.part and before) or readings[-1] is not None:
        return False
    adjoins = text[before[-1].count.end : number.count.start] == ", "
    return adjoins and before[-1].count.of_people and reading.cue.outcome == "wounded"


def _is_further_part(
    text: str, number: Counted, reading: _Reading | None, whole: _Reading | None, before: int
) -> bool:
    """Whether more is told of some: "21 people were hurt, four in a serious condition"."""
    return (
        reading is not None
        and whole is not None
        and number.count.bare
        and text[max(0, number.count.start - 2) : number.count.start] == ", "
        and reading.cue.start >= number.count.end
        and whole.cue is not reading.cue
        and whole.cue.outcome == reading.cue.outcome == "wounded"
    )


def _of_part(
    text: str, count: FoundCount, reading: _Reading, before: Sequence[_Reading | None]
) -> _Reading | None:
    """What became of some of those counted already, where it is something else."""
    whole = next((r for r in reversed(before) if r is not None), None)
    own = reading.cue.start >= count.end and "," not in text[count.end : reading.cue.start]
    return reading if own and (whole is None or whole.cue.outcome != reading.cue.outcome) else None


def _shared(
    text: str, previous: FoundCount, number: Counted, reading: _Reading | None
) -> _Reading | None:
    """The outcome of the number before, where this one goes on from it."""
    count = number.count
    if reading is None or number.part or _DOES.match(text, count.end):
        return None
    if _OF_COUNTED.match(text, count.number_end):
        return None
    between = text[previous.end : count.start]
    shared = _Reading(reading.cue, reading.gap, sure=False, others=reading.others)
    if _JOIN.match(between):
        # "In six vehicles and 20 motorcycles": whatever a list goes on with is like its first.
        return shared if _fits(number, shared) else None
    if not count.bare and not _MORE.search(text, count.start, count.end):
        return None
    if _REVISED.match(between) or _SUMMED.search(between) or _SPOKE.search(between):
        return shared
    gapped = _GAPPED.search(between) and _ELSEWHERE.match(text, count.end)
    return shared if gapped else None


def _of_some(
    text: str, count: FoundCount, cues: Sequence[Cue], before: int, after: int
) -> _Reading | None:
    """What became of a count; of some of those counted already, what else became of them."""
    some = _OF_COUNTED.match(text, count.number_end)
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
) -> _Reading | None:
    """What became of a count: of the cues around it, the nearest that can govern it."""
    options: list[_Reading] = []
    for cue in cues:
        if count.number_end <= cue.start and cue.end <= count.end:
            if cue.outcome != "captured" and not _is_attribute(text, count, cue):
                return _Reading(cue, 0, sure=True)  # "26 bodies"
            # "Killed 12 hostages", "executed three captured mayors": what the verb says.
            options.append(_Reading(cue, _NEAR, sure=False))
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
    return _worst(text, count, best, options)


def _is_attribute(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether the cue says only what kind of people they are: "eight wounded soldiers"."""
    return cue.end < count.end and cue.outcome != "killed" and text[cue.end] == " "


def _worst(text: str, count: FoundCount, best: _Reading, options: Sequence[_Reading]) -> _Reading:
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
    return _Reading(best.cue, best.gap, best.sure and not others, others)


def _gap_before(text: str, count: FoundCount, cue: Cue, cues: Sequence[Cue]) -> _Reading | None:
    gap = text[cue.end : count.start]
    first = _FIRST.match(gap) and not any(
        cue.end <= other.start and other.end <= count.start for other in cues
    )
    apposed = _APPOSED.match(gap) and _IN_ALL.match(text, count.end)
    reach = _REACH + 4 * bool(SUM.match(text, cue.start))
    if SUM.match(text, cue.start) and _STOOD.match(gap):
        return _Reading(cue, len(gap), sure=True)
    near = len(gap.split()) <= reach and not _BREAKS_LEAD.search(gap) and "," not in gap
    if not (first or near or apposed):
        return None
    return _Reading(cue, len(gap), sure=len(gap.split()) <= 1)


def _gap_behind(text: str, count: FoundCount, cue: Cue, after: int) -> _Reading | None:
    gap = text[count.end : cue.start]
    if SUM.match(text, cue.start) and gap.strip() in ("the", "their", "its"):
        return _Reading(cue, len(gap), sure=True)  # "brought to 60 the number of troops lost"
    if cue.leads and not PASSIVE.search(gap):
        # "Two soldiers killed four rebels": whoever stands before the verb did it.
        if count.reading.rule == "singular" or (cue.end < len(text) and gap.strip()):
            return None
        if after < len(text) and len(text[cue.end : after].split()) < 2:
            return None
        if re.match(r"\s(?:an?|the|his|her|their|its|[a-z]+s?)\b", text[cue.end : cue.end + 14]):
            return None
    if _NOUN_OF.search(gap) and not _AMONG.search(gap):
        return None  # "attended a vigil for the dead", "mothers of missing students"
    others = _WITH_OTHERS.match(gap)
    if (
        len(gap) > (_FAR if cue.passive else _NEAR)
        or re.search(r"[.;:](?!\d)", gap)
        or _NEW_SUBJECT.search(gap, others.end() if others else 0)
    ):
        return None
    return _Reading(cue, len(gap), sure=len(gap.split()) <= 3 and "," not in gap)


def _other_noun(text: str, number: Counted, cues: Sequence[Cue]) -> bool:
    """Whether a bare number counts something else: "killed 14 buffaloes"."""
    end = number.count.end
    rest = text[end : end + 25]
    if re.match(
        r"\s*(?:[.,;:)]|$|and\b|in\b|on\b|at\b|were\b|was\b|have\b|had\b|are\b|"
        r"others?\b|more\b|dead\b|by\b|when\b|so far|as\b|of\b|the\b|from\b|up\b|down\b|"
        r"among\b|for\b|after\b|during\b|since\b|while\b|but\b|including\b|with\b|near\b|outside\b|who\b|"
        r"lay\b|died?\b|later\b|is\b|remain)",
        rest,
    ):
        return False
    return not any(cue.start - end <= 1 for cue in cues if cue.start >= end)


def _toll(text: str, number: Counted, reading: _Reading, sentence: Span) -> Toll:
    count = number.count
    span = Span(start=count.start, end=count.end, text=text[count.start : count.end])
    noun = text[count.number_end : count.end]
    partitive = re.match(r"\s*(?:of\s+(?:(?:the|them|his|her|their|its)\s+)?)?", noun)
    start = count.number_end + (partitive.end() if partitive else 0)
    group = Span(start=start, end=count.end, text=text[start : count.end]) if noun.strip() else None
    cue = reading.cue
    return Toll(
        cue.outcome,
        span,
        group,
        sentence,
        figure_source(text, count, sentence),
        Span(start=cue.start, end=cue.end, text=text[cue.start : cue.end]),
        reading.sure,
        reading.others,
        weak=not number.known
        or count.reading.rule == "many"
        or (cue.outcome == "captured" and count.start < cue.start < count.end),
    )
