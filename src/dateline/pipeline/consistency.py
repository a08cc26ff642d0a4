"""Whether a record fits the sentences that it rests on: what grounding alone cannot see.

Every word of an invented record may stand in the article. What gives it away is where: a toll in
another incident's sentence, a speaker nowhere near the quotation, a threat told as an event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from dateline.models import (
    Article,
    Casualty,
    Finding,
    FindingKind,
    Incident,
    Mention,
    Record,
    Span,
    Statement,
)
from dateline.models.vocabulary import Severity
from dateline.pipeline.records import Records
from dateline.survey import Attribution, Survey, SurveyedSentence

# So many values inside the evidence bear a record out where the survey does not know the words.
_BORNE_OUT = 3
_HAPPENED = ("actual", "attempted")


class Checker:
    """The records of one article, held against its sentences.

    Args:
        article: The article.
        survey: What was seen in it without a model.
    """

    def __init__(self, article: Article, survey: Survey) -> None:
        self._article = article
        self._survey = survey
        self._sentences = survey.sentences
        self._starts = [s.span.start for s in self._sentences]
        self._owners: dict[Span, list[int]] = {}
        for number, incident in enumerate(survey.incidents):
            for sentence in incident.sentences:
                self._owners.setdefault(sentence, []).append(number)

    def check(self, records: Records) -> Iterator[Finding]:
        """Findings for every record that does not fit."""
        for incident in records.incidents:
            if incident.found_by != "parser":
                yield from self._incident(incident)
            yield from self._date(incident)
        yield from _twice(records.incidents)
        for statement in records.statements:
            if statement.found_by != "parser":
                yield from self._statement(statement)
        for record in (*records.incidents, *records.policy):
            yield from self._boilerplate(record)

    # --- incidents ---------------------------------------------------------------------------

    def _incident(self, incident: Incident) -> Iterator[Finding]:
        sentences = self._touching(incident.evidence)
        if incident.realis in _HAPPENED:
            yield from self._realis(incident, sentences)
        yield from self._tolls(incident)
        near = self._near(incident, sentences)
        for name, mention in _parts(incident):
            span = mention.span
            # The day is often told once, far from what happened on it.
            if span is None or mention.inferred or name == "when":
                continue
            beside = any(span.overlaps(s) for s in near)
            if not beside:
                yield _finding(
                    "outside_evidence",
                    f"{name}: {mention.text!r} stands away from the sentences that the record "
                    "rests on.",
                    incident,
                    name,
                    span,
                )
        yield from self._mixed(incident)

    def _near(self, incident: Incident, sentences: Sequence[SurveyedSentence]) -> tuple[Span, ...]:
        """Where an incident's words may stand: its sentences, their paragraphs, their incident."""
        homes = {n for s in sentences for n in self._owners.get(s.span, ())}
        seen = (s for n in homes for s in self._survey.incidents[n].sentences)
        return (*incident.evidence, *self._paragraphs(incident.evidence), *seen)

    def _realis(
        self, incident: Incident, sentences: Sequence[SurveyedSentence]
    ) -> Iterator[Finding]:
        tellings = {s.telling for s in sentences}
        if not sentences or "actual" in tellings:
            return
        span = incident.evidence[0] if incident.evidence else None
        if "not_actual" in tellings or (
            "background" not in tellings and any(self._is_bent(s.span) for s in sentences)
        ):
            yield _finding(
                "not_actual",
                f"The record says {incident.realis}; its sentence is of a threat, a plan, a fear "
                "or a denial.",
                incident,
                "realis",
                span,
            )
        elif "background" in tellings:
            yield _finding(
                "not_actual",
                f"The record says {incident.realis}; its sentence is of the past, told as "
                "background.",
                incident,
                "realis",
                span,
                severity="info",
            )
        else:
            inside = sum(
                any(s.overlaps(e) for s in mention.spans for e in incident.evidence)
                for _, mention in _parts(incident)
            )
            yield _finding(
                "unsupported",
                "No sentence that the record rests on tells of an incident, as far as the survey "
                "knows its words.",
                incident,
                "evidence",
                span,
                severity="warning" if inside < _BORNE_OUT else "info",
            )

    def _is_bent(self, sentence: Span) -> bool:
        """Whether a word of threat, plan, fear or denial stands in a sentence."""
        lexicon, (start, end) = self._survey.lexicon, (sentence.start, sentence.end)
        text = self._article.text
        return any(p.search(text, start, end) for p in (lexicon.attitudes, lexicon.modals))

    def _tolls(self, incident: Incident) -> Iterator[Finding]:
        for number, casualty in enumerate(incident.casualties):
            span = casualty.count.mention.span
            sentence = self._sentence_of(span) if span else None
            if span is None or sentence is None:
                continue
            name = f"casualties.{number}"
            yield from self._outcome(incident, casualty, span, sentence, name)
            happened = incident.realis in _HAPPENED and casualty.realis in _HAPPENED
            if happened and any(t.count.overlaps(span) for t in sentence.not_actual):
                yield _finding(
                    "not_actual",
                    f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; "
                    "the words are of a threat, a plan, a fear or a denial.",
                    incident,
                    f"{name}.realis",
                    span,
                )

    def _outcome(
        self,
        incident: Incident,
        casualty: Casualty,
        span: Span,
        sentence: SurveyedSentence,
        name: str,
    ) -> Iterator[Finding]:
        seen = {t.outcome for t in sentence.tolls if t.count.overlaps(span)}
        if seen and casualty.outcome not in seen:
            yield _finding(
                "wrong_outcome",
                f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; the "
                f"sentence has them {' or '.join(sorted(seen))}.",
                incident,
                f"{name}.outcome",
                span,
            )

    def _mixed(self, incident: Incident) -> Iterator[Finding]:
        """Whether the words of the record come from the sentences of different incidents."""
        homes: dict[int, str] = {}
        for name, mention in _parts(incident):
            if name.split(".")[0] not in ("place", "casualties", "weapon"):
                continue
            sentence = self._sentence_of(mention.span) if mention.span else None
            owners = self._owners.get(sentence.span, []) if sentence else []
            if len(owners) == 1:
                homes.setdefault(owners[0], f"{name} ({mention.text!r})")
        if len(homes) > 1:
            yield _finding(
                "mixed_evidence",
                f"Its words belong to different incidents: {' and '.join(homes.values())}.",
                incident,
                "evidence",
                incident.evidence[0] if incident.evidence else None,
                # Which sentences tell of one incident the survey only supposes.
                severity="info",
            )

    def _date(self, incident: Incident) -> Iterator[Finding]:
        published, when = self._article.published, incident.when
        if published is None or when is None or when.start is None:
            return
        if incident.realis in _HAPPENED and when.start > published:
            yield _finding(
                "after_publication",
                f"It is dated {when.start}, after the article came out on {published}.",
                incident,
                "when",
                when.mention.span,
            )

    # --- statements --------------------------------------------------------------------------

    def _statement(self, statement: Statement) -> Iterator[Finding]:
        spans = statement.content.spans
        said = next(
            (
                a
                for a in self._survey.attributions
                if any(p.overlaps(s) for p in a.content for s in spans)
            ),
            None,
        )
        yield from self._marks(statement)
        speaker = statement.speaker.span if statement.speaker else None
        if speaker is None or not spans:
            return
        if any(speaker.overlaps(s.span) for s in self._touching(spans)):
            return  # beside the words; of several names there, who speaks is the model's to tell
        if said is not None and said.source is not None:
            if not _is_source(statement, said, speaker):
                yield self._wrong_speaker(statement, speaker, said.source.speaker.text)
            return
        if not any(speaker.overlaps(p) for p in self._paragraphs(spans)):
            yield self._wrong_speaker(statement, speaker, None)

    def _wrong_speaker(self, statement: Statement, speaker: Span, beside: str | None) -> Finding:
        there = f"{beside!r} stands" if beside else "nobody of that name stands"
        return _finding(
            "wrong_speaker",
            f"{speaker.text!r} is given as the speaker; {there} beside the words.",
            statement,
            "speaker",
            speaker,
        )

    def _marks(self, statement: Statement) -> Iterator[Finding]:
        """Whether the content is quoted as its kind says."""
        quoted = [any(s.overlaps(q) for q in self._quotations) for s in statement.content.spans]
        if statement.kind == "direct" and quoted and not any(quoted):
            message = "It is called direct, and no quotation marks stand around it."
        elif (
            statement.kind == "indirect"
            and quoted
            and all(any(s in q for q in self._quotations) for s in statement.content.spans)
        ):
            message = "It is called indirect, and stands in quotation marks."
        else:
            return
        yield _finding(
            "wrong_marks", message, statement, "kind", statement.content.span, severity="info"
        )

    @cached_property
    def _quotations(self) -> list[Span]:
        return [q.inner for p in self._survey.paragraphs for q in p.quotations]

    # --- both --------------------------------------------------------------------------------

    def _boilerplate(self, record: Record) -> Iterator[Finding]:
        aside = [part.span for part in self._article.set_aside]
        evidence: Sequence[Span] = getattr(record, "evidence", ())
        if evidence and aside and all(any(e.overlaps(a) for a in aside) for e in evidence):
            yield _finding(
                "boilerplate",
                "It rests on nothing but a caption, a menu line or a footer.",
                record,
                "evidence",
                evidence[0],
            )

    def _touching(self, spans: Sequence[Span]) -> list[SurveyedSentence]:
        """The sentences that the spans touch, in order."""
        found: dict[int, SurveyedSentence] = {}
        for span in spans:
            at = max(0, bisect_left(self._starts, span.start) - 1)
            while at < len(self._sentences) and self._starts[at] < span.end:
                if self._sentences[at].span.overlaps(span):
                    found[at] = self._sentences[at]
                at += 1
        return [found[at] for at in sorted(found)]

    def _paragraphs(self, spans: Sequence[Span]) -> list[Span]:
        return [p for p in self._article.paragraphs if any(p.overlaps(s) for s in spans)]

    def _sentence_of(self, span: Span) -> SurveyedSentence | None:
        return next(iter(self._touching([span])), None)


