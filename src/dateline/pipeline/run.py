"""One article, all the way through."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from dateline._version import __version__
from dateline.calls import Route
from dateline.errors import UngroundedAnswer
from dateline.models import Article, Extraction, Finding, KnownActor, Receipt, Record, Usage
from dateline.observe import observed
from dateline.pipeline import audit, own_types
from dateline.pipeline.ask import Asker
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.choices import choice_questions
from dateline.pipeline.ground import Strictness
from dateline.pipeline.read import Read
from dateline.pipeline.records import Records
from dateline.pipeline.types import RECORD_TYPES, RecordType
from dateline.providers import Provider
from dateline.settings import Coders, Grounding
from dateline.survey import Survey, survey
from dateline.syntax import SyntaxParser


@dataclass(frozen=True, slots=True)
class Options:
    """How an article is taken through, whoever answers.

    Attributes:
        grounding: What is done with words that are not proved.
        actors: The user's actor list.
        budget: The most that one article may cost, in US dollars.
        own_types: Record types of the user's own.
        coders: Who reads it. Choices are of the parser's making, so that way it always takes part.
        parser: What makes trees of the article's sentences; without one the survey is a light one.
    """

    grounding: Grounding = "strict"
    actors: Sequence[KnownActor] = ()
    budget: Decimal | None = None
    own_types: Sequence[RecordType] = ()
    coders: Coders = "both"
    parser: SyntaxParser | None = None


async def run(article: Article, route: Route, options: Options) -> Extraction:
    """The records of `article`, as the providers of `route` and the survey read them.

    Raises:
        ProviderError: No question at all was answered.
        UngroundedAnswer: Words were not proved, and `grounding` is "raise".
    """
    return await observed(article, lambda: _run(article, route, options))


async def _run(article: Article, route: Route, options: Options) -> Extraction:
    started, clock = datetime.now(UTC), time.monotonic()
    surveyed = survey(article, options.parser)
    findings: list[Finding] = list(audit.not_coded(article, surveyed))
    read = Read()
    for way in route.for_article(options.budget).ways():
        coded = await _coded(article, surveyed, way, options)
        read = read.followed_by(coded.read)
        if not coded.read.failed:
            break
    else:
        raise read.errors[0]
    if not read.calls:
        findings.append(audit.nothing_asked())
    if coded.whole:
        left = own_types.find_gaps(options.own_types, surveyed, coded.records.own)
        findings += [gap.finding() for gap in left]
    else:
        findings += [own_types.not_asked(t) for t in options.own_types]
    if options.grounding == "raise":
        _raise_for(read.findings, route.primary)
    assembled = coded.assembly.finished(coded.records)
    result = Extraction(
        article=article,
        incidents=assembled.records.incidents,
        statements=assembled.records.statements,
        policy_context=assembled.records.policy,
        records=_by_type(options.own_types, assembled.records),
        actors=assembled.actors,
        findings=(*findings, *read.findings, *coded.differences, *assembled.findings),
        coverage=assembled.coverage,
        receipt=_receipt(read, route.primary, started, time.monotonic() - clock),
    )
    for finding in result.findings:
        route.hooks.finding(finding)
    return result


@dataclass(frozen=True, slots=True)
class _Coded:
    """An article as one way of asking has it."""

    assembly: Assembly
    whole: bool
    read: Read
    records: Records = field(default_factory=Records)
    differences: tuple[Finding, ...] = ()


async def _coded(article: Article, surveyed: Survey, way: Route, options: Options) -> _Coded:
    """The article asked about, whole or by choices, and the answers set beside the parser's."""
    strictness = Strictness(
        keep=options.grounding == "flag", barred=tuple(h.span for h in surveyed.hostile)
    )
    asker = Asker(way, article, strictness, (*RECORD_TYPES, *options.own_types))
    whole = way.primary.asking == "article"
    assembly = Assembly(
        article,
        surveyed,
        "model" if whole else "parser",
        options.actors,
        parser=options.coders == "both" or not whole,
    )
    read = await (asker.whole() if whole else asker.chosen(list(choice_questions(surveyed))))
    if read.failed:
        return _Coded(assembly, whole, read)
    records, differences = assembly.reconciled(read.records)
    if whole:
        gaps = assembly.gaps(records)
        own_gaps = own_types.find_gaps(options.own_types, surveyed, records.own)
        further = await asker.about_gaps(read, (*gaps, *own_gaps))
        more, further_differences = assembly.reconciled(further.records)
        records, differences = records + more, differences + further_differences
        read = read.followed_by(further)
    return _Coded(assembly, whole, read, assembly.with_missed_quotations(records), differences)


def _by_type(record_types: Sequence[RecordType], records: Records) -> dict[str, tuple[Record, ...]]:
    return {t.name: tuple(r for r in records.own if type(r) is t.model) for t in record_types}


def _receipt(read: Read, primary: Provider, started: datetime, seconds: float) -> Receipt:
    costs = [call.cost for call in read.calls]
    known = [cost for cost in costs if cost is not None]
    return Receipt(
        provider=primary.name,
        model=primary.model,
        dateline_version=__version__,
        prompts=tuple(dict.fromkeys(read.prompts)),
        calls=tuple(read.calls),
        usage=sum((call.usage for call in read.calls), Usage()),
        cost=sum(known, Decimal(0)) if len(known) == len(costs) else None,
        started=started,
        seconds=round(seconds, 3),
    )


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
