"""Expressions of time that go back to another one: "the next day", "two years later"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from dateline.expressions.date_contexts import Place
from dateline.expressions.date_surroundings import sentence_around
from dateline.expressions.date_values import (
    MONTHS,
    Resolved,
    month_of,
    months_from,
    one_day,
    week_of,
    year_of,
)
from dateline.expressions.folding import lowered
from dateline.expressions.numbers import GAP, NUMBER, number_value

# How far back the expression that is meant may stand.
REACH = 1200

_UNIT = r"(?:day|night|morning|afternoon|evening|week|month|year)"
_REFERENCE = re.compile(
    rf"(?:(?:later|earlier|early|late){GAP})?"
    rf"(?:(?:the|that){GAP}(?:very{GAP})?(?P<same>same){GAP}{_UNIT}"
    rf"|(?P<that>that){GAP}(?:very{GAP})?{_UNIT}"
    rf"|the{GAP}(?:very{GAP})?(?P<which>next|following|previous|preceding){GAP}{_UNIT}"
    rf"|(?P<amount>the|an?|{NUMBER}){GAP}{_UNIT}s?{GAP}(?P<side>before|after|earlier|later))"
)
_UNIT_WORD = re.compile(r"\b(day|night|morning|afternoon|evening|week|month|year)s?\b")
# Times of the day that was told before: "hours later", "in the afternoon", "at about 9.40pm".
_SOME = rf"(?:an?|some|several|a{GAP}few|a{GAP}couple{GAP}of|barely|just|only|{NUMBER}){GAP}"
_HOURS = re.compile(
    rf"(?:{_SOME}){{0,2}}(?:hours?|minutes?|moments){GAP}(?:later|earlier|before|after|afterwards)"
    rf"(?!{GAP}(?:the|an?|his|her|its|their|that|this|they|he|she|it)\b)"
    rf"|(?:shortly|soon|immediately){GAP}(?:afterwards?|thereafter)"
    rf"|(?:in|during){GAP}the{GAP}(?:early{GAP}|late{GAP})?(?:morning|afternoon|evening|night)(?!{GAP}of\b)"
    rf"|in{GAP}the{GAP}(?:early|small|wee){GAP}hours(?!{GAP}of\b)|later{GAP}(?:in{GAP}the|that){GAP}day"
    rf"|(?:at|before|around|about|by|after){GAP}(?:dawn|dusk|noon|midday|midnight|nightfall|daybreak|sunrise"
    rf"|sunset|breakfast{GAP}time|lunchtime)"
    rf"|(?:at{GAP})?(?:about{GAP}|around{GAP})?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)"
)
# The same without its preposition.
_BARE_HOURS = re.compile(
    rf"(?:the{GAP})?(?:early{GAP}|late{GAP})?(?:morning|afternoon|evening|night|dawn|dusk|noon|midday"
    rf"|midnight|nightfall|daybreak|small{GAP}hours|early{GAP}hours)"
    rf"|(?:about{GAP}|around{GAP})?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?\s?(?:a\.m\.?|p\.m\.?|am|pm)"
)
_WITH_DAY = re.compile(
    rf"\s+(?:on{GAP})?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)"
)


def find_hours(text: str) -> Iterator[tuple[int, int]]:
    """Where expressions stand that name a time of the day that was told before."""
    low = lowered(text)
    for match in _HOURS.finditer(low):
        if not _WITH_DAY.match(low, match.end()):
            yield match.span()


# "A day after the vote" goes back to an event, not to a day that was named.
_OPEN = re.compile(r"\s*(?:[,.;:)\"”]|$|and\b|in\b|at\b|on\b)")
_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?"
_OF_A_DAY = re.compile(
    r"days?\b|night|morning|afternoon|evening|tomorrow"
    rf"|\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+(?:of\s+)?{_MONTH}|^\d{{4}}-\d\d-\d\d$"
)
_OF_A_MONTH = re.compile(rf"\b{_MONTH}(?:\s|$)|month")
_OF_A_YEAR = re.compile(r"(?:1[89]|20)\d\d|\byear")
_SPEECH = re.compile(r"\b(?:said|says|told|wrote|stated|tweeted|added|noted|announced)\b")
_QUOTES = {"“": "”", '"': '"', "''": "''", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Reference:
    """So many units after the day, week, month or year that was named before."""

    unit: str
    shift: int


def read_reference(words: str, after: str) -> Reference | None:
    """What an expression says of the one it goes back to, None where it goes back to none.

    Args:
        words: The expression, in lower case: "the next day", "two weeks later".
        after: The text behind it.
    """
    if _HOURS.fullmatch(words) or _BARE_HOURS.fullmatch(words):
        return Reference("day", 0)
    match = _REFERENCE.fullmatch(words)
    if match is None:
        return None
    named = _UNIT_WORD.findall(words)[-1]
    unit = named if named in {"week", "month", "year"} else "day"
    if match["same"] or match["that"]:
        return Reference(unit, 0)
    if match["which"]:
        return Reference(unit, 1 if match["which"] in {"next", "following"} else -1)
    if match["side"] in {"before", "after"} and not _OPEN.match(after):
        return None
    amount = 1 if match["amount"] in {"the", "a", "an"} else number_value(match["amount"])
    if amount is None:
        return None
    return Reference(unit, amount if match["side"] in {"after", "later"} else -amount)


def may_be_meant(words: str, unit: str) -> bool:
    """Whether an earlier expression is of the kind that the reference goes back to."""
    if unit == "year":
        return bool(_OF_A_YEAR.search(words))
    if unit == "month":
        return bool(_OF_A_MONTH.search(words))
    return bool(_OF_A_DAY.search(words)) or (unit == "week" and "week" in words)


def apply_reference(reference: Reference, meant: Resolved) -> Resolved | None:
    """The days that are so many units from those of the expression that is meant."""
    unit, shift, start = reference.unit, reference.shift, meant.start
    if unit == "day":
        return one_day(start + timedelta(days=shift)) if meant.precision == "day" else None
    if unit == "week":
        return week_of(start + timedelta(days=7 * shift))
    if unit == "month":
        return month_of(months_from(start, shift), relative=True)
    return year_of(start.year + shift, relative=True)


def year_of_same_day(text: str, words: str) -> int | None:
    """The year that the text gives elsewhere to a day of a month: "April 15" of "April 15, 1995".

    None where it gives none, or several.
    """
    words = re.sub(r"\s+", " ", words.strip())
    if not re.fullmatch(r"(?:[^\W\d]+\.? \d{1,2}|\d{1,2} [^\W\d]+\.?)", words):
        return None
    same = re.escape(words).replace(r"\ ", r"\s+")
    years = set(re.findall(rf"\b{same},?\s+((?:1[89]|20)\d\d)\b", text, re.IGNORECASE))
    return int(years.pop()) if len(years) == 1 else None


def utterance_around(at: Place) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """What stands before and after the quotation that holds an expression, in its sentence.

    None where no quotation holds it, or nothing there tells of speech.
    """
    paragraph = at.text.rfind("\n", 0, at.start) + 1
    for opening, closing in _QUOTES.items():
        inside = at.text[paragraph : at.start]
        begin = inside.rfind(opening)
        if begin < 0 or (opening != closing and closing in inside[begin:]):
            continue
        if opening == closing and inside.count(opening) % 2 == 0:
            continue
        begin += paragraph
        finish = at.text.find(closing, at.end)
        if finish < 0 or "\n" in at.text[at.end : finish]:
            return None
        first, _ = sentence_around(at.text, begin, begin + len(opening))
        _, last = sentence_around(at.text, finish, finish + len(closing))
        sides = ((first, begin), (finish + len(closing), last))
        spoken = any(_SPEECH.search(at.lower, *side) for side in sides)
        return sides if spoken else None
    return None
