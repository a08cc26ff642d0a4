"""Records as PLOVER events, each with the offsets of its words (what is which: plover.toml)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.events.counting import bounds, reliable, toll_of
from dateline.export.reading import Coded
from dateline.export.schemes.data import data_of
from dateline.export.schemes.parties import Party, perpetrators, targets
from dateline.export.schemes.sides import side_of
from dateline.export.schemes.words import first_known
from dateline.models import Incident, Mention, Place, PolicyContext, Span, Statement, When
from dateline.models.vocabulary import Outcome

Json = Mapping[str, Any]
"""An event as it is written."""
Parties = tuple[Party, ...]


def lines(articles: Iterable[Coded]) -> Iterator[str]:
    """A line of JSON for each event."""
    for coded in articles:
        for event in events(coded):
            yield json.dumps(event, ensure_ascii=False) + "\n"


def events(coded: Coded) -> Iterator[Json]:
    """The article's events, numbered within their records."""
    for incident in coded.extraction.incidents:
        yield from _of_incident(coded, incident)
    for statement in coded.extraction.statements:
        yield from _of_statement(coded, statement)
    for record in coded.extraction.policy_context:
        yield from _of_policy(coded, record)


def _of_incident(coded: Coded, incident: Incident) -> Iterator[Json]:
    did = perpetrators(coded.extraction, incident)
    suffered = targets(coded.extraction, incident)
    whole = {
        "location": _place(incident.place),
        "killed": _toll(incident, "killed"),
        "injured": _toll(incident, "wounded"),
        "weapon": _words(incident.weapon),
        **_when(incident.when),
    }
    code = _code(incident, suffered)
    if code is None:
        return
    sides = _protesters_first(did, suffered) if code["type"] == "PROTEST" else (did, suffered)
    yield _event(coded, incident, 1, code, incident.evidence, {**_parties(*sides), **whole})
    if code["type"] == "ASSAULT" and code.get("mode") != "abduct":
        # The tolls are those of the first event: whoever adds events up has them once.
        whole |= {"killed": None, "injured": None}
        abduct = {**_abducted(), **data_of("plover")["realis"].get(incident.realis, {})}
        for number, taken in enumerate(_captures(incident, did, suffered), 2):
            rest = {**_parties(*taken), **whole}
            yield _event(coded, incident, number, abduct, incident.evidence, rest)


def _code(incident: Incident, suffered: Parties) -> Mapping[str, Any] | None:
    """Type, mode and auxiliary mode; None where it is no event of PLOVER's."""
    rules = data_of("plover")
    code: dict[str, Any] | None = rules["incidents"].get(incident.kind)
    if code is None:
        return None
    realis = rules["realis"].get(incident.realis, {})
    if incident.kind in rules["captured"]["kinds"] and _are_combatants(suffered):
        code = _abducted()
    elif code.get("mode") == "weapon":
        weapon = incident.weapon.text if incident.weapon else ""
        lists = rules["weapon_words"]
        among = {mode: lists[mode] for mode in code.get("among", lists)}
        code = {**code, "mode": first_known(among, weapon)}
    is_realis = code["type"] == "ASSAULT" or "type" not in realis
    return {**code, **realis} if is_realis else code


def _captures(
    incident: Incident, did: Parties, suffered: Parties
) -> Iterator[tuple[Parties, Parties]]:
    """Who took whom, where an assault has captives: the doers, unless it is they who were taken."""
    side = side_of(did, suffered)
    found = [side(toll) == "a" for toll in reliable(incident, "captured")]
    if not all(found):
        yield did, suffered
    if any(found):
        yield (suffered if _are_combatants(suffered) else ()), did


def _protesters_first(did: Parties, suffered: Parties) -> tuple[Parties, Parties]:
    """Who protests is the source of a protest, also where it is told as what was done to them."""
    kinds = data_of("plover")["protest"]["sources"]
    both = (*did, *suffered)
    protesting = tuple(p for p in both if p.kind in kinds)
    if not protesting:
        return did, suffered
    return protesting, tuple(p for p in both if p not in protesting)


def _parties(source: Parties, target: Parties) -> Json:
    return {"source": [_party(p) for p in source], "target": [_party(p) for p in target]}


def _abducted() -> dict[str, Any]:
    captured = data_of("plover")["captured"]
    return {"type": captured["type"], "mode": captured["mode"]}


def _are_combatants(parties: Parties) -> bool:
    kinds = data_of("plover")["captured"]["combatants"]
    return bool(parties) and all(p.kind in kinds for p in parties)


def _of_statement(coded: Coded, statement: Statement) -> Iterator[Json]:
    code = data_of("plover")["statements"].get(statement.act)
    if code is None:
        return
    speaker = statement.resolved_speaker or statement.speaker
    whole = {"source": [_words(speaker)] if speaker else [], "target": [], **_when(None)}
    yield _event(coded, statement, 1, code, statement.content.spans, whole)


def _of_policy(coded: Coded, record: PolicyContext) -> Iterator[Json]:
    rules = data_of("plover")["policy"]
    code = rules.get(f"{record.kind}/{record.status}") or rules.get(record.kind)
    if code is None:
        return
    source = [_words(actor) for actor in record.actors]
    whole = {"source": source, "target": [], **_when(record.when)}
    yield _event(coded, record, 1, code, record.what.spans or record.evidence, whole)


def _event(
    coded: Coded,
    record: Incident | Statement | PolicyContext,
    number: int,
    code: Mapping[str, Any],
    spans: tuple[Span, ...],
    rest: Json,
) -> Json:
    article = coded.extraction.article
    auxiliary = code.get("auxiliary")
    return {
        "id": f"{coded.article_id}/{record.id}/{number}",
        "article_id": coded.article_id,
        "record_id": record.id,
        "event_type": code["type"],
        "event_mode": code.get("mode"),
        "auxiliary": [auxiliary] if auxiliary else [],
        "text": [_span(span) for span in spans],
        **rest,
        "publication_date": article.published.isoformat() if article.published else None,
        "publisher": article.source,
        "url": article.url,
        "found_by": record.found_by,
    }


def _party(party: Party) -> Json:
    return {**(_words(party.mention) or {}), "name": party.words, "kind": party.kind}


def _words(mention: Mention | None) -> Json | None:
    if mention is None:
        return None
    return {
        "text": mention.text,
        "start": mention.spans[0].start if mention.spans else None,
        "end": mention.spans[-1].end if mention.spans else None,
        "inferred": mention.reason if mention.inferred else None,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        **(_words(place.mention) or {}),
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": place.geo_precision,
    }


def _when(when: When | None) -> dict[str, Any]:
    return {
        "date": _words(when.mention) if when else None,
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when and when.end else None,
    }


def _toll(incident: Incident, outcome: Outcome) -> Json | None:
    """The toll with its range; None where none is told."""
    tolls = reliable(incident, outcome)
    if not tolls:
        return None
    toll = toll_of(tolls, lambda _: "unknown", bounds)
    return {
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "text": [_words(t.count.mention) for t in tolls],
    }
