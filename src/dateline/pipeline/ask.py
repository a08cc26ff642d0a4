"""The questions put to a model about an article, and the records that come back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field, ValidationError, create_model
from pydantic_core import from_json

from dateline.calls import Outcome, Problem, Question, ask
from dateline.errors import ProviderError
from dateline.models import Article, Call, Finding, PromptUsed, Record, Span, draft_model
from dateline.models.draft import Draft
from dateline.pipeline.choices import ChoiceQuestion
from dateline.pipeline.ground import Grounded, ground, spans_of
from dateline.pipeline.segment import segment
from dateline.pipeline.types import RECORD_TYPES, RecordType
from dateline.prompts import Prompt, fence_for, load_prompt
from dateline.providers import Message, Provider
from dateline.settings import Retries


@dataclass
class Read:
    """What asking came to: grounded records by the question that gave them."""

    records: list[tuple[RecordType, Record, ChoiceQuestion | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    prompts: list[PromptUsed] = field(default_factory=list)
    errors: list[ProviderError] = field(default_factory=list)

    def note(self, outcome: Outcome[Any]) -> None:
        """Keep what the question took, and its trouble."""
        self.calls.append(outcome.call)
        if outcome.error is not None:
            self.errors.append(outcome.error)
        if outcome.trouble is not None:
            kept = "What was valid in the answer is kept." if outcome.value is not None else ""
            self.findings.append(
                Finding(
                    kind="unanswered",
                    severity="error" if outcome.value is None else "warning",
                    message=f"{outcome.call.question}: {outcome.problem} {kept}".strip(),
                )
            )


@dataclass(frozen=True, slots=True)
class Asker:
    """One article put to one provider.

    Attributes:
        provider: Who is asked.
        article: What about.
        retries: How faults of transport are tried again.
        turn: Bounds the questions under way at once.
    """

    provider: Provider
    article: Article
    retries: Retries
    turn: asyncio.Semaphore

    async def whole(self) -> Read:
        """Every record type asked about the whole article, at the same time."""
        fence = fence_for(f"{self.article.title}\n{self.article.text}")
        parts = segment(self.article)
        read = Read()
        jobs = [
            self._about(record_type, part, number, len(parts), fence, read)
            for record_type in RECORD_TYPES
            for number, part in enumerate(parts, 1)
        ]
        await asyncio.gather(*jobs)
        return _in_order(read)

    async def chosen(self, questions: Sequence[ChoiceQuestion]) -> Read:
        """A question for each thing that the survey saw, answered by choices."""
        fence = fence_for(self.article.text, length=6)
        prompts = {t.name: load_prompt(t.name) for t in RECORD_TYPES}
        read = Read()
        asked = [q for q in questions if q.fields]
        jobs = [
            self._choice(question, f"{question.record_type.name} {number}", prompts, fence, read)
            for number, question in enumerate(asked, 1)
        ]
        await asyncio.gather(*jobs)
        read.prompts = [
            _used(p)
            for name, p in prompts.items()
            if any(q.record_type.name == name for q in asked)
        ]
        return read

    async def _about(
        self, record_type: RecordType, part: Span, number: int, parts: int, fence: str, read: Read
    ) -> None:
        prompt = load_prompt(record_type.name)
        name = record_type.name if parts == 1 else f"{record_type.name} {number} of {parts}"
        question = Question(
            name=name,
            messages=(
                {"role": "system", "content": prompt.render("article_system")},
                {
                    "role": "user",
                    "content": prompt.render(
                        "article_user",
                        article=part.text,
                        fence=fence,
                        title=self.article.title,
                        published=self.article.published,
                    ),
                },
            ),
            answer_type=_answer_type(record_type),
            salvage=lambda raw: _salvage(raw, record_type),
            reask=lambda problems: prompt.render("reask", problems=problems),
        )
        async with self.turn:
            outcome = await ask(self.provider, question, self.retries)
            read.note(outcome)
            grounded = self._ground(outcome, record_type, part)
            problems = [_problem(f, self.article) for g in grounded for f in g.findings]
            if problems and outcome.trouble is None:
                # Asked once more with what was refused; whichever answer proves more stands.
                second = await ask(
                    self.provider, question.again(outcome.raw, problems), self.retries
                )
                read.calls.append(second.call)
                better = self._ground(second, record_type, part)
                if second.value is not None and _proved(better) >= _proved(grounded):
                    grounded = better
        read.prompts.append(_used(prompt))
        for item in grounded:
            read.findings += item.findings
            if item.record is not None:
                read.records.append((record_type, item.record, None))

    def _ground(self, outcome: Outcome[Any], record_type: RecordType, part: Span) -> list[Grounded]:
        drafts: Sequence[Draft] = outcome.value.items if outcome.value is not None else ()
        return [ground(draft, record_type.model, self.article, scope=(part,)) for draft in drafts]

    async def _choice(
        self,
        question: ChoiceQuestion,
        name: str,
        prompts: dict[Any, Prompt],
        fence: str,
        read: Read,
    ) -> None:
        prompt = prompts[question.record_type.name]
        passage = " ".join(" ".join(s.text.split()) for s in question.passage)
        messages: tuple[Message, ...] = (
            {"role": "system", "content": prompt.render("passage_system")},
            {
                "role": "user",
                "content": prompt.render(
                    "passage_user", passage=passage, fence=fence, fields=question.fields
                ),
            },
        )
        put: Question[Any] = Question(
            name=name,
            messages=messages,
            answer_type=question.answer_type,
            salvage=lambda _raw: None,
            reask=lambda problems: prompt.render("reask", problems=problems),
        )
        async with self.turn:
            outcome = await ask(self.provider, put, self.retries)
        read.note(outcome)
        if outcome.value is None:
            return
        draft = question.to_draft(question.chosen(outcome.value))
        if draft is None:
            return
        item = ground(draft, question.record_type.model, self.article, scope=question.passage)
        read.findings += item.findings
        if item.record is not None:
            read.records.append((question.record_type, item.record, question))


def _answer_type(record_type: RecordType) -> type[Draft]:
    items: Any = list[draft_model(record_type.model)]  # type: ignore[misc]  # made at run time
    bounded: Any = Annotated[items, Field(max_length=record_type.most)]
    return create_model(f"{record_type.model.__name__}List", __base__=Draft, items=(bounded, ...))


def _salvage(raw: str, record_type: RecordType) -> Any:
    """The valid items of a broken or cut answer, or None where there are none."""
    try:
        partial = from_json(raw, allow_partial=True)
    except ValueError:
        return None
    item_type = draft_model(record_type.model)
    kept = []
    items = partial.get("items") if isinstance(partial, dict) else None
    for item in (items if isinstance(items, list) else [])[: record_type.most]:
        try:
            kept.append(item_type.model_validate(item))
        except ValidationError:
            continue
    return _answer_type(record_type).model_validate({"items": kept}) if kept else None


def _proved(grounded: Sequence[Grounded]) -> tuple[int, int, int]:
    """How many records stand, on how many words of the article, and how little was refused."""
    records = [g.record for g in grounded if g.record is not None]
    words = sum(len(spans_of(record)) for record in records)
    return len(records), words, -sum(len(g.findings) for g in grounded)


def _problem(finding: Finding, article: Article) -> Problem:
    """What was refused, with the real words that are nearest to it."""
    value = str(finding.value)
    near = article.nearest(value)
    return Problem(
        str(finding.field), value, "does not stand in the article", near.text if near else None
    )


def _used(prompt: Prompt) -> PromptUsed:
    return PromptUsed(id=prompt.id, version=prompt.version, sha256=prompt.sha256)


def _in_order(read: Read) -> Read:
    """What came back in the order of answers, in an order that is the same at every run."""
    order: list[str] = [t.name for t in RECORD_TYPES]
    read.records.sort(key=lambda item: order.index(item[0].name))
    read.prompts = sorted(set(read.prompts), key=lambda p: order.index(p.id))
    read.calls.sort(key=lambda call: call.question)
    return read
