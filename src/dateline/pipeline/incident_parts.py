"""The values of an incident by field, and a finding about one of them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models import Finding, FindingKind, Incident, Mention, Span
from dateline.models.vocabulary import Severity


def finding(
    kind: FindingKind,
    message: str,
    incident: Incident,
    field: str | None,
    span: Span | None,
    *,
    severity: Severity = "warning",
) -> Finding:
    """A finding about a record, a warning unless said otherwise."""
    return Finding(
        kind=kind, severity=severity, message=message, span=span, record=incident.id, field=field
    )


def parts(incident: Incident) -> Iterator[tuple[str, Mention]]:
    """The values of an incident that its own sentences should hold, by field."""
    for number, casualty in enumerate(incident.casualties):
        yield f"casualties.{number}", casualty.count.mention
    if incident.place is not None:
        yield "place", incident.place.mention
    if incident.when is not None:
        yield "when", incident.when.mention
    if incident.weapon is not None:
        yield "weapon", incident.weapon
    for number, perpetrator in enumerate(incident.perpetrators):
        yield f"perpetrators.{number}", perpetrator.mention
    for number, target in enumerate(incident.targets):
        yield f"targets.{number}", target.mention
