"""How far two reviewers agree, field by field, in the articles that both are through with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.batch.store.reviews import Reviewed, reviewed
from dateline.models import (
    Count,
    FieldAgreement,
    Incident,
    PolicyContext,
    Record,
    Statement,
    When,
)
from dateline.models.agreement import agreement as agreement_of
from dateline.pipeline.pairing import incidents_alike, items_alike, pair, statements_alike
from dateline.pipeline.reconcile import reconcile
from dateline.review.matching import read_record

Told = tuple[str, str | None, str | None]
"""A field, what one reviewer has in it, and what the other."""
_THERE, _NOT_THERE = "there", "not there"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers.

    Attributes:
        first: The one.
        second: The other.
        articles: How many both are through with.
        fields: How far they agree. A field that is a record type alone is whether there is such a
            record; the others are compared where both say that there is. `FieldAgreement` calls
            the first "model" and the second "parser", the two coders that it was made for.
    """

    first: str
    second: str
    articles: int
    fields: tuple[FieldAgreement, ...]


def agreements(connection: sqlite3.Connection) -> list[Agreement]:
    """Every two reviewers who are both through with an article."""
    told: dict[tuple[str, str], list[Told]] = {}
    articles: dict[tuple[str, str], int] = {}
    for one in reviewed(connection):
        for pair_ in combinations(sorted(one.finished), 2):
            told.setdefault(pair_, []).extend(compared(one, *pair_))
            articles[pair_] = articles.get(pair_, 0) + 1
    return [
        Agreement(first, second, articles[first, second], agreement_of(readings))
        for (first, second), readings in told.items()
    ]


def compared(one: Reviewed, first: str, second: str) -> Iterator[Told]:
    """What each of two reviewers says of every record of an article."""
    ours: list[tuple[str, Record]] = []
    theirs: list[tuple[str, Record]] = []
    for subject in one.subjects:
        a, b = subject.standing_of(first), subject.standing_of(second)
        left = read_record(subject.type, a.stands) if a and a.stands else None
        right = read_record(subject.type, b.stands) if b and b.stands else None
        if a and b:
            yield from _both(subject.type, left, right)
        elif left is not None:
            ours.append((subject.type, left))
        elif right is not None:
            theirs.append((subject.type, right))
    yield from _met_apart(ours, theirs)


def _met_apart(
    ours: Sequence[tuple[str, Record]], theirs: Sequence[tuple[str, Record]]
) -> Iterator[Told]:
    """Records that each met on their own: both added them, or runs between them read otherwise."""
    for name in dict.fromkeys(name for name, _ in (*ours, *theirs)):
        left = [record for kind, record in ours if kind == name]
        right = [record for kind, record in theirs if kind == name]
        partner: dict[int, Record] = {}
        for record, other in _pairs(left, right):
            partner[id(record)] = other
        used = {id(other) for other in partner.values()}
        for record in left:
            yield from _both(name, record, partner.get(id(record)))
        for record in right:
            if id(record) not in used:
                yield from _both(name, None, record)


def _pairs(left: Sequence[Record], right: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    for kind, alike in (
        (Incident, incidents_alike),
        (Statement, statements_alike),
        (PolicyContext, items_alike),
    ):
        ours = [record for record in left if isinstance(record, kind)]
        theirs = [record for record in right if isinstance(record, kind)]
        found = pair(ours, theirs, alike)  # type: ignore[arg-type]  # of one kind
        yield from ((a, b) for a, b in found.pairs if b is not None)


def _both(name: str, left: Record | None, right: Record | None) -> Iterator[Told]:
    yield name, _whether(left), _whether(right)
    if left is None or right is None or type(left) is not type(right):
        return
    if isinstance(left, Incident | Statement | PolicyContext):
        yield from reconcile(left, right, "model").readings[1:]
        yield from _read_out(name, left, right)


def _whether(record: Record | None) -> str:
    return _NOT_THERE if record is None else _THERE


def _read_out(name: str, left: Record, right: Record) -> Iterator[Told]:
    """What is read out of words, where both have the words: codes, days, bounds of tolls."""
    if isinstance(left, Incident) and isinstance(right, Incident):
        if left.place and right.place:
            yield from _filled(f"{name}.place.country", left.place.country, right.place.country)
            yield from _filled(f"{name}.place.admin1", left.place.admin1, right.place.admin1)
        for toll in left.casualties:
            for other in right.casualties:
                spans = other.count.mention.spans
                shared = any(a.overlaps(b) for a in toll.count.mention.spans for b in spans)
                if shared and toll.outcome == other.outcome:
                    bounds = (_bounds(toll.count), _bounds(other.count))
                    yield from _filled(f"{name}.casualties.bounds", *bounds)
    ours, theirs = getattr(left, "when", None), getattr(right, "when", None)
    if ours and theirs:
        yield from _filled(f"{name}.when.days", _days(ours), _days(theirs))


def _filled(field: str, left: str | None, right: str | None) -> Iterator[Told]:
    if left is not None or right is not None:
        yield field, left, right


def _bounds(count: Count) -> str:
    return f"{count.low} {count.best} {count.high}"


def _days(when: When) -> str | None:
    return f"{when.start} {when.end}" if when.start or when.end else None
