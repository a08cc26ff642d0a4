"""The names in the words for a place, and what each of them may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.expressions.country_names import FoundCountry, find_country_names
from dateline.expressions.gazetteer import (
    DIVISIONS,
    Division,
    demonyms,
    divisions,
    fold_name,
)
from dateline.expressions.name_words import (
    TITLES_AND_STARTS,
    Word,
    fold_possessive,
    longest_run,
    split_words,
    without_possessive,
)
from dateline.expressions.towns import Town, find_similar_towns, find_towns

_SETTLEMENT = r"(?:city|town|township|village|hamlet|settlement|port|suburb|neighbou?rhood|capital)"
_DISTRICT = r"(?:(?:sub-?)?district|county|municipality|commune|tehsil|area|governorate|province)"
_OF_POINT = re.compile(
    rf"\b{_SETTLEMENT}(?:\s+of|,)?\s+(?:(?:the|called|named)\s+)?$", re.IGNORECASE
)
_CAPITAL_OF = re.compile(r"\bcapital\s+(?:city\s+)?of\s+(?:the\s+)?$", re.IGNORECASE)
_POINT_AFTER = re.compile(
    rf"\s+(?:{_SETTLEMENT}\b(?!\s+of\b)|(?:international\s+)?airport\b)", re.IGNORECASE
)
# "the Baghdad suburb of Abu Ghraib", "Nairobi's Westlands": the first is where the second is.
_HOLDER_AFTER = re.compile(
    rf"(?:[’']s?\s+(?:\w+\s+){{0,3}}?(?=[^\W\d_a-z])|\s+(?:\w+\s+)?(?:{_SETTLEMENT}|{_DISTRICT})\s+of\b)"
)
# Roads and waters are called after towns that may be far away.
_CALLED_AFTER = re.compile(
    r"\s+(?:(?:street|st|road|avenue|boulevard|highway|motorway)\b"
    r"|(?-i:Square|Bridge|Gate|Court|House|Building|Hotel|Motel|Tower|Lake|River|Sea|Strait|Gulf)\b)",
    re.IGNORECASE,
)
_CALLED_BEFORE = re.compile(
    r"\b(?:lake|gulf\s+of|mount|river|straits?\s+of|bay\s+of|rue|calle|avenida|rua|plaza|via)\s+"
    r"(?:(?:de|del|du|des|la|las|los)\s+)*$",
    re.IGNORECASE,
)
_BORDER_BEFORE = re.compile(
    r"\b(?:borders|bordering|(?:border|frontier)\s+(?:with|to))\s+(?:the\s+)?$", re.IGNORECASE
)
# What follows lies on the other side: "Spin Boldak, on the border with Pakistan".
_BEYOND = re.compile(
    r",?\s+(?:(?:on|at)\s+(?:the|its)\s+(?:border|frontier)\s+with"
    r"|across\s+(?:(?:the|its)\s+(?:border|frontier)\s+)?from|bordering)\b",
    re.IGNORECASE,
)
# Peoples whose name is also a province's: "the Somali port" is not Ethiopia's Somali Region.
_DEMONYM_DIVISIONS = frozenset({"Afar", "Somali"})
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ez", "es", "la"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A run of words that is the name of a division, a town, or of both."""

    first: int
    last: int
    start: int
    end: int
    divisions: tuple[Division, ...]
    towns: tuple[Town, ...]
    marked: bool
    """Whether the text says "province" of it."""
    point: bool = False
    """Whether the text says "city" or "town" of it."""
    holder: bool = False
    """Whether another name is said to be in it: "the Baghdad suburb of"."""


def own_countries(text: str, words: list[Word], context: Collection[str]) -> list[FoundCountry]:
    """The countries that the words say the place is in.

    Without "Niger State", which is in Nigeria, "Lake Chad", "on the border with Pakistan", and
    "Georgia" in an article about the United States.
    """
    following = {word.start: after.text.lower() for word, after in pairwise(words)}
    named = [
        found
        for found in find_country_names(text)
        if not (
            following.get(found.start) in DIVISIONS
            and fold_name(text[found.start : found.end]) in divisions()
        )
        and not _CALLED_BEFORE.search(text, 0, found.start)
        and not _BORDER_BEFORE.search(text, 0, found.start)
        and not _is_other_division(text[found.start : found.end], found.country, context)
    ]
    return named or list(_by_demonym(text))


def _is_other_division(name: str, country: str, context: Collection[str]) -> bool:
    """Whether a country's name is a province's of the countries that the article is about."""
    if not context or country in context:
        return False
    return any(division.country in context for division in divisions().get(fold_name(name), ()))


def this_side(text: str) -> str:
    """The words without what is said to lie beyond a border, where a name stands before it."""
    beyond = _BEYOND.search(text)
    return text[: beyond.start()] if beyond and _has_name(text[: beyond.start()]) else text


def _has_name(text: str) -> bool:
    return any(
        word.capital and word.text.lower() not in TITLES_AND_STARTS for word in split_words(text)
    )


def _by_demonym(text: str) -> Iterator[FoundCountry]:
    """The country of "the Russian city of Belgorod", but not of "Turkish-held al-Bab"."""
    for match in _DEMONYM.finditer(text):
        if code := demonyms().get(match[1].lower()):
            yield FoundCountry(match.start(1), match.end(1), code)


