"""One article's incident as it is compared with those of other articles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dateline.expressions.romanization import skeleton
from dateline.models import Actor, Incident, Place

_BETWEEN = timedelta(days=3)
"""How old the news of an article may be whose incident has no day."""
_WORD = re.compile(r"\w+")
_PLAIN = frozenset(
    word
    for line in (
        "a an the of in on at near and from by to outside inside some several two three",
        "its their his her unknown unidentified suspected armed local people",
    )
    for word in line.split()
)


@dataclass(frozen=True)
class Report:
    """An incident as one article reports it.

    Attributes:
        article: The article's name, such as its id in a store.
        incident: The record.
        published: When the article came out.
    """

    article: str
    incident: Incident
    published: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.article, self.incident.id

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it may have happened; None if that is open.

        Without a day of its own it happened shortly before the article came out, unless the article
        only looks back on it.
        """
        when = self.incident.when
        if when is not None and when.start is not None:
            return when.start, when.end or when.start
        if self.published is None or self.incident.realis == "historical":
            return None
        return self.published - _BETWEEN, self.published

    @property
    def is_dated(self) -> bool:
        """Whether its day is told, and not only that of the article."""
        when = self.incident.when
        return when is not None and when.start is not None and when.precision == "day"

    @cached_property
    def town(self) -> str | None:
        """The name of the place without what spellings differ in; None for a province or less."""
        place = self.incident.place
        if place is None or place.geo_precision == 3 or not place.mention.text:
            return None
        return _bones(place.mention.text.split(",")[0])

    @cached_property
    def targets(self) -> frozenset[str]:
        """The words for those it was aimed at."""
        return _words(self.incident.targets)

    @cached_property
    def perpetrators(self) -> frozenset[str]:
        """The words for those who did it."""
        return _words(self.incident.perpetrators)

    @cached_property
    def names(self) -> frozenset[str]:
        """The perpetrators' names: identities of the article, or words with a capital."""
        found = (p.identity or p.mention.text for p in self.incident.perpetrators)
        words = (w for text in found for w in _WORD.findall(text)[1:] if w[:1].isupper())
        return frozenset(_fold(word) for word in words)


def is_region(place: Place | None) -> bool:
    """Whether only a region is told."""
    return place is None or place.geo_precision == 3


def _words(actors: tuple[Actor, ...]) -> frozenset[str]:
    found = (_fold(word) for actor in actors for word in _WORD.findall(actor.mention.text))
    return frozenset(word.removesuffix("s") for word in found if word not in _PLAIN)


def _bones(name: str) -> str:
    return skeleton(" ".join(_WORD.findall(_fold(name))))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
