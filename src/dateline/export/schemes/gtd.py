"""Incidents as GTD has them (GTD codebook; columns, codes and words: gtd.toml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dateline.events.counting import Side, bounds, reliable, toll_of
from dateline.export.reading import Coded
from dateline.export.schemes.countries import country_name, province_name, region
from dateline.export.schemes.data import data_of
from dateline.export.schemes.days import days_of
from dateline.export.schemes.notes import notes
from dateline.export.schemes.parties import Party, is_name, perpetrators, targets
from dateline.export.schemes.rows import SchemeRow
from dateline.export.schemes.sides import side_of
from dateline.export.schemes.words import first_known
from dateline.models import Casualty, Count, Extraction, Incident, Mention, Place
from dateline.models.vocabulary import Outcome

UNKNOWN, UNKNOWN_NUMBER = -9, -99
_UNKNOWN_ATTACK, _UNKNOWN_TARGET, _UNKNOWN_WEAPON = 9, 20, 13
_MOST = 3  # attack types, targets and groups of one incident


def rows(coded: Coded) -> Iterator[SchemeRow]:
    """The article's incidents of violence that no state committed."""
    for incident in coded.extraction.incidents:
        doers = perpetrators(coded.extraction, incident)
        by_state = any(p.kind in _gtd()["states"]["categories"] for p in doers)
        if incident.kind in _gtd()["attack_types_of_kinds"] and not by_state:
            yield _row(coded, incident, doers)


def _row(coded: Coded, incident: Incident, doers: tuple[Party, ...]) -> SchemeRow:
    row = SchemeRow("gtd", f"{coded.article_id}/{incident.id}", coded.article_id, (incident.id,))
    row.put("eventid", row.key, *incident.evidence)
    _put_time(row, incident)
    _put_place(row, incident.place)
    row.put("summary", notes(incident), *incident.evidence)
    row.put("success", int(incident.realis != "attempted"))
    row.put("suicide", int(incident.kind == "Suicide bomb"))
    _put_weapon(row, incident)
    suffered = targets(coded.extraction, incident)
    side = side_of(doers, suffered)
    _put_attack(row, incident, side)
    _put_targets(row, suffered)
    _put_groups(row, incident, doers)
    _put_tolls(row, incident, side)
    _put_sources(row, coded.extraction)
    return row


def _put_time(row: SchemeRow, incident: Incident) -> None:
    days = days_of(incident.when)
    words = incident.when.mention if incident.when else None
    row.put("iyear", days.year if days else None, words)
    row.put("imonth", (days.month if days else None) or 0, words)
    row.put("iday", (days.day if days else None) or 0, words)
    if words and not row["iday"]:
        row.put("approxdate", words.text, words)


def _put_place(row: SchemeRow, place: Place | None) -> None:
    words = place.mention if place else None
    country = place.country if place else None
    row.put("country_txt", country_name(country, "gtd"), words)
    number, _, name = (region(country, "gtd") or "").partition(" ")
    row.put("region", int(number) if number else None, words)
    row.put("region_txt", name or None, words)
    row.put("provstate", province_name(place.admin1 if place else None) or "Unknown", words)
    if place is None or words is None:
        row.put("city", "Unknown")
        row.put("specificity", 5)
        return
    is_town = place.geo_precision == 1
    row.put("city", words.text if is_town else "Unknown", words)
    row.put("latitude", place.latitude, words)
    row.put("longitude", place.longitude, words)
    row.put("specificity", _specificity(place), words)
    row.put("location", words.text, words)


def _specificity(place: Place) -> int:
    located = place.latitude is not None
    if located and place.geo_precision in (1, 2):
        return 1 if place.geo_precision == 1 else 3
    return 4 if place.admin1 else 5


def _put_weapon(row: SchemeRow, incident: Incident) -> None:
    found = _by_words("weapon_words", incident.weapon.text if incident.weapon else "")
    code = found or _gtd()["weapon_types_of_kinds"].get(incident.kind) or _UNKNOWN_WEAPON
    row.put("weaptype1", code, incident.weapon)
    row.put("weaptype1_txt", _gtd()["weapon_types"][str(code)], incident.weapon)
    row.put("weapdetail", incident.weapon.text if incident.weapon else None, incident.weapon)


def _put_attack(row: SchemeRow, incident: Incident, side: Callable[[Casualty], Side]) -> None:
    gtd = _gtd()
    codes = set(gtd["attack_types_of_kinds"][incident.kind])
    if codes == {_UNKNOWN_ATTACK}:
        codes |= set(gtd["attack_types_of_weapons"].get(str(row["weaptype1"]), ()))
    if _captives(incident, side):
        codes.add(6)
    if len(codes) > 1:
        codes.discard(_UNKNOWN_ATTACK)
    ordered = sorted(codes, key=gtd["attack_order"]["precedence"].index)
    for number, code in enumerate(ordered[:_MOST], 1):
        row.put(f"attacktype{number}", code, *incident.evidence)
        row.put(f"attacktype{number}_txt", gtd["attack_types"][str(code)], *incident.evidence)


