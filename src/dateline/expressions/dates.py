"""Expressions of time in news English: found in a text, and resolved against its date.

News counts from the day of publication: a bare "Sunday" in a story of a Sunday is that day, "last
Friday" is a day before it, "May 1" is the nearest one that a reader of that day thinks of.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from dateline.expressions.date_contexts import Place, today_fits
from dateline.expressions.date_forms import RULES, Rule
from dateline.expressions.date_meanings import read_any_absolute
from dateline.expressions.date_references import (
    REACH,
    Reference,
    apply_reference,
    may_be_meant,
    read_reference,
    utterance_around,
    year_of_same_day,
)
from dateline.expressions.date_surroundings import is_of_speech, looks_ahead
from dateline.expressions.date_values import MONTHS, WEEKDAYS, Expression, Resolved, day_range
from dateline.expressions.folding import lowered
from dateline.expressions.numbers import NUMBER_WORDS, SCALES
from dateline.expressions.openings import by_opening

__all__ = ["FoundDate", "Resolved", "find_dates", "resolve_date", "resolve_in"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """An expression of time: `text[start:end]`, without a preposition before it."""

    start: int
    end: int


_LEADING = re.compile(
    r"^(?:(?:on|in|at|by|since|until|till|before|after|during|from|over|through|throughout|for"
    r"|around|about|of|as\s+of|starting|beginning|between)\s+)+"
)
_POSSESSIVE = re.compile(r"(?<!\d0)['’]s$")
_PUNCTUATION = string.whitespace + ".,;:()[]\"'“”‘’–—-"

# Every expression has a digit or one of these, from which it is one of time.
_OF_TIME = (
    *(*WEEKDAYS, *MONTHS),
    *"""mon tue tues wed thu thur thurs fri sat sun
    jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
    minute hour day week weekend month year decade overnight
    yesterday today tomorrow tonight morning afternoon evening night""".split(),  # noqa: SIM905
)
# Before the first of them nothing stands but these. "The gunmen", "a dozen men" open none.
_LEADING_TO_IT = (
    *(*NUMBER_WORDS, *SCALES, "and"),
    *"""early earlier late later mid the that this last past previous next coming upcoming following
    preceding same very recent first second third fourth about around some nearly almost over just
    only more than several many few couple of in on into end beginning start middle eve
    dawn""".split(),  # noqa: SIM905  # as they are read
)
_LIKELY = (
    rf"(?:(?:{by_opening(_LEADING_TO_IT)})(?![a-z])[^\w]{{0,5}})*+"
    rf"(?:mid)?(?:\d|{by_opening(_OF_TIME)})"
)
# All rules in one pattern: a group for each, none inside, so that lastindex names the rule. At a
# word that opens none, which nearly all are, none is tried.
_ANY = re.compile(
    rf"(?<![\w$€£/.:-])(?<!\d,)(?={_LIKELY})(?:"
    + "|".join("(" + re.sub(r"\(\?P<\w+>|\((?!\?)", "(?:", rule.words) + ")" for rule in RULES)
    + r")(?![\w/]|[-‐‑]\d)"
)


# --- Finding ---------------------------------------------------------------------------------


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The expressions of time in `text`, in order and disjoint, the longest ones.

    A preposition before the expression is not part of it, nor is a possessive after it.
    """
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[FoundDate]:
    lower = lowered(text)
    position = 0
    while match := _ANY.search(lower, position):
        start, end = match.span()
        fits = RULES[(match.lastindex or 1) - 1].fits
        if fits is None or fits(Place(text, lower, start, end)):
            yield FoundDate(start, end)
            position = end
        else:
            position = start + 1


# --- Resolving -------------------------------------------------------------------------------


def resolve_date(text: str, published: date | None, *, future: bool = False) -> Resolved | None:
    """The days that an expression of time means, None where the article cannot tell.

    Args:
        text: The expression, with or without a preposition: "on Saturday night", "May 1".
        published: The day of publication; without it only absolute dates resolve.
        future: Whether the words are of a plan ("will meet on Tuesday"): the next such day is
            meant rather than the last.
    """
    if isinstance(published, datetime):
        published = published.date()
    try:
        return _resolve(text, published, ahead=lambda: True if future else None)
    except (OverflowError, ValueError):  # a day before year 1, 31 June
        return None


