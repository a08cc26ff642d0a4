"""What the survey holds that no record covers, and what was not coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.expressions.counts import read_count
from dateline.models import (
    Article,
    Casualty,
    Coverage,
    Finding,
    Incident,
    Place,
    PolicyContext,
    Share,
    Span,
    Statement,
)
from dateline.models.vocabulary import Severity
from dateline.pipeline.records import Records
from dateline.survey import SightedIncident, Survey, Toll, distinct_tolls, spoken_quotations

_ENGLISH_LETTERS = 0.7  # of the letters, where no word list knows the language


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the survey saw and no record holds.

    Attributes:
        what: What it is, in the words of a finding.
        record: The kind of record that should hold it.
        span: Where it stands.
        passage: The sentence or sentences that a model is asked about.
    """

    what: str
    record: str
    span: Span
    passage: tuple[Span, ...]
    severity: Severity = "warning"

    def finding(self) -> Finding:
        """The gap as the result reports it."""
        return Finding(
            kind="uncovered",
            severity=self.severity,
            message=f"{self.what[0].upper()}{self.what[1:]}.",
            span=self.span,
        )


def find_gaps(survey: Survey, records: Records) -> tuple[Gap, ...]:
    """Incidents, tolls, claims, quotations, reported speech and deadlines that are in no record."""
    return (
        *_incident_gaps(survey, records.incidents),
        *_speech_gaps(survey, records.statements),
        *_policy_gaps(survey, records.policy),
    )


def coverage(survey: Survey, records: Records) -> Coverage:
    """How much of what the survey found the records account for."""
    tolls = [t for i in survey.incidents for t in distinct_tolls(i)]
    casualties = [c for i in records.incidents for c in i.casualties]
    contents = [span for s in records.statements for span in s.content.spans]
    quotations = [q.inner for q, _ in spoken_quotations(survey)]
    cues = [a for a in survey.attributions if a.cue is not None]
    return Coverage(
        tolls=_share([any(_covers(c, t) for c in casualties) for t in tolls]),
        quotations=_share([any(q.overlaps(c) for c in contents) for q in quotations]),
        cues=_share([any(c.overlaps(p) for c in contents for p in a.content) for a in cues]),
    )


def _share(covered: Sequence[bool]) -> Share:
    return Share(found=len(covered), covered=sum(covered))


def _incident_gaps(survey: Survey, incidents: Sequence[Incident]) -> Iterator[Gap]:
    evidence = [span for i in incidents for span in i.evidence]
    casualties = [c for i in incidents for c in i.casualties]
    for found in survey.incidents:
        if not any(span.overlaps(s) for span in evidence for s in found.sentences):
            first = next(s for s in found.sightings if s.firm)
            yield Gap(
                "an incident seems to be reported here, and no record holds it",
                "incident",
                first.sentence,
                found.sentences,
            )
            continue
        yield from _claim_gap(found, incidents)
    for toll in _tolls_of(survey, evidence):
        if not any(_covers(c, toll) for c in casualties):
            yield Gap(
                f"a toll ({toll.outcome}) is in no record",
                "incident",
                toll.count,
                (toll.sentence,),
            )


def _tolls_of(survey: Survey, evidence: Sequence[Span]) -> Iterator[Toll]:
    """The tolls that some record should hold, in order, each number once.

    Those of the incidents that the survey saw and a record rests on, and those of any sentence
    that a record rests on: what it makes of a past event or a threat, it should make of its toll.
    """
    seen: set[tuple[str, str]] = set()
    own = [
        toll
        for found in survey.incidents
        if any(span.overlaps(s) for span in evidence for s in found.sentences)
        for toll in distinct_tolls(found)
    ]
    own += [
        toll
        for sentence in survey.sentences
        if any(span.overlaps(sentence.span) for span in evidence)
        for toll in sentence.tolls
    ]
    for toll in sorted(own, key=lambda t: t.count.start):
        key = (toll.outcome, toll.count.text.casefold())
        if key not in seen:
            seen.add(key)
            yield toll


def _claim_gap(found: SightedIncident, incidents: Sequence[Incident]) -> Iterator[Gap]:
    said = next((s for s in found.sightings if s.claim[0] != "not_mentioned"), None)
    if said is None:
        return
    own = [
        i
        for i in incidents
        if any(span.overlaps(s) for span in i.evidence for s in found.sentences)
    ]
    if all(i.claim.status == "not_mentioned" for i in own):
        yield Gap(
            "a claim of responsibility, or its absence, is in no record",
            "incident",
            said.sentence,
            (said.sentence,),
            "info",
        )


