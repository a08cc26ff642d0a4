"""Which records of an extraction are exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from dateline.models import Extraction, Finding, FoundBy, Record
from dateline.models.vocabulary import Realis, Severity

RecordKind = Literal["incidents", "statements", "policy", "findings", "own"]
"""The kinds of records that can be chosen; "own" are those of the user's own types."""

Versions = Literal["newest", "all"]
"""Which versions of an article that was published anew under its address."""

_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported; None leaves nothing out.

    Attributes:
        records: Only records of these kinds.
        found_by: Only records that these coders found: "both" is found by each of the two.
        realis: Only incidents of this reality.
        severity: Only findings that are this severe, or more.
        without: No records that a finding of this severity, or a worse one, is about.
        versions: Whether articles of which there is a newer version are left out; None leaves it to
            the format.
    """

    records: frozenset[RecordKind] | None = None
    found_by: frozenset[FoundBy] | None = None
    realis: frozenset[Realis] | None = None
    severity: Severity | None = None
    without: Severity | None = None
    versions: Versions | None = None

    def of(self, extraction: Extraction) -> Extraction:
        """The extraction with what is selected; what refers to the rest goes with it.

        Args:
            extraction: All that was read.
        """
        if self == _ALL:
            return extraction
        doubted = {
            f.record for f in extraction.findings if f.record and _is_as_bad(f, self.without)
        }
        kept = extraction.model_copy(
            update={
                "incidents": tuple(
                    i
                    for i in self._kept("incidents", extraction.incidents, doubted)
                    if self.realis is None or i.realis in self.realis
                ),
                "statements": self._kept("statements", extraction.statements, doubted),
                "policy_context": self._kept("policy", extraction.policy_context, doubted),
                "records": {
                    name: found
                    for name, records in extraction.records.items()
                    if (found := self._kept("own", records, doubted))
                },
            }
        )
        return self._without_what_refers_to_others(extraction, kept)

    def _kept(self, kind: RecordKind, records: tuple[R, ...], doubted: set[str]) -> tuple[R, ...]:
        if self.records is not None and kind not in self.records:
            return ()
        return tuple(
            r
            for r in records
            if (self.found_by is None or r.found_by in self.found_by) and r.id not in doubted
        )

    def _without_what_refers_to_others(self, whole: Extraction, kept: Extraction) -> Extraction:
        gone = set(_ids(whole)) - set(_ids(kept))
        wanted = self.records is None or "findings" in self.records
        return kept.model_copy(
            update={
                "statements": tuple(
                    s.model_copy(update={"about": tuple(i for i in s.about if i not in gone)})
                    for s in kept.statements
                ),
                "policy_context": tuple(
                    p.model_copy(update={"follows": tuple(i for i in p.follows if i not in gone)})
                    for p in kept.policy_context
                ),
                "findings": tuple(
                    f
                    for f in whole.findings
                    if wanted
                    and f.record not in gone
                    and (self.severity is None or _is_as_bad(f, self.severity))
                ),
            }
        )


def _is_as_bad(finding: Finding, severity: Severity | None) -> bool:
    if severity is None:
        return False
    return _SEVERITIES.index(finding.severity) >= _SEVERITIES.index(severity)


def _ids(extraction: Extraction) -> Iterator[str]:
    for record in (*extraction.incidents, *extraction.statements, *extraction.policy_context):
        yield record.id
    for records in extraction.records.values():
        for own in records:
            yield own.id


_ALL = Selection()
