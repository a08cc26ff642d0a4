"""One thing said: its words, its cue, its source."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models import Span
from dateline.models.vocabulary import Act, StatementKind
from dateline.survey.speakers import (
    Source,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing said.

    Attributes:
        content: What was said, in one or more parts, without quotation marks around it.
        kind: By its quotation marks.
        sentence: The sentence that holds it.
        cue: The reporting verb or phrase.
        source: Who said it; for a quotation without a cue, who was quoted before.
        continued: Whether the source stands with an earlier quotation.
        act: What is done by saying it.
    """

    content: tuple[Span, ...]
    kind: StatementKind
    sentence: Span
    cue: Span | None = None
    source: Source | None = None
    continued: bool = False
    act: Act = "assert"
