"""What a report is compared by: its day, place, kind, parties and tolls, and none of its text.

Worked out once for each report, and small: a hundred thousand of them are held at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from sys import intern

from dateline.events.reports import Report
from dateline.events.tolls import compared_of, outcomes_of
from dateline.expressions.romanization import skeleton
from dateline.models import Actor, Incident, Place
from dateline.models.vocabulary import IncidentKind, Outcome

_BETWEEN = timedelta(days=3)
"""How old the news of an article may be whose incident has no day."""
_HAPPENED = frozenset({"actual", "historical"})
_WORD = re.compile(r"\w+")
_PLAIN = frozenset(
    word
    for line in (
        "a an the of in on at near and from by to outside inside some several two three",
        "its their his her unknown unidentified suspected armed local",
        # Whoever is hit is some of these; another of them is no other target.
        "people person persons man men woman women child children boy boys girl girls",
        "others more victim victims year years old",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """Where it was.

    Attributes:
        country: ISO 3166-1.
        admin1: ISO 3166-2, where known.
        town: Its name without what spellings differ in; None for a region.
        at: Latitude and longitude in degrees; None for a region, or where nobody knows.
    """

    country: str | None
    admin1: str | None
    town: str | None
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a report is compared by.

    Attributes:
        key: The article's name and the record's id.
        happened: Whether it is told as something that happened.
        days: The first and the last day on which it may have happened; None if that is open.
        dated: Whether its day is told, and not only that of the article.
        kind: What it was.
        site: Where it was; None if that is open.
        targets: The words for those it was aimed at.
        names: The perpetrators' names.
        perpetrators: The words for those who did it.
        tolls: Of each outcome that it has a toll of: what its counts come to, and the greatest of
            them, since the others may be parts of it ("13 hurt, 11 of them still in hospital").
    """

    key: tuple[str, str]
    happened: bool
    days: tuple[date, date] | None
    dated: bool
    kind: IncidentKind
    site: Site | None
    targets: frozenset[str]
    names: frozenset[str]
    perpetrators: frozenset[str]
    tolls: tuple[tuple[Outcome, int, int], ...]

    @property
    def country(self) -> str | None:
        """ISO 3166-1; None where no place tells it."""
        return self.site.country if self.site is not None else None


def traits_of(report: Report) -> Traits:
    """What a report is compared by."""
    incident = report.incident
    when = incident.when
    return Traits(
        key=report.key,
        happened=incident.realis in _HAPPENED,
        days=_days(report),
        dated=when is not None and when.start is not None and when.precision == "day",
        kind=incident.kind,
        site=_site(incident.place),
        targets=_words(incident.targets),
        names=frozenset(_names(incident)),
        perpetrators=_words(incident.perpetrators),
        tolls=tuple(_tolls(incident)),
    )


def _days(report: Report) -> tuple[date, date] | None:
    """Without a day of its own it happened shortly before the article came out.

    Unless the article only looks back on it.
    """
    when = report.incident.when
    if when is not None and when.start is not None:
        return when.start, when.end or when.start
    if report.published is None or report.incident.realis == "historical":
        return None
    return report.published - _BETWEEN, report.published


def _site(place: Place | None) -> Site | None:
    if place is None:
        return None
    region = place.geo_precision == 3
    town = None if region else _bones(place.mention.text.split(",")[0])
    there = None
    if not region and place.latitude is not None and place.longitude is not None:
        there = place.latitude, place.longitude
    return Site(place.country, place.admin1, town or None, there)


def _names(incident: Incident) -> Iterator[str]:
    """Words with a capital, of identities or of what stands in the article."""
    for actor in incident.perpetrators:
        for word in _WORD.findall(actor.identity or actor.mention.text)[1:]:
            if word[:1].isupper():
                yield intern(_fold(word))


def _words(actors: Iterable[Actor]) -> frozenset[str]:
    found = (_fold(word) for actor in actors for word in _WORD.findall(actor.mention.text))
    return frozenset(
        intern(word.removesuffix("s"))
        for word in found
        if word not in _PLAIN and not word.isdigit()
    )


def _tolls(incident: Incident) -> Iterator[tuple[Outcome, int, int]]:
    for outcome in sorted(outcomes_of([incident])):
        if counts := compared_of(incident, outcome):
            yield outcome, *counts


def _bones(name: str) -> str:
    return intern(skeleton(" ".join(_WORD.findall(_fold(name)))))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
