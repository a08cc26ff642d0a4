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
from dateline.pipeline.toll_beside import again_words
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import is_given_apart, is_of_known, is_of_them
from dateline.survey import SurveyedSentence, Toll
from dateline.survey.word_lists import in_shape, read_lexicon

_FEWEST = 2  # parts of a number
_LEAD = 2  # words before one that begins a sentence: "at least four of them"
# Where the words of each list (§) have to stand.
_SHAPES = {
    "still": r"\b(?i:§)\s+$",
    "remains": r"[^,.;:]{0,30}?\s(?:§)\b",
    "inside": r"\b(?:§)\b",
    "of_whole": r"\b(?:§)\b",
    "opens_list": r"^(?i:§)\b[^.;:]{0,120}$",
    "oldest": r"(?:^|[,;]\s)(?i:§)\b[^.;:]{0,40}$",
    "the_rest": r"\b(?:§)\b",
    "was_among": r"[^.;:]{0,60}?\s(?:§)\b",
    "lost": r"\b(?:§)\s[^.;:]{0,60}$",
    "kin": r"\b(?:§)\b",
}


@cache
def _words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of what is left of a number, where they have to stand."""
    return in_shape(_SHAPES[name], read_lexicon(f"{language}_tolls")["left"][name])


def is_broken_down(missed: Missed) -> bool:
    """Whether its sentence tells all of a held number in parts: "six in the market, three at home".

    Of some of them it may be told where they lay wounded before they died.
    """
    if missed.sentence is None or missed.is_another:
        return False
    parts = list(_parts(missed.sentence, missed))
    if len(parts) < _FEWEST or all(p.count != missed.toll.count for p in parts):
        return False
    if any(map(is_given_apart, parts)) or _hold_one_another(parts):
        return False
    total = sum(_number(p.count) for p in parts)
    outcomes = {o for p in parts for o in (p.outcome, *p.others)}
    return any(
        _held_number(c) == total and c.outcome in outcomes and _is_before(c, parts[0])
        for i in missed.beside
        for c in i.casualties
    )


def _hold_one_another(parts: Sequence[Toll]) -> bool:
    """Whether some are of others that the sentence counts: "four, including the driver"."""
    text, start, _ = parts[0].placed
    return _words("inside").search(text, start, parts[-1].placed[2]) is not None


def _parts(sentence: SurveyedSentence, missed: Missed) -> Iterator[Toll]:
    """The tolls of a sentence that no record holds, each once."""
    end = -1
    for toll in sorted((*sentence.tolls, *sentence.singles), key=_place):
        if toll.count.start >= end and not _is_held(toll.count, missed.held):
            end = toll.count.end
            yield toll


def is_of_told(missed: Missed) -> bool:
    """Whether its words go back to a larger number that a record beside holds.

    "Four of them are in a serious condition", "among the wounded were two nurses", "the oldest, a
    man of 80", "five are in hospital and the rest have gone home".
    """
    text, start, end = missed.toll.placed
    # Further on, they are those of whom the sentence tells itself: "58 wounded, four of whom".
    first = len(text[:start].split()) <= _LEAD
    back = (
        (first and is_of_them(text, end, end))
        or is_of_known(missed.toll)
        or _words("of_whole").search(missed.toll.count.text)
        or _words("opens_list").match(text[:start])
        or _words("oldest").search(text[:start])
        or _words("the_rest").search(text, end)
        or _words("was_among").match(text, end)
    )
    return bool(back) and _has_more_before(missed)


def is_own_loss_of_kin(missed: Missed) -> bool:
    """Whether they are kin whom somebody lost, of those counted: "lost his wife and two sons"."""
    text, start, _ = missed.toll.placed
    lost = _words("lost").search(text[:start])
    if lost is None or again_words("assailant").search(text[:start]):
        return False  # "the raiders lost two brothers"
    kin = _words("kin").search(missed.toll.count.text) is not None
    return kin and _has_more_before(missed)


def is_added_up(missed: Missed) -> bool:
    """Whether those told of as more make one held number the next: "15", "six more", "21"."""
    number = _number(missed.toll.count)
    if not missed.is_another or number < 1:
        return False
    totals = sorted({_held_number(c) for c in _beside(missed)})
    return any(
        after - before == number for at, before in enumerate(totals) for after in totals[at + 1 :]
    )


def is_left(missed: Missed) -> bool:
    """Whether it says how many of a held number are so still: "they still hold three of them"."""
    text, start, end = missed.toll.placed
    still = _words("still").search(text[:start]) or _words("remains").match(text, end)
    return still is not None and not missed.is_another and _has_more_before(missed)


def _place(toll: Toll) -> tuple[int, int]:
    return toll.count.start, -toll.count.end


def _is_held(count: Span, held: Sequence[Casualty]) -> bool:
    return any(span.overlaps(count) for c in held for span in c.count.mention.spans)


def _has_more_before(missed: Missed) -> bool:
    """Whether a record beside holds a larger number, told of before."""
    number = _number(missed.toll.count)
    return any(_held_number(c) > number and _is_before(c, missed.toll) for c in _beside(missed))


def _is_before(casualty: Casualty, toll: Toll) -> bool:
    return any(span.end <= toll.count.start for span in casualty.count.mention.spans)


def _beside(missed: Missed) -> Iterator[Casualty]:
    """What records beside hold of the same fate: who died is none of those who were led away."""
    dead = missed.toll.outcome == "killed"
    outcomes = {"killed"} if dead else missed.outcomes
    return (c for i in missed.beside for c in i.casualties if c.outcome in outcomes)


def _held_number(casualty: Casualty) -> int:
    return casualty.count.best or casualty.count.low or 1


def _number(count: Span) -> int:
    reading = read_count(count.text)
    return (reading.best or reading.low or 0) if reading is not None else 1
