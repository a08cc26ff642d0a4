"""A revised article beside its older version: what that changes in the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.events.likeness import likeness
from dateline.events.reports import Report
from dateline.events.traits import traits_of
from dateline.models import Extraction, Incident, PolicyContext, Record, Statement
from dateline.models.plain import flat

_SAME = 0.5
"""The least share of words in common (Jaccard) of one record in two versions."""
_WORD = re.compile(r"\w+")
_NOT_SAID = frozenset({"id", "found_by", "spans", "evidence", "summary", "about", "follows"})
"""Fields that change with the text around a record, and not with what it says."""
_WORKED_OUT = frozenset({"resolved_against", "rule"})
"""Fields that say how others were worked out: those are what changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record.

    Attributes:
        what: Whether it is new, gone, or told otherwise.
        record: Its type and its id, in the newer version where it is there: "incident i2".
        summary: What it says, in a line.
        fields: What is told otherwise: the field, the old value and the new one.
    """

    what: Literal["added", "removed", "changed"]
    record: str
    summary: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def revision(older: Extraction, newer: Extraction) -> tuple[Change, ...]:
    """What a newer version of an article changes in its records, in their order."""
    changes: list[Change] = []
    for name, before, after in (
        ("incident", older.incidents, newer.incidents),
        ("statement", older.statements, newer.statements),
        ("policy context", older.policy_context, newer.policy_context),
    ):
        changes += _changes(name, before, after)
    return tuple(changes)


def _changes(name: str, before: Sequence[Record], after: Sequence[Record]) -> Iterator[Change]:
    pairs = _pairs(before, after)
    for number, record in enumerate(after):
        title = f"{name} {record.id}"
        if number not in pairs:
            yield Change("added", title, _summary(record))
        elif fields := tuple(_differences(before[pairs[number]], record)):
            yield Change("changed", title, _summary(record), fields)
    met = set(pairs.values())
    for number, record in enumerate(before):
        if number not in met:
            yield Change("removed", f"{name} {record.id}", _summary(record))


def _pairs(before: Sequence[Record], after: Sequence[Record]) -> dict[int, int]:
    """For each newer record the older one that it is, the most like first."""
    likest = sorted(
        (
            (-_alike(old, new), there, here)
            for here, new in enumerate(after)
            for there, old in enumerate(before)
        ),
    )
    pairs: dict[int, int] = {}
    for unlike, there, here in likest:
        if -unlike >= _SAME and here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


def _alike(one: Record, other: Record) -> float:
    """How much two records are of one thing: by their words, or as two papers' reports are."""
    if isinstance(one, Incident) and isinstance(other, Incident):
        found = likeness(traits_of(Report("older", one)), traits_of(Report("newer", other)))
        if found is not None and found.same_event:
            return max(_SAME, _words_alike(one, other))
    return _words_alike(one, other)


def _words_alike(one: Record, other: Record) -> float:
    ours, theirs = _words(one), _words(other)
    either = ours | theirs
    return len(ours & theirs) / len(either) if either else 0.0


def _words(record: Record) -> frozenset[str]:
    return frozenset(word.lower() for text in _told(record) for word in _WORD.findall(text))


def _told(record: Record) -> Iterator[str]:
    """The words that a record rests on."""
    if isinstance(record, Statement):
        yield record.content.text
    elif isinstance(record, PolicyContext):
        yield record.what.text
    elif isinstance(record, Incident):
        yield from (span.text for span in record.evidence)


def _summary(record: Record) -> str:
    if isinstance(record, Incident):
        return record.summary or record.kind.value
    text = next(_told(record), "")
    return text if len(text) <= 80 else f"{text[:79]}…"


def _differences(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    left = dict(flat(old.model_dump(mode="json"), without=_NOT_SAID | _WORKED_OUT))
    right = dict(flat(new.model_dump(mode="json"), without=_NOT_SAID | _WORKED_OUT))
    for name in sorted(left.keys() | right.keys()):
        if left.get(name) != right.get(name):
            yield name, left.get(name), right.get(name)
