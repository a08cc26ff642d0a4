"""Countries as the schemes name, number and group them."""

from __future__ import annotations

from typing import Any

import pycountry
import pytest

from dateline.export.schemes.countries import (
    country_name,
    iso_number,
    province_name,
    region,
    state_number,
)
from dateline.export.schemes.data import data_of

CODES = {country.alpha_2 for country in pycountry.countries} | {"XK"}
TABLES: dict[str, Any] = data_of("countries")


@pytest.mark.parametrize(
    ("code", "acled", "ucdp", "gtd"),
    [
        ("ML", "Mali", "Mali", "Mali"),
        ("MM", "Myanmar", "Myanmar (Burma)", "Myanmar"),
        (
            "CD",
            "Democratic Republic of Congo",
            "DR Congo (Zaire)",
            "Democratic Republic of the Congo",
        ),
        ("PS", "Palestine", None, "West Bank and Gaza Strip"),
        ("XK", "Kosovo", "Kosovo", "Kosovo"),
        ("ZZ", None, None, None),
        (None, None, None, None),
    ],
)
def test_names(code: str | None, acled: str | None, ucdp: str | None, gtd: str | None) -> None:
    """Each scheme's own, and UCDP's only of states."""
    assert country_name(code, "acled") == acled
    assert country_name(code, "ucdp") == ucdp
    assert country_name(code, "gtd") == gtd


@pytest.mark.parametrize(
    ("code", "number", "acled", "ucdp", "gtd"),
    [
        ("SD", 625, "Northern Africa", "Africa", "11 Sub-Saharan Africa"),
        ("EG", 651, "Northern Africa", "Middle East", "10 Middle East & North Africa"),
        ("GE", 372, "Caucasus and Central Asia", "Europe", "7 Central Asia"),
        ("ZW", 552, None, "Africa", "11 Sub-Saharan Africa"),
        ("YE", 678, "Middle East", "Middle East", "10 Middle East & North Africa"),
        ("PS", None, "Middle East", None, "10 Middle East & North Africa"),
    ],
)
def test_numbers_and_regions(
    code: str, number: int | None, acled: str | None, ucdp: str | None, gtd: str
) -> None:
    """Which differ from scheme to scheme."""
    assert state_number(code) == number
    assert (region(code, "acled"), region(code, "ucdp"), region(code, "gtd")) == (acled, ucdp, gtd)


@pytest.mark.parametrize("table", TABLES)
def test_every_code_is_one_of_iso(table: str) -> None:
    """And stands in no list twice."""
    held = TABLES[table]
    if table == "ucdp_regions":
        return
    codes = [c for v in held.values() for c in v] if table.endswith("_regions") else list(held)
    assert set(codes) <= CODES
    assert len(set(codes)) == len(codes)


def test_state_numbers_are_each_of_one_state() -> None:
    """And each of them is in one of UCDP's regions."""
    numbers = list(TABLES["gleditsch_ward"].values())
    assert len(set(numbers)) == len(numbers)
    assert all(region(code, "ucdp") for code in TABLES["gleditsch_ward"])


def test_numbers_and_provinces_by_iso() -> None:
    """Of codes that there are."""
    assert (iso_number("ML"), iso_number("XK"), iso_number(None)) == (466, None, None)
    assert (province_name("ML-7"), province_name("ML-99"), province_name(None)) == (
        "Gao",
        None,
        None,
    )
