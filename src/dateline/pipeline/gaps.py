"""What was seen and no record holds: what the audits find and a model is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models import Finding, Span
from dateline.models.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the survey saw and no record holds.

    Attributes:
        what: What it is, in the words of a finding.
        record: The kind of record that should hold it.
        span: Where it stands.
        passage: The sentence or sentences that a model is asked about.
        doubted: Whether there is a reason to think that no record should hold it, or that one does.
            It alone is not worth a question.
    """

    what: str
    record: str
    span: Span
    passage: tuple[Span, ...]
    severity: Severity = "warning"
    doubted: bool = False

    def finding(self) -> Finding:
        """The gap as the result reports it."""
        return Finding(
            kind="uncovered",
            severity=self.severity,
            message=f"{self.what[0].upper()}{self.what[1:]}.",
            span=self.span,
        )
