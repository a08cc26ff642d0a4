"""Sums over many events, which are the toll of none."""

from __future__ import annotations

from dateline.expressions.counts import read_count
from dateline.survey.frames import Frames
from dateline.survey.lexicon import Lexicon
from dateline.survey.tolls import Toll

# "Thousands were killed", "two million displaced": sums over many events, unless a day is named.
_TOTAL = 1000
# So many in a month are not those of one event.
_TOTAL_OF_PERIOD = 50
_NEAR = 40  # characters: "have so far been killed"


def is_total(toll: Toll, frames: Frames) -> bool:
    """Whether a toll is a sum over many events: "has uprooted more than two million"."""
    reading = read_count(toll.count.text)
    low = (reading.low or reading.best or 0) if reading else 0
    if low >= _TOTAL_OF_PERIOD and frames.is_of_period(toll.count):
        return True
    if toll.realis is not None and is_sum_since(toll, frames.lexicon):
        return True
    return low >= _TOTAL and (toll.outcome == "displaced" or not frames.is_recent(toll.count))


def is_sum_since(toll: Toll, lexicon: Lexicon) -> bool:
    """Whether it is a sum over all that happened since then: "41 people since January"."""
    reading = read_count(toll.count.text)
    if toll.cue is None or (reading is not None and reading.best == 1):
        return False
    text, at = toll.sentence.text, toll.cue.start - toll.sentence.start
    return any(
        match.start() < at and match.start() >= at - _NEAR
        for match in lexicon.sum_since.finditer(text)
    )
