"""Reports join events as they come, and an event keeps every version."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.events.made import DAY, report

from dateline.events import COMPARED, Linker, Report, Traits, keep_compared, traits_of


def test_reports_of_one_event_share_its_id_and_others_do_not() -> None:
    """The first report gives the id; what joins later changes none."""
    linker = Linker()
    first = linker.add(report("a")).id
    assert linker.add(report("b", killed=15)).id == first
    other = linker.add(report("c", town="Kabale", target="a bus", killed=40)).id
    assert other != first
    assert linker.add(report("d", killed=16)).id == first
    assert len(linker.events) == 2


def test_a_link_says_what_it_rests_on() -> None:
    """The most like report, and what was weighed."""
    linker = Linker()
    linker.add(report("a"))
    event = linker.add(report("b", killed=15))
    assert event.links[0].explanation == "the event's first report"
    assert event.links[1].like == event.reports[0].key
    assert event.links[1].explanation.startswith("same day (+1.5), same town (+2)")


def test_serial_attacks_do_not_chain_into_one() -> None:
    """One a day for a week in one town: each is like its neighbour's day, and not like all."""
    linker = Linker()
    days = [DAY + timedelta(days=n) for n in range(0, 8, 2)]
    for day in days:
        for paper in "xyz":
            linker.add(report(f"{paper}{day}", day=day))
    assert [len(event.reports) for event in linker.events] == [3] * len(days)


def test_conflicting_tolls_are_kept_and_ranged() -> None:
    """The latest is best; the range holds all; each version stays."""
    linker = Linker()
    linker.add(report("a", killed=(12, 12, None), published=date(2024, 3, 11)))
    event = linker.add(report("b", killed=14, published=date(2024, 3, 13)))
    (toll,) = event.tolls
    assert (toll.low, toll.best, toll.high) == (12, 14, None)
    assert toll.versions == (("a", 12, 12, None), ("b", 14, 14, 14))
    assert toll.rule == "latest of all reports, range of all"


def test_a_report_without_day_or_place_stands_alone_or_joins_what_fits() -> None:
    """Nothing is guessed: a look back without a day is no event's."""
    linker = Linker()
    linker.add(report("a"))
    back = linker.add(report("b", day=None, realis="historical"))
    assert len(back.reports) == 1


def test_a_vague_report_does_not_tie_two_towns() -> None:
    """It goes with either; what the two have in common is too little."""
    linker = Linker()
    first = linker.add(report("a", town="Kisoro"))
    linker.add(report("b", town="south-western Uganda", precision=3))
    other = linker.add(report("c", town="Kabale"))
    assert len(first.reports) == 2
    assert other.id != first.id


def test_a_report_without_a_country_is_found_and_finds() -> None:
    """Whichever comes first."""
    for places in ((True, False), (False, True)):
        linker = Linker()
        ids = {linker.add(report(f"{there}", place=there)).id for there in places}
        assert len(ids) == 1


def test_an_event_with_many_reports_is_known_by_some_of_them() -> None:
    """All are kept; those that are weighed stay few."""
    linker = Linker()
    for number in range(4 * COMPARED):
        event = linker.add(report(f"a{number}"))
    assert len(event.reports) == 4 * COMPARED
    held: list[Traits] = []
    for number in range(4 * COMPARED):
        keep_compared(held, traits_of(report(f"a{number}")))
    names = [traits.key[0] for traits in held]
    assert names == [f"a{n}" for n in (*range(COMPARED), *range(3 * COMPARED, 4 * COMPARED))]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 5), st.sampled_from(["Kisoro", "Kabale"])),
        max_size=12,
    )
)
def test_every_report_is_in_one_event_and_ids_stay(told: list[tuple[int, int, str]]) -> None:
    """Whatever comes in, and however often."""
    reports: list[Report] = [
        report(f"a{number}", day=DAY + timedelta(days=days), killed=10 + more, town=town)
        for number, (days, more, town) in enumerate(told)
    ]
    linker = Linker()
    ids = {r.key: linker.add(r).id for r in reports}
    members = [r.key for event in linker.events for r in event.reports]
    assert sorted(members) == sorted(ids)
    assert all(ids[r.key] == event.id for event in linker.events for r in event.reports)
    assert Linker().add_all(reports) == ids
