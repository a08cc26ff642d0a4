"""Questions for a small model: every answer is chosen from the passage's own words, or null.

The survey decides what is asked and gives the choices. What is written can therefore never
be a value that the article does not hold; whether the choice is right is another matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import create_model

from dateline.models import (
    Actor,
    Casualty,
    Claim,
    Incident,
    Perpetrator,
    PolicyContext,
    Record,
    Span,
    Statement,
    draft_model,
)
from dateline.models.draft import Draft
from dateline.models.vocabulary import ActorKind
from dateline.pipeline.types import INCIDENT, POLICY, STATEMENT, RecordType
from dateline.survey import (
    Attribution,
    PolicyItem,
    SightedIncident,
    Survey,
    distinct_tolls,
)
from dateline.survey.actors import find_actors
from dateline.survey.lexicon import Lexicon

_MOST_CHOICES = 5
_FIELDS = {
    **dict.fromkeys(("killed", "wounded", "captured"), "casualties"),
    "perpetrator": "perpetrators",
    "target": "targets",
    "actor": "actors",
}
"""The record's fields that are asked for under other names."""
_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for one field: what the model writes, and the words that it stands for."""

    name: str
    labels: dict[str, str]
    nullable: bool = True

    @property
    def choices(self) -> list[str]:
        """What can be written, null aside."""
        return list(self.labels)


@dataclass(frozen=True, slots=True)
class _Order:
    """The order in which choices are listed."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """One question about one thing that the survey saw.

    Attributes:
        record_type: The record type.
        passage: The sentences that it stands in.
        fields: What is asked.
        reading: The parser's own reading of it.
        to_draft: Makes the record's draft of the chosen words, or None where the model's
            choice says that there is no such record.
    """

    record_type: RecordType
    passage: tuple[Span, ...]
    fields: tuple[Choices, ...]
    reading: Record
    to_draft: Callable[[dict[str, str | None]], Draft | None]

    @property
    def asks(self) -> frozenset[str]:
        """The fields of the record that are asked for."""
        return frozenset(_FIELDS.get(field.name, field.name) for field in self.fields)

    @property
    def answer_type(self) -> type[Draft]:
        """The schema of an answer."""
        annotations: dict[str, Any] = {}
        for field in self.fields:
            # typing takes Literals of one set of words for one type, whatever their order, and
            # returns the one it saw first: the mark keeps a question the same at every run.
            order = _Order(tuple(field.choices))
            literal: Any = Annotated[Literal[tuple(field.choices)], order]
            annotations[field.name] = (literal | None if field.nullable else literal, ...)
        return create_model("Choice", __base__=Draft, **annotations)

    def chosen(self, answer: Draft) -> dict[str, str | None]:
        """The words that the answer's labels stand for."""
        written = answer.model_dump()
        return {
            field.name: field.labels[written[field.name]] if written[field.name] else None
            for field in self.fields
        }


def choice_questions(survey: Survey) -> Iterator[ChoiceQuestion]:
    """What a small model is asked about an article, in the article's order by record type."""
    for incident, reading in zip(survey.incidents, survey.parser_incidents, strict=True):
        yield _incident(incident, reading, survey.lexicon)
    for said, told in zip(survey.attributions, survey.parser_statements, strict=True):
        question = _statement(said, told)
        if question is not None:
            yield question
    for item, stated in zip(survey.policy, survey.parser_policy, strict=True):
        yield _policy(item, stated)


def _incident(found: SightedIncident, reading: Incident, lexicon: Lexicon) -> ChoiceQuestion:
    kinds = list(dict.fromkeys([reading.kind, *(k for s in found.sightings for k in s.kinds)]))
    tolls = distinct_tolls(found)
    armed, others = _parties(found, lexicon)
    fields = [
        _choices("kind", (k.value for k in kinds)),
        *(
            _choices(outcome, (t.count.text for t in tolls if t.outcome == outcome))
            for outcome in ("killed", "wounded", "captured")
        ),
        _choices("perpetrator", [*(p.mention.text for p in reading.perpetrators), *armed]),
        _choices("target", [*(t.mention.text for t in reading.targets), *others]),
        _choices("weapon", (s.weapon.text for s in found.sightings if s.weapon)),
        _choices("place", (p.text for s in found.sightings for p in s.places)),
        _choices("when", (d.text for s in found.sightings for d in s.dates)),
    ]
    asked = tuple(f for f in fields if len(f.labels) + f.nullable > 1)
    kind_of = lexicon.actor_kind

    def to_draft(chosen: dict[str, str | None]) -> Draft | None:
        if not chosen["kind"]:
            return None
        perpetrator, target = chosen.get("perpetrator"), chosen.get("target")
        return _draft(
            Incident,
            kind=chosen["kind"],
            realis="actual",
            perpetrators=[_perpetrator(perpetrator, kind_of(perpetrator))] if perpetrator else [],
            targets=[_draft(Actor, mention=target, actor_kind=kind_of(target))] if target else [],
            claim=_draft(Claim, status=reading.claim.status, by=None),
            weapon=chosen.get("weapon"),
            casualties=[
                _draft(
                    Casualty,
                    outcome=o,
                    count=chosen[o],
                    group=None,
                    according_to=None,
                    realis="actual",
                )
                for o in ("killed", "wounded", "captured")
                if chosen.get(o)
            ],
            place=chosen.get("place"),
            when=chosen.get("when"),
            evidence=[s.text for s in found.sentences[:4]],
        )

    return ChoiceQuestion(INCIDENT, found.sentences, asked, reading, to_draft)


