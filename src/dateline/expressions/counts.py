"""Counts of people: found in a text, and read as bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.expressions.count_bounds import (
    FEW,
    GROUPS,
    PAIRS,
    PLURAL,
    QUALIFIERS,
    VAGUE_SCALES,
    Reading,
    read_phrase,
)
from dateline.expressions.count_exclusions import is_no_count
from dateline.expressions.counted_nouns import STRONG, noun_after, scan_noun
from dateline.expressions.folding import lowered
from dateline.expressions.numbers import GAP, NUMBER, NUMBER_WORDS, SCALES
from dateline.expressions.openings import by_opening
from dateline.expressions.people import is_singular

__all__ = ["FoundCount", "Reading", "find_counts", "read_count"]


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A number phrase: `text[start:end]` with its qualifier and the noun for people."""

    start: int
    end: int
    qualifier_start: int
    """Where the qualifier begins; where the number does if it has none."""
    number_start: int
    number_end: int
    """Where the words of the number end: the noun follows."""
    reading: Reading
    of_people: bool
    """Whether the noun names people."""
    bare: bool
    """Whether no noun follows: "killed 14", "14 were killed", "14 dead"."""


def _any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, longest first, with any white space between their words."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(GAP.join(map(re.escape, phrase.split())) for phrase in ordered)


# "Killed.About 100 people": pages joined by scrapers lack the space after a sentence.
_JOINED = re.compile(r"(?<=[a-z”’\"])\.(?=[A-Z][a-z])")

_OTHER = rf"(?:another|an{GAP}additional|a{GAP}further|an{GAP}extra)"
# "At", "in", "no" begin a qualifier, and much else: all of its words are looked at.
_FIRST_WORDS = (
    *(_any_of([p]) for p in (*QUALIFIERS, *VAGUE_SCALES, *FEW, *PAIRS, *GROUPS)),
    *("between", *NUMBER_WORDS),
)
_PHRASE = re.compile(
    rf"(?<![\w.$€£¥₹#@/:&+'’‐‑–-])(?<!\d,)(?=\d|(?:{by_opening(_FIRST_WORDS)})(?![a-z]))"
    rf"(?:(?P<group>an?{GAP}(?:family|crew|group|team|gang|party|squad|band){GAP}of){GAP})?"
    rf"(?:(?P<qualifier>{_any_of(QUALIFIERS)}){GAP})?"
    rf"(?:{_OTHER}{GAP})?"
    rf"(?:(?P<scaled>(?:several|a{GAP}few|many|a{GAP}couple(?:{GAP}of)?){GAP}"
    rf"(?P<unit>{'|'.join(SCALES)}))s?\b"
    rf"|(?P<scale>{_any_of(VAGUE_SCALES)})\b"
    rf"|(?P<number>(?P<between>between{GAP})?(?P<first>{NUMBER})"
    rf"(?:(?(between){GAP}and{GAP}|(?:{GAP}?[-–—]{GAP}?|{GAP}(?:to|or){GAP}))"
    rf"(?P<second>{NUMBER}))?)"
    rf"(?P<least>\+|{GAP}or{GAP}more\b|(?:-|{GAP})plus\b)?(?P<so>{GAP}or{GAP}so\b|(?:[-‐‑]|{GAP})odd\b)?"
    rf"|(?P<few>{_any_of([*FEW, *PAIRS, *GROUPS])})\b"
    rf"|(?P<article>an?|another)(?={GAP}|[.,;)]|$)(?!{GAP}{NUMBER}{STRONG}))"
    rf"(?![\w%°]|:\S|[.,]\d|(?!{STRONG})[-‐‑](?!-)|[–/]\w|['’]\w)"
)


def find_counts(text: str) -> tuple[FoundCount, ...]:
    """The number phrases of `text` that may be a toll, in order and disjoint.

    Ages, dates, times, measures, money, ranks, votes and the numbers of roads and resolutions
    are left out. What is counted is told by `of_people` and `bare`; where both are False some
    other noun follows ("14 houses", or a people that the lexicon doesn't know).
    """
    return tuple(_counts(text))


@lru_cache(maxsize=4096)
def read_count(text: str) -> Reading | None:
    """The bounds that the words of one count name, None where they name no number of people.

    Args:
        text: The mention: "at least 14 security forces", "dozens", "civilians", "a soldier".

    Coordinated exact counts add up: "a woman and her two sons" is 3.
    """
    text = text.strip(" \t\r\n()[]\"“”'‘’.,;:")
    found = find_counts(text)
    if (total := _sum(text)) is not None:
        return total
    if not found:
        # "Scores", "one": numbers only where something is said of them, as of a count it is.
        found = tuple(c for c in find_counts(f"killed {text}") if c.start == len("killed "))
    return found[0].reading if found else _read_noun(text) or _read_couple(text) or _read_one(text)


# --- Finding ---------------------------------------------------------------------------------


def _counts(text: str) -> Iterator[FoundCount]:
    lower = lowered(_JOINED.sub(" ", text))
    position = 0
    while match := _PHRASE.search(lower, position):
        found = _count_at(text, lower, match)
        position = found.end if found else _next_start(match)
        if found:
            yield found


def _next_start(match: re.Match[str]) -> int:
    """Where to go on after a phrase that is no count: after the number, which is used up."""
    return match.end() if match["number"] else match.start() + 1


