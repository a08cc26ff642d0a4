"""From what was read to an extraction: reconciled, resolved, linked and audited. All pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.models import (
    ActorIdentity,
    Article,
    Coverage,
    Finding,
    Incident,
    KnownActor,
    PolicyContext,
    Record,
    Statement,
)
from dateline.pipeline import audit, light_audit, link, own_types, resolve
from dateline.pipeline.actors import identify
from dateline.pipeline.audit import Gap
from dateline.pipeline.choices import ChoiceQuestion
from dateline.pipeline.consistency import Checker
from dateline.pipeline.reconcile import Trust, reconcile, same_statement
from dateline.pipeline.records import Records
from dateline.pipeline.speakers import resolve_speakers
from dateline.survey import Survey

ReadRecord = tuple[Record, ChoiceQuestion | None]
"""A model's record, and the question by choices that it answers, where it answers one."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """An article's records with all that is worked out of them."""

    records: Records
    actors: tuple[ActorIdentity, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Assembly:
    """What is the same for every record of one article.

    Attributes:
        article: The article.
        survey: What was seen in it without a model.
        trust: Whose value stands where the two coders differ.
        actors: The user's actor list.
        parser: Whether the parser's reading is set beside the model's.
    """

    article: Article
    survey: Survey
    trust: Trust
    actors: Sequence[KnownActor] = ()
    parser: bool = True

    def reconciled(self, read: Sequence[ReadRecord]) -> tuple[Records, tuple[Finding, ...]]:
        """The model's records with the parser's beside each, and findings where they differ."""
        if not self.parser:
            return Records.of(record for record, _ in read), ()
        findings: list[Finding] = []
        paired: list[Record] = []
        for record, question in read:
            reading = question.reading if question else self._reading_of(record)
            if reading is None or record is reading or type(reading) is not type(record):
                paired.append(record)
                continue
            merged, differences = reconcile(record, reading, self.trust)
            if question and isinstance(record, Statement) and record.kind != "direct":
                # The light parser proposes indirect speech and leaves it to the model.
                merged = merged.model_copy(update={"found_by": "model"})
            paired.append(merged)
            findings += differences
        return Records.of(paired), tuple(findings)

    def with_missed_quotations(self, records: Records) -> Records:
        """The records with the parser's direct quotations that the model left out."""
        if not self.parser:
            return records
        missed = tuple(
            s
            for s in self.survey.parser_statements
            if s.kind == "direct" and not any(same_statement(s, t) for t in records.statements)
        )
        return records + Records(statements=missed)

    def gaps(self, records: Records) -> tuple[Gap, ...]:
        """What was seen in the article and no record holds."""
        # Where the parser reads nothing, no more of the article is looked at than has to be.
        find = audit.find_gaps if self.parser else light_audit.find_gaps
        return find(self.survey, records)

    def finished(self, records: Records) -> Assembled:
        """The records resolved, linked and given identities, with the findings of the audit."""
        linked = self._linked(self._resolved(records))
        identified, actors = identify(linked, self.article, self.survey, self.actors)
        findings = [
            *(gap.finding() for gap in self.gaps(identified)),
            *Checker(self.article, self.survey, light=not self.parser).check(identified),
            *own_types.check(identified.own, self.article),
            *audit.unresolved(identified),
        ]
        cover = audit.coverage if self.parser else light_audit.coverage
        return Assembled(identified, actors, tuple(findings), cover(self.survey, identified))

    def _reading_of(self, record: Record) -> Record | None:
        """The parser's reading of what a model's record is about, by the words they share."""
        if isinstance(record, Statement):
            return next(
                (s for s in self.survey.parser_statements if same_statement(s, record)), None
            )
        if isinstance(record, Incident):
            return next(
                (
                    i
                    for i in self.survey.parser_incidents
                    if any(a.overlaps(b) for a in i.evidence for b in record.evidence)
                ),
                None,
            )
        return None

    def _resolved(self, records: Records) -> Records:
        context, lexicon = resolve.Context.of(self.article, self.survey), self.survey.lexicon
        return Records(
            tuple(resolve.resolve_incident(i, context) for i in records.incidents),
            records.statements,
            tuple(resolve.resolve_policy(p, context, lexicon) for p in records.policy),
            tuple(resolve.resolve_values(r, context) for r in records.own),
        )

    def _linked(self, records: Records) -> Records:
        incidents = link.with_ids(link.distinct_incidents(records.incidents), "i")
        statements = link.with_ids(link.distinct_statements(records.statements), "s")
        policy: tuple[PolicyContext, ...] = link.distinct_policy(records.policy)
        return Records(
            tuple(link.summarise(i) for i in incidents),
            link.tie(resolve_speakers(statements, self.survey.lexicon), incidents),
            link.with_ids(policy, "p"),
            own_types.distinct(records.own),
        )
