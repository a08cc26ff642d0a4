"""Whether a number that no record holds is of those whom a record counts by another number.

What the sentence says by its words alone, so that it needs no tree: "seven were killed, a waiter
among them", "a sergeant has died, which brings the toll to 19".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Span
from dateline.survey import Toll

_FAR = 110  # characters that a list of some of them takes
# "Including two elders and the cook", "among them nine soldiers and six volunteers".
_OPENS_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|(?:\w+|\d+) of (?:them|whom)|of (?:them|whom)|counting"
    r"|as well as)\b(?::|,)?\s+",
    re.IGNORECASE,
)
# "Thirteen dead, among them" two: of whom something else is told as well.
_OPENS_DEAD = re.compile(r"^[^.;:]{0,60}?\b(?:including|among (?:them|whom))\s+$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those)\b")
_AMONG = re.compile(
    r"[^.;:]{0,40}?,?\s(?:among|of)\s(?:them|whom|their number|the (?:dead|victims))\b"
)
# What ends a list: a verb, or another circumstance.
_NO_LIST = re.compile(
    r"[.;:]|\b(?:is|are|was|were|has|have|had|who|which|when|while|after|before|died?|kill\w*|wound\w*"
    r"|injur\w*|hurt|arrest\w*|seiz\w*|abduct\w*)\b",
    re.IGNORECASE,
)
_FIGURE = (
    r"(?:toll|counts?|figures?|number|total|tally|losses|dead|deaths?|fatalities|killed|casualties)"
)
# What stands before a new total: "bringing the toll to", "the number of dead has risen to".
_RAISED = re.compile(
    r"\b(?:rais|br(?:ing|ought)|tak(?:es?|ing)\b|took|push|lift|swell|climb|r[io]se|reach|gr[eo]w"
    r"|jump|mount|increas|went|gone|st(?:and|ood))\w*\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\b(?:to|at|reach\w*)\s+(?:\w+\s){0,2}$")
# "So that the depot now mourns four of its people".
_NOW = re.compile(
    r"\b(?:now\s+(?:mourns?|counts?|numbers?|stands? at|totals?|has|have|lists?)|in all"
    r"|altogether)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_NAMES_FIGURE = re.compile(rf"\b{_FIGURE}\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:crime|act|attack|assault|raid|strike|ambush|killing|murder|massacre|atrocity|outrage"
    r"|tragedy|incident|case|event|deed|move|step|blow|loss|first|toll|figure|number|total|count"
    r"|tally|list|statement|report|claim|charge|accusation)$",
    re.IGNORECASE,
)
_SENTENCED = re.compile(
    r"\b(?:jailed|imprisoned|locked up|put away|sent (?:down|to (?:prison|jail)))\s+(?:for\s+)?"
    r"(?:life|(?:at least |up to )?[\w-]+ (?:and a half )?(?:years?|months?|weeks?|days))\b",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:died|dead|dies|succumb\w*|perished|bod(?:y|ies)|killed|lives|passed away)\b",
    re.IGNORECASE,
)


def is_part(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are some of a larger number that records hold from the same sentence.

    Of the dead any part is of them: "among them two brothers who were led away".

    Args:
        toll: Those whom no record holds.
        held: The tolls that records hold.
    """
    text, start, end = _placed(toll)
    like = [c for c in held if c.outcome in {toll.outcome, *toll.others}]
    wholes = [s for s in _larger(toll, like) if s.start < toll.count.start]
    dead = _larger(toll, [c for c in held if c.outcome == "killed"])
    if any(_OPENS_DEAD.search(text[s.end - toll.sentence.start : start]) for s in dead):
        return True
    if not wholes:
        return False
    if _OF_THEM.match(text, end) or _OF_THEM.search(toll.count.text):
        return True
    among = _AMONG.match(text, end)
    if among and not _NO_LIST.search(among[0]):
        return True
    first = max(max(s.end for s in wholes) - toll.sentence.start, start - _FAR)
    opened = [m.end() for m in _OPENS_PART.finditer(text, first, start)]
    return bool(opened) and not _NO_LIST.search(text, opened[-1], start)


def is_in_risen_total(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are of a new total in their sentence, which a record holds.

    Args:
        toll: Those whom no record holds.
        held: The tolls that records hold, of whatever outcome: the wounded may have died.
    """
    text, _, end = _placed(toll)
    for span in _larger(toll, held):
        if not _is_risen(text, span.start - toll.sentence.start, span.end - toll.sentence.start):
            continue
        same = any(c.outcome == toll.outcome and span in c.count.mention.spans for c in held)
        if same or _DIED.search(text, end):
            return True
    return False


def _is_risen(text: str, start: int, end: int) -> bool:
    """Whether a number is what something has risen to."""
    raised = _RAISED.search(text[:start])
    if raised is None or not _REACHES.search(raised[0]):
        return _NOW.search(text[:start]) is not None
    return _NAMES_FIGURE.search(text[: end + 50]) is not None


def is_beside_one(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether somebody is told of again in apposition: "one dead man, a baker"."""
    text, start, _ = _placed(toll)
    return any(
        c.count.best == 1 and text[s.end - toll.sentence.start : start] == ", "
        for c in held
        for s in c.count.mention.spans
        if s in toll.sentence and s.end < toll.count.start
    )


def is_of_nobody(toll: Toll) -> bool:
    """Whether it counts what a deed is called, or a paper: "shot, a crime that", "a list of"."""
    reading = read_count(toll.count.text)
    one = reading is None or reading.best == 1
    return one and _NOBODY.search(toll.count.text) is not None


def is_sentenced(toll: Toll) -> bool:
    """Whether a court's sentence is all that makes them captives: "has been jailed for life"."""
    text, _, end = _placed(toll)
    return toll.outcome == "captured" and _SENTENCED.search(text, end) is not None


def is_stock(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are all the displaced of a place, of whom a record holds the last to come."""
    text, start, end = _placed(toll)
    come = any(
        c.outcome == "displaced" == toll.outcome and s in toll.sentence
        for c in held
        for s in c.count.mention.spans
    )
    return come and _is_risen(text, start, end)


def _larger(toll: Toll, held: Sequence[Casualty]) -> Iterator[Span]:
    """Where the sentence has a larger number that records hold."""
    reading = read_count(toll.count.text)
    number = (reading.best or reading.low or 0) if reading is not None else 0
    for casualty in held:
        if (casualty.count.best or casualty.count.low or 0) > number:
            yield from (
                s
                for s in casualty.count.mention.spans
                if s in toll.sentence and not s.overlaps(toll.count)
            )


def _placed(toll: Toll) -> tuple[str, int, int]:
    """The sentence's text, and where in it the number stands."""
    at = toll.sentence.start
    return toll.sentence.text, toll.count.start - at, toll.count.end - at
