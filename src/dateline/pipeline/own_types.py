"""Records of a user's own types: duplicates, numbers, and what is left out or out of place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.models import Article, Finding, Record, Span
from dateline.pipeline.consistency import rests_on_no_reporting
from dateline.pipeline.gaps import Gap
from dateline.pipeline.ground import spans_of
from dateline.pipeline.types import RecordType
from dateline.survey import Survey


def distinct(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records in the article's order, each once, numbered by their type."""
    kept: list[Record] = []
    for record in sorted(records, key=_start):
        if not any(_same(record, other) for other in kept):
            kept.append(record)
    numbers: Counter[type[Record]] = Counter()
    numbered = []
    for record in kept:
        numbers[type(record)] += 1
        number = f"{type(record).__name__.lower()}{numbers[type(record)]}"
        numbered.append(record.model_copy(update={"id": number}))
    return tuple(numbered)


def check(records: Sequence[Record], article: Article) -> Iterator[Finding]:
    """Findings for records that rest on no reporting, and for values away from their evidence."""
    for record in records:
        yield from rests_on_no_reporting(record, article)
        evidence: Sequence[Span] = getattr(record, "evidence", ())
        if not evidence:
            continue
        near = [p for p in article.paragraphs if any(p.overlaps(e) for e in evidence)]
        for name in type(record).model_fields:
            if name == "evidence":
                continue
            for span in spans_of(getattr(record, name)):
                if not any(span.overlaps(place) for place in (*evidence, *near)):
                    yield Finding(
                        kind="outside_evidence",
                        severity="warning",
                        message=f"{name}: {span.text!r} stands away from the sentences that the "
                        "record rests on.",
                        span=span,
                        record=record.id,
                        field=name,
                    )


def find_gaps(
    record_types: Sequence[RecordType], survey: Survey, records: Sequence[Record]
) -> tuple[Gap, ...]:
    """Sentences with a sign of a type's records that none of these rests on."""
    return tuple(
        Gap(
            f"a sign of this kind of record ({found.group()!r}: {record_type.name}) stands here, "
            "and no record rests on it",
            record_type.name,
            sentence.span,
            (sentence.span,),
        )
        for record_type in record_types
        if record_type.signs
        for sentence in survey.sentences
        if (found := _signs(record_type.signs).search(sentence.span.text))
        and not any(
            span.overlaps(sentence.span)
            for record in records
            if type(record) is record_type.model
            for span in spans_of(record)
        )
    )


def not_asked(record_type: RecordType) -> Finding:
    """That a small model, which answers by choices, was not asked for a user's records."""
    return Finding(
        kind="unanswered",
        severity="warning",
        message=f"{record_type.name}: not asked. This model is asked by choices among what the "
        "survey saw, and the survey knows nothing of this record type.",
    )


@cache
def _signs(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words themselves, whatever their case and spacing, as whole words."""
    parts = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _start(record: Record) -> int:
    return min((s.start for s in spans_of(record)), default=0)


def _same(left: Record, right: Record) -> bool:
    """Whether two records of one type say the same of the same words."""
    if type(left) is not type(right):
        return False
    fields = [n for n in type(left).model_fields if n not in ("id", "found_by", "evidence")]
    if all(_told(left, n) == _told(right, n) for n in fields):
        return True
    required = [n for n in fields if type(left).model_fields[n].is_required()]
    proved = [(spans_of(getattr(left, n)), spans_of(getattr(right, n))) for n in required]
    proved = [pair for pair in proved if any(pair)]
    return bool(proved) and all(_overlap(*pair) for pair in proved)


def _told(record: Record, name: str) -> object:
    """A field's words where it has any, so that two mentions of one name are alike."""
    value = getattr(record, name)
    return [s.text.casefold() for s in spans_of(value)] or value


def _overlap(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)
