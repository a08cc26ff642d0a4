"""What mentions mean: counts to bounds, dates to days, places to codes, pronouns to names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from dateline.expressions.counts import read_count
from dateline.expressions.dates import resolve_date, resolve_in
from dateline.expressions.places import ResolvedPlace, find_country_names, resolve_place
from dateline.models import (
    Article,
    Casualty,
    Count,
    Incident,
    Model,
    Place,
    PlaceCandidate,
    PolicyContext,
    When,
)
from dateline.survey import Lexicon, Survey

M = TypeVar("M", bound=Model)
_FUTURE_STATUS = ("announced", "pending", "postponed")


@dataclass(frozen=True, slots=True)
class Context:
    """What mentions are read against.

    Attributes:
        published: The day of publication.
        countries: The countries that the article is about, the likeliest first.
        text: The article's text: a time is read in its sentence. Without it, by its own words.
    """

    published: date | None
    countries: tuple[str, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, article: Article, survey: Survey) -> Context:
        """The context that an article gives."""
        return cls(article.published, survey.countries, article.text)


def with_bounds(incident: Incident) -> Incident:
    """The incident with its counts read."""
    return incident.model_copy(update={"casualties": _casualties(incident)})


def _casualties(incident: Incident) -> tuple[Casualty, ...]:
    return tuple(c.model_copy(update={"count": _count(c.count)}) for c in incident.casualties)


def resolve_incident(incident: Incident, context: Context) -> Incident:
    """The incident with its counts, place and time read."""
    return incident.model_copy(
        update={
            "casualties": _casualties(incident),
            "place": _place(incident.place, context.countries) if incident.place else None,
            "when": _when(incident.when, context, future=incident.realis == "planned")
            if incident.when
            else None,
        }
    )


def resolve_policy(item: PolicyContext, context: Context, lexicon: Lexicon) -> PolicyContext:
    """The item with its time read: what is announced or pending lies ahead."""
    if item.when is None:
        return item
    ahead = lexicon.ahead.search(item.what.text) is not None
    future = item.status in _FUTURE_STATUS or ahead
    return item.model_copy(update={"when": _when(item.when, context, future=future)})


def resolve_values(value: M, context: Context) -> M:
    """A value of a user's own with every count, place and time in it read, however deep."""
    read = {name: _inner(getattr(value, name), context) for name in type(value).model_fields}
    changed = {name: new for name, new in read.items() if new is not getattr(value, name)}
    return value.model_copy(update=changed) if changed else value


def _inner(value: Any, context: Context) -> Any:
    if isinstance(value, Count):
        return _count(value)
    if isinstance(value, Place):
        return _place(value, context.countries)
    if isinstance(value, When):
        return _when(value, context, future=False)
    if isinstance(value, Model):
        return resolve_values(value, context)
    if isinstance(value, tuple):
        read = tuple(_inner(item, context) for item in value)
        return value if all(a is b for a, b in zip(read, value, strict=True)) else read
    return value


def _count(count: Count) -> Count:
    reading = read_count(count.mention.text)
    if reading is None:
        return count
    return count.model_copy(
        update={
            "low": reading.low,
            "best": reading.best,
            "high": reading.high,
            "approximate": reading.approximate,
            "vague": reading.vague,
            "rule": reading.rule,
        }
    )


def _place(place: Place, countries: Sequence[str]) -> Place:
    resolved = resolve_place(place.mention.text, context_countries=countries, towns=True)
    if resolved is None:
        return place
    return place.model_copy(
        update={
            "country": resolved.country,
            "admin1": resolved.admin1,
            "latitude": resolved.latitude,
            "longitude": resolved.longitude,
            "inferred": _why(place.mention.text, resolved),
            # A bare name that no gazetteer has may be anything: no claim to be a town.
            "geo_precision": resolved.geo_precision
            if resolved.country or resolved.candidates
            else None,
            "candidates": tuple(
                PlaceCandidate(
                    name=option.name,
                    country=option.country,
                    admin1=option.admin1,
                    latitude=option.latitude,
                    longitude=option.longitude,
                )
                for option in resolved.candidates
            ),
        }
    )


def _why(words: str, resolved: ResolvedPlace) -> str | None:
    """What the country follows from, where the words do not name it."""
    named = {found.country for found in find_country_names(words)}
    if resolved.country is None or resolved.country in named:
        return None
    if resolved.admin1 is not None:
        return f"the country of {resolved.admin1}"
    return "the country that the gazetteer and the rest of the article give"


def _when(when: When, context: Context, *, future: bool) -> When:
    span, published = when.mention.span, context.published
    stands = span is not None and context.text[span.start : span.end] == span.text
    if span is not None and stands and not future:
        resolved = resolve_in(context.text, span.start, span.end, published)
    else:
        resolved = resolve_date(when.mention.text, published, future=future)
    if resolved is None:
        return when
    return when.model_copy(
        update={
            "start": resolved.start,
            "end": resolved.end,
            "precision": resolved.precision,
            "resolved_against": published if resolved.relative else None,
        }
    )
