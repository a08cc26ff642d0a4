"""Duplicates merged, ids given, statements tied to incidents, summaries put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dateline.expressions.counts import read_count
from dateline.models import (
    Casualty,
    Incident,
    Mention,
    Model,
    Place,
    PolicyContext,
    Record,
    Span,
    Statement,
)
from dateline.pipeline.pairing import same_statement
from dateline.pipeline.stretches import Stretches

R = TypeVar("R", bound=Record)
V = TypeVar("V", bound=Model)
# Two attacks with one death each are no rarity.
_CHANCE = 2


def distinct_statements(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements in the article's order, each once; the one with the longer content stands."""
    by_length = sorted(statements, key=lambda s: -_length(s))
    kept = _distinct(by_length, lambda a, b: a.kind == b.kind and same_statement(a, b))
    return tuple(sorted(kept, key=lambda s: _start(s.content.spans)))


def distinct_incidents(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """Incidents in the article's order, each once."""
    kept = _distinct(incidents, _same_incident, _merged)
    return tuple(sorted(kept, key=lambda i: _start(i.evidence)))


def distinct_policy(items: Sequence[PolicyContext]) -> tuple[PolicyContext, ...]:
    """Items in the article's order, each once; two of one kind by one actor are one visit."""
    kept = _distinct(items, _same_policy)
    return tuple(sorted(kept, key=lambda p: _start(p.what.spans)))


def _distinct(
    records: Sequence[R],
    same: Callable[[R, R], bool],
    merged: Callable[[R, R], R] = lambda first, _: first,
) -> list[R]:
    kept: list[R] = []
    for record in records:
        at = next((n for n, other in enumerate(kept) if same(other, record)), None)
        if at is None:
            kept.append(record)
        else:
            kept[at] = merged(kept[at], record)
    return kept


def _merged(first: Incident, second: Incident) -> Incident:
    """Two records of one incident: the first, with what only the second tells."""
    return first.model_copy(
        update={
            "id": f"{first.id} {second.id}".strip(),  # findings may know either
            "perpetrators": _joined(first.perpetrators, second.perpetrators, lambda a: a.mention),
            "targets": _joined(first.targets, second.targets, lambda a: a.mention),
            "casualties": _joined(
                first.casualties, second.casualties, lambda c: c.count.mention, _same_toll
            ),
            "weapon": first.weapon or second.weapon,
            "place": _narrower(first.place, second.place),
            "when": first.when or second.when,
            "claim": second.claim if first.claim.status == "not_mentioned" else first.claim,
            "evidence": tuple(dict.fromkeys((*first.evidence, *second.evidence))),
            "found_by": first.found_by if first.found_by == second.found_by else "both",
        }
    )


def _narrower(first: Place | None, second: Place | None) -> Place | None:
    """The more precise of two places, as a headline's region gives way to the text's town."""
    if first is None or second is None:
        return first or second
    precisions = (first.geo_precision or 3, second.geo_precision or 3)
    return second if precisions[1] < precisions[0] else first


def _joined(
    first: Sequence[V],
    second: Sequence[V],
    mention: Callable[[V], Mention],
    same: Callable[[V, V], bool] = lambda *_: False,
) -> tuple[V, ...]:
    """The values of the first, and those of the second that are not the same words."""
    kept = list(first)
    for value in second:
        words = mention(value)
        told = any(
            mention(k).text.casefold() == words.text.casefold()
            or any(a.overlaps(b) for a in mention(k).spans for b in words.spans)
            or same(k, value)
            for k in kept
        )
        if not told:
            kept.append(value)
    return tuple(kept)


def _same_toll(left: Casualty, right: Casualty) -> bool:
    """Whether two tolls are one, told twice."""
    a, b = ((c.outcome, c.count.low, c.count.best, c.count.high, c.realis) for c in (left, right))
    return a == b and left.count.rule is not None


def _length(statement: Statement) -> int:
    return sum(s.end - s.start for s in statement.content.spans)


def _start(spans: Sequence[Span]) -> int:
    return min((s.start for s in spans), default=0)


def _same_incident(left: Incident, right: Incident) -> bool:
    """Whether two records tell of one incident.

    One kind at one place on one day; or one day and one toll where one record names the wider
    place, as a headline does.
    """
    if left.realis != right.realis or not _same_day(left, right):
        return False
    if left.place is None or right.place is None:
        overlap = any(a.overlaps(b) for a in left.evidence for b in right.evidence)
        return left.kind == right.kind and overlap
    if left.place.mention.text == right.place.mention.text:
        return left.kind == right.kind
    return _within(left.place, right.place) and bool(_tolls(left) & _tolls(right))


def _within(left: Place, right: Place) -> bool:
    """Whether one of two places may lie in the other: one is a country or a province."""
    if None not in (left.country, right.country) and left.country != right.country:
        return False
    if None not in (left.admin1, right.admin1) and left.admin1 != right.admin1:
        return False
    return any(p.country is not None and p.geo_precision in (2, 3) for p in (left, right))


def _tolls(incident: Incident) -> set[tuple[str, int]]:
    """The exact numbers of an incident; small ones are alike by chance."""
    read = ((c.outcome, read_count(c.count.mention.text)) for c in incident.casualties)
    return {(outcome, r.low) for outcome, r in read if r and r.low and r.low > _CHANCE}


def _same_day(left: Incident, right: Incident) -> bool:
    if left.when is None or right.when is None or left.when.start is None:
        return True
    return right.when.start is None or left.when.start == right.when.start


def _same_policy(left: PolicyContext, right: PolicyContext) -> bool:
    if left.kind != right.kind:
        return False
    if any(a.overlaps(b) for a in left.what.spans for b in right.what.spans):
        return True
    if left.kind == "deadline" and left.when and right.when and left.when.start:
        return left.when.start == right.when.start
    return left.kind == "visit" and any(
        a.text.split()[-1] == b.text.split()[-1] for a in left.actors for b in right.actors
    )


def with_ids(records: Sequence[R], prefix: str) -> tuple[R, ...]:
    """The records, numbered in order: i1, i2 and so on."""
    return tuple(r.model_copy(update={"id": f"{prefix}{n}"}) for n, r in enumerate(records, 1))


def tie(statements: Sequence[Statement], incidents: Sequence[Incident]) -> tuple[Statement, ...]:
    """Statements with the ids of the incidents whose evidence their words overlap."""
    tied = []
    evidence = [(i.id, Stretches(i.evidence)) for i in incidents]
    for statement in statements:
        spans = statement.content.spans
        about = tuple(id_ for id_, stretches in evidence if any(map(stretches.touch, spans)))
        same = about == statement.about
        tied.append(statement if same else statement.model_copy(update={"about": about}))
    return tuple(tied)


def summarise(incident: Incident) -> Incident:
    """The incident with a line put together from its proved fields."""
    where = f" in {incident.place.mention.text}" if incident.place else ""
    when = f" ({incident.when.mention.text})" if incident.when else ""
    tolls = "; ".join(f"{c.count.mention.text} {c.outcome}" for c in incident.casualties)
    line = f"{incident.kind}{where}{when}" + (f": {tolls}" if tolls else "")
    return incident.model_copy(update={"summary": " ".join(line.split())})
