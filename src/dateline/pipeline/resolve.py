"""What mentions mean: counts to bounds, dates to days, places to codes, pronouns to names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.expressions.counts import read_count
from dateline.expressions.dates import resolve_date
from dateline.expressions.places import find_country_names, resolve_place
from dateline.models import (
    Article,
    Count,
    Incident,
    Mention,
    Place,
    PlaceCandidate,
    PolicyContext,
    Statement,
    When,
)
from dateline.survey import Lexicon

_FUTURE_STATUS = ("announced", "pending", "postponed")


def context_countries(article: Article) -> tuple[str, ...]:
    """The countries that the reporting names, the most frequent first."""
    counts: dict[str, int] = {}
    for paragraph in article.body:
        for found in find_country_names(paragraph.text):
            counts[found.country] = counts.get(found.country, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code]))


def resolve_incident(
    incident: Incident, published: date | None, countries: Sequence[str]
) -> Incident:
    """The incident with its counts, place and time read."""
    return incident.model_copy(
        update={
            "casualties": tuple(
                c.model_copy(update={"count": _count(c.count)}) for c in incident.casualties
            ),
            "place": _place(incident.place, countries) if incident.place else None,
            "when": _when(incident.when, published, future=incident.realis == "planned")
            if incident.when
            else None,
        }
    )


def resolve_policy(item: PolicyContext, published: date | None, lexicon: Lexicon) -> PolicyContext:
    """The item with its time read: what is announced or pending lies ahead."""
    if item.when is None:
        return item
    ahead = lexicon.ahead.search(item.what.text) is not None
    future = item.status in _FUTURE_STATUS or ahead
    return item.model_copy(update={"when": _when(item.when, published, future=future)})


def resolve_speakers(statements: Sequence[Statement], lexicon: Lexicon) -> tuple[Statement, ...]:
    """Statements in order, with names for "he", "Saeedi" and "the statement".

    A bare surname is the fullest name before it that ends so; a pronoun or an epithet is the
    source named last before it.
    """
    named: list[Mention] = []
    resolved = []
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or statement.resolved_speaker is not None:
            resolved.append(statement)
            continue
        unnamed = lexicon.pronouns.fullmatch(speaker.text) or lexicon.epithets.fullmatch(
            speaker.text
        )
        if unnamed:
            plural = speaker.text.lower() in ("they", "we")
            antecedent = next((m for m in reversed(named) if not plural), None)
            reason = f"{speaker.text!r} is taken to be the source named last before it"
        else:
            antecedent = next((m for m in named if _is_surname(speaker.text, m.text)), None)
            reason = (
                f"{speaker.text!r} is the last name of {antecedent.text!r}" if antecedent else ""
            )
            if antecedent is None:
                named.append(speaker)
        if antecedent is None:
            resolved.append(statement)
            continue
        named.append(antecedent)
        name = antecedent.model_copy(
            update={"inferred": True, "reason": reason, "found_by": "parser"}
        )
        resolved.append(statement.model_copy(update={"resolved_speaker": name}))
    return tuple(resolved)


def _is_surname(words: str, name: str) -> bool:
    bare = words.removeprefix("Mr ").removeprefix("Ms ").removeprefix("Mrs ").removeprefix("Dr ")
    return bare != name and name.endswith(" " + bare) and bare[:1].isupper()


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


def _when(when: When, published: date | None, *, future: bool) -> When:
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
