"""Places: the country, province and town that the words name, and how precise they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.expressions.country_names import FoundCountry, find_country_names
from dateline.expressions.name_words import Word, split_words
from dateline.expressions.place_choice import (
    Choice,
    Option,
    choose_region,
    choose_town,
    region_options,
)
from dateline.expressions.place_names import PlaceName, own_countries, place_names, this_side
from dateline.expressions.place_precision import (
    GeoPrecision,
    is_part,
    local_names,
    region_precision,
    town_precision,
)

__all__ = ["FoundCountry", "Option", "ResolvedPlace", "find_country_names", "resolve_place"]

_MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """What the words for a place name; None is what they leave open."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    """ISO 3166-2."""
    geo_precision: GeoPrecision
    """ACLED: 1 the town or a point, 2 near it or a part of a region, 3 region or country."""
    latitude: float | None = None
    longitude: float | None = None
    candidates: tuple[Option, ...] = ()
    """The places that the name may mean, where several remain; the likeliest first."""


def resolve_place(
    text: str, *, context_countries: Sequence[str] = (), towns: bool = False
) -> ResolvedPlace | None:
    """The country, province, town and precision that the words for a place give.

    Args:
        text: The words: "Almar district of the Faryab province".
        context_countries: The countries (alpha-2) that the article is about; they decide
            between places of one name. A town's or an unmarked province's country is taken
            only from among them, where there are any.
        towns: Whether to look for towns as well. Their table is read on first use.

    Returns:
        None where the words hold no name.
    """
    return _resolved(text, tuple(context_countries), towns=towns)


@lru_cache(maxsize=4096)  # one place stands in an article, and in an archive, again and again
def _resolved(
    text: str, context_countries: tuple[str, ...], *, towns: bool
) -> ResolvedPlace | None:
    text = this_side(text)
    words = split_words(text)
    if not any(word.capital for word in words):
        return None
    named = own_countries(text, words, context_countries)
    own = {found.country for found in named}
    names = place_names(text, words, named, context_countries, towns=towns)
    choice = choose_town(text, names, own, context_countries) if towns else None
    if choice and (place := _from_choice(text, words, named, names, choice)):
        return place
    return _from_region(text, words, named, names, context_countries)


def _from_choice(
    text: str,
    words: list[Word],
    named: list[FoundCountry],
    names: list[PlaceName],
    choice: Choice,
) -> ResolvedPlace | None:
    """The place of a town, or of several that bear its name."""
    one = choice.one
    regions = [name for name in names if name.divisions]
    if one is None:
        all_regions = all(option.division for option in choice.options)
        precision = (
            region_precision(text, words, named, regions, None)
            if all_regions
            else town_precision(text, choice.name)
        )
        return _open(choice.options, precision)
    unknown = local_names(words, named, names)
    if one.town is not None and not (choice.name.marked and unknown):
        return ResolvedPlace(
            one.country, one.admin1, town_precision(text, choice.name), one.latitude, one.longitude
        )
    seated = one.division is not None and not (unknown or is_part(text))
    return ResolvedPlace(
        one.country,
        one.admin1,
        region_precision(text, words, named, regions, one.division),
        one.latitude if seated else None,
        one.longitude if seated else None,
    )


def _open(options: Sequence[Option], precision: GeoPrecision) -> ResolvedPlace:
    """What all that remain have in common."""
    countries = {option.country for option in options}
    admin1s = {option.admin1 for option in options}
    return ResolvedPlace(
        countries.pop() if len(countries) == 1 else None,
        admin1s.pop() if len(admin1s) == 1 else None,
        precision,
        candidates=tuple(options[:_MOST_CANDIDATES]),
    )


def _from_region(
    text: str,
    words: list[Word],
    named: list[FoundCountry],
    names: list[PlaceName],
    context: Sequence[str],
) -> ResolvedPlace:
    """The place of a division or a country, and how much more precise the words are."""
    own = {found.country for found in named}
    name, division = choose_region(names, own, context)
    # A name that several countries have is a region all the same.
    regions = [name] if name else [n for n in names if n.divisions]
    precision = region_precision(text, words, named, regions, division)
    if division:
        return ResolvedPlace(division.country, division.admin1, precision)
    options = region_options(regions[-1], own, context) if regions else ()
    if len(options) > 1:
        return _open(options, precision)
    if len(own) > 1 and _BETWEEN.search(text):
        options = tuple(Option(text[n.start : n.end], n.country, None, None, None) for n in named)
        return _open(options, precision)
    return ResolvedPlace(named[-1].country if named else None, None, precision)


_BETWEEN = re.compile(r"\b(?:between|and)\b")
