"""What was decided earlier, tied to the records that stand in the run now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.batch.store.reviews import Subject
from dateline.models import Incident, OtherRecord, PolicyContext, Record, Statement
from dateline.pipeline.ground import spans_of
from dateline.pipeline.pairing import incidents_alike, items_alike, statements_alike
from dateline.review.essence import key_of

TYPES: dict[str, type[Record]] = {
    "incident": Incident,
    "statement": Statement,
    "policy-context": PolicyContext,
}
"""The record types by name. Records of the user's own are `OtherRecord` here."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What was decided earlier beside what stands in the run.

    Attributes:
        of_record: For each record its subject, or None where nothing was decided about it.
        lost: The subjects that no record of the run is.
    """

    of_record: tuple[Subject | None, ...]
    lost: tuple[Subject, ...]


def read_record(type_name: str, written: str) -> Record:
    """A record as a decision keeps it."""
    return TYPES.get(type_name, OtherRecord).model_validate_json(written)


def match(records: Sequence[tuple[str, str, Record]], subjects: Sequence[Subject]) -> Matched:
    """Tie subjects to records, one to one: those that say the same first, then the most alike.

    Args:
        records: Of each its type, its key and itself.
        subjects: What was decided about, in the same text.
    """
    places = {subject.key: place for place, subject in enumerate(subjects)}
    tied = {n: places[key] for n, (_, key, _) in enumerate(records) if key in places}
    # In a run that reads what it read, that is all of them, and nothing has to be compared.
    left = set(range(len(subjects))) - set(tied.values())
    told = {place: _readings(subjects[place]) for place in sorted(left)}
    ranked = sorted(
        (-likeness, place, number)
        for number, (name, key, record) in enumerate(records)
        if number not in tied
        for place, readings in told.items()
        if subjects[place].type == name
        and (likeness := _likeness(key, record, subjects[place], readings)) > 0
    )
    for _, place, number in ranked:
        if number not in tied and place in left:
            tied[number] = place
            left.remove(place)
    return Matched(
        tuple(subjects[tied[n]] if n in tied else None for n in range(len(records))),
        tuple(subjects[place] for place in sorted(left)),
    )


_SAME = 100.0


def _likeness(
    key: str, record: Record, subject: Subject, readings: Sequence[tuple[str, Record]]
) -> float:
    """How much a record is like any of the readings that decisions hold; 0 is not at all."""
    if any(said == key for said, _ in readings):
        return _SAME
    if subject.decisions and subject.decisions[0].verdict == "added":
        # It was added beside what the run had read: a record that is only like it is another.
        return 0.0
    return max((_alike(record, earlier) for _, earlier in readings), default=0.0)


def _readings(subject: Subject) -> list[tuple[str, Record]]:
    """The records that were shown and that were left, each once."""
    found = {}
    for written in _written(subject):
        record = read_record(subject.type, written)
        found[key_of(subject.type, record)] = record
    return list(found.items())


def _written(subject: Subject) -> Iterator[str]:
    for decision in subject.decisions:
        yield from (w for w in (decision.shown, decision.stands) if w is not None)


def _alike(left: Record, right: Record) -> float:
    if isinstance(left, Incident) and isinstance(right, Incident):
        return incidents_alike(left, right)
    if isinstance(left, Statement) and isinstance(right, Statement):
        return statements_alike(left, right)
    if isinstance(left, PolicyContext) and isinstance(right, PolicyContext):
        return items_alike(left, right)
    ours, theirs = spans_of(left), spans_of(right)
    if not ours or not theirs:
        return 0.0
    return sum(any(a.overlaps(b) for b in theirs) for a in ours) / len(ours)
