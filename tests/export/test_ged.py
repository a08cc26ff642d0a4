"""UCDP GED's 49 columns by UCDP's rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.export.made import actor, doer, exact, extraction, incident, of, place, toll, when

from dateline.export import Coded
from dateline.export.schemes.data import columns_of
from dateline.export.schemes.ged import priogrid, rows
from dateline.models import Incident

COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
REBELS = doer("JNIM", "Rebel group")
SOLDIERS = actor("soldiers", "State forces")
TRADERS = actor("traders", "Civilians")


def deadly(**changes: Any) -> Incident:
    """An incident with one death."""
    return incident(**{"casualties": (exact("killed", 1),), **changes})


def row(one: Incident) -> dict[str, Any]:
    """Its one row."""
    (found,) = rows(of(one))
    return dict(found.named)


def test_the_columns_are_those_of_the_codebook() -> None:
    """49 of them, in its order."""
    assert [c.name for c in columns_of("ged")] == COLUMNS
    assert len(COLUMNS) == 49


@pytest.mark.parametrize(
    ("casualties", "is_event"),
    [
        ((), False),
        ((exact("wounded", 9),), False),
        ((exact("killed", 2, realis="threatened"),), False),
        ((toll("killed", "up to 19", high=19),), True),
        ((toll("killed", "dozens", low=24, vague=True),), True),
        ((exact("killed", 1),), True),
    ],
)
def test_an_event_needs_a_death(casualties: Any, is_event: bool) -> None:
    """In best, low or high."""
    assert len(list(rows(of(incident(casualties=casualties))))) == is_event


@pytest.mark.parametrize(
    ("perpetrators", "targets", "violence", "sides"),
    [
        ((REBELS,), (SOLDIERS,), 1, ("soldiers", "JNIM")),
        ((doer("army", "State forces"),), (actor("JNIM", "Rebel group"),), 1, ("army", "JNIM")),
        ((REBELS,), (actor("ISSP", "Rebel group"),), 2, ("JNIM", "ISSP")),
        ((REBELS,), (TRADERS,), 3, ("JNIM", "Civilians")),
        ((doer("army", "State forces"),), (TRADERS,), 3, ("army", "Civilians")),
        ((REBELS,), (TRADERS, SOLDIERS), 1, ("soldiers", "JNIM")),
        ((), (TRADERS,), None, (None, "Civilians")),
        ((REBELS,), (), None, ("JNIM", None)),
    ],
)
def test_the_type_of_violence_is_told_by_the_sides(
    perpetrators: Any, targets: Any, violence: int | None, sides: tuple[object, object]
) -> None:
    """A state's side is side a; where one side is not known the type is left open."""
    found = row(deadly(perpetrators=perpetrators, targets=targets))
    assert found["type_of_violence"] == violence
    assert (found["side_a"], found["side_b"]) == sides
    assert found["dyad_name"] == (f"{sides[0]} - {sides[1]}" if all(sides) else None)


def test_deaths_are_put_down_to_the_side_whose_they_are() -> None:
    """Best is the sum of the four; a toll of nobody in particular is of nobody."""
    one = incident(
        perpetrators=(doer("rebels", "Rebel group"),),
        targets=(SOLDIERS, TRADERS),
        casualties=(
            exact("killed", 3, "soldiers"),
            exact("killed", 2, "rebels"),
            exact("killed", 5, "traders"),
            exact("killed", 12),
        ),
    )
    found = row(one)
    deaths = [found[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown")]
    assert deaths == [3, 2, 5, 2]
    assert found["best"] == sum(deaths)


@pytest.mark.parametrize(
    ("casualties", "expected"),
    [
        ((toll("killed", "at least 14", low=14, best=14),), (14, 14, 14)),
        ((toll("killed", "15 to 19", low=15, high=19),), (15, 15, 19)),
        ((toll("killed", "dozens", low=24, vague=True),), (24, 24, 24)),
        ((toll("killed", "up to 19", high=19),), (0, 0, 19)),
        ((exact("killed", 17, by="police"), exact("killed", 26, by="a doctor")), (17, 17, 26)),
    ],
)
def test_low_best_and_high(casualties: Any, expected: tuple[int, int, int]) -> None:
    """In that order."""
    found = row(incident(casualties=casualties))
    assert (found["low"], found["best"], found["high"]) == expected


@pytest.mark.parametrize(
    ("time", "precision"),
    [
        (when("2024-03-09"), 1),
        (when("2024-03-08", "2024-03-09"), 2),
        (when("2024-03-04", "2024-03-10"), 3),
        (when("2024-03-01", "2024-03-31"), 4),
        (when("2024-01-01", "2024-12-31"), 5),
        (None, None),
    ],
)
def test_the_precision_of_the_date(time: Any, precision: int | None) -> None:
    """By how many days it may have been."""
    found = row(deadly(when=time))
    assert found["date_prec"] == precision
    assert (found["date_start"] is None) is (time is None)


@pytest.mark.parametrize(
    ("where", "precision", "clarity"),
    [
        (place(), 1, 1),
        (place(geo_precision=2), 3, 1),
        (place(geo_precision=2, latitude=None, longitude=None), 4, 1),
        (place(geo_precision=3), 4, 1),
        (place(geo_precision=3, admin1=None, latitude=None, longitude=None), 6, 2),
        (place(country=None, admin1=None, latitude=None, longitude=None), None, 2),
        (None, None, 2),
    ],
)
def test_the_precision_of_the_place(where: Any, precision: int | None, clarity: int) -> None:
    """Never more than the words say; an event of which it is not known is not clear."""
    found = row(deadly(place=where))
    assert (found["where_prec"], found["event_clarity"]) == (precision, clarity)


def test_the_grid_cell_of_the_coordinates() -> None:
    """Cells are numbered from the south west, half a degree each way."""
    assert priogrid(-90, -180) == 1
    assert priogrid(-89.75, -179.25) == 2
    assert priogrid(-89.4, -180) == 721
    assert priogrid(90, 180) == 259200
    assert row(deadly())["geom_wkt"] == "POINT (-0.04 16.27)"


def test_where_it_comes_from() -> None:
    """The article, and who gives the figures in it."""
    (found,) = rows(Coded("art", extraction()))
    assert found["source_article"] == "Sahel Wire, 2024-03-11, -3 degrees"
    assert found["source_original"] == "the mayor"
    assert found["source_date"] == date(2024, 3, 11)
    assert (found["country_id"], found["region"], found["relid"]) == (432, "Africa", "art/i1")


def test_what_only_ucdp_knows_is_empty() -> None:
    """Ids, conflicts, and whose soldiers they are."""
    (found,) = rows(Coded("art", extraction()))
    for column in COLUMNS:
        if column.endswith(("_id", "_name")) and column not in ("country_id", "dyad_name"):
            assert found[column] is None
    for column in ("id", "gwnoa", "gwnob", "active_year", "code_status", "adm_2"):
        assert found[column] is None