def _statement(said: Attribution, reading: Statement) -> ChoiceQuestion | None:
    if said.cue is None and said.source is None:
        return None
    content = " … ".join(span.text for span in said.content)
    speaker = said.source.speaker if said.source else None
    names = [speaker.text] if speaker and speaker in said.sentence else []
    fields = [
        _choices("speaker", names),
        _choices("cue", [said.cue.text] if said.cue else []),
        _choices("content", [content]),
    ]

    def to_draft(chosen: dict[str, str | None]) -> Draft | None:
        if not chosen.get("content"):
            return None
        return _draft(
            Statement,
            kind=said.kind,
            content=chosen["content"],
            speaker=chosen.get("speaker"),
            resolved_speaker=None,
            speaker_role=None,
            anonymous=reading.anonymous,
            cue=chosen.get("cue"),
            act=said.act,
        )

    asked = _worth_asking(fields, "content")
    return ChoiceQuestion(STATEMENT, (said.sentence,), asked, reading, to_draft)


def _policy(item: PolicyItem, reading: PolicyContext) -> ChoiceQuestion:
    fields = [
        _choices("kind", item.kinds, nullable=False),
        _choices("status", item.statuses),
        _choices("actor", (a.text for a in item.actors)),
        _choices("what", [item.what.text]),
        _choices("when", (d.text for d in item.dates)),
    ]

    def to_draft(chosen: dict[str, str | None]) -> Draft | None:
        if not chosen.get("what"):
            return None
        actor = chosen.get("actor")
        return _draft(
            PolicyContext,
            kind=chosen.get("kind") or reading.kind,
            what=chosen["what"],
            actors=[actor] if actor else [],
            when=chosen.get("when"),
            status=chosen.get("status") or "unknown",
            evidence=[item.sentence.text],
        )

    asked = _worth_asking(fields, "what")
    return ChoiceQuestion(POLICY, (item.sentence,), asked, reading, to_draft)


def _parties(found: SightedIncident, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The armed actors that the sentences name, and the rest."""
    phrases = [
        span.text
        for sentence in found.sentences
        for span in find_actors(sentence.text, 0, len(sentence.text), lexicon)
    ]
    armed = [p for p in phrases if lexicon.actor_kind(p) not in ("Civilians", None)]
    return armed, phrases


def _choices(name: str, words: Iterable[str], *, nullable: bool = True) -> Choices:
    """Choices with labels: the words themselves, or the first of them where they are many."""
    labels: dict[str, str] = {}
    texts = list(dict.fromkeys(words))[:_MOST_CHOICES]
    for text in texts:
        label = " ".join(text.split()[:_LABEL_WORDS])
        if label in labels or any(other == label and other != text for other in texts):
            label = " ".join(text.split())
        labels[label] = text
    return Choices(name, labels, nullable)


def _worth_asking(fields: Iterable[Choices], decisive: str) -> tuple[Choices, ...]:
    """Fields with something to choose between, and the one that decides whether it is a record.

    Every token costs a small model on a CPU its time; the parser has the only candidate anyway.
    """
    return tuple(f for f in fields if len(f.labels) > 1 or (f.name == decisive and f.labels))


def _draft(model: Any, **values: Any) -> Draft:
    return draft_model(model)(**values)


def _perpetrator(words: str, kind: ActorKind | None) -> Draft:
    return _draft(
        Perpetrator,
        mention=words,
        actor_kind=kind,
        basis="stated_as_fact",
        according_to=None,
    )
