"""When an incident was that its own words leave open: by the day told before it, with why.

"Hours later" is of the day of the incident before; one told without a day, in the middle of a
report of one, is of that day too.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.expressions.date_references import apply_reference, read_reference
from dateline.expressions.date_values import Resolved
from dateline.expressions.dates import find_dates
from dateline.models import Incident, Mention, When

_NEWS = ("actual", "attempted", "denied")


def with_days(incidents: Sequence[Incident], text: str) -> tuple[Incident, ...]:
    """The incidents with days for those that the article tells none of."""
    order = sorted(range(len(incidents)), key=lambda n: _start(incidents[n]))
    found = list(incidents)
    before: When | None = None
    for n in order:
        incident = found[n]
        if incident.realis not in _NEWS or not incident.evidence:
            continue
        if before is not None:
            incident = found[n] = _dated(incident, before, text)
        when = incident.when
        if when is not None and when.precision == "day" and not when.mention.inferred:
            before = when
    return tuple(found)


def _start(incident: Incident) -> int:
    return incident.evidence[0].start if incident.evidence else 0


def _dated(incident: Incident, before: When, text: str) -> Incident:
    """The incident, with its day by that of the one told before it."""
    when = incident.when
    if when is None:
        return incident.model_copy(update={"when": _same_day(before)})
    span = when.mention.span
    reference = read_reference(when.mention.text.lower(), "")
    if span is None or reference is None or before.start is None or before.end is None:
        return incident
    if find_dates(text[_start(incident) : span.start]):
        return incident  # "on Thursday after … the previous evening": of its own sentence
    day = Resolved(before.start, before.end, "day", relative=before.resolved_against is not None)
    meant = apply_reference(reference, day)
    if meant is None or (
        reference.shift == 0 and when.precision == "day" and when.start == day.start
    ):
        return incident
    update = {"start": meant.start, "end": meant.end, "precision": meant.precision}
    if reference.shift == 0:
        update |= {"start": day.start, "end": day.end}
    resolved = {**update, "resolved_against": before.resolved_against}
    return incident.model_copy(update={"when": when.model_copy(update=resolved)})


def _same_day(before: When) -> When:
    mention = Mention(
        text=before.mention.text,
        spans=before.mention.spans,
        inferred=True,
        reason="the day of the incident that is told before it",
        found_by="parser",
    )
    return before.model_copy(update={"mention": mention})
