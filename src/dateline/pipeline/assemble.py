"""From what was read to an extraction: reconciled, resolved, linked and audited. All pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.models import (
    ActorIdentity,
    Article,
    Coverage,
    FieldAgreement,
    Finding,
    KnownActor,
    PolicyContext,
    Record,
    Statement,
    agreement,
)
from dateline.pipeline import audit, light_audit, link, own_types, resolve
from dateline.pipeline.actors import identify
from dateline.pipeline.choices import ChoiceQuestion
from dateline.pipeline.consistency import Checker
from dateline.pipeline.gaps import Gap
from dateline.pipeline.pairing import incidents_alike, items_alike, pair, statements_alike
from dateline.pipeline.reconcile import Reading, Trust, alone, reconcile
from dateline.pipeline.records import Records, name_of, named
from dateline.pipeline.resolve import with_bounds
from dateline.pipeline.speakers import resolve_speakers
from dateline.pipeline.stretches import Stretches
from dateline.pipeline.whenabouts import with_days
from dateline.pipeline.whereabouts import Whereabouts
from dateline.settings import Coders
from dateline.survey import Survey

R = TypeVar("R", bound=Record)

ReadRecord = tuple[Record, ChoiceQuestion | None]
"""A model's record, and the question by choices that it answers, where it answers one."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """An article's records with all that is worked out of them."""

    records: Records
    actors: tuple[ActorIdentity, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    ids: Mapping[str, str]
    """By the name that a record had for findings while it was coded, its id."""

    def told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings of before there were ids, with those of the records that they are about."""
        for finding in findings:
            if finding.record is None:
                yield finding
            else:
                yield finding.model_copy(update={"record": self.ids.get(finding.record)})


