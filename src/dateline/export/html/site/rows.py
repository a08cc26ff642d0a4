"""Rows of the index: what can be looked for, filtered and counted, as JSON.

`index_find.js` reads them in this order. Days are counted from 1970-01-01, and what is a word of a
vocabulary is its place in `VOCABULARIES`. A place that is not there is -1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from dateline.events import Headline, RangedToll
from dateline.events.tolls import bounds_of
from dateline.export.html.site.names import page_name
from dateline.export.reading import Coded
from dateline.export.wording import bounds_in_words, excerpt, flat, toll_in_words
from dateline.models import Extraction, Incident, Place, When
from dateline.models.extraction import FindingKind
from dateline.models.vocabulary import IncidentKind, Outcome, Realis

Row = list[Any]
KINDS = [kind.value for kind in IncidentKind]
REALIS: list[str] = list(get_args(Realis))
FINDINGS: list[str] = list(get_args(FindingKind))
VOCABULARIES = {"kinds": KINDS, "realis": REALIS, "findings": FINDINGS}
SOURCE = 2
"""Where an article's source stands in its row."""
_CODERS = {"model": 1, "parser": 2, "both": 4}
_SEVERITIES = {"info": 1, "warning": 2, "error": 3}
_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_PLACE = 80
_WORDS = 400
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Figures:
    """What there is of each kind in all articles."""

    articles: int = 0
    incidents: int = 0
    statements: int = 0
    policy: int = 0
    to_look_at: int = 0
    events: int = 0
    linked: bool = False
    countries: set[str] = field(default_factory=set)

    def add(self, coded: Coded) -> None:
        """Count an article's."""
        result = coded.extraction
        self.articles += 1
        self.linked = self.linked or bool(coded.events)
        self.incidents += len(result.incidents)
        self.statements += len(result.statements)
        self.policy += len(result.policy_context)
        self.to_look_at += _to_look_at(result)
        self.countries.update(c for i in result.incidents if (c := _country(i.place)))

    def add_event(self) -> None:
        """Count an event."""
        self.events += 1


def article_row(coded: Coded, title: str) -> Row:
    """What the index has of an article.

    Page, title, source, day, the worst finding, kinds of findings and of coders as bits, how many
    findings are to be looked at, statements, policy items, and words to be found by.
    """
    result = coded.extraction
    records = (*result.incidents, *result.statements, *result.policy_context)
    return [
        page_name(coded.article_id),
        title,
        flat(result.article.source or ""),
        _day(result.article.published),
        max((_SEVERITIES[f.severity] for f in result.findings), default=0),
        _bits(1 << FINDINGS.index(f.kind) for f in result.findings),
        _bits(_CODERS[record.found_by] for record in records),
        _to_look_at(result),
        len(result.statements),
        len(result.policy_context),
        _words(result),
    ]


def incident_row(incident: Incident, number: int) -> Row:
    """What the index has of an incident, beside its article and its event.

    Kind, country, first and last day, coder, realis, which record of the article it is, its place
    and its tolls in words.
    """
    first, last = _days(incident.when)
    return [
        KINDS.index(incident.kind.value),
        _country(incident.place),
        first,
        last,
        _CODERS[incident.found_by],
        REALIS.index(incident.realis),
        number,
        _place(incident.place),
        _tolls(incident),
    ]


def event_row(head: Headline, tolls: Sequence[RangedToll], page: str, reports: int) -> Row:
    """What the index has of an event.

    Page, kind, place, country, first and last day, the bounds of the killed and of the wounded or
    none where no report has any, all tolls in words, and how many reports are exported.
    """
    by_outcome = {toll.outcome: toll for toll in tolls}
    words = "; ".join(toll_in_words(t.outcome, t.low, t.best, t.high) for t in tolls)
    return [
        page,
        KINDS.index(head.kind.value),
        _place(head.place),
        _country(head.place),
        _day(head.first),
        _day(head.last),
        _bounds(by_outcome.get("killed")),
        _bounds(by_outcome.get("wounded")),
        words,
        reports,
    ]


def _bounds(toll: RangedToll | None) -> Row | None:
    return None if toll is None else [toll.low, toll.best, toll.high]


def _to_look_at(result: Extraction) -> int:
    return sum(f.severity != "info" for f in result.findings)


def _bits(found: Iterator[int]) -> int:
    bits = 0
    for bit in found:
        bits |= bit
    return bits


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH


def _days(when: When | None) -> tuple[int | None, int | None]:
    if when is None or when.start is None:
        return None, None
    return _day(when.start), _day(when.end or when.start)


def _country(place: Place | None) -> str | None:
    return flat(place.country) if place and place.country else None


def _place(place: Place | None) -> str:
    return excerpt(flat(place.mention.text), _PLACE) if place else ""


def _tolls(incident: Incident) -> str:
    found = ((outcome, bounds_of(incident, outcome)) for outcome in _OUTCOMES)
    return ", ".join(f"{outcome} {bounds_in_words(*bounds)}" for outcome, bounds in found if bounds)


def _words(result: Extraction) -> str:
    """Names of places, parties and speakers, each once, as far as there is room."""
    words = " ".join(dict.fromkeys(flat(words) for words in _names(result)))
    return excerpt(words, _WORDS)


def _names(result: Extraction) -> Iterator[str]:
    for incident in result.incidents:
        if incident.place:
            yield incident.place.mention.text
        for actor in (*incident.perpetrators, *incident.targets):
            yield actor.mention.text
            if actor.identity:
                yield actor.identity
    for statement in result.statements:
        who = statement.resolved_speaker or statement.speaker
        if who is not None:
            yield who.text