def _count_at(text: str, lower: str, match: re.Match[str]) -> FoundCount | None:
    reading = read_phrase(match)
    if reading is None:
        return None
    noun = noun_after(text, match, one=reading.best == 1)
    if noun.kind == "measure" or is_no_count(text, lower, match, noun):
        return None
    group = bool(match["group"])
    number_start = match.start(_number_group(match))
    return FoundCount(
        start=match.start("few") if match["few"] else match.start(),
        end=noun.end if noun.kind == "people" else match.end(),
        qualifier_start=number_start if match["few"] else _qualifier_start(match, number_start),
        number_start=number_start,
        number_end=match.end(),
        reading=reading,
        of_people=noun.kind == "people" or (group and noun.kind == "bare"),
        bare=noun.kind == "bare" and not group,
    )


def _qualifier_start(match: re.Match[str], number_start: int) -> int:
    return match.start("qualifier") if match["qualifier"] else number_start


def _number_group(match: re.Match[str]) -> str:
    groups = ("scaled", "scale", "number", "few", "article")
    return next(group for group in groups if match[group])


# --- Reading ---------------------------------------------------------------------------------


_AND = re.compile(r",?\s+and\s+|,\s+|\s+as\s+well\s+as\s+|\s+plus\s+")
_PART_OF = re.compile(r"\b(?:including|of\s+(?:them|whom|which)|among)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|his|her|their|its|my|our|your|this|that|[^\W\d_]+['’]s)\s", re.IGNORECASE
)


def _sum(text: str) -> Reading | None:
    """Coordinated exact counts of people added up, None where there is no such thing."""
    parts = _AND.split(text)
    if len(parts) < 2 or _PART_OF.search(text):
        return None
    # "A soldier, Private Roe" is one: only a conjunction joins a name to others.
    listed = _LAST.search(text) is not None
    numbers = [_exactly(part, named=listed) for part in parts]
    if None in numbers:
        return None
    total = sum(number or 0 for number in numbers)
    return Reading(total, total, total, rule="sum")


_LAST = re.compile(r"\s(?:and|as\s+well\s+as|plus)\s")
# "A girl of seven", "a girl of seven years": an age beside the noun counts nobody.
_AGE = re.compile(r"\s+(?:of|aged)\s+(?:\d{1,2}|[a-z]+)(?:\s+years?)?$", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\da-z_][\w’'.-]*\s+){1,4}[^\W\da-z_][\w’'-]*")


def _exactly(part: str, *, named: bool) -> int | None:
    """How many one part of a sum counts, None where that is open: "a girl of seven" is one."""
    part = _AGE.sub("", part)
    lead = definite.end() if (definite := _DEFINITE.match(part)) else 0
    found = find_counts(part[lead:])
    if not found:
        reading = _read_noun(part)
        one = _NAME.fullmatch(part) or _is_one(part) or _is_titled(part)
        if reading is None and named and one:
            return 1
    else:
        counts = len(found) == 1 and found[0].of_people and found[0].start == 0
        reading = found[0].reading if counts else None
    exact = reading is not None and reading.low is not None and reading.low == reading.high
    return reading.low if reading is not None and exact else None


_ONE = re.compile(
    r"(?:an?|the|his|her|their|its)\s+(?:[\w’'-]+\s+){0,3}?([\w’'-]+)"
    r"(?:\s+(?:of|in|from|at|with)\s.*)?",
    re.IGNORECASE,
)


_TITLED = re.compile(rf"(?:[a-z][\w’'-]*\s+){{0,3}}?(?P<title>[a-z][\w’'-]*)\s+{_NAME.pattern}")


def _is_titled(part: str) -> bool:
    """Whether they are what somebody is and his name: "village watchman Teng Salipada"."""
    match = _TITLED.fullmatch(part)
    return match is not None and is_singular(match["title"])


def _is_one(part: str) -> bool:
    """Whether words with an article name one person: "a Form Three student", "the mayor-elect"."""
    match = _ONE.fullmatch(part)
    return match is not None and is_singular(match[1])


def _read_noun(text: str) -> Reading | None:
    """Words without a number: a plural is at least two, "the soldier" is one."""
    noun = scan_noun(f" {text}", 0, one=False)
    if noun.kind == "people":
        return Reading(low=PLURAL, vague=True, rule="bare plural")
    after = definite.end() - 1 if (definite := _DEFINITE.match(text)) else 0
    lead = text[after:] if after else f" {text}"
    if scan_noun(lead, 0, one=False).kind == "people":
        return Reading(low=PLURAL, vague=True, rule="bare plural")
    if after and scan_noun(lead, 0, one=True).kind == "people":
        return Reading(1, 1, 1, rule="singular")
    return None


_COUPLE = re.compile(r"(?:an?|the)\s(?:[\w’'-]+\s)?couple", re.IGNORECASE)


def _read_couple(text: str) -> Reading | None:
    """Two who belong together: "a couple", "an elderly couple"; "a couple of guards" is vague."""
    return Reading(2, 2, 2, rule="a pair") if _COUPLE.fullmatch(text) else None


def _read_one(text: str) -> Reading | None:
    """Words for one person: "a third man", and a name after a title, "Colonel Ahmed Musa"."""
    if text[:1].lower() == "a" and _is_one(text):
        return Reading(1, 1, 1, rule="singular")
    first = text.split(" ", 1)[0].lower()
    titled = _NAME.fullmatch(text) is not None and (is_singular(first) or first.endswith("-old"))
    return Reading(1, 1, 1, rule="singular") if titled else None
