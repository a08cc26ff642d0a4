"""The events that a report may belong to, found among any number of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.events.made import DAY, report

from dateline.events import ANYWHERE, BlockName, Known, Nearby, Report, traits_of

CROWD = 3_000


def put(nearby: Nearby, event: str, told: Report) -> None:
    """Keep a report under an event."""
    nearby.add(event, traits_of(told))


def test_those_of_the_country_within_a_day_are_near() -> None:
    """And those of no country; none of another."""
    nearby = Nearby()
    put(nearby, "same", report("a"))
    put(nearby, "later", report("b", day=DAY + timedelta(days=1)))
    put(nearby, "much later", report("c", day=DAY + timedelta(days=3)))
    put(nearby, "elsewhere", report("d", country="CD", admin1="CD-NK"))
    put(nearby, "nowhere", report("e", place=False))
    assert set(nearby.events(traits_of(report("x")))) == {"same", "later", "nowhere"}
    anywhere = nearby.events(traits_of(report("x", place=False)))
    assert set(anywhere) == {"same", "later", "elsewhere", "nowhere"}


def test_on_a_crowded_day_the_likeliest_few_are_near() -> None:
    """Among thousands of other towns, those that share the town, or lie beside it."""
    nearby = Nearby()
    for number in range(CROWD):
        far = {"latitude": 2.0 + number % 7, "longitude": 32.0}
        put(nearby, f"e{number}", report(f"a{number}", town=f"T{number}b", target="a bus", **far))
    put(nearby, "town", report("b", target="a mill"))
    put(nearby, "beside", report("c", town="Bwindi", latitude=-1.05, longitude=29.62))
    found = nearby.events(
        traits_of(report("x", latitude=-1.09, longitude=29.69, killed=3, target="a mill"))
    )
    assert {"town", "beside"} <= set(found)
    assert len(found) < 100


def test_what_was_let_go_of_is_loaded_again() -> None:
    """However few reports are held, as many are near."""
    days = [DAY + timedelta(days=n) for n in range(12)]
    kept = [(f"e{n}", traits_of(report(f"a{n}", day=day))) for n, day in enumerate(days)]
    loaded: list[BlockName] = []

    def load(name: BlockName) -> Iterator[Known]:
        loaded.append(name)
        for event, traits in kept:
            country = ANYWHERE if name[0] == ANYWHERE else traits.country
            if traits.days is not None and (country, traits.days[0]) == name:
                yield event, traits

    all_of_them, few = Nearby(load), Nearby(load, most=4)
    for _ in range(2):
        for number, day in enumerate(days):
            near = {f"e{n}" for n in (number - 1, number, number + 1) if 0 <= n < len(days)}
            sought = traits_of(report("x", day=day))
            assert set(few.events(sought)) == near == set(all_of_them.events(sought))
    assert len(loaded) > len(set(loaded))
