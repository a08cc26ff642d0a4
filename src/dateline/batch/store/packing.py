"""An extraction as it is kept: its records compressed, its findings as rows, its receipt apart."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.models import Extraction, Finding, Record, Span

FindingRow = tuple[str, str, str, str | None, str | None, int | None, int | None, str | None]
"""Kind, severity, message, record, field, start and end of the span, and the value as JSON."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An extraction to be kept.

    Attributes:
        extraction: It without findings and receipt, compressed.
        receipt: Its receipt, compressed.
        findings: Its findings, in order.
        incidents: How many there are.
        statements: The same.
        policy_context: The same.
        other_records: Those of the user's own types.
        unanswered: Questions that got no usable answer, or not all of one.
        provider: Who was asked first.
        model: The model.
        cost: In US dollars, as text; None where it is unknown.
        prompt_tokens: Tokens read.
        completion_tokens: Tokens written.
        seconds: How long it took.
        copy_of: The id of the article whose answer was taken over, if one was.
    """

    extraction: bytes
    receipt: bytes
    findings: tuple[FindingRow, ...]
    incidents: int
    statements: int
    policy_context: int
    other_records: int
    unanswered: int
    provider: str
    model: str
    cost: str | None
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    copy_of: str | None = None


def pack(extraction: Extraction) -> Packed:
    """An extraction to be kept."""
    receipt = extraction.receipt
    whole = extraction.model_dump_json(exclude={"findings", "receipt"})
    return Packed(
        extraction=_squeezed(whole),
        receipt=_squeezed(receipt.model_dump_json()),
        findings=tuple(map(_row, extraction.findings)),
        incidents=len(extraction.incidents),
        statements=len(extraction.statements),
        policy_context=len(extraction.policy_context),
        other_records=sum(map(len, extraction.records.values())),
        unanswered=sum(finding.kind == "unanswered" for finding in extraction.findings),
        provider=receipt.provider,
        model=receipt.model,
        cost=None if receipt.cost is None else str(receipt.cost),
        prompt_tokens=receipt.usage.prompt_tokens,
        completion_tokens=receipt.usage.completion_tokens,
        seconds=receipt.seconds,
        copy_of=receipt.reused,
    )


def unpack(
    extraction: bytes,
    receipt: bytes,
    findings: Sequence[FindingRow],
    own: Mapping[str, type[Record]],
) -> Extraction:
    """The extraction that was kept.

    Args:
        extraction: See `Packed`.
        receipt: The same.
        findings: The same.
        own: The models of the user's own record types, by name.
    """
    # Both are objects: one that holds the other is written without making either.
    told = b'%b,"receipt":%b}' % (zlib.decompress(extraction)[:-1], zlib.decompress(receipt))
    read = Extraction.model_validate_json(told, context={"records": dict(own)})
    kept = tuple(_finding(row, read.article.text) for row in findings)
    return read.model_copy(update={"findings": kept})


def _squeezed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _row(finding: Finding) -> FindingRow:
    span = finding.span
    return (
        finding.kind,
        finding.severity,
        finding.message,
        finding.record,
        finding.field,
        span.start if span is not None else None,
        span.end if span is not None else None,
        None if finding.value is None else json.dumps(finding.value, ensure_ascii=False),
    )


def _finding(row: FindingRow, text: str) -> Finding:
    kind, severity, message, record, field, first, last, value = row
    span = None
    if first is not None and last is not None:
        span = Span(start=first, end=last, text=text[first:last])
    return Finding.model_validate(
        {
            "kind": kind,
            "severity": severity,
            "message": message,
            "span": span,
            "record": record,
            "field": field,
            "value": None if value is None else json.loads(value),
        }
    )
