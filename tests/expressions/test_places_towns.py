"""Towns: found by what the words and the article say, and left open where those do."""

from __future__ import annotations

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.expressions.gazetteer import demonyms, divisions, fold_name
from dateline.expressions.places import resolve_place
from dateline.expressions.romanization import skeleton
from dateline.expressions.towns import (
    _tables,
    _town,
    find_similar_towns,
    find_towns,
    largest_within,
)

TOWNS = [
    # words, context, country, admin1, precision, whether there are coordinates
    ("Maiduguri", (), "NG", "NG-BO", 1, True),
    ("near Kramatorsk", ("UA", "RU"), "UA", "UA-14", 2, True),
    ("Bokkos, in Plateau state", (), "NG", "NG-PL", 1, True),
    ("Qaisar district of the Faryab province", (), "AF", "AF-FYB", 2, True),
    ("the port city of Hodeidah", ("YE",), "YE", "YE-HU", 1, True),
    ("al-Arish", ("EG",), "EG", "EG-SIN", 1, True),
    ("Mosul, Iraq", (), "IQ", "IQ-NI", 1, True),
    ("Hyderabad, Pakistan", (), "PK", "PK-SD", 1, True),
    ("the Russian city of Belgorod", ("UA",), "RU", "RU-BEL", 1, True),
    ("the Baghdad suburb of Abu Ghraib", ("IQ",), "IQ", "IQ-BG", 1, True),
    ("al-Bab, northeast of Aleppo", ("SY",), "SY", "SY-HL", 1, True),
    ("Spin Boldak, on the border with Pakistan", ("AF", "PK"), "AF", "AF-KAN", 1, True),
    # A name that is a province's too is the province's, at its capital, as ACLED has it.
    ("Kandahar", ("AF",), "AF", "AF-KAN", 3, True),
    ("Kandahar city", ("AF",), "AF", "AF-KAN", 1, True),
    ("Kandahar province", ("AF",), "AF", "AF-KAN", 3, False),
    ("northern Kandahar", ("AF",), "AF", "AF-KAN", 2, False),
    # A country's capital is the city.
    ("Kabul", (), "AF", "AF-KAB", 1, True),
    ("Kyiv", (), "UA", "UA-30", 1, True),
    ("Moscow", ("US", "RU"), "RU", "RU-MOW", 1, True),
    # A village that no gazetteer has leaves its province.
    ("Zanzoor, in Faryab province", ("AF",), "AF", "AF-FYB", 1, False),
    ("Catatumbo", ("CO",), "CO", "CO-NSA", 2, False),
]

OPEN = [
    # words, context, country, countries among the candidates
    ("the outskirts of Tripoli", (), None, {"LY", "LB"}),
    ("Hyderabad", ("IN", "PK"), None, {"IN", "PK"}),
    ("Birmingham", (), None, {"GB", "US"}),
    ("Punjab", ("IN", "PK"), None, {"IN", "PK"}),
    ("Springfield", ("US",), "US", {"US"}),
    ("the border between Syria and Turkey", (), None, {"SY", "TR"}),
]

NOT_TOWNS = [
    ("Baghdad Street", ("IQ",)),
    ("the White House", ("US",)),
    ("near the border with Pakistan", ("AF", "PK")),
    ("Karsa", ()),  # a small place somewhere in the world proves nothing
    ("Qaisar", ("FR",)),  # nor does one in a country that the article is not about
]


@pytest.mark.parametrize(("text", "context", "country", "admin1", "precision", "point"), TOWNS)
def test_towns_are_found_where_the_words_say(text, context, country, admin1, precision, point):
    """Country, province, precision, and coordinates where the gazetteer has them."""
    place = resolve_place(text, context_countries=context, towns=True)
    assert place is not None
    assert (place.country, place.admin1, place.geo_precision) == (country, admin1, precision)
    assert (place.latitude is not None) == (place.longitude is not None) == point
    assert place.candidates == ()


