"""Where an incident was that its own words leave open: by the places told around it, with why.

"The same market", a hamlet that no gazetteer has, one name of many towns: a reader takes their
province from what is named beside them, or before. So does this, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.expressions.gazetteer import demonyms
from dateline.expressions.places import ResolvedPlace, find_country_names, resolve_place
from dateline.models import Article, Incident, Mention, Place, Span
from dateline.survey import Survey

_REGION = 3  # the precision of a country, a province, the south of a country


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the article whose province is known, or at least its country."""

    start: int
    words: str
    country: str
    admin1: str | None


class Whereabouts:
    """What the article says of where things are; looked for when it is first asked for."""

    def __init__(self, article: Article, survey: Survey) -> None:
        self._article, self._survey = article, survey

    def narrowed(self, incident: Incident) -> Incident:
        """The incident with the country and province of its place, where they can be inferred."""
        place = incident.place or self._told_before(incident)
        if place is None or place.admin1 is not None:
            return incident if place is None else incident.model_copy(update={"place": place})
        at = place.mention.span
        # Of all the country no province is meant.
        if at is None or (place.country and place.geo_precision == _REGION):
            return incident.model_copy(update={"place": place})
        found = self._around(place, at, incident.evidence)
        if found is None:
            return incident.model_copy(update={"place": place})
        return incident.model_copy(update={"place": place.model_copy(update=found)})

    def _told_before(self, incident: Incident) -> Place | None:
        """The place told last before an incident without one, or else that of its headline."""
        if incident.realis == "hypothetical" or not incident.evidence:
            return None
        start = incident.evidence[0].start
        before = [k for k in self._known if k.start < start]
        known = max(before, key=lambda k: k.start, default=None)
        reason = "the place that is told of before it"
        if known is None:
            known, reason = next(self._filed(), None), "where it is reported from"
        if known is None:
            return None
        span = Span(start=known.start, end=known.start + len(known.words), text=known.words)
        spans = (span,) if self._article.text.startswith(known.words, known.start) else ()
        mention = Mention(
            text=known.words, spans=spans, inferred=True, reason=reason, found_by="parser"
        )
        return Place(
            mention=mention,
            country=known.country,
            admin1=known.admin1,
            geo_precision=2 if known.admin1 else _REGION,
            inferred=reason,
        )

    def _around(self, place: Place, at: Span, evidence: Sequence[Span]) -> dict[str, str] | None:
        near = self._near(at, evidence)
        country = place.country or self._country(place, at, near)
        if country is None:
            return None
        options = {c.admin1 for c in place.candidates if c.country == country and c.admin1}
        for known, why in near:
            if known.country != country or known.admin1 is None:
                continue
            if options and known.admin1 not in options and why != _BESIDE:
                continue
            reason = f"the province of “{known.words}”, {why}"
            return {"country": country, "admin1": known.admin1, "inferred": reason}
        if place.country:
            return None
        return {"country": country, "inferred": "the country that is told of"}

    def _country(self, place: Place, at: Span, near: Sequence[tuple[Known, str]]) -> str | None:
        """The country of what stands at `at`: its sentence's, its surroundings', the article's."""
        options = {c.country for c in place.candidates}
        sentence = self._survey.sentence_at(at.start)
        told = _countries(sentence.span.text) if sentence else []
        paragraph = sentence.paragraph.span if sentence else at
        told = [*told, *(k.country for k, why in near if k.start in _range(paragraph))]
        ranked = [*told, *self._survey.countries, *(k.country for k, _ in near)]
        return next((c for c in ranked if not options or c in options), None)

    def _near(self, at: Span, evidence: Sequence[Span]) -> list[tuple[Known, str]]:
        """The known places, the nearest first: beside it, before it, at the head, behind it."""
        known = [k for k in self._known if not at.start <= k.start < at.end]
        meant = self._meant(at)
        sentence = self._survey.sentence_at(at.start)
        own = [k for k in known if sentence and k.start in _range(sentence.span)]
        beside = [k for k in known if any(k.start in _range(e) for e in evidence)]
        before = sorted((k for k in known if k.start < at.start), key=lambda k: -k.start)
        ranked = [(k, _BESIDE) for k in own]
        if meant is not None:
            same = [k for k in known if k.start in _range(meant)]
            earlier = sorted((k for k in known if k.start < meant.start), key=lambda k: -k.start)
            ranked += [(k, "named where it was told of first") for k in (*same, *earlier)]
        ranked += [(k, _BESIDE) for k in beside]
        ranked += [(k, "named before it") for k in before]
        ranked += [(k, "where it is reported from") for k in self._filed()]
        ranked += [(k, "named behind it") for k in known if k.start > at.start]
        return ranked

    def _meant(self, at: Span) -> Span | None:
        """The sentence that told of "the same bridge" before, by its noun."""
        if not _SAME.match(at.text):
            return None
        noun = at.text.split()[-1]
        found = self._article.text.rfind(noun, 0, at.start)
        sentence = self._survey.sentence_at(found) if found >= 0 else None
        return sentence.span if sentence else None

    @cached_property
    def _known(self) -> tuple[Known, ...]:
        return tuple(
            known
            for sentence in self._survey.sentences
            for span in sentence.places
            if (known := self._read(span, sentence.span)) is not None
        )

    def _read(self, span: Span, sentence: Span) -> Known | None:
        countries = [found.country for found in find_country_names(sentence.text)]
        context = (*countries, *self._survey.countries)
        resolved = resolve_place(span.text, context_countries=context, towns=True)
        return _known(span.start, span.text, resolved)

    def _filed(self) -> Iterator[Known]:
        """Where the report was filed from."""
        if self._article.dateline is None:
            return
        name = self._article.dateline.place.text.title()
        context = self._survey.countries
        found = _known(0, name, resolve_place(name, context_countries=context, towns=True))
        if found is not None:
            yield found


_BESIDE = "named beside it"
_SAME = re.compile(r"(?:the|that|this)\s(?:very\s)?(?:same\s)?[a-z]+(?:\s[a-z]+)?$")


def _known(start: int, words: str, resolved: ResolvedPlace | None) -> Known | None:
    if resolved is None or resolved.country is None:
        return None
    return Known(start, words, resolved.country, resolved.admin1)


def _countries(text: str) -> list[str]:
    """The countries that a sentence names, then those of the peoples that it names."""
    peoples = demonyms()
    words = (word.casefold() for word in _WORD.findall(text))
    return [
        *(found.country for found in find_country_names(text)),
        *(peoples[word] for word in words if word in peoples),
    ]


_WORD = re.compile(r"[A-Z]\w+")


def _range(span: Span) -> range:
    return range(span.start, span.end)