def _is_source(statement: Statement, said: Attribution, speaker: Span) -> bool:
    """Whether the speaker is the source that stands beside the words, or its full name."""
    if said.source is None:
        return True
    beside = said.source.speaker
    role = said.source.role
    if speaker.overlaps(beside) or (role is not None and speaker.overlaps(role)):
        return True
    given, there = speaker.text.casefold(), beside.text.casefold()
    if given in there or there in given:
        return True
    resolved = statement.resolved_speaker
    # The record may name the one whom "he" stands for, and say so.
    return resolved is not None and resolved.inferred and speaker.text == resolved.text


def _parts(incident: Incident) -> Iterator[tuple[str, Mention]]:
    """The values of an incident that its own sentences should hold, by field."""
    for number, casualty in enumerate(incident.casualties):
        yield f"casualties.{number}", casualty.count.mention
    if incident.place is not None:
        yield "place", incident.place.mention
    if incident.when is not None:
        yield "when", incident.when.mention
    if incident.weapon is not None:
        yield "weapon", incident.weapon
    for number, perpetrator in enumerate(incident.perpetrators):
        yield f"perpetrators.{number}", perpetrator.mention
    for number, target in enumerate(incident.targets):
        yield f"targets.{number}", target.mention


def _twice(incidents: Sequence[Incident]) -> Iterator[Finding]:
    """Findings for pairs that look like one incident: same day, and a toll or words in common."""
    for number, left in enumerate(incidents):
        for right in incidents[:number]:
            if _one_day(left, right) and (_one_toll(left, right) or _one_sentence(left, right)):
                yield _finding(
                    "reported_twice",
                    f"{right.id} and {left.id} look like one incident.",
                    left,
                    None,
                    left.evidence[0] if left.evidence else None,
                    severity="info",
                )


def _one_day(left: Incident, right: Incident) -> bool:
    a, b = _day(left), _day(right)
    return left.realis == right.realis and (a is None or b is None or a == b)


def _day(incident: Incident) -> date | None:
    return incident.when.start if incident.when else None


def _one_toll(left: Incident, right: Incident) -> bool:
    mine = {s for c in left.casualties for s in c.count.mention.spans}
    return any(s.overlaps(t) for s in mine for c in right.casualties for t in c.count.mention.spans)


def _one_sentence(left: Incident, right: Incident) -> bool:
    same = left.place and right.place and left.place.mention.text == right.place.mention.text
    return bool(same) and any(a.overlaps(b) for a in left.evidence for b in right.evidence)


def _finding(
    kind: FindingKind,
    message: str,
    record: Record,
    field: str | None,
    span: Span | None,
    *,
    severity: Severity = "warning",
) -> Finding:
    return Finding(
        kind=kind, severity=severity, message=message, span=span, record=record.id, field=field
    )