@pytest.mark.parametrize(("text", "context", "country", "among"), OPEN)
def test_what_several_places_are_called_stays_open(text, context, country, among):
    """All of them are candidates and none is chosen."""
    place = resolve_place(text, context_countries=context, towns=True)
    assert place is not None
    assert (place.country, place.admin1, place.latitude) == (country, None, None)
    assert len(place.candidates) > 1
    assert among <= {option.country for option in place.candidates}


@pytest.mark.parametrize(("text", "context"), NOT_TOWNS)
def test_what_is_no_known_town_has_no_country(text, context):
    """Streets, offices, and names that nothing ties to a country."""
    place = resolve_place(text, context_countries=context, towns=True)
    assert place is not None
    assert (place.country, place.candidates) == (None, ())


def test_towns_are_not_looked_for_unless_asked_for():
    """The survey asks of every phrase whether it is a place: not of every name in the world."""
    place = resolve_place("Maiduguri")
    assert place is not None
    assert place.country is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hodeidah", "Al Ḩudaydah"),
        ("Maarat al-Numan", "Ma‘arrat an Nu‘mān"),
        ("Sheikh Zuweid", "Ash Shaykh Zuwayd"),
        ("Beit Hanoun", "Bayt Ḩānūn"),
    ],
)
def test_romanizations_of_one_name_have_one_skeleton(one, other):
    """What newspapers write and what the gazetteer has."""
    assert skeleton(fold_name(one)) == skeleton(fold_name(other))


def test_a_skeleton_is_looked_up_only_within_countries_that_are_named():
    """It is too weak to choose among the world's towns."""
    assert find_towns(fold_name("Hodeidah")) == ()
    assert find_similar_towns(fold_name("Hodeidah"), ()) == ()
    assert [t.name for t in find_similar_towns(fold_name("Hodeidah"), ["YE"])] == ["Al Ḩudaydah"]


def test_the_table_has_only_codes_that_exist_and_its_names_are_sorted():
    """98% of the towns have a division of ISO 3166-2."""
    lines, names = _tables()
    known = {division.code for division in pycountry.subdivisions}
    codes = {tuple(line.split(b"\t")[1:3]) for line in lines}
    assert {f"{c.decode()}-{a.decode()}" for c, a in codes if a} <= known
    assert sum(1 for line in lines if line.split(b"\t")[2]) > 0.98 * len(lines)
    assert list(names) == sorted(names)
    assert _town(0).country == "AD"


def test_regions_and_demonyms_are_of_countries_that_exist():
    """Those of our own tables."""
    countries = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert set(demonyms().values()) <= countries
    codes = {division.code for division in pycountry.subdivisions}
    for division in (d for found in divisions().values() for d in found):
        assert division.country in countries
        assert division.admin1 is None or division.admin1 in codes


@settings(deadline=None)  # the table is read on first use
@given(st.text(max_size=80), st.lists(st.sampled_from(["AF", "US", "NG"]), max_size=2))
def test_towns_never_raise(text, context):
    """Any text: a place, or nothing, and the same each time."""
    place = resolve_place(text, context_countries=context, towns=True)
    assert place == resolve_place(text, context_countries=context, towns=True)
    if place is not None and place.candidates:
        assert len(place.candidates) > 1
        assert place.latitude is None


def test_the_towns_of_a_region() -> None:
    """Between two parallels and two meridians, on both sides of zero, and nowhere else."""
    found = largest_within(4.9, 6.1, -1.7, 0.6, high=0.05, wide=0.05)
    names = {town.name for town in found}
    assert {"Accra", "Winneba", "Tema"} <= names
    assert "Takoradi" not in names
    assert all(4.9 <= t.latitude <= 6.1 and -1.7 <= t.longitude <= 0.6 for t in found)
    south = largest_within(-34.0, -33.8, 18.3, 18.6, high=0.01, wide=0.01)
    assert "Cape Town" in {town.name for town in south}


def test_of_the_towns_of_a_cell_the_largest_is_taken() -> None:
    """One for each, and a capital before what is larger."""
    (one,) = largest_within(4.9, 6.1, -1.7, 0.6, high=2, wide=3)
    assert one.name == "Accra"
    (capital,) = largest_within(38.0, 41.5, -77.9, -73.0, high=9, wide=9)
    assert (capital.name, capital.capital) == ("Washington", True)
