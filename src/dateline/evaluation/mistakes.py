"""What a reader missed, made up and got wrong in one article, with its places there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.evaluation.documents import (
    ROLES,
    CodedStatement,
    GoldDocument,
    Spans,
    offsets,
    places,
)
from dateline.evaluation.incidents import (
    match_incidents,
    score_fields,
    touches,
)
from dateline.evaluation.muc_roles import role_fillers
from dateline.evaluation.policy import match_policy
from dateline.evaluation.roles import aligned
from dateline.evaluation.scoring import records_of
from dateline.evaluation.sentences import evidence_of, told_of
from dateline.evaluation.statements import match_statements, same_speaker
from dateline.models import Extraction, Incident, PolicyContext
from dateline.pipeline.ground import spans_of
from dateline.pipeline.records import Records

Fault = Literal["missed", "spurious", "wrong", "noise"]
"""Gold that no record holds; a record that the gold has not; a field; a record on a menu line."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is not as the gold has it.

    Attributes:
        fault: What is the matter.
        what: What it is: "incident", "statement", "policy item", "Victim", "sentence".
        detail: The fields that differ, or the words.
        spans: Where it stands.
    """

    fault: Fault
    what: str
    detail: str
    spans: Spans


def mistakes_of(document: GoldDocument, extraction: Extraction) -> tuple[Mistake, ...]:
    """The mistakes of an extraction, in the order of the article.

    Where a text has several annotations, those against the first.
    """
    records = records_of(extraction)
    found = [
        *_incidents(document, records),
        *_statements(document, records),
        *_policy(document, records),
        *_roles(document, records),
        *_sentences(document, records),
        *_noise(document, records),
    ]
    return tuple(sorted(found, key=lambda m: (m.spans or ((0, 0),))[0]))


def _incidents(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    if document.gold is None:
        return
    pairs = match_incidents(document.words, document.gold, records.incidents)
    for gold in pairs.missed:
        yield Mistake("missed", "incident", gold.kind.value, offsets(gold.evidence))
    for spurious in pairs.spurious:
        yield Mistake("spurious", "incident", spurious.kind.value, offsets(spurious.evidence))
    for gold, predicted in pairs.matched:
        if wrong := "; ".join(_incident_fields(document, gold, predicted)):
            yield Mistake("wrong", "incident", wrong, _told(gold, predicted))


def _told(gold: Incident, predicted: Incident) -> Spans:
    """Where the fields of an incident stand, or the sentences of it that both have."""
    held = [places(i.place.mention) for i in (gold, predicted) if i.place]
    held += [places(i.when.mention) for i in (gold, predicted) if i.when]
    held += [places(c.count.mention) for i in (gold, predicted) for c in i.casualties]
    spans = sorted({span for one in held for span in one})
    return tuple(spans) or offsets(gold.evidence)


def _incident_fields(document: GoldDocument, gold: Incident, predicted: Incident) -> Iterator[str]:
    scores = score_fields(document.words, [(gold, predicted)])
    for name, tally in scores.items():
        if name in ("incident.event_type", "toll.exact") or (tally.f1 in (None, 1.0)):
            continue
        ours, theirs = (_shown(incident, name) for incident in (gold, predicted))
        yield f"{name.split('.')[-1].replace('_', ' ')}: {theirs} for {ours}"


def _shown(incident: Incident, field: str) -> str:
    """The value of a field for a person to read."""
    place, when = incident.place, incident.when
    shown: dict[str, Sequence[object]] = {
        "incident.kind": (incident.kind.value,),
        "incident.realis": (incident.realis,),
        "incident.claim": (incident.claim.status,),
        "incident.perpetrator": [p.mention.text for p in incident.perpetrators],
        "incident.target": [t.mention.text for t in incident.targets],
        "incident.weapon": (incident.weapon.text,) if incident.weapon else (),
        "toll.in_range": [f"{c.outcome} {c.count.mention.text}" for c in incident.casualties],
        "place.country": (place.country,) if place else (),
        "place.admin1": (place.admin1,) if place else (),
        "when.day": (when.start, when.end) if when else (),
        "when.longer": (when.start, when.end) if when else (),
    }
    return " + ".join(dict.fromkeys(str(v) for v in shown[field] if v is not None)) or "nothing"


def _statements(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    for matched in match_statements(document, records.statements)[:1]:
        met, used = {g for g, _ in matched.pairs}, {p for _, p in matched.pairs}
        for number, gold in enumerate(matched.gold):
            if number not in met:
                yield Mistake("missed", "statement", gold.kind, gold.content)
        for number, predicted in enumerate(matched.predicted):
            if number not in used:
                yield Mistake("spurious", "statement", predicted.kind, predicted.content)
        for g, p in matched.pairs:
            both = matched.gold[g], matched.predicted[p]
            if wrong := "; ".join(_statement_fields(document, *both)):
                yield Mistake("wrong", "statement", wrong, _said(*both))


def _said(gold: CodedStatement, predicted: CodedStatement) -> Spans:
    held = (*gold.content, *gold.speaker, *predicted.speaker, *gold.cue)
    return tuple(sorted(set(held)))


def _statement_fields(
    document: GoldDocument, gold: CodedStatement, predicted: CodedStatement
) -> Iterator[str]:
    words, text = document.words, document.article.text

    def shown(spans: Spans) -> str:
        return " … ".join(text[start:end] for start, end in spans) or "nobody"

    if gold.kind != predicted.kind:
        yield f"kind: {predicted.kind} for {gold.kind}"
    if gold.speaker and not same_speaker(words, gold, predicted):
        yield f"speaker: {shown(predicted.speaker)} for {shown(gold.speaker)}"
    if gold.cue and not words.within(gold.cue) & words.within(predicted.cue):
        yield f"cue: {shown(predicted.cue)} for {shown(gold.cue)}"
    if gold.act is not None and gold.act != predicted.act:
        yield f"act: {predicted.act} for {gold.act}"
    if words.within(gold.content) != words.within(predicted.content):
        yield "content: other words at its edges"


def _policy(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    if document.gold is None:
        return
    golds = document.gold.records.policy
    pairs = match_policy(document.words, golds, records.policy)
    met, used = {g for g, _ in pairs}, {p for _, p in pairs}
    for number, gold in enumerate(golds):
        if number not in met:
            yield Mistake("missed", "policy item", gold.kind, places(gold.what))
    for number, predicted in enumerate(records.policy):
        if number not in used:
            yield Mistake("spurious", "policy item", predicted.kind, places(predicted.what))
    for g, p in pairs:
        if wrong := "; ".join(_policy_fields(golds[g], records.policy[p])):
            yield Mistake("wrong", "policy item", wrong, places(golds[g].what))


def _policy_fields(gold: PolicyContext, predicted: PolicyContext) -> Iterator[str]:
    if gold.kind != predicted.kind:
        yield f"kind: {predicted.kind} for {gold.kind}"
    if gold.status != predicted.status:
        yield f"status: {predicted.status} for {gold.status}"


def _roles(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    if document.roles is None:
        return
    predicted, text = role_fillers(records.incidents), document.article.text.lower()

    def place(mention: str) -> Spans:
        start = text.find(mention.lower())
        return ((start, start + len(mention)),) if start >= 0 else ()

    for role in ROLES:
        ours, theirs = document.roles.get(role, ()), predicted.get(role, ())
        pairs = aligned(ours, theirs)
        met, used = {g for g, _ in pairs}, {p for _, p in pairs}
        for number, entity in enumerate(ours):
            if number not in met:
                yield Mistake("missed", role, entity[0], place(entity[0]))
        for number, entity in enumerate(theirs):
            if number not in used:
                yield Mistake("spurious", role, entity[0], place(entity[0]))


def _sentences(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    sentences = document.sentences or ()
    told = told_of(sentences, evidence_of(records.incidents))
    for sentence, predicted in zip(sentences, told, strict=True):
        if predicted != sentence.positive:
            fault: Fault = "missed" if sentence.positive else "spurious"
            yield Mistake(fault, "sentence", "", ((sentence.start, sentence.end),))


def _noise(document: GoldDocument, records: Records) -> Iterator[Mistake]:
    noise = document.gold.noise if document.gold else ()
    for record in (*records.incidents, *records.statements, *records.policy):
        if on_it := tuple(s for s in offsets(spans_of(record)) if touches(noise, s)):
            name = type(record).__name__.lower()
            yield Mistake("noise", name, record.id, on_it)
