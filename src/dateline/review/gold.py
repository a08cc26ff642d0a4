"""What reviewers left standing, as gold: one extraction on a line, as `dateline evaluate` reads."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.batch.store.reviews import Reviewed, reviewed, reviewers
from dateline.errors import InputError
from dateline.models import Incident, PolicyContext, Record, Statement
from dateline.pipeline.ground import spans_of
from dateline.pipeline.link import tie, with_ids
from dateline.pipeline.records import Records
from dateline.review.matching import read_record

# What says who found a value in a run; in gold there is one who did.
_NOT_GOLD = frozenset({"found_by", "identity", "same_as"})


@dataclass(slots=True)
class Left:
    """What came of an export.

    Attributes:
        articles: How many are in it.
        unfinished: How many were begun, and nobody has said that nothing is missing.
    """

    articles: int = 0
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class Gold:
    """An export of what was reviewed.

    Attributes:
        connection: The store.
        whose: Whose decisions count: of several who are through with an article, the first.
        left: What came of it, once `lines` is through.
    """

    connection: sqlite3.Connection
    whose: Sequence[str] = ()
    left: Left = field(default_factory=Left)

    def lines(self) -> Iterator[str]:
        """The lines, an article each, of those that somebody is through with.

        Raises:
            InputError: Nobody of that name has reviewed anything; or two are through with one
                article, and it is not said whose decisions count.
        """
        self._check_names()
        texts: Counter[str] = Counter()
        for one in reviewed(self.connection):
            reviewer = self._who(one)
            if reviewer is None:
                self.left.unfinished += any(s.decisions for s in one.subjects)
                continue
            texts[one.article_id] += 1
            again = f"#{texts[one.article_id]}" if texts[one.article_id] > 1 else ""
            self.left.articles += 1
            yield json.dumps(gold_of(one, reviewer, again), ensure_ascii=False) + "\n"

    def _check_names(self) -> None:
        known = reviewers(self.connection)
        unknown = next((name for name in self.whose if name not in known), None)
        if unknown is not None:
            there = ", ".join(known) or "nobody"
            raise InputError(
                f"{unknown!r} has reviewed nothing in this run.", hint=f"Here is: {there}."
            )

    def _who(self, one: Reviewed) -> str | None:
        if self.whose:
            return next((name for name in self.whose if name in one.finished), None)
        if len(one.finished) > 1:
            names = sorted(one.finished)
            raise InputError(
                f"{' and '.join(names)} have reviewed the same article.",
                hint=f"Say whose decisions count, the first before the next: "
                f"{' '.join(f'--reviewer {name}' for name in names)}",
            )
        return next(iter(one.finished), None)


def gold_of(one: Reviewed, reviewer: str, again: str = "") -> dict[str, Any]:
    """What a reviewer left standing of an article, as a line of gold."""
    standing = [
        (subject.type, read_record(subject.type, decision.stands))
        for subject in one.subjects
        if (decision := subject.standing_of(reviewer)) is not None and decision.stands is not None
    ]
    ours = (Incident, Statement, PolicyContext)
    records = Records.of(_in_order([r for _, r in standing if isinstance(r, ours)]))
    incidents = with_ids(records.incidents, "i")
    statements = tie(with_ids(records.statements, "s"), incidents)
    policy = with_ids(tuple(p.model_copy(update={"follows": ()}) for p in records.policy), "p")
    own: dict[str, list[Any]] = {}
    for name, record in standing:
        if not isinstance(record, ours):
            own.setdefault(name, []).append(_written(record))
    line: dict[str, Any] = {
        "id": f"{one.article_id}{again}",
        "article": one.content.model_dump(mode="json"),
        "incidents": list(map(_written, incidents)),
        "statements": list(map(_written, statements)),
        "policy_context": list(map(_written, policy)),
        "reviewed": {"by": reviewer, "at": one.finished.get(reviewer)},
    }
    return {**line, "records": own} if own else line


def _in_order(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda r: min((s.start for s in spans_of(r)), default=0))


def _written(record: Record) -> Any:
    return _without(record.model_dump(mode="json"))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items() if name not in _NOT_GOLD}
    return [_without(inner) for inner in value] if isinstance(value, list) else value