@dataclass(frozen=True, slots=True)
class Coded:
    """What an article's coders read, made one.

    Attributes:
        records: The records, each with who found it.
        findings: Where the two coders differ.
        agreement: How far they agree, where there were two.
    """

    records: Records
    findings: tuple[Finding, ...] = ()
    agreement: tuple[FieldAgreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """What is the same for every record of one article.

    Attributes:
        article: The article.
        survey: What was seen in it without a model.
        trust: Whose value stands where the two coders differ.
        actors: The user's actor list.
        coders: Who reads it.
    """

    article: Article
    survey: Survey
    trust: Trust
    actors: Sequence[KnownActor] = ()
    coders: Coders = "both"

    def coded(self, read: Sequence[ReadRecord] = ()) -> Coded:
        """The coders' records. Of two coders what both have stands once, and what one has too.

        Args:
            read: What a model read.
        """
        if self.coders == "parser":
            return Coded(self._parsed())
        records = [record for record, _ in read]
        if self.coders == "model":
            return Coded(Records.of(records))
        paired, left = self._paired(read)
        together = [
            reconcile(model, parser, self.trust, fill=self._is_parsed) if parser else None
            for model, parser in paired
        ]
        ours = [
            named(t.record if t else model, name_of(model))
            for t, (model, _) in zip(together, paired, strict=True)
        ]
        kept = Records.of(map(self._as_found, ours)) + self._of_parser_alone(left)
        asked = {id(model): question.asks for model, question in read if question}
        readings = [
            *(
                reading
                for t, (model, _) in zip(together, paired, strict=True)
                if t
                for reading in _of_asked(t.readings, asked.get(id(model)))
            ),
            *(r for model, parser in paired if parser is None for r in alone(model)),
            *(r for parser in left for r in alone(parser)),
            # Asked by choices, a model is given the sentences, and does not find them.
            *(self._by_sentence(records) if self.trust == "model" else ()),
        ]
        findings = (
            finding.model_copy(update={"record": name_of(model)})
            for t, (model, _) in zip(together, paired, strict=True)
            if t
            for finding in t.findings
        )
        return Coded(kept, tuple(findings), agreement(readings))

    def gaps(self, records: Records) -> tuple[Gap, ...]:
        """What was seen in the article and no record holds."""
        # Where the parser reads nothing, no more of the article is looked at than has to be.
        light = self.coders == "model"
        find = light_audit.find_gaps if light else audit.find_gaps
        return find(self.survey, records)

    def gaps_as_read(self, records: Records) -> tuple[Gap, ...]:
        """What was seen in the article and no record holds, of records that only were read."""
        return self.gaps(replace(records, incidents=tuple(map(with_bounds, records.incidents))))

    def finished(self, records: Records) -> Assembled:
        """The records resolved, linked and given identities, with the findings of the audit."""
        resolved = self._resolved(records)
        linked, ids = self._linked(resolved)
        light = self.coders == "model"
        identified, actors = identify(linked, self.article, self.survey, self.actors)
        findings = [
            *(gap.finding() for gap in self.gaps(identified)),
            *Checker(self.article, self.survey, light=light).check(identified, resolved.incidents),
            *own_types.check(identified.own, self.article),
            *audit.unresolved(identified),
        ]
        cover = light_audit.coverage if light else audit.coverage
        return Assembled(identified, actors, tuple(findings), cover(self.survey, identified), ids)

    @property
    def _is_parsed(self) -> bool:
        """Whether the parser reads trees, and not by patterns alone."""
        return self.survey.parser is not None

    def _parsed(self) -> Records:
        """Everything that the parser reads."""
        survey = self.survey
        return Records(
            (*survey.parser_incidents, *survey.parser_background),
            survey.parser_statements,
            survey.parser_policy_sure,
        )

    def _paired(
        self, read: Sequence[ReadRecord]
    ) -> tuple[list[tuple[Record, Record | None]], list[Record]]:
        """The model's records, each with the parser's of the same thing; the parser's others."""
        given = [(model, q.reading) for model, q in read if q is not None]
        used = {id(parser) for _, parser in given}
        # Asked about what it left out, a model often gives the rest once more.
        whole: list[Record] = []
        for model, question in read:
            if question is None and model not in whole:
                whole.append(model)
        ours = Records.of(whole)
        parsed = self._parsed()
        paired: list[tuple[Record, Record | None]] = [
            (model, None if model is parser else parser) for model, parser in given
        ]
        left: list[Record] = []
        for found in (
            pair(ours.incidents, _unused(parsed.incidents, used), incidents_alike),
            pair(ours.statements, _unused(parsed.statements, used), statements_alike),
            pair(ours.policy, _unused(parsed.policy, used), items_alike),
        ):
            paired += found.pairs
            left += found.left
        paired += [(record, None) for record in ours.own]
        return paired, left

    def _as_found(self, record: Record) -> Record:
        """The record with who found it: patterns propose indirect speech, and do not find it."""
        if self._is_parsed or self.trust == "model" or record.found_by != "both":
            return record
        if isinstance(record, Statement) and record.kind != "direct":
            return record.model_copy(update={"found_by": "model"})
        return record

    def _of_parser_alone(self, left: Sequence[Record]) -> Records:
        """What is kept of what only the parser reads; patterns alone are sure of quotations."""
        if self._is_parsed:
            return Records.of(left)
        return Records.of(r for r in left if isinstance(r, Statement) and r.kind == "direct")

    def _by_sentence(self, records: Sequence[Record]) -> Iterator[Reading]:
        """Whether each coder sees an incident in a sentence, for all sentences."""
        ours = Stretches(Records.of(records).incident_evidence)
        theirs = Stretches(self._parsed().incident_evidence)
        for sentence in self.survey.sentences:
            seen = (ours.touch(sentence.span), theirs.touch(sentence.span))
            model, parser = ("told" if told else "not told" for told in seen)
            yield "incident.sentence", model, parser

    def _resolved(self, records: Records) -> Records:
        context, lexicon = resolve.Context.of(self.article, self.survey), self.survey.lexicon
        incidents = tuple(resolve.resolve_incident(i, context) for i in records.incidents)
        if self._is_parsed and self.coders != "model":
            around = Whereabouts(self.article, self.survey)
            incidents = tuple(map(around.narrowed, incidents))
            incidents = with_days(incidents, self.survey)
        return Records(
            incidents,
            records.statements,
            tuple(resolve.resolve_policy(p, context, lexicon) for p in records.policy),
            tuple(resolve.resolve_values(r, context) for r in records.own),
        )

    def _linked(self, records: Records) -> tuple[Records, dict[str, str]]:
        """The records, each once and with its id; and that by the name that it had before."""
        told = link.distinct_incidents(records.incidents)
        said = link.distinct_statements(records.statements)
        items: tuple[PolicyContext, ...] = link.distinct_policy(records.policy)
        incidents, statements = link.with_ids(told, "i"), link.with_ids(said, "s")
        policy = link.with_ids(items, "p")
        before, after = (*told, *said, *items), (*incidents, *statements, *policy)
        linked = Records(
            tuple(link.summarise(i) for i in incidents),
            link.tie(resolve_speakers(statements, self.survey.lexicon), incidents),
            policy,
            own_types.distinct(records.own),
        )
        pairs = zip(before, after, strict=True)
        return linked, {name: new.id for old, new in pairs for name in old.id.split()}


def _of_asked(readings: Sequence[Reading], asked: Set[str] | None) -> Iterator[Reading]:
    """Without fields that a model was not asked for: it has read nothing in them."""
    for reading in readings:
        _, _, name = reading[0].partition(".")
        if asked is None or not name or name in asked:
            yield reading


def _unused(records: Sequence[R], used: Set[int]) -> list[R]:
    return [record for record in records if id(record) not in used]