_DEMONYM = re.compile(
    rf"\b([A-Z][a-z]+)\s+(?:[a-z]+\s+){{0,2}}(?:{_SETTLEMENT}|{_DISTRICT}|region|state)\b"
)


def place_names(
    text: str,
    words: list[Word],
    named: list[FoundCountry],
    context: Collection[str],
    *,
    towns: bool,
) -> list[PlaceName]:
    """The names of divisions and, where wanted, of towns, the longest first at each place."""
    found: list[PlaceName] = []
    position = 0
    while position < len(words):
        name = _name_at(text, words, position, named, context, towns=towns)
        if name:
            found.append(name)
        position = name.last if name else position + 1
    return found


def _name_at(
    text: str,
    words: list[Word],
    position: int,
    named: list[FoundCountry],
    context: Collection[str],
    *,
    towns: bool,
) -> PlaceName | None:
    index = divisions()
    for length in range(longest_run(text, words, position), 0, -1):
        run = words[position : position + length]
        if not (run[-1].capital and _starts(run)):
            continue
        folded = fold_possessive(text[run[0].start : run[-1].end])
        regions = index.get(folded, ()) if run[0].capital else ()
        marked = _is_marked(words, position, length)
        if not marked and (
            run[0].text in _DEMONYM_DIVISIONS
            or _is_country(run, named)
            or _is_called_after(text, run)
        ):
            regions = ()
        places = _towns(text, folded, run, named, context) if towns else ()
        if regions or places:
            return _described(text, words, position, length, (regions, places, marked))
    return None


def _is_country(run: list[Word], named: list[FoundCountry]) -> bool:
    """Whether the words are a country's name: Gaza is not Gaza governorate, Kuwait not its capital.

    The parts of the United Kingdom are both.
    """
    return any(
        found.start <= run[0].start and run[-1].end <= found.end + 2 and found.country != "GB"
        for found in named
    )


def _is_called_after(text: str, run: list[Word]) -> bool:
    """Whether a road, a building or a water has the name: "Baghdad Street", "Lake Chad"."""
    return bool(
        _CALLED_AFTER.match(text, run[-1].end) or _CALLED_BEFORE.search(text, 0, run[0].start)
    )


def _starts(run: list[Word]) -> bool:
    """Whether a name can begin here: "Kabul", "al-Arish"."""
    return run[0].capital or (len(run) > 1 and run[0].text in _ARTICLES and run[1].capital)


def _described(
    text: str,
    words: list[Word],
    position: int,
    length: int,
    found: tuple[tuple[Division, ...], tuple[Town, ...], bool],
) -> PlaceName:
    regions, places, marked = found
    start, end = words[position].start, words[position + length - 1].end
    # The possessive may be a part of the last word.
    bare = start + len(without_possessive(text[start:end]))
    holder = bool(_HOLDER_AFTER.match(text, bare))
    return PlaceName(
        position,
        position + length,
        start,
        end,
        regions,
        places,
        marked,
        point=not holder
        and not _CAPITAL_OF.search(text, 0, start)
        and bool(_OF_POINT.search(text, 0, start) or _POINT_AFTER.match(text, bare)),
        holder=holder,
    )


def _towns(
    text: str, folded: str, run: list[Word], named: list[FoundCountry], context: Collection[str]
) -> tuple[Town, ...]:
    """The towns that a run may mean: in the countries named, by another romanization there, any."""
    if _is_country(run, named) or _is_called_after(text, run) or _is_common(run):
        return ()
    countries = [found.country for found in named] or context
    for name in {folded: None, folded.removesuffix(" city"): None}:
        towns = find_towns(name)
        near = tuple(town for town in towns if town.country in countries)
        if near := near or find_similar_towns(name, countries):
            return near
        if towns:
            return towns
    return ()


def _is_common(run: list[Word]) -> bool:
    """Whether words are capitalised for another reason than that a town is called so."""
    word = run[0].text.lower()
    if len(run) > 1:
        return fold_name(" ".join(w.text for w in run)) in _NO_TOWNS
    return (
        word in TITLES_AND_STARTS
        or word in DIVISIONS
        or word in demonyms()
        or _COMMON.fullmatch(word) is not None
    )


_NO_TOWNS = frozenset({"white house", "green zone", "supreme court"})
_COMMON = re.compile(
    rf"{_SETTLEMENT}|{_DISTRICT}|(?:north|south|east|west|central)(?:east|west)?(?:ern)?|upper|lower"
    r"|airport|base|bay|bridge|camp|church|coast|hospital|island|market|mosque|mountains?|old|new"
    r"|police|prison|river|road|school|square|station|street|university|valley|a|an|outside|around"
)


def _is_marked(words: list[Word], position: int, length: int) -> bool:
    """Whether "province" follows the name, or "province of" comes before it."""
    after = words[position + length].text.lower() if position + length < len(words) else ""
    before = [word.text.lower() for word in words[max(0, position - 3) : position]]
    return after in DIVISIONS or ("of" in before[-2:] and bool(DIVISIONS.intersection(before)))
