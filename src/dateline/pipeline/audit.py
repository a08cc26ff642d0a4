"""What the survey holds that no record covers, and what was not coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.models import (
    Article,
    Coverage,
    Finding,
    Incident,
    Place,
    PolicyContext,
    Share,
    Span,
    Statement,
)
from dateline.pipeline.gaps import Gap
from dateline.pipeline.records import Records
from dateline.pipeline.stretches import Stretches
from dateline.pipeline.toll_gaps import covers, toll_gaps, tolls_rested_on
from dateline.pipeline.toll_signs import Reader
from dateline.survey import SightedIncident, Survey, Toll, distinct_tolls, spoken_quotations
from dateline.survey.toll_sums import is_sum_since

_OF_GAMES = 3  # words that only a report of a match has
_WORD = re.compile(r"[^\W_]+")
_ENGLISH_LETTERS = 0.7  # of the letters, where no word list knows the language


def find_gaps(survey: Survey, records: Records) -> tuple[Gap, ...]:
    """Incidents, tolls, claims, quotations, reported speech and deadlines that are in no record."""
    return (
        *_incident_gaps(survey, records),
        *_speech_gaps(survey, records.statements),
        *_policy_gaps(survey, records.policy),
    )


def coverage(survey: Survey, records: Records) -> Coverage:
    """How much of what the survey found the records account for."""
    tolls = [t for i in survey.incidents for t in distinct_tolls(i) if not t.named]
    casualties = [c for i in records.incidents for c in i.casualties]
    contents = Stretches(span for s in records.statements for span in s.content.spans)
    quotations = [q.inner for q, _ in spoken_quotations(survey)]
    cues = [a for a in survey.attributions if a.cue is not None]
    return Coverage(
        tolls=share([any(covers(c, t, survey.lexicon) for c in casualties) for t in tolls]),
        quotations=share([contents.touch(q) for q in quotations]),
        cues=share([any(map(contents.touch, a.content)) for a in cues]),
    )


def share(covered: Sequence[bool]) -> Share:
    """How many of what was found are covered."""
    return Share(found=len(covered), covered=sum(covered))


def _incident_gaps(survey: Survey, records: Records) -> Iterator[Gap]:
    rested_on = Stretches(records.incident_evidence)
    for found in survey.incidents:
        if any(map(rested_on.touch, found.sentences)):
            yield from _claim_gap(found, records.incidents)
            continue
        first = next(s for s in found.sightings if s.firm)
        doubted = _is_sum(found, survey) or is_of_games(survey)
        yield incident_gap(first.sentence, found.sentences, doubted=doubted)
    reader: Reader = "parser" if survey.parser is not None else "light"
    yield from toll_gaps(survey, tolls_to_hold(survey, records), records.incidents, reader)


def tolls_to_hold(survey: Survey, records: Records) -> Iterator[Toll]:
    """The tolls that some record should hold: of their sentences, and of incidents seen in them."""
    evidence = records.incident_evidence
    rested_on = Stretches(evidence)
    seen = (found for found in survey.incidents if any(map(rested_on.touch, found.sentences)))
    own = [toll for found in seen for toll in distinct_tolls(found)]
    return tolls_rested_on(survey, evidence, own)


def incident_gap(span: Span, passage: tuple[Span, ...], *, doubted: bool) -> Gap:
    """An incident that no record holds; as information, where it may be none."""
    return Gap(
        "an incident seems to be reported here, and no record holds it",
        "incident",
        span,
        passage,
        "doubted" if doubted else "sure",
    )


def is_of_games(survey: Survey) -> bool:
    """Whether an article is of a match, where sides are gunned down and batsmen ambushed."""
    told = (m[0].lower() for m in survey.lexicon.games.finditer(survey.article.text.lower()))
    return len(set(told)) >= _OF_GAMES


def _is_sum(found: SightedIncident, survey: Survey) -> bool:
    """Whether it may be no incident but a sum over many: "eleven were murdered since January"."""
    tolls = distinct_tolls(found)
    return bool(tolls) and all(is_sum_since(t, survey.lexicon) for t in tolls)


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
            "likely",
        )


def quotation_gaps(survey: Survey, statements: Sequence[Statement]) -> Iterator[Gap]:
    """Passages in quotation marks that no record holds, here or where they are quoted again."""
    contents = Stretches(span for s in statements for span in s.content.spans)
    held = [_bare(span.text) for s in statements for span in s.content.spans]
    for quotation, sentence in spoken_quotations(survey):
        again = _bare(quotation.inner.text)
        if not contents.touch(quotation.inner) and not any(again in words for words in held):
            yield Gap("a quotation is in no record", "statement", quotation.inner, (sentence,))


def _bare(words: str) -> str:
    """Words without their marks and capitals, set apart so that only whole ones are found."""
    return f" {' '.join(_WORD.findall(words.casefold()))} "


def _speech_gaps(survey: Survey, statements: Sequence[Statement]) -> Iterator[Gap]:
    quotations = list(quotation_gaps(survey, statements))
    yield from quotations
    told = Stretches(
        [*(s for said in statements for s in said.content.spans), *(g.span for g in quotations)]
    )
    for said in survey.attributions:
        if not any(map(told.touch, said.content)):
            yield Gap(
                f"{said.kind} speech is in no record",
                "statement",
                said.content[0],
                (said.sentence,),
                "likely",
            )


def _policy_gaps(survey: Survey, policy: Sequence[PolicyContext]) -> Iterator[Gap]:
    held = [span for p in policy for span in (*p.what.spans, *p.evidence)]
    for item in survey.policy:
        if item.kinds[0] == "deadline" and not any(item.what.overlaps(s) for s in held):
            yield Gap(
                "a deadline is in no record",
                "policy-context",
                item.what,
                (item.sentence,),
                "likely",
            )


def not_coded(article: Article, survey: Survey) -> Iterator[Finding]:
    """Findings for what was set aside, what is hostile, and what could not be surveyed."""
    for part in article.set_aside:
        taken = "a repetition" if part.reason == "repeated" else f"a {part.reason}"
        yield Finding(
            kind="set_aside",
            severity="info",
            message=f"Taken for {taken}; kept in the text and not coded.",
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
                f"{survey.lexicon.language} only: the parser has no record of it, and of what a "
                "model leaves out it sees quotation marks alone. Have a model read it that is "
                "asked about the whole article."
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
