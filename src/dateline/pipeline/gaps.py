"""What was seen and no record holds: what the audits find and a model is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.models import Finding, Span
from dateline.models.vocabulary import Severity

Sureness = Literal["sure", "likely", "doubted"]
"""How sure a gap is: only a sure one is a warning, and a doubted one is worth no question alone."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the survey saw and no record holds.

    Attributes:
        what: What it is, in the words of a finding.
        record: The kind of record that should hold it.
        span: Where it stands.
        passage: The sentence or sentences that a model is asked about.
        sureness: Whether some record should surely hold it; doubted where there is a reason to
            think that none should, or that one does.
    """

    what: str
    record: str
    span: Span
    passage: tuple[Span, ...]
    sureness: Sureness = "sure"

    @property
    def severity(self) -> Severity:
        """How the result reports it."""
        return "warning" if self.sureness == "sure" else "info"

    @property
    def doubted(self) -> bool:
        """Whether it is worth no question of its own."""
        return self.sureness == "doubted"

    def finding(self) -> Finding:
        """The gap as the result reports it."""
        return Finding(
            kind="uncovered",
            severity=self.severity,
            message=f"{self.what[0].upper()}{self.what[1:]}.",
            span=self.span,
        )
