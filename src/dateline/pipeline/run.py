"""One article, all the way through."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from dateline.settings import Asking, Coders, Grounding
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
        coders: Who reads it. With the parser alone the route may be empty.
        parser: What makes trees of the article's sentences.
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
    asked = await _asked(article, surveyed, route, options)
    read, assembly = asked.read, asked.assembly
    if options.grounding == "raise":
        _raise_for(read.findings, route.primary)
    coded = assembly.coded(read.records)
    assembled = assembly.finished(coded.records)
    result = Extraction(
        article=article,
        incidents=assembled.records.incidents,
        statements=assembled.records.statements,
        policy_context=assembled.records.policy,
        records=_by_type(options.own_types, assembled.records),
        actors=assembled.actors,
        findings=(
            *audit.not_coded(article, surveyed),
            *_not_asked(asked, options, surveyed, coded.records),
            *assembled.told((*read.findings, *coded.findings)),
            *assembled.findings,
        ),
        coverage=assembled.coverage,
        agreement=coded.agreement,
        receipt=_receipt(read, route, surveyed, started, time.monotonic() - clock),
    )
    for finding in result.findings:
        route.hooks.finding(finding)
    return result


@dataclass(frozen=True, slots=True)
class _Asked:
    """What asking about an article came to, and how it is put together.

    Attributes:
        way: How it was asked about; None where nobody was.
    """

    assembly: Assembly
    way: Asking | None = None
    read: Read = field(default_factory=Read)


async def _asked(article: Article, surveyed: Survey, route: Route, options: Options) -> _Asked:
    """The article put to one way of asking after another, until one answers anything."""
    by_parser = Assembly(article, surveyed, "parser", options.actors, "parser")
    if options.coders == "parser":
        return _Asked(by_parser)
    read = Read()
    for way in route.for_article(options.budget).ways():
        asked = await _put(article, surveyed, way, options)
        read = read.followed_by(asked.read)
        if not asked.read.failed:
            return replace(asked, read=read)
    if route.then_parser:
        return _Asked(by_parser, read=read)
    raise read.errors[0]


async def _put(article: Article, surveyed: Survey, way: Route, options: Options) -> _Asked:
    """The article asked about, whole or by choices, and once more about what is left out."""
    strictness = Strictness(
        keep=options.grounding == "flag", barred=tuple(h.span for h in surveyed.hostile)
    )
    asker = Asker(way, article, strictness, (*RECORD_TYPES, *options.own_types))
    if way.primary.asking == "choices":
        assembly = Assembly(article, surveyed, "parser", options.actors, options.coders)
        return _Asked(assembly, "choices", await asker.chosen(list(choice_questions(surveyed))))
    assembly = Assembly(article, surveyed, "model", options.actors, options.coders)
    read = await asker.whole()
    if not read.failed:
        records = Records.of(record for record, _ in read.records)
        own_gaps = own_types.find_gaps(options.own_types, surveyed, records.own)
        further = await asker.about_gaps(read, (*assembly.gaps_as_read(records), *own_gaps))
        read = read.followed_by(further)
    return _Asked(assembly, "article", read)


def _not_asked(
    asked: _Asked, options: Options, surveyed: Survey, records: Records
) -> Iterator[Finding]:
    """Findings for what nobody was asked about."""
    if asked.way == "article":
        left = own_types.find_gaps(options.own_types, surveyed, records.own)
        yield from (gap.finding() for gap in left)
        return
    if asked.way == "choices" and not asked.read.calls:
        yield audit.nothing_asked()
    yield from (own_types.not_asked(t) for t in options.own_types)


def _by_type(record_types: Sequence[RecordType], records: Records) -> dict[str, tuple[Record, ...]]:
    return {t.name: tuple(r for r in records.own if type(r) is t.model) for t in record_types}


def _receipt(
    read: Read, route: Route, surveyed: Survey, started: datetime, seconds: float
) -> Receipt:
    parser = surveyed.parser.name if surveyed.parser else None
    asked = route.endpoints[0].provider if route.endpoints else None
    costs = [call.cost for call in read.calls]
    known = [cost for cost in costs if cost is not None]
    return Receipt(
        provider=asked.name if asked else "parser",
        model=asked.model if asked else parser or surveyed.lexicon.language,
        parser=parser,
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
