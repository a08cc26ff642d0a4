"""Which of the places that bear a name is meant: by what the words and the article say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.expressions.gazetteer import Division
from dateline.expressions.place_names import PlaceName
from dateline.expressions.towns import Town

_LARGE = 100_000
_DOMINANT = 20
_SAME_TOWN = 0.15


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
    towns = [name for name in names if name.towns and not name.marked]
    for name in sorted(towns, key=lambda n: (n.holder, not n.point, n.first)):
        others = [other for other in names if other is not name and other.divisions]
        options = _settle(name, _options(name, others, own, context))
        if options:
            return Choice(name, options)
    return None


def _options(
    name: PlaceName, others: Sequence[PlaceName], own: Collection[str], context: Collection[str]
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
        if inside or other.marked:
            options, held = inside, True
    if own or held or not context:
        return options
    return [option for option in options if option.country in context]


def _lies_in(option: Option, division: Division) -> bool:
    return option.country == division.country and (
        None in (option.admin1, division.admin1) or option.admin1 == division.admin1
    )


def _settle(name: PlaceName, options: list[Option]) -> tuple[Option, ...]:
    """One of the options where the gazetteer makes it plain; else all, the likeliest first."""
    options = _without_unlikely(options)
    if len({option.country for option in options}) > 1:
        return tuple(sorted(_merged(options), key=_likelihood))
    towns = [option for option in options if option.town]
    regions = [option for option in options if option.division]
    if capital := next((o for o in towns if o.town and o.town.capital), None):
        return (capital,)
    if regions:
        return _settle_region(regions, towns)
    return _settle_town(name, _merged(towns))


def _settle_region(regions: list[Option], towns: list[Option]) -> tuple[Option, ...]:
    """A province rather than a town of its name, a city that is a province as a city."""
    for region in regions:
        if region.division and region.division.city:
            inside = [town for town in towns if town.admin1 == region.admin1]
            if inside:
                return (min(inside, key=_likelihood),)
    tops = [r for r in regions if r.division and r.division.code == r.admin1] or regions
    return (tops[0],) if len({region.admin1 for region in tops}) == 1 else tuple(tops)


def _settle_town(name: PlaceName, towns: list[Option]) -> tuple[Option, ...]:
    """Within one country: the town that dwarfs its namesakes."""
    ranked = sorted(towns, key=_likelihood)
    if len(ranked) > 1:
        first, second = (option.town.population if option.town else 0 for option in ranked[:2])
        if first >= _LARGE and first >= _DOMINANT * second:
            return (ranked[0],)
    return tuple(ranked)


def _without_unlikely(options: list[Option]) -> list[Option]:
    """Without what a newspaper would not leave bare where places of several countries remain.

    A town of the United States stands without its state only where it is large, and a province
    elsewhere is not mistaken for a small town abroad.
    """
    abroad = {option.country for option in options if option.division}
    kept = [
        option
        for option in options
        if option.town is None
        or option.town.population >= _LARGE
        or option.town.capital
        or not (option.country == "US" or (abroad and option.country not in abroad))
    ]
    return kept or options


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
    return (
        abs(one.latitude - other.latitude) < _SAME_TOWN
        and abs((one.longitude or 0.0) - (other.longitude or 0.0)) < _SAME_TOWN
    )


def _likelihood(option: Option) -> tuple[bool, int]:
    """For sorting only: capitals, then by population."""
    town = option.town
    return (not (town and town.capital), -(town.population if town else _LARGE))


def _of_town(town: Town) -> Option:
    return Option(town.name, town.country, town.admin1, town.latitude, town.longitude, town=town)


def _of_division(division: Division, name: PlaceName) -> Option:
    """A division, where its namesake lies: ACLED puts a province at its capital."""
    inside = [
        town
        for town in name.towns
        if town.country == division.country and town.admin1 in (division.admin1, None)
    ]
    seat = max(inside, key=lambda town: town.population, default=None)
    return Option(
        seat.name if seat else "",
        division.country,
        division.admin1,
        seat.latitude if seat else None,
        seat.longitude if seat else None,
        division=division,
    )
