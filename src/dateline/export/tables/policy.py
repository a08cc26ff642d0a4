"""Policy context, its actors, and what it results from."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.reading import Coded
from dateline.export.tables.columns import Item, Table, row_columns, text
from dateline.export.tables.incidents import time_columns
from dateline.models import Mention, PolicyContext, Span


def _spans(record: PolicyContext) -> tuple[Span, ...]:
    return record.what.spans or record.evidence


def _policy(coded: Coded) -> Iterator[Item[PolicyContext]]:
    for record in coded.extraction.policy_context:
        yield Item(coded.article_id, record.id, record, _spans(record))


def _actors(coded: Coded) -> Iterator[Item[Mention]]:
    for record in coded.extraction.policy_context:
        for position, actor in enumerate(record.actors, 1):
            yield Item(coded.article_id, record.id, actor, actor.spans or _spans(record), position)


def _follows(coded: Coded) -> Iterator[Item[str]]:
    for record in coded.extraction.policy_context:
        for position, other in enumerate(record.follows, 1):
            yield Item(coded.article_id, record.id, other, _spans(record), position)


POLICY: Table[PolicyContext] = Table(
    name="policy",
    doc="Decisions, deadlines, talks, agreements, background: one row for each record.",
    key=("article_id", "record_id"),
    columns=(
        *row_columns("The record's id.", "the clause that states it"),
        text("found_by", "model, parser or both.", lambda p: p.found_by),
        text(
            "kind",
            "decision, deadline, agreement, negotiation, visit, legislation, sanction, deployment, "
            "withdrawal, position or background.",
            lambda p: p.kind,
        ),
        text(
            "status",
            "announced, in_force, pending, missed, postponed, suspended, concluded, rejected or "
            "unknown.",
            lambda p: p.status,
        ),
        text("what", "The clause that states it.", lambda p: p.what.text),
        text(
            "what_inferred",
            "Why it holds, where it does not stand in the article as such.",
            lambda p: p.what.reason if p.what.inferred else None,
        ),
        *time_columns("The words for the time.", lambda p: p.when),
    ),
    items=_policy,
)

POLICY_ACTORS: Table[Mention] = Table(
    name="policy_actors",
    doc="Who decides, talks, agrees: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns("The record's id.", "the actor's name or description", positioned=True),
        text("actor", "The words for it.", lambda m: m.text),
        text(
            "inferred",
            "Why it holds, where it does not stand in the article as such.",
            lambda m: m.reason if m.inferred else None,
        ),
    ),
    items=_actors,
)

POLICY_FOLLOWS: Table[str] = Table(
    name="policy_follows",
    doc="What a record of policy results from: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns("The record's id.", "the clause that states it", positioned=True),
        text("follows_id", "The id of the record that it results from.", lambda i: i),
    ),
    items=_follows,
)
