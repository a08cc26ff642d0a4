"""A sketch of the region that places lie in: its towns as dots, on a grid of degrees.

There is no map in it. The dots are those of the table of towns that dateline reads places by, and
where people live shows coasts, rivers and deserts well enough to see where something happened.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.export.html.cards import Card
from dateline.export.wording import code_of, flat
from dateline.expressions.towns import Town, largest_within
from dateline.models import Incident, Place

WIDTH = 640
_HEIGHTS = (340, 440)
_LEAST = 7.0
"""The fewest degrees of latitude that a sketch shows."""
_CELL = 9
"""Of towns nearer to each other than so many units, the largest is shown."""
_NAMED = 6
_NAME_ROOM = (150, 34)


@dataclass(frozen=True, slots=True)
class Dot:
    """A town, or the place of records."""

    x: float
    y: float
    r: float
    words: str = ""
    left: bool = False
    """Whether its name stands on its left."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid, with its degree."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates and the records that lie there.

    Attributes:
        number: On the sketch and in the list.
        words: The place, as the article has it.
        code: ISO 3166.
        latitude: Degrees north.
        longitude: Degrees east.
        near: Whether the coordinates are of a town that stands for a region, or near it.
        cards: The records.
    """

    number: int
    words: str
    code: str
    latitude: float
    longitude: float
    near: str
    cards: tuple[Card, ...]

    @property
    def degrees(self) -> str:
        """The coordinates."""
        return f"{_degrees(self.latitude, 'NS')}, {_degrees(self.longitude, 'EW')}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The region."""

    height: int
    towns: tuple[Dot, ...]
    named: tuple[Dot, ...]
    spots: tuple[Dot, ...]
    parallels: tuple[Line, ...]
    meridians: tuple[Line, ...]

    @property
    def strokes(self) -> Iterator[tuple[float, str]]:
        """The towns as paths of dots, one for each size: its width, and where the dots are.

        An element for each of some seven hundred towns would be half of a page.
        """
        for r in sorted({dot.r for dot in self.towns}):
            yield 2 * r, "".join(f"M{dot.x:g} {dot.y:g}h0" for dot in self.towns if dot.r == r)


_NEAR = {1: "", 2: "near it, or in a part of the region", 3: "the region's main town"}


def spots_of(cards: Iterable[tuple[object, Card]]) -> tuple[Spot, ...]:
    """The places of incidents, those with the same coordinates as one."""
    held: dict[tuple[float, float], tuple[Place, list[Card]]] = {}
    for record, card in cards:
        place = record.place if isinstance(record, Incident) else None
        if place is None or not _on_earth(place.latitude, place.longitude):
            continue
        assert place.latitude is not None  # noqa: S101  # as _on_earth has seen
        assert place.longitude is not None  # noqa: S101
        held.setdefault((place.latitude, place.longitude), (place, []))[1].append(card)
    return tuple(
        Spot(
            number,
            flat(place.mention.text),
            code_of(place),
            latitude,
            longitude,
            _NEAR.get(place.geo_precision or 1, ""),
            tuple(found),
        )
        for number, ((latitude, longitude), (place, found)) in enumerate(held.items(), 1)
    )


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):.3f}° {letters[value < 0]}"


def sketch_of(spots: Sequence[Spot]) -> Sketch | None:
    """The region around the places; None where there are none."""
    if not spots:
        return None
    frame = Frame.around(spots)
    dots = tuple(
        Dot(*frame.at(spot.latitude, spot.longitude), 11, str(spot.number)) for spot in spots
    )
    towns = list(_placed(frame))
    return Sketch(
        frame.height,
        tuple(Dot(x, y, _radius(town)) for x, y, town in towns),
        tuple(_named(towns, dots, frame)),
        dots,
        tuple(_parallels(frame)),
        tuple(_meridians(frame)),
    )


def _parallels(frame: Frame) -> Iterator[Line]:
    for at in _steps(frame.south, frame.north):
        yield Line(frame.at(at, frame.west)[1], _even(at, "NS"))


def _meridians(frame: Frame) -> Iterator[Line]:
    for at in _steps(frame.west, frame.east):
        yield Line(frame.at(frame.south, at)[0], _even(at, "EW"))


def _even(at: float, letters: str) -> str:
    return f"{abs(at):g}°{letters[at < 0] if at else ''}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown of the earth, in an equirectangular projection that is true in its middle."""

    south: float
    north: float
    west: float
    east: float
    scale: float
    """Units to a degree of latitude."""
    squeeze: float
    """Degrees of longitude are so much shorter."""
    height: int

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> Frame:
        """The frame with these places in its middle, and with some room around them."""
        latitudes, longitudes = [s.latitude for s in spots], [s.longitude for s in spots]
        latitude = (min(latitudes) + max(latitudes)) / 2
        longitude = (min(longitudes) + max(longitudes)) / 2
        squeeze = max(0.2, math.cos(math.radians(latitude)))
        tall = max(_LEAST, 1.6 * (max(latitudes) - min(latitudes)))
        wide = max(_LEAST, 1.4 * (max(longitudes) - min(longitudes))) * squeeze
        scale = min(WIDTH / wide, _HEIGHTS[1] / tall)
        height = max(_HEIGHTS[0], min(_HEIGHTS[1], round(tall * scale)))
        up, aside = height / scale / 2, WIDTH / scale / squeeze / 2
        return cls(
            latitude - up,
            latitude + up,
            longitude - aside,
            longitude + aside,
            scale,
            squeeze,
            height,
        )

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place stands in it, from its upper left corner."""
        x = (longitude - self.west) * self.squeeze * self.scale
        y = (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)


def _steps(low: float, high: float) -> Iterator[float]:
    """Even degrees, some four of them."""
    size = next((s for s in (1, 2, 5, 10, 20, 30) if (high - low) / s <= 5), 60)
    at = math.ceil(low / size) * size
    while at < high:
        yield at
        at += size


_Placed = tuple[float, float, Town]


def _placed(frame: Frame) -> Iterator[_Placed]:
    """Of the towns in each cell of a fine grid the largest."""
    high, wide = _CELL / frame.scale, _CELL / frame.scale / frame.squeeze
    box = frame.south, frame.north, frame.west, frame.east
    for town in largest_within(*box, high=high, wide=wide):
        yield (*frame.at(town.latitude, town.longitude), town)


def _weight(town: Town) -> tuple[bool, int]:
    return town.capital, town.population


def _radius(town: Town) -> float:
    if town.capital or town.population >= 500_000:
        return 3
    return 2 if town.population >= 50_000 else 1.2


def _named(towns: Sequence[_Placed], spots: Sequence[Dot], frame: Frame) -> Iterator[Dot]:
    """The largest towns that have room for their names, on the right of them or on the left."""
    wide, high = _NAME_ROOM
    taken = [(dot.x - dot.r, dot.x + dot.r, dot.y) for dot in spots]
    count = 0
    for x, y, town in sorted(towns, key=lambda placed: _weight(placed[2]), reverse=True):
        for left in (False, True):
            start, end = (x - wide, x) if left else (x, x + wide)
            fits = start >= 0 and end <= WIDTH and 20 < y < frame.height - 20
            if fits and all(end < a or start > b or abs(y - at) > high for a, b, at in taken):
                taken.append((start, end, y))
                yield Dot(x, y, _radius(town), town.name, left)
                count += 1
                break
        if count == _NAMED:
            return
