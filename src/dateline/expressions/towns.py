"""Towns and cities, with where they are: a table made from GeoNames, read on first use."""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
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


def largest_within(
    south: float, north: float, west: float, east: float, *, high: float, wide: float
) -> tuple[Town, ...]:
    """Of the towns between two parallels and two meridians, the largest of each cell of a grid.

    A capital counts as larger than what is none.

    Args:
        south: In degrees, as the other three.
        north: Where the grid begins.
        west: Where it begins on its other side.
        east: The fourth side.
        high: How high a cell is, in degrees.
        wide: How wide.
    """
    latitudes, longitudes, sizes, squares = _positions()
    largest: dict[tuple[int, int], int] = {}
    for latitude in range(floor(south), floor(north) + 1):
        for longitude in range(floor(west), floor(east) + 1):
            for number in squares.get((latitude, longitude), ()):
                y, x = latitudes[number], longitudes[number]
                if south <= y <= north and west <= x <= east:
                    cell = int((north - y) / high), int((x - west) / wide)
                    held = largest.get(cell)
                    if held is None or sizes[number] > sizes[held]:
                        largest[cell] = number
    return tuple(map(_town, largest.values()))


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
def _positions() -> tuple[
    array[float], array[float], array[int], dict[tuple[int, int], array[int]]
]:
    """Latitudes, longitudes and sizes of all towns, and their numbers by squares of a degree.

    16 MB, in 0.5 s; a region has tens of thousands, of which no objects are made.
    """
    towns, _ = _tables()
    latitudes, longitudes, sizes = array("d"), array("d"), array("q")
    squares: dict[tuple[int, int], array[int]] = {}
    for number, line in enumerate(towns):
        latitude, longitude, population, capital = line.split(b"\t")[3:]
        y, x = float(latitude), float(longitude)
        latitudes.append(y)
        longitudes.append(x)
        sizes.append(int(population) + (_CAPITAL if capital else 0))
        squares.setdefault((floor(y), floor(x)), array("l")).append(number)
    return latitudes, longitudes, sizes, squares


_CAPITAL = 10**10
"""More people than there are."""
