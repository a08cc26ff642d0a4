"""Why a record is to be looked at, and how soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export.wording import spaced
from dateline.models import Extraction, Finding, Mention, Model, Record
from dateline.review.fields import mentions_of

WEIGHTS = {
    "boilerplate": 6,
    "disagreement": 3,
    "set_aside": 0,
    "encoding": 0,
    "language": 0,
    "error": 5,
    "warning": 4,
    "info": 1,
}
"""How much a finding counts: by its kind where that is listed, or else by its severity."""
_ALONE = 3
_DIFFER = 2
_UNPROVED = 5
_INFERRED = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a record.

    Attributes:
        words: The reason.
        weight: How much it counts.
    """

    words: str
    weight: int


def weight_of(finding: Finding) -> int:
    """How much a finding counts."""
    return WEIGHTS.get(finding.kind, WEIGHTS[finding.severity])


def doubts_of(record: Record, result: Extraction) -> tuple[Doubt, ...]:
    """The reasons to look at a record, the weightiest first: its findings, coders, proof."""
    found = [
        Doubt(finding.message, weight_of(finding))
        for finding in result.findings
        if finding.record == record.id and finding.record
    ]
    doubts = (*found, *_coders(record, two=bool(result.agreement)), *_proof(record))
    return tuple(sorted(doubts, key=lambda doubt: -doubt.weight))


def _coders(record: Record, *, two: bool) -> Iterator[Doubt]:
    """Where one of two coders stands alone. Where only one read there is nothing to compare."""
    if not two:
        return
    if record.found_by != "both":
        yield Doubt(f"Only the {record.found_by} found it.", _ALONE)
        return
    apart = [
        name
        for name in type(record).model_fields
        if any(m.found_by not in ("both", None) for m in _hearts(getattr(record, name)))
    ]
    if apart:
        fields = ", ".join(map(spaced, apart))
        yield Doubt(f"The coders do not both have: {fields}.", _DIFFER + len(apart) - 1)


def _proof(record: Record) -> Iterator[Doubt]:
    mentions = list(mentions_of(record))
    unproved = [m.text for m in mentions if not m.spans and not m.inferred]
    if unproved:
        words = ", ".join(f"“{text}”" for text in unproved)
        yield Doubt(f"Not proved: {words}.", _UNPROVED)
    if any(m.inferred for m in mentions):
        yield Doubt("Something in it is inferred.", _INFERRED)


def _hearts(value: object) -> Iterator[Mention]:
    """The mention that a value is about, for each value of a field: the coders compare these."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _hearts(item)
    elif isinstance(value, Model):
        heart = next((n for n in ("mention", "count") if n in type(value).model_fields), None)
        if heart is not None:
            yield from _hearts(getattr(value, heart))
