"""Numbers of people with what became of them.

A number is given the outcome of the words that govern it: of a verb or a noun before it
("killed 14", "the deaths of 14"), of a predicate behind it ("14 people were killed"), of its own
noun ("14 bodies"), or of the number that it is joined to or goes on from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.expressions.counts import FoundCount
from dateline.models import Span
from dateline.models.vocabulary import Outcome, Realis
from dateline.survey.lexicon import Lexicon
from dateline.survey.toll_counts import Counted, find_counted
from dateline.survey.toll_cues import Cue, find_cues
from dateline.survey.toll_government import NEAR, OF_COUNTED, Reading, outcome_of
from dateline.survey.toll_sources import figure_source, is_freed, is_speaker

# One conjunct to the next; between them may stand one that is not counted: "his wife and".
_JOIN = re.compile(
    r"(?:\sof\s\d+)?(?:\s(?:from|of|with)(?:\s[\w’'-]+){1,3})?\s*"
    r"(?:,\s*and|,|and|or|as\swell\sas|along\swith|plus)\s+"
    r"(?:(?:(?:the|his|her|their|its)\s[\w’'-]+|an?\s(?:[\w’'-]+\s){0,2}[\w’'-]+)"
    r"(?:,\s*and|,|\sand)\s+)?"
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
    r"|acknowledged(?:\sonly)?|conceded|confirmed(?:\sonly)?|(?:said|says|say|claimed|claims"
    r"|insisted)"
    r"(?:\s(?:that|it\swas|there\swere|only|the\s\w+\swas))?)\s+$"
)
# "Five were killed in Herat and nine in Farah": the predicate is told once.
_GAPPED = re.compile(r"(?:,|\band|;)\s+(?:then\s)?$")
_VERBLESS = re.compile(r"[,;]\s(?:and\s)?(?:the\s[\w’-]+(?:\s[\w’-]+)?|[A-Z][\w’-]+)\s$")
_ELSEWHERE = re.compile(
    r"\s+(?:in|at|on|near|outside|inside|during|overnight|later|early|the\s(?:next|following)|after)\b"
)
_MORE = re.compile(r"\b(?:more|others|another|further|additional)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\s+(?:\w+ly\s+)?(?:on\sthe\srun|at\slarge|unhurt|unharmed|unscathed|safe|alive|fled"
    r"|escaped|survived|managed|ran|returned|joined)\b"
)
_NAME = re.compile(r"[A-Z][\w’'-]+,\s(?:\d+,\s)?$")
_BEFALLS = ("killed", "wounded", "displaced")  # things are seized and go missing
_RESUMES = re.compile(r",\s(?:(?:were|was|have|had|are|all|also|been|later|\w+ly)\s){0,4}$")


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, killed or otherwise, by one sentence.

    Attributes:
        source: Who gives the figure.
        cue: The words of the outcome.
        sure: Whether these stand right beside the number; at some distance, or where the outcome
            is another number's too, it is the likely one.
        others: What else the sentence may say became of the same people.
        weak: Whether the noun is in no list and may be a thing, is all that tells of captives, or
            only says who somebody named is.
        seen_by: Whether the patterns see it, the sentence's tree, or both.
        realis: Whether it happened, as the tree has it; None without one.
        named: Whether it is one person who is named or told of as "the driver": known already, and
            perhaps one of those whom a number counts elsewhere.
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
    seen_by: Literal["light", "tree", "both"] = "light"
    realis: Realis | None = None
    named: bool = False


def find_tolls(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order. A number of which nothing became is none."""
    cues = find_cues(text, sentence, lexicon)
    if not cues:
        return ()
    numbers = find_counted(sentence, cues, lexicon)
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
) -> list[Reading | None]:
    """What became of each number."""
    readings: list[Reading | None] = []
    speaks: list[bool] = []
    for index, number in enumerate(numbers):
        before = numbers[index - 1].count.end if index else sentence.start
        speaks.append(is_speaker(text, number.count, cues, before, sentence, lexicon))
        reading = None
        if not speaks[-1]:
            after = _reach(text, cues, numbers, index, sentence)
            reading = _own_or_shared(text, cues, numbers[: index + 1], readings, before, after)
        if _tells_of_whole(text, number, reading, numbers[:index], readings):
            readings[-1], reading = reading, None
        readings.append(_of_part(text, number, reading, _last(readings, numbers)))
    _drop_breakdown(text, numbers, readings)
    _pass_back(text, numbers, readings, speaks)
    return readings


def _own_or_shared(
    text: str,
    cues: Sequence[Cue],
    numbers: Sequence[Counted],
    readings: Sequence[Reading | None],
    before: int,
    after: int,
) -> Reading | None:
    """What became of the last of the numbers, by its own words or by those of another."""
    number = numbers[-1]
    reading = outcome_of(text, number.count, cues, before, after)
    if reading is not None and not _fits(number, reading):
        reading = None
    if reading is None and len(numbers) > 1:
        return _shared(text, numbers[-2].count, number, _last(readings, numbers))
    return reading


