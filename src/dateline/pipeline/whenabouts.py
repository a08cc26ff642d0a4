"""When an incident was that its own words leave open: by the day told before it, with why.

"Hours later" is of the day of the incident before; in a live report, of the day of its posting.
What is told without a day is of that day too where its paragraph has told one, or where it says
that it was at the same time. Otherwise nobody has said when it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.expressions.date_references import Reference, apply_reference, read_reference
from dateline.expressions.date_values import Resolved
from dateline.expressions.dates import find_dates, resolve_date
from dateline.models import Incident, Mention, Span, When
from dateline.survey import Survey
from dateline.survey.discourse import load_discourse

_NEWS = ("actual", "attempted", "denied")


def with_days(incidents: Sequence[Incident], survey: Survey) -> tuple[Incident, ...]:
    """The incidents with days for those that the article tells none of."""
    order = sorted(range(len(incidents)), key=lambda n: _start(incidents[n]))
    found = list(incidents)
    before: When | None = None
    for n in order:
        incident = found[n]
        if incident.realis not in _NEWS or not incident.evidence:
            continue
        incident = found[n] = _dated(incident, before, survey)
        when = incident.when
        if when is not None and when.precision == "day" and not when.mention.inferred:
            before = when
    return tuple(found)


def _start(incident: Incident) -> int:
    return incident.evidence[0].start if incident.evidence else 0


def _dated(incident: Incident, before: When | None, survey: Survey) -> Incident:
    """The incident, with its day by what is told before it."""
    when, article = incident.when, survey.article
    if when is None:
        told = _of_paragraph(incident, survey) or _same_time(incident, before)
        return incident if told is None else incident.model_copy(update={"when": told})
    span = when.mention.span
    reference = read_reference(when.mention.text.lower(), "")
    if span is None or reference is None:
        return incident
    if reference.shift == 0 and survey.scenes.live and article.published is not None:
        return _on(incident, when, article.published, None)
    if before is None or find_dates(article.text[_start(incident) : span.start]):
        return incident  # "on Thursday after … the previous evening": of its own sentence
    return _after(incident, when, reference, before)


def _after(incident: Incident, when: When, reference: Reference, before: When) -> Incident:
    """The incident, so long after or before the day that was told before it."""
    if before.start is None or before.end is None:
        return incident
    day = Resolved(before.start, before.end, "day", relative=before.resolved_against is not None)
    meant = apply_reference(reference, day)
    if meant is None or (
        reference.shift == 0 and when.precision == "day" and when.start == day.start
    ):
        return incident
    if reference.shift == 0:
        return _on(incident, when, day.start, before.resolved_against, end=day.end)
    update: dict[str, object] = {
        "start": meant.start,
        "end": meant.end,
        "precision": meant.precision,
        "resolved_against": before.resolved_against,
    }
    return incident.model_copy(update={"when": when.model_copy(update=update)})


def _on(
    incident: Incident, when: When, day: date, against: date | None, *, end: date | None = None
) -> Incident:
    """The incident on a day, in its own words for it."""
    update = {"start": day, "end": end or day, "precision": "day", "resolved_against": against}
    return incident.model_copy(update={"when": when.model_copy(update=update)})


def _of_paragraph(incident: Incident, survey: Survey) -> When | None:
    """The day that was told last before an incident, in its own paragraph."""
    first = survey.sentence_at(_start(incident))
    published = survey.article.published
    if first is None or published is None:
        return None
    told = [
        span
        for sentence in survey.touching([first.paragraph.span])
        if sentence.span.start < first.span.start and sentence.frames.is_news(sentence.span)
        for span in sentence.frames.dates
    ]
    for span in reversed(told):
        day = resolve_date(span.text, published)
        if day is not None and day.precision == "day" and day.end <= published:
            return _inferred(span, day, published)
    return None


def _inferred(span: Span, day: Resolved, published: date) -> When:
    mention = Mention(
        text=span.text,
        spans=(span,),
        inferred=True,
        reason="the day that is told before it in its paragraph",
        found_by="parser",
    )
    return When(
        mention=mention,
        start=day.start,
        end=day.end,
        precision=day.precision,
        resolved_against=published if day.relative else None,
    )


def _same_time(incident: Incident, before: When | None) -> When | None:
    """The day of the incident told before, where it says that it was at the same time."""
    if before is None or not load_discourse().is_meanwhile(incident.evidence[0].text):
        return None
    mention = Mention(
        text=before.mention.text,
        spans=before.mention.spans,
        inferred=True,
        reason="the day of the incident that is told before it",
        found_by="parser",
    )
    return before.model_copy(update={"mention": mention})
