"""An answer given to an article used for a copy of it, worked out anew where the copy differs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal

from dateline._version import __version__
from dateline.copies.carry import carry_over
from dateline.copies.compare import Comparison, compare
from dateline.copies.words import fold
from dateline.models import Article, Extraction, Receipt, Record, Span, Usage
from dateline.pipeline import audit
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.records import Records
from dateline.pipeline.run import Options
from dateline.survey import Survey, survey


def reused(
    answer: Extraction, copy: Article, options: Options, *, source: str
) -> Extraction | Comparison:
    """The records of `answer` as the copy tells them, or what stands against it.

    Days are read against the copy's own day of publication, and the audit is made of the copy's own
    text. Nothing is asked, and the receipt says whose answer it is.

    Args:
        answer: What was read in an earlier article.
        copy: The later one.
        options: How both are taken through.
        source: The name of the earlier one, for the receipt.

    Returns:
        The comparison where the copy says something that the earlier article does not, or is none.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    surveyed = survey(copy, options.parser)
    comparison = compare(fold(answer.article), fold(copy), tells(surveyed))
    if not comparison.may_be_reused:
        return comparison
    records: Iterable[Record] = (
        *answer.incidents,
        *answer.statements,
        *answer.policy_context,
        *(record for own in answer.records.values() for record in own),
    )
    carried = Records.of(carry_over(records, comparison))
    assembly = Assembly(copy, surveyed, "model", options.actors, options.coders)
    assembled = assembly.finished(carried)
    return Extraction(
        article=copy,
        incidents=assembled.records.incidents,
        statements=assembled.records.statements,
        policy_context=assembled.records.policy,
        records={
            t.name: tuple(r for r in assembled.records.own if type(r) is t.model)
            for t in options.own_types
        },
        actors=assembled.actors,
        findings=(*audit.not_coded(copy, surveyed), *assembled.findings),
        coverage=assembled.coverage,
        receipt=Receipt(
            provider=answer.receipt.provider,
            model=answer.receipt.model,
            parser=surveyed.parser.name if surveyed.parser else None,
            dateline_version=__version__,
            prompts=answer.receipt.prompts,
            usage=Usage(),
            cost=Decimal(0),
            started=started,
            seconds=round(time.monotonic() - clock, 3),
            reused=source,
        ),
    )


def tells(surveyed: Survey) -> Callable[[Span], bool]:
    """Whether a sentence tells what a record could hold, as the survey sees it."""

    def told(span: Span) -> bool:
        sentences = surveyed.touching([span])
        return (
            any(s.triggers or s.tolls or s.singles for s in sentences)
            or any(a.sentence.overlaps(span) for a in surveyed.attributions)
            or any(item.sentence.overlaps(span) for item in surveyed.policy)
        )

    return told
