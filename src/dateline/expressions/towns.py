"""Towns and cities, with where they are: a table made from GeoNames, read on first use."""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import floor

from dateline.expressions.romanization import ROMANIZED, skeleton


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames."""

    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    """ISO 3166-2."""
    latitude: float
    longitude: float
    population: int
    """0 where GeoNames has none, as for most small towns outside Europe and the Americas."""
    capital: bool
    """Whether it is its country's capital."""


def find_towns(folded: str) -> tuple[Town, ...]:
    """The towns that bear a name, or have it among their other names.

    Args:
        folded: The name as `fold_name` gives it.
    """
    return tuple(_town(number) for number in _numbers(folded))


def find_similar_towns(folded: str, countries: Collection[str]) -> tuple[Town, ...]:
    """The towns of `countries` whose name may be another romanization of this one."""
    if not any(country in ROMANIZED for country in countries):
        return ()
    bones = skeleton(folded)
    if len(bones) < _SHORTEST_SKELETON:
        return ()
    found = (_town(number) for number in _numbers(f"~{bones}"))
    return tuple(town for town in found if town.country in countries)


def towns_within(south: float, north: float, west: float, east: float) -> tuple[Town, ...]:
    """The towns between two parallels and two meridians."""
    squares = _squares()
    found = (
        town
        for latitude in range(floor(south), floor(north) + 1)
        for longitude in range(floor(west), floor(east) + 1)
        if (latitude, longitude) in squares
        for town in _square(latitude, longitude)
    )
    return tuple(
        town for town in found if south <= town.latitude <= north and west <= town.longitude <= east
    )


_SHORTEST_SKELETON = 4


def _numbers(key: str) -> list[int]:
    _, names = _tables()
    start = f"{key}\t".encode()
    position = bisect_left(names, start)
    if position == len(names) or not names[position].startswith(start):
        return []
    return [int(number) for number in names[position][len(start) :].split()]


def _town(number: int) -> Town:
    towns, _ = _tables()
    name, country, admin1, latitude, longitude, population, capital = (
        towns[number].decode().split("\t")
    )
    return Town(
        name,
        country,
        f"{country}-{admin1}" if admin1 else None,
        float(latitude),
        float(longitude),
        int(population),
        bool(capital),
    )


@cache
def _tables() -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The towns, and the sorted names with the towns' places in that list.

    Kept as lines of bytes: half a million of them take 60 MB and are split in 0.1 s, where
    objects would take ten times as much of both. In tuples, which the garbage collector does not
    look through again and again as it does through lists.
    """
    folder = files("dateline.expressions") / "data"
    towns, names = (
        tuple(gzip.decompress((folder / f"{table}.tsv.gz").read_bytes()).split(b"\n"))
        for table in ("towns", "names")
    )
    return towns, names


@cache
def _squares() -> dict[tuple[int, int], array[int]]:
    """The numbers of the towns in each square of a degree: 3 MB, in 0.3 s."""
    towns, _ = _tables()
    squares: dict[tuple[int, int], array[int]] = {}
    for number, line in enumerate(towns):
        latitude, longitude = line.split(b"\t", 5)[3:5]
        square = floor(float(latitude)), floor(float(longitude))
        squares.setdefault(square, array("l")).append(number)
    return squares


@lru_cache(maxsize=2048)
def _square(latitude: int, longitude: int) -> tuple[Town, ...]:
    """The towns of a square of a degree, kept: a run's articles tell of the same regions.

    The squares that are kept have some 70,000 towns together, which take 20 MB.
    """
    return tuple(map(_town, _squares()[latitude, longitude]))
