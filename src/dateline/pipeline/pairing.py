"""Which record of the model's and which of the parser's are of one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.models import Casualty, Incident, PolicyContext, Record, Span, Statement

R = TypeVar("R", bound=Record)
# The share of the shorter of two contents that both hold, from which they are one statement.
_ONE_STATEMENT = 0.5


@dataclass(frozen=True, slots=True)
class Paired(Generic[R]):
    """Records in pairs, each used once, and those of the parser's that are like none."""

    pairs: tuple[tuple[R, R | None], ...]
    left: tuple[R, ...]


def pair(model: Sequence[R], parser: Sequence[R], likeness: Callable[[R, R], float]) -> Paired[R]:
    """The records of `model`, in order, each with the one of `parser` that is most like it.

    The most alike are paired first. A likeness of 0 is none.
    """
    ranked = sorted(
        (-alike, m, p)
        for m, ours in enumerate(model)
        for p, theirs in enumerate(parser)
        if (alike := likeness(ours, theirs)) > 0
    )
    told = {p for _, _, p in ranked}
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, m, p in ranked:
        if m not in partner and p not in used:
            partner[m] = p
            used.add(p)
    return Paired(
        tuple((ours, parser[partner[m]] if m in partner else None) for m, ours in enumerate(model)),
        tuple(record for p, record in enumerate(parser) if p not in told),
    )


def incidents_alike(left: Incident, right: Incident) -> float:
    """By the sentences that both rest on, then by kind, place, time and tolls; 0 without the first.

    Records of one sentence may be of several incidents, so the fields decide between them.
    """
    shared = _shared(left.evidence, right.evidence)
    if not shared:
        return 0.0
    places = [i.place.mention.text for i in (left, right) if i.place]
    times = [i.when.mention.text for i in (left, right) if i.when]
    return shared + sum(
        (
            left.kind == right.kind,
            left.realis == right.realis,
            len(places) == 2 and (places[0] in places[1] or places[1] in places[0]),
            len(times) == 2 and times[0] == times[1],
            any(_one_toll(a, b) for a in left.casualties for b in right.casualties),
        )
    )


def statements_alike(left: Statement, right: Statement) -> float:
    """By the share of their words that they have in common; 0 where they are not one statement."""
    ours, theirs = left.content.spans, right.content.spans
    if not (ours and theirs):
        return 0.0
    shared = _shared(ours, theirs)
    return shared if shared >= _ONE_STATEMENT else 0.0


def items_alike(left: PolicyContext, right: PolicyContext) -> float:
    """By the share of their clauses that they have in common, and by kind."""
    shared = _shared(left.what.spans, right.what.spans)
    return shared + (left.kind == right.kind) if shared else 0.0


def same_statement(left: Statement, right: Statement) -> bool:
    """Whether two statements report the same words."""
    ours, theirs = left.content.spans, right.content.spans
    if not (ours and theirs):
        return left.content.text == right.content.text
    return _shared(ours, theirs) >= _ONE_STATEMENT


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """The characters that both hold, as a share of the fewer."""
    if not (ours and theirs) or ours[-1].end <= theirs[0].start or theirs[-1].end <= ours[0].start:
        return 0.0
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in theirs)
    shorter = min(sum(s.end - s.start for s in ours), sum(s.end - s.start for s in theirs))
    return shared / shorter if shorter else 0.0


def _one_toll(left: Casualty, right: Casualty) -> bool:
    ours, theirs = left.count.mention.spans, right.count.mention.spans
    return left.outcome == right.outcome and any(a.overlaps(b) for a in ours for b in theirs)
