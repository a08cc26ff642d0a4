"""Which of the places that bear a name is meant: by what the words and the article say."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.expressions.gazetteer import Division, fold_name
from dateline.expressions.name_words import fold_possessive
from dateline.expressions.place_names import PlaceName
from dateline.expressions.towns import Town

_LARGE = 100_000
# In one country: how large a town must be, and how many times its namesake, to be meant.
_KNOWN = 10_000
_DOMINANT = 10
# In degrees: towns this near to each other are one, and of one name and province within the second.
_SAME_TOWN = 0.15
_SAME_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean."""

    name: str
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    town: Town | None = None
    division: Division | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means: one place, or several that the words leave open."""

    name: PlaceName
    options: tuple[Option, ...]

    @property
    def one(self) -> Option | None:
        """The place, where only one remains."""
        return self.options[0] if len(self.options) == 1 else None


def choose_region(
    names: Sequence[PlaceName], own: Collection[str], context: Collection[str]
) -> tuple[PlaceName | None, Division | None]:
    """The division meant: one that is called a province, else the last and so the largest."""
    regions = [name for name in names if name.divisions]
    for name in sorted(regions, key=lambda n: (n.marked, n.first), reverse=True):
        found = fitting_divisions(name, own, context)
        if len({division.admin1 for division in found}) == 1:
            # Where a province and its district share a name, the province is meant.
            return name, min(found, key=lambda division: division.code != division.admin1)
    return None, None


def fitting_divisions(
    name: PlaceName, own: Collection[str], context: Collection[str]
) -> list[Division]:
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


def choose_town(
    text: str, names: Sequence[PlaceName], own: Collection[str], context: Collection[str]
) -> Choice | None:
    """The town that the words name, or the places among which they leave the choice open.

    A name that is a province's too counts as the province's, unless the words call it a city or
    it is a country's capital: a province is better than a false town.
    """
    towns = [name for name in names if name.towns and not (name.marked and name.divisions)]
    for name in sorted(towns, key=lambda n: (n.holder, n.marked, not n.point, n.first)):
        others = [other for other in names if other is not name and other.divisions]
        options = _settle(_options(text, name, others, own, context))
        if options:
            return Choice(name, options)
    return None


def _options(
    text: str,
    name: PlaceName,
    others: Sequence[PlaceName],
    own: Collection[str],
    context: Collection[str],
) -> list[Option]:
    """The places of that name that the rest of the words and the article allow."""
    options = [_of_town(town) for town in name.towns]
    if not name.point:
        options += [_of_division(division, name) for division in name.divisions]
    if own:
        options = [option for option in options if option.country in own]
    held = False
    for other in others:
        around = fitting_divisions(other, own, context)
        inside = [option for option in options if any(_lies_in(option, d) for d in around)]
        if inside or other.marked or (around and _IN.search(text, name.end, other.start)):
            options, held = inside, True
    if own or held:
        return options
    near = [option for option in options if option.country in context]
    folded = fold_possessive(text[name.start : name.end])
    if near or any(_is_known(o, folded, abroad=bool(context)) for o in options):
        return near or options
    return []


def _is_known(option: Option, folded: str, *, abroad: bool) -> bool:
    """Whether a place is meant though neither the words nor the article name its country.

    No gazetteer has all villages, so that a small one alone of its name proves nothing.
    """
    town = option.town
    if town is None:
        return not abroad
    if town.capital:
        return True
    return town.population >= _LARGE and (not abroad or fold_name(town.name) == folded)


# What stands between a place and the region that it is in: "Bokkos, Plateau", "Owo in Ondo".
_IN = re.compile(r"(?:,|\bin)\s+(?:the\s+)?(?:\w+ern\s+)?$")


def _lies_in(option: Option, division: Division) -> bool:
    return option.country == division.country and (
        None in (option.admin1, division.admin1) or option.admin1 == division.admin1
    )


def _settle(options: list[Option]) -> tuple[Option, ...]:
    """One of the options where the gazetteer makes it plain; else all, the likeliest first."""
    likely = _without_unlikely(options)
    if len({option.country for option in likely}) > 1:
        return tuple(sorted(_merged(options), key=_likelihood))
    options = likely
    towns = [option for option in options if option.town]
    regions = [option for option in options if option.division]
    if capital := next((o for o in towns if o.town and o.town.capital), None):
        return (capital,)
    if regions:
        return _settle_region(regions, towns)
    return _settle_town(_merged(towns))


def _settle_region(regions: list[Option], towns: list[Option]) -> tuple[Option, ...]:
    """A province rather than a town of its name, a city that is a province as a city."""
    for region in regions:
        if region.division and region.division.city:
            inside = [town for town in towns if town.admin1 == region.admin1]
            if inside:
                return (min(inside, key=_likelihood),)
    tops = [r for r in regions if r.division and r.division.code == r.admin1] or regions
    return (tops[0],) if len({region.admin1 for region in tops}) == 1 else tuple(tops)


def _settle_town(towns: list[Option]) -> tuple[Option, ...]:
    """Within one country: the town that dwarfs its namesakes."""
    ranked = sorted(towns, key=_likelihood)
    if len(ranked) > 1:
        first, second = (option.town.population if option.town else 0 for option in ranked[:2])
        if first >= _KNOWN and first >= _DOMINANT * second:
            return (ranked[0],)
    return tuple(ranked)


def _without_unlikely(options: list[Option]) -> list[Option]:
    """Without what a newspaper would not leave bare where places of several countries remain.

    A town of the United States stands without its state only where it is large and no capital
    has its name, and a province elsewhere is not mistaken for a small town abroad.
    """
    regions = {option.country for option in options if option.division}
    capital = any(option.town and option.town.capital for option in options)
    kept = [option for option in options if _is_likely(option, regions, capital=capital)]
    return kept or options


def _is_likely(option: Option, regions: set[str], *, capital: bool) -> bool:
    town = option.town
    if town is None or town.capital:
        return True
    large = town.population >= _LARGE
    if town.country == "US":
        return large and not capital
    return large or not regions or town.country in regions


def _merged(options: list[Option]) -> list[Option]:
    """The options without a second entry for the same town, and a town for its own division."""
    merged: list[Option] = []
    for option in sorted(options, key=_likelihood):
        if not any(_is_same(option, other) for other in merged):
            merged.append(option)
    return merged


def _is_same(one: Option, other: Option) -> bool:
    if one.latitude is None or other.latitude is None:
        return one.admin1 == other.admin1 and one.country == other.country
    alike = one.name == other.name and one.admin1 == other.admin1
    near = _SAME_NAME if alike else _SAME_TOWN
    return (
        abs(one.latitude - other.latitude) < near
        and abs((one.longitude or 0.0) - (other.longitude or 0.0)) < near
    )


def _likelihood(option: Option) -> tuple[bool, int]:
    """For sorting only: capitals, then by population."""
    town = option.town
    return (not (town and town.capital), -(town.population if town else _LARGE))


def _of_town(town: Town) -> Option:
    return Option(town.name, town.country, town.admin1, town.latitude, town.longitude, town=town)


def region_options(
    name: PlaceName, own: Collection[str], context: Collection[str]
) -> tuple[Option, ...]:
    """The divisions that a name may mean."""
    return tuple(_of_division(d, name) for d in fitting_divisions(name, own, context))


def _of_division(division: Division, name: PlaceName) -> Option:
    """A division, where its namesake lies: ACLED puts a province at its capital."""
    inside = [
        town
        for town in name.towns
        if town.country == division.country and town.admin1 == division.admin1
    ]
    seat = max(inside, key=lambda town: town.population, default=None)
    return Option(
        division.name,
        division.country,
        division.admin1,
        seat.latitude if seat else None,
        seat.longitude if seat else None,
        division=division,
    )
