"""Places with coordinates, and the region around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.export.html.made import at, market

from dateline.export.html.records import card_of
from dateline.export.html.sketch import WIDTH, Frame, Spot, sketch_of, spots_of
from dateline.models import Incident, Place


def there(latitude: float | None, longitude: float | None, **more: object) -> Incident:
    """An incident at these coordinates."""
    values = {"mention": at("Karsa"), "latitude": latitude, "longitude": longitude, **more}
    return market(place=Place.model_validate(values))


def spots(*incidents: Incident) -> tuple[Spot, ...]:
    """Their places."""
    return spots_of((i, card_of(i, f"r{n}")) for n, i in enumerate(incidents, 1))


def test_incidents_at_one_place_are_one_spot() -> None:
    """Numbered, with coordinates as people write them, and how near they are."""
    first, second = spots(
        there(9.5, -41.0),
        there(-1.25, 36.8, geo_precision=3),
        market(place=None),
        there(9.5, -41.0),
    )[:2]
    assert [card.anchor for card in first.cards] == ["r1", "r4"]
    assert first.degrees == "9.500° N, 41.000° W"
    assert (second.number, second.degrees) == (2, "1.250° S, 36.800° E")
    assert (first.near, second.near) == ("", "the region's main town")


def test_what_is_nowhere_on_earth_is_left_out() -> None:
    """A stored extraction may hold anything."""
    assert (
        spots(there(None, 1.0), there(91.0, 0.0), there(0.0, float("nan")), there(0.0, 181.0)) == ()
    )
    assert sketch_of(()) is None


def test_the_region_shows_its_large_towns() -> None:
    """Around Karsa in Ethiopia: dots, and names that do not stand on each other."""
    sketch = sketch_of(spots(there(9.5, 41.0)))
    assert sketch is not None
    assert len(sketch.towns) > 50
    names = {dot.words for dot in sketch.named}
    assert "Addis Ababa" in names
    assert len(names) <= 6
    assert sum(dots.count("M") for _, dots in sketch.strokes) == len(sketch.towns)
    assert sketch.parallels
    assert sketch.meridians


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=4))
def test_every_spot_is_in_the_frame(places: list[tuple[float, float]]) -> None:
    """From pole to pole, and right around."""
    found = spots(*(there(*place) for place in places))
    frame = Frame.around(found)
    for spot in found:
        x, y = frame.at(spot.latitude, spot.longitude)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= frame.height
