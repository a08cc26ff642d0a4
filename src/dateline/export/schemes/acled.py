"""Incidents as events of ACLED (ACLED codebook; what comes from where: acled.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.events.counting import reliable, toll_of
from dateline.export.reading import Coded
from dateline.export.schemes.acled_actors import CodedActor, in_columns, sides_of
from dateline.export.schemes.countries import country_name, iso_number, province_name, region
from dateline.export.schemes.data import data_of
from dateline.export.schemes.days import acled_day, days_of
from dateline.export.schemes.notes import notes
from dateline.export.schemes.parties import perpetrators, targets
from dateline.export.schemes.rows import SchemeRow
from dateline.export.schemes.sides import side_of
from dateline.export.schemes.tolls import acled_bounds
from dateline.models import Casualty, Incident
from dateline.models.vocabulary import EventType, IncidentKind


def rows(coded: Coded) -> Iterator[SchemeRow]:
    """The article's events: incidents of the same actors, place and day are one."""
    events: list[list[Incident]] = []
    by_key: dict[tuple[object, ...], list[Incident]] = {}
    for incident in coded.extraction.incidents:
        key = _event_key(coded, incident)
        if key is not None and key in by_key:
            by_key[key].append(incident)
            continue
        events.append([incident])
        if key is not None:
            by_key[key] = events[-1]
    for incidents in events:
        yield _row(coded, incidents)


def _event_key(coded: Coded, incident: Incident) -> tuple[object, ...] | None:
    """Actors, place and day; None where one of them is not known."""
    days, place = days_of(incident.when), incident.place
    if days is None or days.count > 1 or place is None:
        return None
    did, suffered = sides_of(coded, incident)
    # A target that only the event type has is no difference between two reports.
    names = [frozenset(a.name for a in did), frozenset(a.name for a in suffered if a.mention)]
    if not any(names):
        return None
    where = (place.country, place.admin1, place.mention.text.casefold())
    # Actor order has no meaning.
    return incident.realis, days.first, where, frozenset(names)


def _merged(incidents: Sequence[Incident]) -> Incident:
    """Incidents of one event as one: the kind that is higher in the list, and all their tolls."""
    if len(incidents) == 1:
        return incidents[0]
    order = list(IncidentKind)
    first = min(incidents, key=lambda i: order.index(i.kind))
    return first.model_copy(
        update={
            "casualties": tuple(dict.fromkeys(c for i in incidents for c in i.casualties)),
            "evidence": tuple(dict.fromkeys(s for i in incidents for s in i.evidence)),
            "summary": "; ".join(i.summary for i in incidents if i.summary),
        }
    )


def _row(coded: Coded, incidents: Sequence[Incident]) -> SchemeRow:
    article, incident = coded.extraction.article, _merged(incidents)
    ids = [each.id for each in incidents]
    row = SchemeRow("acled", f"{coded.article_id}/{ids[0]}", coded.article_id, tuple(ids))
    row.put("event_id_cnty", row.key)
    _put_time(row, incident)
    _put_kind(row, incident)
    _put_actors(row, coded, incident)
    _put_place(row, incident)
    agency = article.agency
    row.put("source", article.source or (agency.text if agency else None), agency)
    row.put("notes", notes(incident), *incident.evidence)
    _put_fatalities(row, coded, incidents)
    row.put("timestamp", int(coded.extraction.receipt.started.timestamp()))
    return row


def _put_time(row: SchemeRow, incident: Incident) -> None:
    days = days_of(incident.when)
    words = incident.when.mention if incident.when else None
    day, precision = acled_day(days)
    row.put("event_date", day, words)
    row.put("year", days.year if days else None, words)
    row.put("time_precision", precision, words)


def _put_kind(row: SchemeRow, incident: Incident) -> None:
    acled, kind = _acled(), incident.kind
    disorder = (
        acled["disorder_types_of_kinds"].get(kind) or acled["disorder_types"][kind.event_type]
    )
    row.put("disorder_type", disorder)
    row.put("event_type", kind.event_type.value)
    row.put("sub_event_type", kind.value, *incident.evidence)


def _put_actors(row: SchemeRow, coded: Coded, incident: Incident) -> None:
    sides = in_columns(*sides_of(coded, incident))
    for number, side in enumerate(sides, 1):
        if not side:
            continue
        row.put(f"actor{number}", side[0].name, side[0].mention)
        row.put(f"inter{number}", side[0].kind, side[0].mention)
        others = "; ".join(a.name for a in side[1:]) or None
        row.put(f"assoc_actor_{number}", others, *(a.mention for a in side[1:]))
    row.put("interaction", _interaction(row["inter1"], row["inter2"], alone=not sides[1]))
    row.put("civilian_targeting", _targeting(incident, sides[1]))


def _interaction(first: object, second: object, *, alone: bool) -> str | None:
    if alone and first:
        return f"{first} only"
    if not first or not second:
        return None
    order = _acled()["categories"]["order"]
    return "-".join(sorted((str(first), str(second)), key=order.index))


def _targeting(incident: Incident, suffered: Sequence[CodedActor]) -> str | None:
    rule, kind = _acled()["civilians_targeted"], incident.kind
    by_definition = kind.event_type in rule["event_types"] or kind in rule["kinds"]
    if suffered and suffered[0].kind not in (None, *rule["categories"]):
        return None
    hit = bool(suffered) and suffered[0].kind == "Civilians"
    violent = kind.event_type not in (EventType.BATTLES, EventType.STRATEGIC)
    return "Civilians targeted" if by_definition or (hit and violent) else None


def _put_place(row: SchemeRow, incident: Incident) -> None:
    place = incident.place
    if place is None:
        return
    words = place.mention
    row.put("iso", iso_number(place.country), words)
    row.put("region", region(place.country, "acled"), words)
    row.put("country", country_name(place.country, "acled"), words)
    row.put("admin1", province_name(place.admin1), words)
    row.put("location", words.text, words)
    row.put("latitude", place.latitude, words)
    row.put("longitude", place.longitude, words)
    if place.admin1 or place.latitude is not None or place.geo_precision != 3:
        row.put("geo_precision", place.geo_precision, words)


def _put_fatalities(row: SchemeRow, coded: Coded, incidents: Sequence[Incident]) -> None:
    """The killed of all incidents that make the event, a toll that two of them have once."""
    fatalities = 0
    counted: dict[Casualty, None] = {}
    for incident in incidents:
        killed = [c for c in reliable(incident, "killed") if c not in counted]
        parties = (perpetrators(coded.extraction, incident), targets(coded.extraction, incident))
        fatalities += toll_of(killed, side_of(*parties), acled_bounds).low
        counted.update(dict.fromkeys(killed))
    row.put("fatalities", fatalities, *(c.count.mention for c in counted))


def _acled() -> dict[str, Any]:
    return data_of("acled")
