"""One article, all the way through."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from dateline._version import __version__
from dateline.errors import UngroundedAnswer
from dateline.models import Article, Extraction, Finding, KnownActor, Receipt, Usage
from dateline.pipeline import audit
from dateline.pipeline.ask import Asker, Read
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.choices import choice_questions
from dateline.pipeline.ground import Strictness
from dateline.pipeline.records import Records
from dateline.providers import Provider
from dateline.settings import Grounding, Retries
from dateline.survey import Survey, survey


@dataclass(frozen=True, slots=True)
class Options:
    """How an article is taken through, whoever answers.

    Attributes:
        retries: How faults of transport are tried again.
        grounding: What is done with words that are not proved.
        actors: The user's actor list.
    """

    retries: Retries = field(default_factory=Retries)
    grounding: Grounding = "strict"
    actors: Sequence[KnownActor] = ()


async def run(
    article: Article, provider: Provider, *, options: Options, turn: asyncio.Semaphore
) -> Extraction:
    """The records of `article`, as `provider` and the survey read them.

    Raises:
        ProviderError: No question at all was answered.
        UngroundedAnswer: Words were not proved, and `grounding` is "raise".
    """
    started, clock = datetime.now(UTC), time.monotonic()
    surveyed = survey(article)
    strictness = Strictness(
        keep=options.grounding == "flag", barred=tuple(h.span for h in surveyed.hostile)
    )
    asker = Asker(provider, article, options.retries, turn, strictness)
    whole = provider.asking == "article"
    assembly = Assembly(article, surveyed, "model" if whole else "parser", options.actors)
    findings: list[Finding] = list(audit.not_coded(article, surveyed))
    if whole:
        read = await asker.whole()
    else:
        read = await asker.chosen(list(choice_questions(surveyed)))
    if read.errors and len(read.errors) == len(read.calls):
        raise read.errors[0]
    if not whole and not read.calls:
        findings.append(audit.nothing_asked())
    records, differences = assembly.reconciled(read.records)
    if whole:
        further = await _asked_again(asker, read, surveyed, records)
        more, further_differences = assembly.reconciled(further.records)
        records, differences = records + more, differences + further_differences
        read = read.followed_by(further)
    if options.grounding == "raise":
        _raise_for(read.findings, provider)
    assembled = assembly.finished(assembly.with_missed_quotations(records))
    return Extraction(
        article=article,
        incidents=assembled.records.incidents,
        statements=assembled.records.statements,
        policy_context=assembled.records.policy,
        actors=assembled.actors,
        findings=(*findings, *read.findings, *differences, *assembled.findings),
        coverage=assembled.coverage,
        receipt=Receipt(
            provider=provider.name,
            model=provider.model,
            dateline_version=__version__,
            prompts=tuple(read.prompts),
            calls=tuple(read.calls),
            usage=sum((call.usage for call in read.calls), Usage()),
            cost=Decimal(0) if provider.free else None,
            started=started,
            seconds=round(time.monotonic() - clock, 3),
        ),
    )


async def _asked_again(asker: Asker, read: Read, surveyed: Survey, records: Records) -> Read:
    """One more question for each kind of record of which something seems to be left out."""
    return await asker.about_gaps(read, audit.find_gaps(surveyed, records))


def _raise_for(findings: Sequence[Finding], provider: Provider) -> None:
    unproved = [f for f in findings if f.kind in ("ungrounded", "hostile", "unsupported")]
    if unproved:
        listed = "; ".join(f"{f.field} {f.value!r}" for f in unproved[:3])
        more = f" and {len(unproved) - 3} more" if len(unproved) > 3 else ""
        raise UngroundedAnswer(
            f"{provider.name} gave values that the article does not hold: {listed}{more}.",
            provider=provider.name,
            model=provider.model,
            hint='With grounding = "strict" they are dropped and listed as findings.',
        )