def resolve_in(text: str, start: int, end: int, published: date | None) -> Resolved | None:
    """The days that `text[start:end]` means where it stands, None where the text cannot tell.

    Args:
        text: The article.
        start: Where the expression begins.
        end: Where it ends.
        published: The day of publication, where it is known.
    """
    try:
        return _resolve_in(text, lowered(text), start, end, published, _MOST_STEPS)
    except (OverflowError, ValueError):
        return None


# "That day" may go back to "the same day", and that to another.
_MOST_STEPS = 4
_NEAR_DAY = re.compile(
    r"yesterday|tomorrow|tonight|today|(?:this|last)\s+(?:night|morning|afternoon|evening)"
)


def _resolve_in(
    text: str, lower: str, start: int, end: int, published: date | None, steps: int
) -> Resolved | None:
    at = Place(text, lower, start, end)
    words = lower[start:end]
    if reference := read_reference(_LEADING.sub("", words), lower[end : end + 20]):
        return _go_back(at, reference, published, steps)
    if words in MONTHS and lower.endswith("that ", 0, start):
        meant = _go_back(at, Reference("year", 0), published, steps)
        return _resolve(f"{words} {meant.start.year}", published) if meant else None
    if _NEAR_DAY.search(words):
        if not today_fits(at):
            return None
        published = _day_of_utterance(at, published, steps) or published
    if published is None and (year := year_of_same_day(text, words)):
        return _resolve(f"{text[start:end]}, {year}", None)
    return _resolve(text[start:end], published, ahead=partial(looks_ahead, at))


def _go_back(
    at: Place, reference: Reference, published: date | None, steps: int
) -> Resolved | None:
    """The days of a reference to the nearest fitting expression before it.

    A day of speech ("police said Tuesday") is meant only where there is no other.
    """
    low = max(0, at.start - REACH)
    spoken: FoundDate | None = None
    for found in reversed(find_dates(at.text[low : at.start])):
        start, end = low + found.start, low + found.end
        if not may_be_meant(at.lower[start:end], reference.unit):
            continue
        if is_of_speech(Place(at.text, at.lower, start, end)):
            spoken = spoken or FoundDate(start, end)
            continue
        return _meant(at, FoundDate(start, end), reference, published, steps)
    return _meant(at, spoken, reference, published, steps) if spoken else None


def _meant(
    at: Place, found: FoundDate, reference: Reference, published: date | None, steps: int
) -> Resolved | None:
    if not steps:
        return None
    meant = _resolve_in(at.text, at.lower, found.start, found.end, published, steps - 1)
    return apply_reference(reference, meant) if meant else None


def _day_of_utterance(at: Place, published: date | None, steps: int) -> date | None:
    """The day on which somebody said "today", where the sentence tells it: "he wrote on Sunday"."""
    sides = utterance_around(at)
    if sides is None or published is None or not steps:
        return None
    days: set[date] = set()
    for low, high in sides:
        for found in find_dates(at.text[low:high]):
            one = (low + found.start, low + found.end)
            meant = _resolve_in(at.text, at.lower, *one, published, steps - 1)
            if meant and meant.precision == "day" and meant.start == meant.end:
                days.add(meant.start)
    return days.pop() if len(days) == 1 else None


def _resolve(
    text: str, published: date | None, *, ahead: Callable[[], bool | None] = lambda: None
) -> Resolved | None:
    words = _LEADING.sub("", lowered(text).strip(_PUNCTUATION))
    words = _POSSESSIVE.sub("", words)
    for rule in RULES:
        if match := rule.pattern.fullmatch(words):
            return _apply(rule, match, published, ahead)
    found = find_dates(text)
    parts = [text[f.start : f.end] for f in found if (f.start, f.end) != (0, len(text))]
    if not parts:
        return read_any_absolute(text)
    first = _resolve(parts[0], published, ahead=ahead)
    if len(parts) == 2 and re.match(r"\s*(?:between|from)\b", text, re.IGNORECASE):
        last = _resolve(parts[1], published, ahead=ahead)
        if first and last and first.start <= last.end:
            return day_range(first.start, last.end, relative=first.relative or last.relative)
    return first


def _apply(
    rule: Rule,
    match: re.Match[str],
    published: date | None,
    ahead: Callable[[], bool | None],
) -> Resolved | None:
    groups = match.groupdict()
    if published is None and (rule.relative or not groups.get("year")):
        return None
    # An absolute date has its year, and never looks at the day it is read against.
    against = published or date(int(groups["year"]), 1, 1)
    return rule.resolve(Expression(groups, against, ahead))
