"""One item of policy, by the verb that tells it, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.parsed.policy.clauses import Clause
from dateline.syntax import Word


@dataclass(frozen=True, slots=True)
class Step:
    """One item, by the verb that tells it.

    Attributes:
        clause: Its clause.
        kind: What it is.
        status: How far it has come.
        when: The word for its time, where the kind of item tells which one.
    """

    clause: Clause
    kind: PolicyKind
    status: PolicyStatus
    when: Word | None = None


def told(kind: PolicyKind, done: PolicyStatus, ahead: PolicyStatus, clause: Clause) -> Step | None:
    """The item that a clause tells, if it tells one: by its time, and by whether it is denied."""
    if kind == "position":
        return None if clause.negated else Step(clause, kind, done)
    if clause.negated:
        # Who will not do it takes a position; what was not done is no step.
        return Step(clause, "position", "in_force") if clause.time == "ahead" else None
    if clause.time == "offered":
        return Step(clause, kind, "pending")
    if clause.time == "duty":
        return None
    if clause.time == "now" and clause.verb.tag == "VBG" and kind == "deployment":
        return Step(clause, kind, "announced")  # "is sending a frigate"
    return Step(clause, kind, ahead if clause.time == "ahead" else done)
