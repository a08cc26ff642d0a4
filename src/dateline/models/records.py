"""The three records. One definition serves the question, validation and `schemas/`."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict

from dateline.models.base import AskedAtMost, Derived, FoundBy, Model
from dateline.models.text import Mention, Span
from dateline.models.values import Actor, Casualty, Claim, Perpetrator, Place, When
from dateline.models.vocabulary import (
    Act,
    IncidentKind,
    PolicyKind,
    PolicyStatus,
    Realis,
    StatementKind,
)


class Record(Model):
    """What every record has."""

    id: Derived[str] = ""
    found_by: Derived[FoundBy] = "model"
    """Which coder found it."""


class OtherRecord(Record):
    """A record of a type that is not known here: whatever it held, as JSON has it."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Incident(Record):
    """Who did what to whom, where, when, with what toll, on whose word."""

    kind: IncidentKind
    """ACLED sub-event type."""
    realis: Realis = "actual"
    perpetrators: Annotated[tuple[Perpetrator, ...], AskedAtMost(4)] = ()
    targets: Annotated[tuple[Actor, ...], AskedAtMost(4)] = ()
    claim: Claim = Claim()
    weapon: Mention | None = None
    casualties: Annotated[tuple[Casualty, ...], AskedAtMost(8)] = ()
    """Every toll that the article reports for it, conflicting ones side by side."""
    place: Place | None = None
    when: When | None = None
    evidence: Annotated[tuple[Span, ...], AskedAtMost(4)] = ()
    """The sentences that report it, copied."""
    summary: Derived[str] = ""
    """Put together by dateline from the proved fields; no model writes it."""


class Statement(Record):
    """Who said what."""

    kind: StatementKind
    content: Mention
    """What was said, copied, without the cue and the speaker; "…" between two parts."""
    speaker: Mention | None = None
    """The words for the speaker beside the cue: a name, "he", "officials"."""
    resolved_speaker: Mention | None = None
    """The name or office meant, where `speaker` is a pronoun or "the statement"."""
    speaker_role: Mention | None = None
    """Office or description: "a member of the provincial council"."""
    anonymous: bool = False
    """The source is not named: "officials", "a diplomat"."""
    cue: Mention | None = None
    """The reporting verb or phrase: "said", "according to"."""
    act: Act = "assert"
    about: Derived[tuple[str, ...]] = ()
    """Ids of the incidents that it speaks of."""


class PolicyContext(Record):
    """A decision, a deadline, talks, an agreement, background."""

    kind: PolicyKind
    what: Mention
    """The clause that states it, copied."""
    actors: Annotated[tuple[Mention, ...], AskedAtMost(4)] = ()
    when: When | None = None
    status: PolicyStatus = "unknown"
    follows: Derived[tuple[str, ...]] = ()
    """Ids of the records that it results from."""
    evidence: Annotated[tuple[Span, ...], AskedAtMost(4)] = ()
