"""Articles, their actors, findings, and records of the user's own types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from dateline.export.reading import Coded
from dateline.export.tables.columns import (
    Item,
    Table,
    mention_columns,
    row_columns,
    text,
    value,
)
from dateline.models import ActorIdentity, Finding, Record, Span


def _articles(coded: Coded) -> Iterator[Item[Coded]]:
    article = coded.extraction.article
    whole = Span(start=0, end=len(article.text), text=article.text)
    yield Item(coded.article_id, None, coded, (whole,))


def _actors(coded: Coded) -> Iterator[Item[ActorIdentity]]:
    for actor in coded.extraction.actors:
        yield Item(coded.article_id, actor.id, actor, actor.mentions[:1])


def _findings(coded: Coded) -> Iterator[Item[Finding]]:
    for position, finding in enumerate(coded.extraction.findings, 1):
        spans = (finding.span,) if finding.span else ()
        yield Item(coded.article_id, finding.record, finding, spans, position)


def _own(coded: Coded) -> Iterator[Item[tuple[str, Record]]]:
    for name, records in coded.extraction.records.items():
        for record in records:
            spans = tuple(_spans_in(record.model_dump(mode="json")))
            yield Item(coded.article_id, record.id, (name, record), spans)


def _spans_in(found: object) -> Iterator[Span]:
    """The spans within a record of whatever type, told by their three fields."""
    if isinstance(found, Mapping):
        if set(found) == {"start", "end", "text"}:
            yield Span.model_validate(dict(found))
            return
        for each in found.values():
            yield from _spans_in(each)
    elif isinstance(found, list):
        for each in found:
            yield from _spans_in(each)


def _dropped(finding: Finding) -> str | None:
    if finding.value is None or isinstance(finding.value, str):
        return finding.value
    return json.dumps(finding.value, ensure_ascii=False)


def _cost(coded: Coded) -> float | None:
    cost = coded.extraction.receipt.cost
    return None if cost is None else float(cost)


ARTICLES: Table[Coded] = Table(
    name="articles",
    doc="One row for each article, with its text, which all spans count in.",
    key=("article_id",),
    columns=(
        *row_columns("Empty.", "the text"),
        text("given_id", "The id that it had where it came from.", lambda c: c.given_id),
        text("title", "Its title.", lambda c: c.extraction.article.title),
        value(
            "published", "date", "The day it came out.", lambda c: c.extraction.article.published
        ),
        text("source", "Who published it.", lambda c: c.extraction.article.source),
        text("url", "Its address.", lambda c: c.extraction.article.url),
        text(
            "revised_as",
            "The id of its newest version, where there is a newer one.",
            lambda c: c.revised_as,
        ),
        text("language", "ISO 639-1.", lambda c: c.extraction.article.language),
        *mention_columns(
            "dateline",
            "The words that open a wire story.",
            lambda c: (
                c.extraction.article.dateline.mention if c.extraction.article.dateline else None
            ),
        ),
        *mention_columns(
            "byline", "Who wrote it, as it says.", lambda c: c.extraction.article.byline
        ),
        *mention_columns(
            "agency", "The agency that it names.", lambda c: c.extraction.article.agency
        ),
        value("incidents", "integer", "How many it has.", lambda c: len(c.extraction.incidents)),
        value("statements", "integer", "How many it has.", lambda c: len(c.extraction.statements)),
        value("policy", "integer", "How many it has.", lambda c: len(c.extraction.policy_context)),
        value("findings", "integer", "How many it has.", lambda c: len(c.extraction.findings)),
        text("provider", "Who read it.", lambda c: c.extraction.receipt.provider),
        text("model", "The model that did.", lambda c: c.extraction.receipt.model),
        text("parser", "The parser whose trees were read.", lambda c: c.extraction.receipt.parser),
        text("dateline_version", "Of dateline.", lambda c: c.extraction.receipt.dateline_version),
        value(
            "coded_at", "time", "When it was read, in UTC.", lambda c: c.extraction.receipt.started
        ),
        value("cost", "number", "In US dollars; empty where it is not known.", _cost),
        value(
            "prompt_tokens",
            "integer",
            "Tokens read.",
            lambda c: c.extraction.receipt.usage.prompt_tokens,
        ),
        value(
            "completion_tokens",
            "integer",
            "Tokens written.",
            lambda c: c.extraction.receipt.usage.completion_tokens,
        ),
        text(
            "text",
            "The article's text, character for character.",
            lambda c: c.extraction.article.text,
        ),
    ),
    items=_articles,
)

ACTORS: Table[ActorIdentity] = Table(
    name="actors",
    doc="Who takes part and who speaks, each once, whatever it is called.",
    key=("article_id", "record_id"),
    columns=(
        *row_columns("The actor's id: `actor_id` of the other tables.", "the first mention"),
        text("name", "The fullest name, or the listed one.", lambda a: a.name),
        text("actor_kind", "ACLED's category of the actor.", lambda a: a.actor_kind),
        value("mentions", "integer", "How often it is named.", lambda a: len(a.mentions)),
        value("listed", "boolean", "Whether it is in the user's list.", lambda a: a.listed),
    ),
    items=_actors,
)

FINDINGS: Table[Finding] = Table(
    name="findings",
    doc="What was not proved, was dropped, or was left out: a row for each.",
    key=("article_id", "position"),
    columns=(
        *row_columns("The record it is about, or empty.", "the passage", positioned=True),
        text("kind", "What kind of finding it is.", lambda f: f.kind),
        text("severity", "info, warning or error.", lambda f: f.severity),
        text("message", "What was found.", lambda f: f.message),
        text("field", "The record's field, where it is about one.", lambda f: f.field),
        text("value", "What was dropped; JSON where it is no string.", _dropped),
        text("words", "What stands there.", lambda f: f.span.text if f.span else None),
    ),
    items=_findings,
)

OWN_RECORDS: Table[tuple[str, Record]] = Table(
    name="own_records",
    doc="Records of the user's own types: one row for each.",
    key=("article_id", "record_id", "record_type"),
    columns=(
        *row_columns("The record's id.", "the record"),
        text("record_type", "The type's name.", lambda r: r[0]),
        text("found_by", "model, parser or both.", lambda r: r[1].found_by),
        text("json", "The record, as JSON.", lambda r: r[1].model_dump_json()),
    ),
    items=_own,
)
