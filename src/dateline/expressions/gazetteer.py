"""Names of countries and provinces, from ISO 3166 through pycountry, with news spellings."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.expressions.romanization import ROMANIZED

ACRONYMS = frozenset({"us", "usa", "uk", "uae", "drc", "dprk", "car", "u s", "u s a", "u k"})
"""Folded names that count in capitals only: "us" and "car" are words."""

# Shared by two countries, or words: never a country by themselves.
_NO_COUNTRY = frozenset({"congo", "korea", "virgin islands", "saint martin", "emirates"})


DIVISIONS = frozenset(
    {
        "province",
        "provinces",
        "state",
        "governorate",
        "oblast",
        "region",
        "prefecture",
        "department",
        "canton",
        "republic",
        "territory",
        "voivodeship",
        "division",
        "wilaya",
        "county",
    }
)
"""Words that say of a name that it is a first-order division."""

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʿʾʼ`´ʹ", "")
    | dict.fromkeys("-‐‑–/.", " ")
)


# Countries whose top level in ISO 3166-2 only groups the provinces that news and ACLED go by.
_GROUPED = frozenset({"CV", "DO", "GQ", "GW", "ID", "IQ", "KN", "MH"})

_CITY = re.compile(
    r"city|municipality|^capital|^commune|^town|urban community|metropolitan administration"
    r"|council area|metropolitan district|unitary authority|^administration$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Division:
    """A subdivision of ISO 3166-2, or a region that is a part of one."""

    code: str
    country: str
    admin1: str | None
    """The first-order subdivision that it is, or is a part of. None: of several."""
    name: str = ""
    city: bool = False
    """Whether the subdivision is a city, as Kyiv is and Kharkiv region is not."""


def fold_name(name: str) -> str:
    """A name without case, diacritics, apostrophes and hyphens: "Sar-e Pul" is "sar e pul"."""
    plain = name.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


@cache
def _names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    source = files("dateline.expressions") / "data" / "names.toml"
    return tomllib.loads(source.read_text("utf-8"))


def news_names(table: str) -> Mapping[str, Sequence[str]]:
    """By code, what newspapers call them: "countries", "provinces", "regions" or "demonyms"."""
    return _names()[table]


@cache
def countries() -> dict[str, str]:
    """Folded names of countries to their ISO 3166-1 alpha-2 codes."""
    # Imported on first use: reading its files takes some hundredths of a second.
    import pycountry

    index: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            name = getattr(country, attribute, None)
            for form in _forms(name) if name else ():
                index.setdefault(form, country.alpha_2)
    for code, names in news_names("countries").items():
        index.update((fold_name(name), code) for name in names)
    return {name: code for name, code in index.items() if name not in _NO_COUNTRY}


def _forms(name: str) -> Iterator[str]:
    """Forms of "Bolivia, Plurinational State of": as it is, and the part before the comma."""
    head = name.split(",")[0].split(" (")[0]
    yield fold_name(name)
    yield fold_name(head)
    if head.startswith(("The ", "the ")):
        yield fold_name(head[4:])


@cache
def country_starts() -> dict[str, int]:
    """The first words of countries' names, with how many words those have at most."""
    longest: dict[str, int] = {}
    for name in countries():
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def country_pairs() -> frozenset[str]:
    """The first two words of countries' names of several words."""
    return frozenset(" ".join(name.split(" ", 2)[:2]) for name in countries() if " " in name)


@cache
def divisions() -> dict[str, tuple[Division, ...]]:
    """Folded names of subdivisions to all that bear them."""
    import pycountry

    parents = {
        d.code: None if d.country_code in _GROUPED else d.parent_code
        for d in pycountry.subdivisions
    }
    entries = {d.code: d for d in pycountry.subdivisions}
    index: dict[str, dict[str, Division]] = {}

    def add(name: str, code: str) -> None:
        entry = entries[code]
        city = bool(_CITY.search(entry.type) or _CITY.search(entry.name))
        division = Division(code, code[:2], _top(code, parents), entry.name, city)
        index.setdefault(name, {})[code] = division

    for code, entry in entries.items():
        for form in _division_forms(entry.name):
            add(form, code)
            # "Shabwah" is "Shabwa" in newspapers.
            if form.endswith("ah") and code[:2] in ROMANIZED:
                add(form[:-1], code)
    for code, names in news_names("provinces").items():
        for name in names:
            add(fold_name(name), code)
    for code, names in news_names("regions").items():
        for name in names:
            admin1 = code if len(code) > _COUNTRY else None
            part = Division(f"{code}/{name}", code[:2], admin1, name)
            index.setdefault(fold_name(name), {})[part.code] = part
    return {name: tuple(found.values()) for name, found in index.items()}


_COUNTRY = 2


def _top(code: str, parents: dict[str, str | None]) -> str:
    while parent := parents.get(code):
        code = parent
    return code


_BRACKETS = re.compile(r"\s*[\[(].*?[\])]")
_ARTICLE = re.compile(r"^(?:al|ad|an|ar|as|ash|at|az|el)\s+")


def _division_forms(name: str) -> Iterator[str]:
    """A name as written, its variants, and without the word for the kind of division."""
    for variant in _BRACKETS.sub("", name).split("/"):
        folded = fold_name(variant.split(",")[0])
        if not folded:
            continue
        yield folded
        plain = " ".join(word for word in folded.split() if word not in DIVISIONS | {"city"})
        yield from filter(None, (plain, _ARTICLE.sub("", plain)))
        if folded.endswith("ska oblast"):
            yield folded.removesuffix("ska oblast")


@cache
def demonyms() -> dict[str, str]:
    """Adjectives in lower case to the country's ISO 3166-1 alpha-2 code."""
    return {word.lower(): code for code, words in news_names("demonyms").items() for word in words}
