"""Places: the country and province that the words name, and how precise they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.expressions.country_names import FoundCountry, find_country_names
from dateline.expressions.gazetteer import DIVISIONS, Division, divisions, fold_name
from dateline.expressions.name_words import (
    LONGEST_NAME,
    TITLES_AND_STARTS,
    Word,
    fold_possessive,
    is_run,
    split_words,
)

__all__ = ["FoundCountry", "ResolvedPlace", "find_country_names", "resolve_place"]

GeoPrecision = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """What the words for a place name; None is what they leave open."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    """ISO 3166-2."""
    geo_precision: GeoPrecision
    """ACLED: 1 the town or a point, 2 near it or a part of a region, 3 region or country."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of words that is a division's name."""

    first: int
    last: int
    divisions: tuple[Division, ...]
    marked: bool
    """Whether the text says "province" of it."""


_NEAR = re.compile(
    r"\b(?:near|outside|outskirts|between|around|close\s+to|towards?|off|along|surrounding"
    r"|(?:km|kms|kilomet(?:er|re)s?|miles?|meters|metres)\b.*\b(?:from|of)"
    r"|(?:north|south|east|west)(?:east|west)?\s+of|border)\b",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?:(?:north|south|east|west|central|northeast|northwest|southeast|southwest)(?:ern)?"
    r"|central|rural|upper|lower|parts?\s+of)\b",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    r"\b(?:sub-?district|district|county|municipality|commune|tehsil|valley|area|countryside"
    r"|raion|rayon|woreda|mountains?|desert|highway|road|river|suburbs?)\b",
    re.IGNORECASE,
)
_POINT = (
    r"(?:city|town|village|neighbou?rhood|airport|base|camp|market|hospital|mosque|church|school"
    r"|square|street|checkpoint|port|hamlet|settlement|crossing|station|university|prison)"
)
# A point counts only with a name: "the city of Mosul", "Mosul city"; not "a village in …".
_NAMED_POINT = re.compile(
    rf"\b(?i:{_POINT})\s+(?:of|called|named)\s+[^\W\d_a-z]|\b[A-ZÀ-Þ][\w'’-]+\s+(?i:{_POINT})\b"
)


def resolve_place(text: str, *, context_countries: Sequence[str] = ()) -> ResolvedPlace | None:
    """The country, province and precision that the words for a place give.

    Args:
        text: The words: "Almar district of the Faryab province".
        context_countries: The countries (alpha-2) that the article is about; they decide
            between provinces of one name, and never add a country that the words don't name.

    Returns:
        None where the words hold no name. There is no gazetteer of towns: a town's country is
        known only from a province or country that is named with it.
    """
    words = split_words(text)
    named = _own_countries(text, words)
    names = list(_division_names(text, words))
    name, division = _choose(names, named, context_countries)
    if not any(word.capital for word in words):
        return None
    country = division.country if division else named[-1].country if named else None
    # A name that several countries have is a region all the same.
    regions = [name] if name else names
    precision = _precision(text, words, named, regions, division)
    return ResolvedPlace(country, division.admin1 if division else None, precision)


def _own_countries(text: str, words: list[Word]) -> list[FoundCountry]:
    """The countries named, without "Niger State", which is in Nigeria."""
    following = {word.start: after.text.lower() for word, after in pairwise(words)}
    return [
        found
        for found in find_country_names(text)
        if following.get(found.start) not in DIVISIONS
        or fold_name(text[found.start : found.end]) not in divisions()
    ]


def _division_names(text: str, words: list[Word]) -> Iterator[_Name]:
    """The runs of capitalised words that are names of divisions, longest first at each place."""
    index = divisions()
    position = 0
    while position < len(words):
        step = 1
        for length in range(min(LONGEST_NAME, len(words) - position), 0, -1):
            run = words[position : position + length]
            if not (run[0].capital and run[-1].capital and is_run(text, run)):
                continue
            if found := index.get(fold_possessive(text[run[0].start : run[-1].end])):
                marked = _is_marked(words, position, length)
                if marked or run[0].text not in _DEMONYMS:
                    yield _Name(position, position + length, found, marked)
                step = length
                break
        position += step


# Peoples whose name is also a province's: "the Somali port" is not Ethiopia's Somali Region.
_DEMONYMS = frozenset({"Afar", "Somali"})


def _is_marked(words: list[Word], position: int, length: int) -> bool:
    """Whether "province" follows the name, or "province of" comes before it."""
    after = words[position + length].text.lower() if position + length < len(words) else ""
    before = [word.text.lower() for word in words[max(0, position - 3) : position]]
    return after in DIVISIONS or ("of" in before[-2:] and bool(DIVISIONS.intersection(before)))


def _choose(
    names: list[_Name], named: list[FoundCountry], context: Sequence[str]
) -> tuple[_Name | None, Division | None]:
    """The division meant: one that is called a province, else the last and so the largest."""
    own = {found.country for found in named}
    for name in sorted(names, key=lambda n: (n.marked, n.first), reverse=True):
        fitting = _fitting(name, own, context)
        admin1s = {division.admin1 for division in fitting}
        if len(admin1s) == 1:
            # Where a province and its district share a name, the province is meant.
            return name, min(fitting, key=lambda division: division.code != division.admin1)
    return None, None


def _fitting(name: _Name, own: set[str], context: Sequence[str]) -> list[Division]:
    """The divisions of that name that the countries named here, or in the article, allow."""
    found = list(name.divisions)
    if own:
        found = [division for division in found if division.country in own]
    elif context:
        near = [division for division in found if division.country in context]
        # A province of a country that the article doesn't name has to be called one.
        found = near or (found if name.marked else [])
    tops = [division for division in found if division.code == division.admin1]
    return tops or found


def _precision(
    text: str,
    words: list[Word],
    named: list[FoundCountry],
    regions: list[_Name],
    division: Division | None,
) -> GeoPrecision:
    if _NEAR.search(text):
        return 2
    if _NAMED_POINT.search(text) and not _DISTRICT.search(text):
        return 1
    local = _local_names(words, named, regions)
    if _DISTRICT.search(text) and (local or not regions):
        return 2
    if local:
        # "Lesser Foo province": the province is named, though nobody knows which.
        return 3 if not regions and _has_division_word(words) else 1
    part = division is not None and division.code != division.admin1
    return 2 if part or (regions and _DIRECTION.search(text)) else 3


def _has_division_word(words: list[Word]) -> bool:
    return any(word.text.lower() in DIVISIONS for word in words)


def _local_names(words: list[Word], named: list[FoundCountry], regions: list[_Name]) -> list[Word]:
    """Capitalised words that belong to no country's or province's name: a town's, a district's."""
    known = [(found.start, found.end) for found in named]
    known += [(words[name.first].start, words[name.last - 1].end) for name in regions]
    return [
        word
        for word in words
        if word.capital
        and word.text.lower() not in DIVISIONS
        and word.text.lower() not in TITLES_AND_STARTS
        and not _DIRECTION.fullmatch(word.text)
        and not any(start <= word.start < end for start, end in known)
    ]
