"""What the survey holds that no record covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.expressions.counts import read_count
from dateline.models import Article, Casualty, Finding, Incident, PolicyContext, Span, Statement
from dateline.survey import Survey, Toll, distinct_tolls


def audit(
    survey: Survey,
    incidents: Sequence[Incident],
    statements: Sequence[Statement],
) -> Iterator[Finding]:
    """Findings for incidents, tolls and reported speech that are in no record."""
    evidence = [span for i in incidents for span in i.evidence]
    tolls = [c for i in incidents for c in i.casualties]
    for found in survey.incidents:
        if not any(span.overlaps(s) for span in evidence for s in found.sentences):
            first = next(s for s in found.sightings if s.firm)
            yield _uncovered("an incident seems to be reported here", first.sentence, "warning")
            continue
        for toll in distinct_tolls(found):
            if not any(_covers(c, toll) for c in tolls):
                yield _uncovered(f"a toll ({toll.outcome}) is in no record", toll.count, "warning")
    contents = [span for s in statements for span in s.content.spans]
    for said in survey.attributions:
        if not any(span.overlaps(part) for span in contents for part in said.content):
            yield _uncovered(f"{said.kind} speech is in no record", said.content[0], "info")


def _covers(casualty: Casualty, toll: Toll) -> bool:
    """Whether a record holds the toll, at this place or told again at another."""
    if any(span.overlaps(toll.count) for span in casualty.count.mention.spans):
        return True
    reading = read_count(toll.count.text)
    same = (casualty.outcome, casualty.count.low, casualty.count.best)
    return reading is not None and same == (toll.outcome, reading.low, reading.best)


def not_coded(article: Article) -> Iterator[Finding]:
    """Findings for what was set aside."""
    for part in article.set_aside:
        yield Finding(
            kind="set_aside",
            severity="info",
            message=f"Taken for a {part.reason}; kept in the text and not coded.",
            span=part.span,
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


def unresolved(incidents: Sequence[Incident], policy: Sequence[PolicyContext]) -> Iterator[Finding]:
    """Findings for times that could not be worked out."""
    timed: tuple[Incident | PolicyContext, ...] = (*incidents, *policy)
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


def _uncovered(what: str, span: Span, severity: str) -> Finding:
    return Finding.model_validate(
        {
            "kind": "uncovered",
            "severity": severity,
            "message": f"{what.capitalize()}.",
            "span": span,
        }
    )
