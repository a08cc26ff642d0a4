"""Articles as schema.org has them, in JSON-LD: NewsArticle, Quotation, Claim, Event.

What schema.org has no property for, offsets above all, is under `dateline:`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from dateline.export.reading import Coded
from dateline.export.schemes.countries import province_name
from dateline.models import Incident, Mention, Place, Span, Statement

CONTEXT = ["https://schema.org", {"dateline": "urn:dateline:"}]
_EVENTS = {
    "actual": None,
    "attempted": None,
    "historical": None,
    "planned": "https://schema.org/EventScheduled",
}
"""What is an event by its realis, with its status; threats, denials and suppositions are none."""
Node = Mapping[str, Any]


def pieces(articles: Iterable[Coded]) -> Iterator[str]:
    """One JSON-LD document of all of them, in pieces."""
    yield '{"@context": ' + _json(CONTEXT) + ', "@graph": ['
    separator = "\n"
    for coded in articles:
        for node in nodes(coded):
            yield separator + _json(node)
            separator = ",\n"
    yield "\n]}\n"


def nodes(coded: Coded) -> Iterator[Node]:
    """The article, what is quoted in it, and its events."""
    extraction = coded.extraction
    happened = [i for i in extraction.incidents if i.realis in _EVENTS]
    known = {incident.id for incident in happened}
    yield _without_none(_article(coded, happened))
    for statement in extraction.statements:
        yield _without_none(_statement(coded, statement, known))
    for incident in happened:
        yield _without_none(_event(coded, incident))


def _article(coded: Coded, happened: Iterable[Incident]) -> dict[str, Any]:
    article = coded.extraction.article
    publisher = article.source or (article.agency.text if article.agency else None)
    return {
        "@type": "NewsArticle",
        "@id": _id(coded),
        "identifier": coded.article_id,
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "url": _address(article.url),
        "inLanguage": article.language,
        "author": {"name": article.byline.text} if article.byline else None,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "articleBody": article.text,
        "hasPart": [{"@id": _id(coded, s.id)} for s in coded.extraction.statements] or None,
        "about": [{"@id": _id(coded, i.id)} for i in happened] or None,
    }


def _statement(coded: Coded, statement: Statement, known: set[str]) -> dict[str, Any]:
    """Speech in quotation marks is a quotation; what is told of it without is a claim."""
    is_claim = statement.kind == "indirect"
    speaker = statement.resolved_speaker or statement.speaker
    return {
        "@type": "Claim" if is_claim else "Quotation",
        "@id": _id(coded, statement.id),
        "identifier": statement.id,
        "text": statement.content.text,
        "creator": _speaker(speaker, statement.speaker_role) if speaker else None,
        "about": [{"@id": _id(coded, i)} for i in statement.about if i in known] or None,
        ("appearance" if is_claim else "isPartOf"): {"@id": _id(coded)},
        "dateline:act": statement.act,
        "dateline:spans": _spans(statement.content.spans),
        "dateline:foundBy": statement.found_by,
    }


def _speaker(speaker: Mention, role: Mention | None) -> dict[str, Any]:
    """Who spoke; whether that is a person or an organization is not in the records."""
    return _without_none(
        {
            "name": speaker.text,
            "description": role.text if role else None,
            "dateline:spans": _spans(speaker.spans),
        }
    )


def _event(coded: Coded, incident: Incident) -> dict[str, Any]:
    when = incident.when
    return {
        "@type": "Event",
        "@id": _id(coded, incident.id),
        "identifier": incident.id,
        "name": incident.kind.value,
        "description": incident.summary or None,
        "startDate": when.start.isoformat() if when and when.start else None,
        "endDate": when.end.isoformat() if when and when.end else None,
        "location": _place(incident.place) if incident.place else None,
        "eventStatus": _EVENTS[incident.realis],
        "subjectOf": {"@id": _id(coded)},
        "dateline:realis": incident.realis,
        "dateline:spans": _spans(incident.evidence),
        "dateline:foundBy": incident.found_by,
    }


def _place(place: Place) -> dict[str, Any]:
    geo = None
    if place.latitude is not None and place.longitude is not None:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    address = _without_none(
        {
            "@type": "PostalAddress",
            "addressCountry": place.country,
            "addressRegion": province_name(place.admin1),
        }
    )
    return _without_none(
        {
            "@type": "Place",
            "name": place.mention.text,
            "address": address if len(address) > 1 else None,
            "geo": geo,
            "dateline:geoPrecision": place.geo_precision,
            "dateline:spans": _spans(place.mention.spans),
        }
    )


def _spans(spans: Iterable[Span]) -> list[dict[str, int]] | None:
    return [{"dateline:start": s.start, "dateline:end": s.end} for s in spans] or None


def _id(coded: Coded, record: str = "") -> str:
    own = f"urn:dateline:article:{quote(coded.article_id, safe='#')}"
    return f"{own}/{quote(record)}" if record else own


def _address(url: str | None) -> str | None:
    """An address of the web; readers resolve anything else against the document's own place."""
    if url is None or any(not c.isprintable() or c in ' <>"{}|\\^`' for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _without_none(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}


def _json(value: object) -> str:
    """JSON that may stand within a page's script: no tag can begin in it."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
