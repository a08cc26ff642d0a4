"""What asking about an article came to, so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.calls import Outcome, Question
from dateline.errors import ProviderError
from dateline.models import Call, Finding, PromptUsed, Span
from dateline.pipeline.assemble import ReadRecord
from dateline.pipeline.types import RecordType
from dateline.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Put:
    """A question that was put and answered, so that a further one can go on from it."""

    record_type: RecordType
    prompt: Prompt
    part: Span
    question: Question[Any]
    raw: str


@dataclass
class Read:
    """What asking came to: grounded records by the question that gave them."""

    records: list[ReadRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    prompts: list[PromptUsed] = field(default_factory=list)
    errors: list[ProviderError] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)
    asked: int = 0

    @property
    def failed(self) -> bool:
        """Whether questions were put and none was answered."""
        return bool(self.errors) and len(self.errors) == self.asked

    def note(self, outcome: Outcome[Any]) -> None:
        """Keep what the question took, and its trouble."""
        self.asked += 1
        self.calls.append(outcome.call)
        if outcome.error is not None:
            self.errors.append(outcome.error)
        if outcome.trouble is not None:
            kept = "What was valid in the answer is kept." if outcome.value is not None else ""
            self.findings.append(
                Finding(
                    kind="unanswered",
                    severity="error" if outcome.value is None else "warning",
                    message=f"{outcome.call.question}: {outcome.problem} {kept}".strip(),
                )
            )

    def followed_by(self, later: Read) -> Read:
        """This and what further questions came to."""
        return Read(
            self.records + later.records,
            self.findings + later.findings,
            self.calls + later.calls,
            self.prompts + later.prompts,
            self.errors + later.errors,
            asked=self.asked + later.asked,
        )
