"""Numbers that are the toll of no incident: rates, sums over years, and what accidents did."""

from __future__ import annotations

import re
from functools import cache

from dateline.expressions.counts import read_count
from dateline.survey.tolls import Toll
from dateline.survey.word_lists import read_lexicon

_MANY = 50  # so many die in a war, and hardly in one raid
_FAR = 70  # characters from a number to the span of time that it is the sum over


def is_rate(toll: Toll) -> bool:
    """Whether it tells how many in a month or a day, and not whom: "15 a month"."""
    text, start, end = toll.placed
    return bool(
        _statistics("rate").match(text, end) or _statistics("rate_before").search(text[:start])
    )


def is_over_years(toll: Toll) -> bool:
    """Whether it is a sum over months or years: "seized 3,620 people within a year"."""
    text, start, end = toll.placed
    if _statistics("day").search(text):
        return False
    reading = read_count(toll.count.text)
    many = reading is not None and (reading.low or reading.best or 0) >= _MANY
    if many and _statistics("long").search(text):
        return True
    return any(
        match.start() <= end + _FAR and match.end() >= start - _FAR
        for match in _statistics("spans").finditer(text)
    )


def is_accident(text: str) -> bool:
    """Whether a sentence is of an accident: "a bus that left the road in fog"."""
    return _statistics("accident").search(text) is not None


@cache
def _statistics(name: str, language: str = "en") -> re.Pattern[str]:
    words = read_lexicon(f"{language}_tolls")["statistics"][name]
    return re.compile(words, re.IGNORECASE)
