"""Counts, places, times and actors: a mention and what dateline read out of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from dateline.models.base import Derived, Model
from dateline.models.text import Mention
from dateline.models.vocabulary import ActorKind, Basis, ClaimStatus, DatePrecision, Outcome, Realis


class Count(Model):
    """A number as reported, with its bounds. None is unknown, never zero."""

    asked_as: ClassVar[str | None] = "mention"

    mention: Mention
    """The number with its qualifier and noun, copied: "at least 14 security forces"."""
    low: Derived[int | None] = None
    best: Derived[int | None] = None
    high: Derived[int | None] = None
    approximate: Derived[bool] = False
    """"about", "some", "around", "nearly"."""
    vague: Derived[bool] = False
    """Read from "dozens", "several" or a bare plural: a lower bound by convention."""
    rule: Derived[str | None] = None
    """The rule that gave the bounds, such as "at least N"."""


class PlaceCandidate(Model):
    """One of several places that the words may mean."""

    name: str
    """As the gazetteer has it: "Tripoli"."""
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    """ISO 3166-2."""
    latitude: float | None = None
    longitude: float | None = None


class Place(Model):
    """Where, as precisely as the words allow and no more."""

    asked_as: ClassVar[str | None] = "mention"

    mention: Mention
    """The words for the place, copied, as precise as the article has them."""
    country: Derived[str | None] = None
    """ISO 3166-1 alpha-2."""
    admin1: Derived[str | None] = None
    """ISO 3166-2."""
    latitude: Derived[float | None] = None
    """Of the town, or of the town that a province is called after; `geo_precision` says which."""
    longitude: Derived[float | None] = None
    geo_precision: Derived[Literal[1, 2, 3] | None] = None
    """ACLED: 1 the town, 2 near it or a part of a region, 3 the region or province."""
    inferred: Derived[str | None] = None
    """What the country follows from, where the words do not name it: the province, the article."""
    candidates: Derived[tuple[PlaceCandidate, ...]] = ()
    """The places that the words may mean, the likeliest first, only where several remain.

    What all of them share stands in `country` and `admin1`; none of them is chosen.
    """


class When(Model):
    """When, as a range of days."""

    asked_as: ClassVar[str | None] = "mention"

    mention: Mention
    """The words for the time, copied: "on Saturday night"."""
    start: Derived[date | None] = None
    end: Derived[date | None] = None
    precision: Derived[DatePrecision] = "unknown"
    resolved_against: Derived[date | None] = None
    """The publication date that a relative expression was read against."""


class Actor(Model):
    """Who took part."""

    mention: Mention
    """The words for the actor, copied."""
    actor_kind: ActorKind | None = None
    """ACLED's category of the actor."""
    identity: Derived[str | None] = None
    """The id of its entry in `Extraction.actors`."""
    same_as: Derived[str | None] = None
    """Why a description ("the militants") is taken for a named actor, where it is one."""


class Perpetrator(Actor):
    """Who did it, and on whose word."""

    basis: Basis = "stated_as_fact"
    """How the article supports it: fact, claim, accusation (by authorities), possible, denied."""
    according_to: Mention | None = None
    """Who says so, where the article names a source."""


class Claim(Model):
    """Whether responsibility was claimed. Blame by others is a perpetrator's `basis`."""

    status: ClaimStatus = "not_mentioned"
    by: Mention | None = None
    """Who claimed it."""


class Casualty(Model):
    """One toll: an outcome, a group, a number, a source."""

    outcome: Outcome
    count: Count
    group: Mention | None = None
    """Who was affected, without the number: "security forces"."""
    according_to: Mention | None = None
    """Who gives the figure."""
    realis: Realis = "actual"
    """A feared or threatened toll is not an actual one."""
