"""Places: countries, provinces and precision, no more than the words give."""

from __future__ import annotations

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.expressions import gazetteer
from dateline.expressions.places import find_country_names, resolve_place

PLACES = [
    # words, context, country, admin1, precision
    ("Almar district of the Faryab province", (), "AF", "AF-FYB", 2),
    ("a hamlet in Murghab district in Badghis province", (), "AF", "AF-BDG", 2),
    ("Hilmand", (), "AF", "AF-HEL", 3),
    ("Helmand province", (), "AF", "AF-HEL", 3),
    ("northern Faryab", (), "AF", "AF-FYB", 2),
    ("Fāryāb", (), "AF", "AF-FYB", 3),
    ("Herat city", (), "AF", "AF-HER", 1),
    ("Deir ez-Zor", (), "SY", "SY-DY", 3),
    ("Diyarbakir", (), "TR", "TR-21", 3),
    ("Kharkiv region", (), "UA", "UA-63", 3),
    ("eastern Ukraine's Donetsk region", (), "UA", "UA-14", 2),
    ("Niger State, Nigeria", (), "NG", "NG-NI", 3),
    ("Mosul, Iraq", (), "IQ", None, 1),
    ("near Mosul, Iraq", (), "IQ", None, 2),
    ("northern Syria", (), "SY", None, 3),
    ("the United States", (), "US", None, 3),
    ("Punjab", (), None, None, 3),
    ("Punjab", ("PK",), "PK", "PK-PB", 3),
    ("Punjab", ("IN",), "IN", "IN-PB", 3),
    ("Punjab", ("IN", "PK"), None, None, 3),
    ("Punjab province, Pakistan", (), "PK", "PK-PB", 3),
    ("Córdoba", (), None, None, 3),
    ("Cordoba", ("AR",), "AR", "AR-X", 3),
    ("Faryab", ("US",), None, None, 3),
    ("the city of Mosul", (), None, None, 1),
    ("Almar district", ("AF",), None, None, 2),
]

COUNTRIES = [
    ("The US and the U.S. Army told us", ["US", "US"]),
    ("Britain, the UK, Iran's and Russia", ["GB", "GB", "IR", "RU"]),
    ("DR Congo, Ivory Coast, Côte d'Ivoire, Burma", ["CD", "CI", "CI", "MM"]),
    ("South Korea and North Korea", ["KR", "KP"]),
    ("South America, New Mexico, Latin America, Congo", []),
    ("Michael Jordan met Chad Smith", []),
    ("in Jordan and Chad", ["JO", "TD"]),
    ("Atlanta, Georgia", []),
    ("Tbilisi, Georgia", ["GE"]),
    ("Turkey, not turkey", ["TR"]),
    ("Car bomb in the CAR and DRC", ["CF", "CD"]),
    ("Bosnia and Herzegovina; Papua New Guinea; Guinea-Bissau", ["BA", "PG", "GW"]),
]


@pytest.mark.parametrize(("text", "context", "country", "admin1", "precision"), PLACES)
def test_places_resolve_as_far_as_the_words_go(text, context, country, admin1, precision):
    """The province rather than a false town; ambiguity only through the context."""
    place = resolve_place(text, context_countries=context)
    assert place is not None
    assert (place.country, place.admin1, place.geo_precision) == (country, admin1, precision)


@pytest.mark.parametrize("text", ["", "the village", "two km away"])
def test_words_without_a_name_are_no_place(text):
    """Nothing is read out of common nouns."""
    assert resolve_place(text, context_countries=["AF"]) is None


@pytest.mark.parametrize(("text", "expected"), COUNTRIES)
def test_countries_are_found_and_persons_are_not(text, expected):
    """Capitalised names, not given names or parts of other names."""
    assert [found.country for found in find_country_names(text)] == expected


def test_every_alias_is_of_a_code_that_exists():
    """A code that ISO withdraws is noticed here."""
    divisions = {division.code for division in pycountry.subdivisions}
    assert divisions >= gazetteer.news_names("provinces").keys()
    countries = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert countries >= gazetteer.news_names("countries").keys()


@settings(deadline=None)  # the index of names is built on first use
@given(st.text(max_size=80))
def test_places_never_raise(text):
    """Any text: spans in order, or nothing."""
    resolve_place(text, context_countries=["AF"])
    end = 0
    for found in find_country_names(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("behind", ["", "’s", "'s"])
def test_a_country_is_found_by_all_its_names(behind: str) -> None:
    """The first two words of each lead to it, with a possessive behind the last as well."""
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", country.name)):
            if gazetteer.fold_name(name) not in gazetteer.countries() or "," in name or "(" in name:
                continue
            text = f"of {name}{behind}."
            found = find_country_names(text)
            if found:  # "Georgia" and "Jordan" may be others
                assert (found[0].start, found[0].end) == (3, 3 + len(name)), text
            else:
                assert name in ("Georgia", "Jordan", "Chad"), text