def _covers(casualty: Casualty, toll: Toll) -> bool:
    """Whether a record holds the toll, at this place or told again at another."""
    if any(span.overlaps(toll.count) for span in casualty.count.mention.spans):
        return True
    reading = read_count(toll.count.text)
    same = (casualty.outcome, casualty.count.low, casualty.count.best)
    return reading is not None and same == (toll.outcome, reading.low, reading.best)


def _speech_gaps(survey: Survey, statements: Sequence[Statement]) -> Iterator[Gap]:
    contents = [span for s in statements for span in s.content.spans]
    seen: list[Span] = []
    for quotation, sentence in spoken_quotations(survey):
        if not any(quotation.inner.overlaps(c) for c in contents):
            seen.append(quotation.inner)
            yield Gap("a quotation is in no record", "statement", quotation.inner, (sentence,))
    for said in survey.attributions:
        parts = said.content
        if any(p.overlaps(s) for p in parts for s in seen):
            continue
        if not any(span.overlaps(part) for span in contents for part in parts):
            yield Gap(
                f"{said.kind} speech is in no record",
                "statement",
                parts[0],
                (said.sentence,),
                "info",
            )


def _policy_gaps(survey: Survey, policy: Sequence[PolicyContext]) -> Iterator[Gap]:
    held = [span for p in policy for span in (*p.what.spans, *p.evidence)]
    for item in survey.policy:
        if item.kinds[0] == "deadline" and not any(item.what.overlaps(s) for s in held):
            yield Gap(
                "a deadline is in no record", "policy-context", item.what, (item.sentence,), "info"
            )


def not_coded(article: Article, survey: Survey) -> Iterator[Finding]:
    """Findings for what was set aside, what is hostile, and what could not be surveyed."""
    for part in article.set_aside:
        yield Finding(
            kind="set_aside",
            severity="info",
            message=f"Taken for a {part.reason}; kept in the text and not coded.",
            span=part.span,
        )
    for hostile in survey.hostile:
        yield Finding(
            kind="hostile",
            severity="warning",
            message=f"This is {hostile.description}; no value may rest on it.",
            span=hostile.span,
        )
    if article.left_out:
        yield Finding(
            kind="set_aside",
            severity="info",
            message=(
                f"The page showed {len(article.left_out)} other pieces of text; they are kept in "
                "article.left_out and not coded."
            ),
        )
    if article.assumed_encoding:
        yield Finding(
            kind="encoding",
            severity="warning",
            message=f"The file is not UTF-8; it was read as {article.assumed_encoding}.",
        )
    if not _is_surveyed(article, survey):
        language = article.language or "unknown"
        yield Finding(
            kind="language",
            severity="warning",
            message=(
                f"The article's language is {language}, and the survey has a lexicon for "
                f"{survey.lexicon.language} only: of what a model leaves out it sees quotation "
                "marks alone."
            ),
        )


def _is_surveyed(article: Article, survey: Survey) -> bool:
    """Whether the lexicon is one of the article's language, as far as that is known."""
    if article.language is not None:
        return article.language == survey.lexicon.language
    letters = [c for c in article.text if c.isalpha()]
    return sum(c.isascii() for c in letters) >= _ENGLISH_LETTERS * len(letters)


def nothing_asked() -> Finding:
    """The finding for an article in which the survey saw nothing to ask a small model about."""
    return Finding(
        kind="unanswered",
        severity="warning",
        message=(
            "Nothing was asked: the survey saw no incident, speech or policy. "
            "It reads English only; for other languages use a model that is asked about the "
            "whole article."
        ),
    )


def _open_place(place: Place) -> str | None:
    words = place.mention.text
    if place.candidates:
        options = ", ".join(f"{c.name} ({c.admin1 or c.country})" for c in place.candidates[:4])
        return f"{words!r} may be several places: {options}."
    return None if place.country else f"{words!r} was not found in the gazetteer."


def unresolved(records: Records) -> Iterator[Finding]:
    """Findings for times and places that could not be worked out."""
    for incident in records.incidents:
        if incident.place is not None and (problem := _open_place(incident.place)):
            yield Finding(
                kind="unresolved",
                severity="info",
                message=problem,
                span=incident.place.mention.span,
                record=incident.id,
                field="place",
            )
    timed: tuple[Incident | PolicyContext, ...] = (*records.incidents, *records.policy)
    for record in timed:
        if record.when is not None and record.when.start is None:
            yield Finding(
                kind="unresolved",
                severity="info",
                message=f"{record.when.mention.text!r} was not resolved to a day.",
                span=record.when.mention.span,
                record=record.id,
                field="when",
            )