def _put_targets(row: SchemeRow, parties: tuple[Party, ...]) -> None:
    for number, party in enumerate(parties[:_MOST], 1):
        code = (
            _by_words("target_words", f"{party.mention.text} {party.words}")
            or _gtd()["target_types_of_categories"].get(party.kind)
            or _UNKNOWN_TARGET
        )
        _put_target(row, number, code, party.mention)
    if not parties:
        _put_target(row, 1, _UNKNOWN_TARGET, None)


def _put_target(row: SchemeRow, number: int, code: int, words: Mention | None) -> None:
    row.put(f"targtype{number}", code, words)
    row.put(f"targtype{number}_txt", _gtd()["target_types"][str(code)], words)
    row.put(f"target{number}", words.text if words else None, words)


def _put_groups(row: SchemeRow, incident: Incident, doers: tuple[Party, ...]) -> None:
    groups: list[tuple[str, Mention | None, int | None]] = [
        (p.words, p.mention, int(p.basis not in ("stated_as_fact", "claimed")))
        for p in doers
        if p.named
    ]
    claimant = incident.claim.by
    if incident.claim.status == "claimed" and claimant and not is_name(claimant.text):
        # Claimed by somebody without a name: those who are blamed are others.
        groups = [("Unknown", claimant, None), *groups]
    for number, (name, mention, uncertain) in enumerate(groups[:_MOST], 1):
        row.put("gname" if number == 1 else f"gname{number}", name, mention)
        row.put(f"guncertain{number}", uncertain, mention)
    if not groups:
        row.put("gname", "Unknown")
    row.put("nperps", UNKNOWN_NUMBER)
    row.put("claimed", _claimed(incident, doers), claimant)


def _claimed(incident: Incident, doers: tuple[Party, ...]) -> int:
    if incident.claim.status == "claimed":
        return 1
    blamed = any(p.basis in ("accused", "accused_by_authorities") for p in doers)
    return 0 if incident.claim.status == "stated_unclaimed" or blamed else UNKNOWN


def _put_tolls(row: SchemeRow, incident: Incident, side: Callable[[Casualty], Side]) -> None:
    outcomes: tuple[tuple[Outcome, str, str], ...] = (
        ("killed", "nkill", "nkillter"),
        ("wounded", "nwound", "nwoundte"),
    )
    for outcome, column, of_doers in outcomes:
        tolls = [t for t in reliable(incident, outcome) if _is_number(t.count)]
        if tolls:
            toll = toll_of(tolls, side, bounds)
            grounds = [t.count.mention for t in tolls]
            row.put(column, toll.best, *grounds)
            row.put(of_doers, toll.sides.get("a"), *grounds)
    captured = [t for t in reliable(incident, "captured") if _is_number(t.count)]
    doers_captured = [t for t in captured if side(t) == "a"]
    row.put("nperpcap", _number(doers_captured, side), *(t.count.mention for t in doers_captured))
    held = [t for t in captured if side(t) != "a"]
    is_taken = incident.kind == "Abduction/forced disappearance" or _captives(incident, side)
    row.put("ishostkid", int(is_taken), *(t.count.mention for t in held))
    if is_taken:
        row.put("nhostkid", _number(held, side), *(t.count.mention for t in held))
    row.put("property", 1 if incident.kind == "Looting/property destruction" else UNKNOWN)


def _number(tolls: Sequence[Casualty], side: Callable[[Casualty], Side]) -> int:
    return toll_of(tolls, side, bounds).best if tolls else UNKNOWN_NUMBER


def _is_number(count: Count) -> bool:
    """Whether its words name a number: "dozens" and "up to 19" do not name how many."""
    return not count.vague and (count.low is not None or count.best is not None)


def _captives(incident: Incident, side: Callable[[Casualty], Side]) -> bool:
    """Whether somebody was taken, other than those who did it."""
    return any(side(toll) != "a" for toll in reliable(incident, "captured"))


def _put_sources(row: SchemeRow, extraction: Extraction) -> None:
    article = extraction.article
    day = article.published.isoformat() if article.published else None
    office = article.source or (article.agency.text if article.agency else None)
    parts = (office, article.title and f'"{article.title}"', day, article.url)
    row.put("scite1", ", ".join(p for p in parts if p) or None)
    row.put("dbsource", f"dateline {extraction.receipt.dateline_version}")


def _by_words(table: str, words: str) -> int | None:
    found = first_known(_gtd()[table], words)
    return int(found) if found else None


def _gtd() -> dict[str, Any]:
    return data_of("gtd")
