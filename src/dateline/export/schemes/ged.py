"""Incidents with deaths as events of UCDP GED (its codebook; what comes from where: ged.toml)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.events.counting import Toll, bounds, reliable, toll_of
from dateline.export.reading import Coded
from dateline.export.schemes.countries import country_name, province_name, region, state_number
from dateline.export.schemes.data import data_of
from dateline.export.schemes.days import days_of, ucdp_precision
from dateline.export.schemes.parties import Party, perpetrators, targets
from dateline.export.schemes.rows import SchemeRow
from dateline.export.schemes.sides import side_of
from dateline.models import Article, Incident, Mention, Place


def rows(coded: Coded) -> Iterator[SchemeRow]:
    """The article's events: an event needs a direct death in best, low or high."""
    for incident in coded.extraction.incidents:
        if incident.kind.event_type in _ged()["left_out"]["event_types"]:
            continue
        sides = _sides(coded, incident)
        toll = toll_of(
            reliable(incident, "killed"), side_of(sides.a.parties, sides.b.parties), bounds
        )
        if toll.best or toll.low or toll.high:
            yield _row(coded, incident, sides, toll)


@dataclass(frozen=True, slots=True)
class _Side:
    parties: tuple[Party, ...]
    kind: Literal["state", "group", "civilians"] | None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(p.mention for p in self.parties)


@dataclass(frozen=True, slots=True)
class _Sides:
    a: _Side
    b: _Side

    @property
    def type_of_violence(self) -> Literal[1, 2, 3] | None:
        """1 state-based, 2 non-state, 3 one-sided."""
        kinds = {self.a.kind, self.b.kind}
        if None in kinds or self.a.kind == "civilians":
            return None
        if self.b.kind == "civilians":
            return 3
        return 1 if "state" in kinds else 2


def _sides(coded: Coded, incident: Incident) -> _Sides:
    did = _side(perpetrators(coded.extraction, incident))
    suffered = _side(targets(coded.extraction, incident))
    is_states = suffered.kind == "state" and did.kind != "state"
    return _Sides(suffered, did) if is_states else _Sides(did, suffered)


def _side(parties: Sequence[Party]) -> _Side:
    """The parties of one side, the armed before civilians, who are hit beside them."""
    rule = _ged()["sides"]
    names: dict[Literal["state", "group", "civilians"], list[str]] = {
        "state": rule["states"],
        "group": rule["armed_groups"],
        "civilians": rule["civilians"],
    }
    for kind, kinds in names.items():
        if any(p.kind in kinds for p in parties):
            ordered = sorted(parties, key=lambda p: p.kind not in kinds)
            return _Side(tuple(ordered), kind)
    return _Side(tuple(parties), None)


def _row(coded: Coded, incident: Incident, sides: _Sides, toll: Toll) -> SchemeRow:
    row = SchemeRow("ged", f"{coded.article_id}/{incident.id}", coded.article_id, (incident.id,))
    row.put("relid", row.key, *incident.evidence)
    row.put("type_of_violence", sides.type_of_violence, *sides.a.mentions, *sides.b.mentions)
    _put_sides(row, sides)
    _put_source(row, coded.extraction.article, incident)
    if incident.place is not None:
        _put_place(row, incident.place)
    _put_time(row, incident)
    _put_deaths(row, incident, toll)
    return row


def _put_sides(row: SchemeRow, sides: _Sides) -> None:
    row.put("side_a", _name(sides.a), *sides.a.mentions)
    row.put("side_b", _name(sides.b), *sides.b.mentions)
    if row["side_a"] and row["side_b"]:
        row.put("dyad_name", f"{row['side_a']} - {row['side_b']}")


def _name(side: _Side) -> str | None:
    if not side.parties:
        return None
    first = side.parties[0]
    is_target = first.basis is None
    return "Civilians" if side.kind == "civilians" and is_target else first.words


def _put_source(row: SchemeRow, article: Article, incident: Incident) -> None:
    office = article.source or (article.agency.text if article.agency else None)
    day = article.published.isoformat() if article.published else None
    row.put("number_of_sources", 1)
    row.put("source_article", ", ".join(p for p in (office, day, article.title) if p) or None)
    row.put("source_office", office, article.agency)
    row.put("source_date", article.published)
    row.put("source_headline", article.title)
    givers = [c.according_to for c in reliable(incident, "killed") if c.according_to]
    row.put("source_original", "; ".join(dict.fromkeys(g.text for g in givers)) or None, *givers)


def _put_place(row: SchemeRow, place: Place) -> None:
    words = place.mention
    row.put("where_prec", where_precision(place), words)
    row.put("where_description", words.text, words)
    row.put("adm_1", province_name(place.admin1), words)
    if place.latitude is not None and place.longitude is not None:
        row.put("where_coordinates", words.text, words)
        row.put("latitude", place.latitude, words)
        row.put("longitude", place.longitude, words)
        row.put("geom_wkt", f"POINT ({place.longitude} {place.latitude})", words)
        row.put("priogrid_gid", priogrid(place.latitude, place.longitude), words)
    row.put("country", country_name(place.country, "ucdp"), words)
    row.put("country_id", state_number(place.country), words)
    row.put("region", region(place.country, "ucdp"), words)


def where_precision(place: Place) -> int | None:
    """UCDP's precision of the place, the vaguest of what the words may mean."""
    located = place.latitude is not None
    if place.geo_precision == 1:
        # A point whose place in the country nobody knows is the country, for UCDP.
        return 1 if located else 4 if place.admin1 else 6 if place.country else None
    if place.geo_precision == 2 and located:
        return 3
    if place.admin1:
        return 4
    return 6 if place.country else None


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell: half a degree each way, from the south west.

    After Tollefsen, Strand and Buhaug, "PRIO-GRID: A unified spatial data structure" (2012).
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _put_time(row: SchemeRow, incident: Incident) -> None:
    days = days_of(incident.when)
    words = incident.when.mention if incident.when else None
    place = row["where_prec"]
    clear = days is not None and days.count <= 7 and isinstance(place, int) and place < 6
    row.put("event_clarity", 1 if clear else 2)
    if days is not None:
        row.put("year", days.first.year, words)
        row.put("date_prec", ucdp_precision(days), words)
        row.put("date_start", days.first, words)
        row.put("date_end", days.last, words)


def _put_deaths(row: SchemeRow, incident: Incident, toll: Toll) -> None:
    grounds = [c.count.mention for c in reliable(incident, "killed")]
    for name in ("a", "b", "civilians", "unknown"):
        row.put(f"deaths_{name}", toll.sides.get(name, 0), *grounds)
    row.put("best", toll.best, *grounds)
    row.put("low", min(toll.low, toll.best), *grounds)
    row.put("high", max(toll.high, toll.best), *grounds)


def _ged() -> dict[str, Any]:
    return data_of("ged")
