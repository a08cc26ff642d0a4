"""What several numbers of a sentence share: an outcome that is told once, a whole and its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.expressions.counts import FoundCount
from dateline.models import Span
from dateline.survey.toll_counts import Counted
from dateline.survey.toll_cues import Cue
from dateline.survey.toll_government import NEAR, OF_COUNTED, Reading
from dateline.survey.word_lists import any_of, read_lexicon

_WORDS = read_lexicon("en")["toll_sharing"]
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
_SPOKE = re.compile(rf"\b{any_of(_WORDS['figures'])}\s+$")
# "Five were killed in Herat and nine in Farah": the predicate is told once.
_GAPPED = re.compile(r"(?:,|\band|;)\s+(?:then\s)?$")
_VERBLESS = re.compile(r"[,;]\s(?:and\s)?(?:the\s[\w’-]+(?:\s[\w’-]+)?|[A-Z][\w’-]+)\s$")
_ELSEWHERE = re.compile(rf"\s+{any_of(_WORDS['elsewhere'])}\b")
_MORE = re.compile(rf"\b{any_of(_WORDS['more'])}\b", re.IGNORECASE)
_DOES = re.compile(rf"\s+(?:\w+ly\s+)?{any_of(_WORDS['unhurt'])}\b")
_BEFALLS = ("killed", "wounded", "displaced")  # outcomes; things are seized and go missing
_RESUMES = re.compile(r",\s(?:(?:were|was|have|had|are|all|also|been|later|\w+ly)\s){0,4}$")


def shared(
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
        return shared if fits(number, shared) else None
    if not count.bare and not _MORE.search(text, count.start, count.end):
        return None
    if _REVISED.match(between) or _SUMMED.search(between) or _SPOKE.search(between):
        return shared
    if _VERBLESS.search(between) and text[count.end : count.end + 1] in ",.;":
        return shared  # "the army lost 11 men, the rebels 34"
    gapped = _GAPPED.search(between) and _ELSEWHERE.match(text, count.end)
    return shared if gapped else None


def pass_back(
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
            readings[index] = shared if fits(here, shared) else None


def fits(number: Counted, reading: Reading) -> bool:
    """Whether a noun that no list holds may be meant: whoever died is somebody, loot is not."""
    return number.known or (reading.cue.outcome in _BEFALLS and reading.gap <= 40)


def drop_breakdown(text: str, numbers: Sequence[Counted], readings: list[Reading | None]) -> None:
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


def after_parts(
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


def last(readings: Sequence[Reading | None], numbers: Sequence[Counted]) -> Reading | None:
    """What became of the number before; of those that it is a part of, where it is one."""
    for reading, number in zip(reversed(readings), reversed(numbers[: len(readings)]), strict=True):
        if reading is not None or not number.part:
            return reading
    return None


def tells_of_whole(
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


def of_part(
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
