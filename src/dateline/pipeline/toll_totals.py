"""Why people of whom no record holds a toll may be among those whom a record counts together."""

from __future__ import annotations

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Incident
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import (
    is_among_all,
    is_given_apart,
    is_in_risen_total,
    is_of_known,
    is_of_them,
    is_part,
    is_stock,
)
from dateline.pipeline.toll_strays import stray_words
from dateline.survey import Toll
from dateline.survey.triggers import ARMED

_NEAR = 40  # characters from bodies to how they came to light, or to whose they are


def is_in_new_total(missed: Missed) -> bool:
    """They are among those of a total that their sentence says has risen, and a record holds.

    "Two more bodies were found, raising to nine the number of those killed."
    """
    return is_in_risen_total(missed.toll, missed.held) or is_stock(missed.toll, missed.held)


def is_told_as_part(missed: Missed) -> bool:
    """They are some of those whom a record counts: "including two elders and the cook".

    Or are told of as some of them, wherever those are counted: "who was among the dead".
    """
    toll, number = missed.toll, _number(missed.toll)
    if is_part(toll, missed.held):
        return True
    more = any((c.count.best or c.count.low or 0) > number for c in missed.same)
    return more and (is_among_all(toll) or is_of_known(toll))


def is_divided(missed: Missed) -> bool:
    """A record says of each of them what became of him: "shot two boys; one died, one is blind".

    Of those who were killed nothing else became.
    """
    toll, number = missed.toll, _number(missed.toll)
    if toll.outcome == "killed":
        return False
    told = [_behind(i, toll) for i in missed.beside]
    return number > 1 and any(
        {c.outcome for c in after} - {toll.outcome}
        and number == sum(c.count.best or c.count.low or 1 for c in after)
        for after in told
    )


def is_part_elsewhere(missed: Missed) -> bool:
    """No record rests on its sentence, and one holds more: "11 bodies were brought to his ward".

    Or holds as many, where one is named: he may be the one.
    """
    number = _number(missed.toll) - missed.toll.named
    return (not missed.beside or is_among_all(missed.toll)) and any(
        (c.count.best or c.count.low or 0) > number for c in missed.same
    )


def _number(toll: Toll) -> int:
    reading = read_count(toll.count.text)
    return (reading.best or reading.low or 0) if reading is not None else 0


def _behind(incident: Incident, toll: Toll) -> list[Casualty]:
    """The tolls of a record that are told after it."""
    return [
        c
        for c in incident.casualties
        if any(s.start >= toll.count.end for s in c.count.mention.spans)
    ]


def is_found_later(missed: Missed) -> bool:
    """They are bodies that came to light, and a record beside holds more dead than those."""
    toll = missed.toll
    text, start, end = toll.placed
    cue = toll.cue.text if toll.cue is not None else ""
    if is_given_apart(toll):
        return False
    if toll.outcome != "killed" or stray_words("bodies").search(f"{toll.count.text} {cue}") is None:
        return False
    if (
        stray_words("found").search(text, max(0, start - _NEAR), min(len(text), end + _NEAR))
        is None
    ):
        return False
    number, whose = _number(toll), missed.lexicon.actor_kind(text[start : end + _NEAR])
    return whose not in ARMED and any(
        c.outcome == "killed" and (c.count.best or c.count.low or 0) > number
        for i in missed.beside
        for c in i.casualties
    )


def is_whole_of_hurt(missed: Missed) -> bool:
    """They were moved, and those of them are held who were hurt: "eleven …, three with burns"."""
    toll = missed.toll
    text, _, end = toll.placed
    if toll.outcome != "wounded" or stray_words("moved").search(text, end) is None:
        return False
    at = toll.sentence.start
    return any(
        c.outcome == "wounded"
        and (c.count.best or c.count.low or 1) < _number(toll)
        and span in toll.sentence
        and span.start >= toll.count.end
        and is_of_them(text, span.start - at, span.end - at)
        for c in missed.held
        for span in c.count.mention.spans
    )
