"""Counts by the rule of a scheme, where it has one of its own."""

from __future__ import annotations

from dateline.events.counting import Bounds, bounds, words_of
from dateline.export.schemes.data import data_of
from dateline.models import Count

_PLURAL = 2  # the least that a count's words are read as where they only say that it was several


def acled_bounds(count: Count) -> Bounds:
    """A count by ACLED's rule: the least; 3 for several, 12 for dozens, 100 for hundreds.

    "Casualties" alone, which may be the wounded as well, are none.
    """
    if not count.vague:
        return bounds(count)
    low = count.low or 0
    words, rule = words_of(count.mention.text), data_of("acled")["fatalities"]
    if low <= _PLURAL and words & set(rule["unspecified"]) and not words & set(rule["several"]):
        return Bounds()
    number = 3 if low <= _PLURAL else low // _PLURAL
    return Bounds(number, number, number, is_open=True)