def _pass_back(
    text: str,
    numbers: Sequence[Counted],
    readings: list[Reading | None],
    speaks: Sequence[bool],
) -> None:
    """Give the first of several joined numbers what is told of the last.

    "Three policemen and two civilians were killed."
    """
    for index in range(len(numbers) - 2, -1, -1):
        here, following, beyond = numbers[index], numbers[index + 1], readings[index + 1]
        if readings[index] is not None or beyond is None or speaks[index]:
            continue
        if here.part or following.part or here.count.bare:
            continue
        joined = _JOIN.match(text[here.count.end : following.count.start])
        trails = beyond.cue.start >= following.count.number_end
        if joined and (trails or beyond.cue.end <= here.count.start):
            shared = replace(beyond, sure=False)
            readings[index] = shared if _fits(here, shared) else None


def _reach(
    text: str, cues: Sequence[Cue], numbers: Sequence[Counted], index: int, sentence: Span
) -> int:
    """Where the words end that may say what became of a number: at the next."""
    if index + 1 == len(numbers):
        return sentence.end
    if numbers[index + 1].part and not numbers[index].part:
        return _after_parts(text, cues, numbers, index, sentence)
    return numbers[index + 1].count.start


def _drop_breakdown(text: str, numbers: Sequence[Counted], readings: list[Reading | None]) -> None:
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
        _RESUMES.search(text, max(end, cue.start - 34), cue.start) and cue.start - end < NEAR
        for cue in cues
    )
    if not resumed:
        return numbers[index + 1].count.start
    return numbers[last + 1].count.start if last + 1 < len(numbers) else sentence.end


def _last(readings: Sequence[Reading | None], numbers: Sequence[Counted]) -> Reading | None:
    """What became of the number before; of those that it is a part of, where it is one."""
    for reading, number in zip(reversed(readings), reversed(numbers[: len(readings)]), strict=True):
        if reading is not None or not number.part:
            return reading
    return None


def _fits(number: Counted, reading: Reading) -> bool:
    """Whether a noun that no list holds may be meant: whoever died is somebody, loot is not."""
    return number.known or (reading.cue.outcome in _BEFALLS and reading.gap <= 40)


def _tells_of_whole(
    text: str,
    number: Counted,
    reading: Reading | None,
    before: Sequence[Counted],
    readings: Sequence[Reading | None],
) -> bool:
    """Whether some are told to be wounded of those who come to a doctor: all of them are."""
    if reading is None or not (number.part and before) or readings[-1] is not None:
        return False
    adjoins = text[before[-1].count.end : number.count.start] == ", "
    return adjoins and before[-1].count.of_people and reading.cue.outcome == "wounded"


def _of_part(
    text: str, number: Counted, reading: Reading | None, whole: Reading | None
) -> Reading | None:
    """The reading, but for some of those counted already of whom the same is told, or more."""
    if reading is None:
        return None
    count, cue = number.count, reading.cue
    if number.part:
        own = cue.start >= count.end and "," not in text[count.end : cue.start]
        other = whole is None or whole.cue.outcome != cue.outcome
        return reading if own and other else None
    # "21 people were hurt, four in a serious condition"
    further = (
        whole is not None
        and count.bare
        and text[max(0, count.start - 2) : count.start] == ", "
        and cue.start >= count.end
        and whole.cue is not cue
        and whole.cue.outcome == cue.outcome == "wounded"
    )
    return None if further else reading


def _shared(
    text: str, previous: FoundCount, number: Counted, reading: Reading | None
) -> Reading | None:
    """The outcome of the number before, where this one goes on from it."""
    count = number.count
    if reading is None or number.part or _DOES.match(text, count.end):
        return None
    if OF_COUNTED.match(text, count.number_end):
        return None
    between = text[previous.end : count.start]
    shared = replace(reading, sure=False)
    if _JOIN.match(between):
        # "In six vehicles and 20 motorcycles": whatever a list goes on with is like its first.
        return shared if _fits(number, shared) else None
    if not count.bare and not _MORE.search(text, count.start, count.end):
        return None
    if _REVISED.match(between) or _SUMMED.search(between) or _SPOKE.search(between):
        return shared
    if _VERBLESS.search(between) and text[count.end : count.end + 1] in ",.;":
        return shared  # "the army lost 11 men, the rebels 34"
    gapped = _GAPPED.search(between) and _ELSEWHERE.match(text, count.end)
    return shared if gapped else None


def _other_noun(text: str, number: Counted, cues: Sequence[Cue]) -> bool:
    """Whether a bare number counts something else: "killed 14 buffaloes"."""
    end = number.count.end
    rest = text[end : end + 25]
    if re.match(
        r"\s*(?:[.,;:)]|$|and\b|in\b|on\b|at\b|were\b|was\b|have\b|had\b|are\b|"
        r"others?\b|more\b|dead\b|by\b|when\b|so far|as\b|of\b|the\b|from\b|up\b|down\b|"
        r"among\b|for\b|to\b|after\b|during\b|since\b|while\b|but\b|including\b|with\b|"
        r"near\b|outside\b|who\b|"
        r"lay\b|died?\b|later\b|is\b|remain)",
        rest,
    ):
        return False
    return not any(cue.start - end <= 1 for cue in cues if cue.start >= end)


def _describes(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether the one counted is somebody named just before: "Amina Sow, a nurse, was killed"."""
    return (
        count.reading.rule == "singular"
        and "," in text[count.end : cue.start]
        and _NAME.search(text, max(0, count.start - 40), count.start) is not None
    )


def _toll(text: str, number: Counted, reading: Reading, sentence: Span) -> Toll:
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
        or (cue.outcome == "captured" and count.start < cue.start < count.end)
        or _describes(text, count, cue),
    )
