"""Statements, and the incidents that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.reading import Coded
from dateline.export.tables.columns import (
    Item,
    Table,
    mention_columns,
    row_columns,
    text,
    value,
)
from dateline.models import Span, Statement


def _spans(statement: Statement) -> tuple[Span, ...]:
    """What was said; where its words do not stand there, who said it and how."""
    around = (statement.speaker, statement.cue, statement.resolved_speaker)
    return statement.content.spans or tuple(s for m in around if m for s in m.spans)


def _statements(coded: Coded) -> Iterator[Item[Statement]]:
    for statement in coded.extraction.statements:
        yield Item(coded.article_id, statement.id, statement, _spans(statement))


def _about(coded: Coded) -> Iterator[Item[str]]:
    for statement in coded.extraction.statements:
        for position, incident in enumerate(statement.about, 1):
            yield Item(coded.article_id, statement.id, incident, _spans(statement), position)


STATEMENTS: Table[Statement] = Table(
    name="statements",
    doc="Who said what, directly or indirectly: one row for each statement.",
    key=("article_id", "record_id"),
    columns=(
        *row_columns("The statement's id.", "what was said"),
        text("found_by", "model, parser or both.", lambda s: s.found_by),
        text("kind", "direct, indirect or mixed.", lambda s: s.kind),
        text(
            "act",
            "assert, deny, accuse, claim_responsibility, threaten, warn, promise, request, praise, "
            "condemn or announce.",
            lambda s: s.act,
        ),
        text("content", "What was said; “ … ” between parts.", lambda s: s.content.text),
        text(
            "content_inferred",
            "Why it holds, where it does not stand in the article as such.",
            lambda s: s.content.reason if s.content.inferred else None,
        ),
        *mention_columns("speaker", "The words for the speaker.", lambda s: s.speaker),
        *mention_columns(
            "resolved_speaker",
            "The name or office meant, where those are a pronoun or “the statement”.",
            lambda s: s.resolved_speaker,
        ),
        *mention_columns("speaker_role", "Office or description.", lambda s: s.speaker_role),
        value("anonymous", "boolean", "Whether the source is not named.", lambda s: s.anonymous),
        *mention_columns("cue", "The reporting verb or phrase.", lambda s: s.cue),
    ),
    items=_statements,
)

STATEMENT_INCIDENTS: Table[str] = Table(
    name="statement_incidents",
    doc="Which incidents a statement speaks of: a row for each.",
    key=("article_id", "record_id", "position"),
    columns=(
        *row_columns("The statement's id.", "what was said", positioned=True),
        text("incident_id", "The incident's id, of the same article.", lambda i: i),
    ),
    items=_about,
)
