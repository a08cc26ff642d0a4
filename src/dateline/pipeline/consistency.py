"""Whether a record fits the sentences that it rests on: what grounding alone cannot see.

Every word of an invented record may stand in the article. What gives it away is where: a toll in
another incident's sentence, a speaker nowhere near the quotation, a threat told as an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateline.models import Article, Finding, Incident, Record, Span
from dateline.pipeline.incident_checks import check_date, check_incident, check_realis_alone
from dateline.pipeline.records import Records
from dateline.pipeline.reporting import Reporting
from dateline.pipeline.statement_checks import check_statement
from dateline.survey import Survey


class Checker:
    """The records of one article, held against its sentences.

    Args:
        article: The article.
        survey: What was seen in it without a model.
        light: Whether no more of it is surveyed than the records rest on.
    """

    def __init__(self, article: Article, survey: Survey, *, light: bool = False) -> None:
        self._reporting = Reporting(article, survey, light=light)

    def check(self, records: Records, apart: Sequence[Incident] = ()) -> Iterator[Finding]:
        """Findings for every record that does not fit.

        Args:
            records: The records.
            apart: The incidents before those that are one were joined: a threat told as an event
                may have gone into the record of an event.
        """
        reporting = self._reporting
        for incident in records.incidents:
            if incident.found_by != "parser":
                yield from check_incident(incident, reporting)
            for found in check_date(incident, reporting.article.published):
                # A day that the parser put to an incident of its own is no reading of a model's.
                own = incident.found_by == "parser"
                yield found.model_copy(update={"severity": "info"}) if own else found
        for incident in _joined(records.incidents, apart):
            yield from check_realis_alone(incident, reporting)
        yield from _twice(records.incidents)
        for statement in records.statements:
            if statement.found_by != "parser":
                yield from check_statement(statement, reporting)
        for record in (*records.incidents, *records.policy):
            yield from rests_on_no_reporting(record, reporting.article)


def rests_on_no_reporting(record: Record, article: Article) -> Iterator[Finding]:
    """A finding where all evidence of a record, of whatever type, is a caption or a menu line."""
    aside = [part.span for part in article.set_aside]
    evidence: Sequence[Span] = getattr(record, "evidence", ())
    if evidence and aside and all(any(e.overlaps(a) for a in aside) for e in evidence):
        yield Finding(
            kind="boilerplate",
            severity="warning",
            message="It rests on nothing but a caption, a menu line or a footer.",
            span=evidence[0],
            record=record.id,
            field="evidence",
        )


def _joined(incidents: Sequence[Incident], apart: Sequence[Incident]) -> Iterator[Incident]:
    """Those that went into another record, under its id."""
    if len(incidents) == len(apart):
        return
    whole = {incident.evidence for incident in incidents}
    for part in apart:
        if part.evidence in whole or part.found_by == "parser":
            continue
        others = (i for i in incidents if set(part.evidence) <= set(i.evidence))
        into = next(others, None)
        if into is not None:
            yield part.model_copy(update={"id": into.id})


def _twice(incidents: Sequence[Incident]) -> Iterator[Finding]:
    """Findings for pairs that look like one incident: same day, and a toll or words in common."""
    for number, left in enumerate(incidents):
        for right in incidents[:number]:
            if _one_day(left, right) and (_one_toll(left, right) or _one_sentence(left, right)):
                yield Finding(
                    kind="reported_twice",
                    severity="info",
                    message=f"{right.id} and {left.id} look like one incident.",
                    span=left.evidence[0] if left.evidence else None,
                    record=left.id,
                )


def _one_day(left: Incident, right: Incident) -> bool:
    a, b = _day(left), _day(right)
    return left.realis == right.realis and (a is None or b is None or a == b)


def _day(incident: Incident) -> date | None:
    return incident.when.start if incident.when else None


def _one_toll(left: Incident, right: Incident) -> bool:
    mine = {s for c in left.casualties for s in c.count.mention.spans}
    return any(s.overlaps(t) for s in mine for c in right.casualties for t in c.count.mention.spans)


def _one_sentence(left: Incident, right: Incident) -> bool:
    same = left.place and right.place and left.place.mention.text == right.place.mention.text
    return bool(same) and any(a.overlaps(b) for a in left.evidence for b in right.evidence)
