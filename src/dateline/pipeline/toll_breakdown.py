"""Whether people whom no record holds are what a number that records hold is made up of.

"Four were killed. Two of them died on the spot, a guard and a girl in hospital"; "15 dead … six
more bodies … 21 dead"; "took 14 men and still hold three".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Span
from dateline.pipeline.toll_missed import Missed
from dateline.survey import SurveyedSentence, Toll
from dateline.survey.word_lists import read_lexicon

_FEWEST = 2  # that a number must be to be told in parts
# Where the words of each list (§) have to stand.
_SHAPES = {
    "still": r"\b(?i:§)\s+$",
    "remains": r"[^,.;:]{0,30}?\s(?:§)\b",
}


@cache
def _words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of what is left of a number, where they have to stand."""
    patterns = read_lexicon(f"{language}_tolls")["left"][name]
    return re.compile(_SHAPES[name].replace("§", "|".join(patterns)))


def is_broken_down(missed: Missed) -> bool:
    """Whether its sentence, perhaps with the one before, tells all of a held number in parts.

    What became of them is the same; no other number may stand among the parts.
    """
    told = missed.sentence
    if told is None or missed.is_another:
        return False
    parts = list(_parts(told, missed))
    if missed.toll.count not in parts:
        return False
    first = list(_parts(missed.before, missed)) if missed.before is not None else []
    sums = {sum(map(_number, spans)) for spans in (parts, [*first, *parts]) if len(spans) > 1}
    return any(_held_number(c) in sums for c in _beside(missed) if _is_whole(c, parts))


def _parts(sentence: SurveyedSentence, missed: Missed) -> Iterator[Span]:
    """The counts of a sentence with like outcomes that no record holds, each once."""
    end = -1
    for toll in sorted((*sentence.tolls, *sentence.singles), key=_place):
        like = not missed.outcomes.isdisjoint({toll.outcome, *toll.others})
        if like and toll.count.start >= end and not _is_held(toll.count, missed.held):
            end = toll.count.end
            yield toll.count


def _place(toll: Toll) -> tuple[int, int]:
    return toll.count.start, -toll.count.end


def _is_held(count: Span, held: Sequence[Casualty]) -> bool:
    return any(span.overlaps(count) for c in held for span in c.count.mention.spans)


def _is_whole(casualty: Casualty, parts: Sequence[Span]) -> bool:
    """Whether it may be told in parts: of several, whom it tells of before."""
    first = min(part.start for part in parts)
    told = [span.start for span in casualty.count.mention.spans]
    return _held_number(casualty) >= _FEWEST and bool(told) and min(told) < first


def is_added_up(missed: Missed) -> bool:
    """Whether those told of as more make one held number the next: "15", "six more", "21"."""
    number = _number(missed.toll.count)
    if not missed.is_another or number < 1:
        return False
    totals = sorted({_held_number(c) for c in _beside(missed) if c.outcome == "killed"})
    return missed.toll.outcome == "killed" and any(
        after - before == number
        for at, before in enumerate(totals)
        for after in totals[at + 1 :]
    )


def is_left(missed: Missed) -> bool:
    """Whether it says how many of a held number are so still: "they still hold three of them"."""
    text, start, end = missed.toll.placed
    still = _words("still").search(text[:start]) or _words("remains").match(text, end)
    return still is not None and any(
        _held_number(c) > _number(missed.toll.count) and _is_before(c, missed.toll)
        for c in _beside(missed)
    )


def _is_before(casualty: Casualty, toll: Toll) -> bool:
    return any(span.end <= toll.count.start for span in casualty.count.mention.spans)


def _beside(missed: Missed) -> Iterator[Casualty]:
    return (c for i in missed.beside for c in i.casualties if c.outcome in missed.outcomes)


def _held_number(casualty: Casualty) -> int:
    return casualty.count.best or casualty.count.low or 1


def _number(count: Span) -> int:
    reading = read_count(count.text)
    return (reading.best or reading.low or 0) if reading is not None else 1
