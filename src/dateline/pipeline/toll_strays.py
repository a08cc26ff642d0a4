"""Numbers that are the toll of no incident: sums over time, what accidents did, lists."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from dateline.pipeline.toll_missed import Missed
from dateline.survey import Toll
from dateline.survey.toll_statistics import is_accident, is_over_years, is_rate
from dateline.survey.toll_sums import is_sum_since
from dateline.survey.word_lists import read_lexicon

_MANY_OF_PERIOD = 50
_NEAR = 25  # characters from bodies to whose they are
_GOES_ON = re.compile(r"(?:They|These|Those|The|Such|In\sall|Altogether|Together|Among)\b")


def is_of_period(missed: Missed) -> bool:
    """It is a sum over more than the news: "11 were murdered in the state this year"."""
    sentence, toll, reading = missed.sentence, missed.toll, missed.reading
    if sentence is None or toll.cue is None:
        return False
    if is_rate(toll):
        return True
    if any(i.realis == "historical" for i in missed.beside):
        return False  # of what is long ago the month is told, and no day
    if is_sum_since(toll, sentence.lexicon) or is_over_years(toll):
        return True
    many = reading is not None and (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    summed = many or sentence.lexicon.sum_of.search(sentence.span.text) is not None
    return summed and sentence.frames.is_of_period(toll.count)


def is_of_period_before(missed: Missed) -> bool:
    """It goes on from a sum over more than the news: "They cost 367 lives"."""
    sentence, reading, before = missed.sentence, missed.reading, missed.before
    if sentence is None or before is None or missed.beside or reading is None:
        return False
    many = (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    summed = is_over_years(replace(missed.toll, sentence=before.span, count=before.span))
    return many and summed and _GOES_ON.match(sentence.span.text) is not None


def is_by_accident(missed: Missed) -> bool:
    """An accident or a storm killed them, and no record rests on its sentence."""
    sentence = missed.sentence
    if sentence is None or missed.beside:
        return False
    return sentence.holds(sentence.lexicon.accidents) or is_accident(sentence.span.text)


@cache
def stray_words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of numbers that are no toll."""
    patterns = read_lexicon(f"{language}_tolls")["strays"][name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def is_listed(missed: Missed) -> bool:
    """It counts whom a list or a campaign names, lost long ago: "a list of 211 missing people"."""
    toll = missed.toll
    text, start, _ = toll.placed
    return toll.outcome in ("missing", "captured") and _ends(stray_words("papers"), text[:start])


def _ends(pattern: re.Pattern[str], before: str) -> bool:
    """Whether words end with one of a list, right before a number."""
    return any(m.end() >= len(before.rstrip()) for m in pattern.finditer(before))


def is_by_sickness(toll: Toll) -> bool:
    """Whether they died of what nobody did to them: "had died of a heart attack"."""
    text, _, _ = toll.placed
    if toll.outcome != "killed" or toll.cue is None:
        return False
    rest = text[toll.cue.end - toll.sentence.start :].lstrip()
    return stray_words("sickness").match(rest) is not None


def is_given_back(toll: Toll) -> bool:
    """Whether they died before, and are brought home: "swapped the bodies of 30 soldiers"."""
    text, start, end = toll.placed
    if toll.outcome != "killed":
        return False
    before = _ends(stray_words("given_back"), text[:start])
    body = stray_words("bodies").search(f"{text[max(0, start - _NEAR) : start]} {toll.count.text}")
    home = stray_words("carried_home").match(text[end:].lstrip())
    return before or (body is not None and home is not None)


def is_of_anybody_at_all(missed: Missed) -> bool:
    """Whether it is of whoever it may be: "the reward for the killing of a soldier"."""
    text, start, _ = missed.toll.placed
    return missed.is_one and _ends(stray_words("of_anybody"), text[:start])
