"""One article, all the way through."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from dateline._version import __version__
from dateline.models import (
    Article,
    Extraction,
    Finding,
    Incident,
    PolicyContext,
    Receipt,
    Record,
    Statement,
    Usage,
)
from dateline.pipeline import audit, link, resolve
from dateline.pipeline.ask import Asker, Read
from dateline.pipeline.choices import choice_questions
from dateline.pipeline.reconcile import Trust, reconcile, same_statement
from dateline.providers import Provider
from dateline.settings import Retries
from dateline.survey import Survey, code_incident, code_statement, survey

R = TypeVar("R", bound=Record)


async def run(
    article: Article, provider: Provider, *, retries: Retries, turn: asyncio.Semaphore
) -> Extraction:
    """The records of `article`, as `provider` and the survey read them.

    Raises:
        ProviderError: No question at all was answered.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    asker = Asker(provider, article, retries, turn)
    if provider.asking == "article":
        # The survey takes milliseconds while the answers take seconds.
        asking = asyncio.ensure_future(asker.whole())
        surveyed = await asyncio.to_thread(survey, article)
        read = await asking
    else:
        surveyed = survey(article)
        read = await asker.chosen(list(choice_questions(surveyed, article.published)))
    if read.errors and len(read.errors) == len(read.calls):
        raise read.errors[0]
    trust: Trust = "model" if provider.asking == "article" else "parser"
    return _extraction(article, provider, surveyed, read, trust, started, time.monotonic() - clock)


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of an article between two stages."""

    incidents: tuple[Incident, ...]
    statements: tuple[Statement, ...]
    policy: tuple[PolicyContext, ...]


def _extraction(
    article: Article,
    provider: Provider,
    surveyed: Survey,
    read: Read,
    trust: Trust,
    started: datetime,
    seconds: float,
) -> Extraction:
    findings: list[Finding] = [*audit.not_coded(article), *read.findings]
    records = _linked(_resolved(_reconciled(article, surveyed, read, trust, findings), article))
    if provider.asking == "choices" and not read.calls:
        findings.append(audit.nothing_asked())
    findings += audit.audit(surveyed, records.incidents, records.statements)
    findings += audit.unresolved(records.incidents, records.policy)
    return Extraction(
        article=article,
        incidents=records.incidents,
        statements=records.statements,
        policy_context=records.policy,
        findings=tuple(findings),
        receipt=Receipt(
            provider=provider.name,
            model=provider.model,
            dateline_version=__version__,
            prompts=tuple(read.prompts),
            calls=tuple(read.calls),
            usage=sum((call.usage for call in read.calls), Usage()),
            cost=Decimal(0) if provider.free else None,
            started=started,
            seconds=round(seconds, 3),
        ),
    )


def _reconciled(
    article: Article, surveyed: Survey, read: Read, trust: Trust, findings: list[Finding]
) -> _Records:
    """The model's records with the parser's reading beside each, and its direct quotations."""
    paired: list[Record] = []
    parsed = [
        code_incident(i, surveyed.attributions, article.published) for i in surveyed.incidents
    ]
    said = [code_statement(a) for a in surveyed.attributions]
    for record_type, record, question in read.records:
        reading = question.reading if question else _reading_of(record, parsed, said)
        if reading is None or type(reading) is not record_type.model:
            paired.append(record)
            continue
        if question and isinstance(record, Statement) and record.kind != "direct":
            # The light parser proposes indirect speech and leaves it to the model.
            merged, differences = reconcile(record, reading, trust)
            paired.append(merged.model_copy(update={"found_by": "model"}))
        else:
            merged, differences = reconcile(record, reading, trust)
            paired.append(merged)
        findings += differences
    statements = [r for r in paired if isinstance(r, Statement)]
    missed = [
        s for s in said if s.kind == "direct" and not any(same_statement(s, t) for t in statements)
    ]
    return _Records(
        tuple(r for r in paired if isinstance(r, Incident)),
        (*statements, *missed),
        tuple(r for r in paired if isinstance(r, PolicyContext)),
    )


def _reading_of(
    record: Record, incidents: Sequence[Incident], statements: Sequence[Statement]
) -> Record | None:
    """The parser's reading of what a model's record is about, by the words they share."""
    if isinstance(record, Statement):
        return next((s for s in statements if same_statement(s, record)), None)
    if isinstance(record, Incident):
        return next(
            (
                i
                for i in incidents
                if any(a.overlaps(b) for a in i.evidence for b in record.evidence)
            ),
            None,
        )
    return None


def _resolved(records: _Records, article: Article) -> _Records:
    countries = resolve.context_countries(article)
    published = article.published
    return _Records(
        tuple(resolve.resolve_incident(i, published, countries) for i in records.incidents),
        records.statements,
        tuple(resolve.resolve_policy(p, published) for p in records.policy),
    )


def _linked(records: _Records) -> _Records:
    incidents = link.with_ids(link.distinct_incidents(records.incidents), "i")
    statements = link.with_ids(link.distinct_statements(records.statements), "s")
    return _Records(
        tuple(link.summarise(i) for i in incidents),
        link.tie(resolve.resolve_speakers(statements), incidents),
        link.with_ids(link.distinct_policy(records.policy), "p"),
    )
