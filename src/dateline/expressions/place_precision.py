"""ACLED's geo-precision: how exactly the words say where."""

from __future__ import annotations

import re
from typing import Literal

from dateline.expressions.country_names import FoundCountry
from dateline.expressions.gazetteer import DIVISIONS, Division
from dateline.expressions.name_words import TITLES_AND_STARTS, Word
from dateline.expressions.place_names import PlaceName

GeoPrecision = Literal[1, 2, 3]

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
_AREA = re.compile(r"\b(?:area|countryside)\b", re.IGNORECASE)
_DISTRICT_AFTER = re.compile(rf"(?:[’']s)?\s+(?:{_DISTRICT.pattern}|outskirts)", re.IGNORECASE)
_POINT = (
    r"(?:city|town|village|neighbou?rhood|airport|base|camp|market|hospital|mosque|church|school"
    r"|square|street|checkpoint|port|hamlet|settlement|crossing|station|university|prison)"
)
# A point counts only with a name: "the city of Mosul", "Mosul city"; not "a village in …".
_NAMED_POINT = re.compile(
    rf"\b(?i:{_POINT})\s+(?:of|called|named)\s+[^\W\d_a-z]|\b[A-ZÀ-Þ][\w'’-]+\s+(?i:{_POINT})\b"
)


def town_precision(text: str, name: PlaceName) -> GeoPrecision:
    """1 for the town, 2 for what is near it and for a district called after it."""
    before = text[: name.start]
    if _NEAR.search(before):
        return 2
    if name.point:
        return 1
    if name.marked:
        return 2
    around = text if name.holder else before
    return 2 if _DISTRICT.search(around) or _DISTRICT_AFTER.match(text, name.end) else 1


def region_precision(
    text: str,
    words: list[Word],
    named: list[FoundCountry],
    regions: list[PlaceName],
    division: Division | None,
) -> GeoPrecision:
    """3 for a region, 2 for a part of one, 1 for a place in it that no gazetteer has."""
    if _NEAR.search(text):
        return 2
    if _NAMED_POINT.search(text) and not _DISTRICT.search(text):
        return 1
    local = local_names(words, named, regions)
    if _DISTRICT.search(text) and (local or not regions):
        return 2
    if local:
        # "Lesser Foo province": the province is named, though nobody knows which.
        return 3 if not regions and _has_division_word(words) else 1
    part = division is not None and division.code != division.admin1
    return 2 if part or (regions and (is_part(text) or _AREA.search(text))) else 3


def is_part(text: str) -> bool:
    """Whether only a part of the region is meant: "northern Faryab"."""
    return _DIRECTION.search(text) is not None


def _has_division_word(words: list[Word]) -> bool:
    return any(word.text.lower() in DIVISIONS for word in words)


def local_names(
    words: list[Word], named: list[FoundCountry], regions: list[PlaceName]
) -> list[Word]:
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
