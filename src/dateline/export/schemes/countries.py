"""Countries and provinces as the schemes name and number them."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pycountry

from dateline.export.schemes.data import data_of

Scheme = Literal["acled", "ucdp", "gtd"]


def country_name(code: str | None, scheme: Scheme) -> str | None:
    """The country's name in a scheme; ISO's common one where the scheme has no other.

    UCDP names states, so what has no state's number has no name there.
    """
    if code is None or (scheme == "ucdp" and state_number(code) is None):
        return None
    named: str | None = data_of("countries")[f"{scheme}_names"].get(code)
    if named is not None:
        return named
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else None


def iso_number(code: str | None) -> int | None:
    """The country's ISO 3166-1 number."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    return int(country.numeric) if country else None


def state_number(code: str | None) -> int | None:
    """The state's number after Gleditsch and Ward."""
    number: int | None = data_of("countries")["gleditsch_ward"].get(code)
    return number


def region(code: str | None, scheme: Scheme) -> str | None:
    """The scheme's region of the country; GTD's with its code before it."""
    if scheme == "ucdp":
        number = state_number(code)
        regions = data_of("countries")["ucdp_regions"].items()
        return next(
            (name for name, (low, high) in regions if number and low <= number <= high), None
        )
    return _regions(scheme).get(code or "")


@cache
def _regions(scheme: Scheme) -> dict[str, str]:
    lists = data_of("countries")[f"{scheme}_regions"]
    return {code: name for name, codes in lists.items() for code in codes}


def province_name(admin1: str | None) -> str | None:
    """The name of a province by its ISO 3166-2 code."""
    found = pycountry.subdivisions.get(code=admin1) if admin1 else None  # type: ignore[no-untyped-call]
    return found.name if found else None
