"""The questions put to a model about an article, and the records that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dateline.calls import Outcome, Problem, Question, Route, ask
from dateline.errors import BudgetExhausted, ContextTooLong, Truncated
from dateline.models import Article, Finding, PromptUsed, Span
from dateline.models.draft import Draft
from dateline.pipeline.answers import answer_type, joined, salvaged
from dateline.pipeline.choices import ChoiceQuestion
from dateline.pipeline.gaps import Gap
from dateline.pipeline.ground import Grounded, Strictness, ground, spans_of
from dateline.pipeline.read import Put, Read
from dateline.pipeline.records import name_of
from dateline.pipeline.segment import halves, segment
from dateline.pipeline.together import together
from dateline.pipeline.types import INCIDENT, RECORD_TYPES, RecordType
from dateline.prompts import Prompt, fence_for, load_prompt
from dateline.providers import Message

# Passages in one further question; more would be the article again.
_MOST_PASSAGES = 30
# How often a part that is too long is cut in two: an eighth that is still too long is no question
# of length.
_MOST_CUTS = 3


@dataclass(frozen=True, slots=True)
class _About:
    """A record type and a part of the article, under the name that the receipt gives them."""

    record_type: RecordType
    part: Span
    name: str


@dataclass(frozen=True, slots=True)
class Asker:
    """One article put to providers.

    Attributes:
        route: Who is asked.
        article: What about.
        strictness: What is done with words that are not proved.
    """

    route: Route
    article: Article
    strictness: Strictness = field(default_factory=Strictness)
    record_types: Sequence[RecordType] = RECORD_TYPES

    async def whole(self) -> Read:
        """Every record type asked about the whole article, at the same time."""
        fence = fence_for(f"{self.article.title}\n{self.article.text}")
        parts = segment(self.article)
        read = Read()
        jobs = [
            self._about(
                _About(record_type, part, _named(record_type, number, len(parts))), fence, read
            )
            for record_type in self.record_types
            for number, part in enumerate(parts, 1)
        ]
        await together(jobs)
        return _in_order(read, self.record_types)

    async def chosen(self, questions: Sequence[ChoiceQuestion]) -> Read:
        """A question for each thing that the survey saw, answered by choices."""
        fence = fence_for(self.article.text, length=6)
        prompts = {t.name: prompt_of(t) for t in RECORD_TYPES}
        read = Read()
        asked = [q for q in questions if q.fields]
        jobs = [
            self._choice(question, f"{question.record_type.name} {number}", prompts, fence, read)
            for number, question in enumerate(asked, 1)
        ]
        await together(jobs)
        read.prompts = [
            _used(p)
            for name, p in prompts.items()
            if any(q.record_type.name == name for q in asked)
        ]
        return read

    async def _about(
        self, about: _About, fence: str, read: Read, *, cuts: int = _MOST_CUTS
    ) -> None:
        """One record type in one part of the article, or in its halves where it is too long."""
        record_type, part, name = about.record_type, about.part, about.name
        prompt = prompt_of(record_type)
        question = self._question(about, fence)
        outcome = await ask(self.route, question)
        cut = halves(part, self.article) if cuts and _too_long(outcome) else None
        if cut is not None:
            read.calls.append(outcome.call)
            parts = [_About(record_type, p, f"{name}, half {n}") for n, p in enumerate(cut, 1)]
            await together(self._about(p, fence, read, cuts=cuts - 1) for p in parts)
            return
        read.note(outcome)
        grounded = self._ground(outcome, record_type, part)
        problems = [_problem(f, self.article) for g in grounded for f in g.findings]
        if problems and outcome.trouble is None:
            # Asked once more with what was refused; whichever answer proves more stands.
            second = await ask(self.route, question.again(outcome.raw, problems))
            read.calls.append(second.call)
            if isinstance(second.error, BudgetExhausted):
                read.findings.append(_not_asked_again(name, second.error))
            better = self._ground(second, record_type, part)
            # An answer that only takes everything back would take its findings along.
            proves = any(g.record is not None for g in better)
            if second.value is not None and proves and _proved(better) >= _proved(grounded):
                grounded, outcome = better, second
        read.prompts.append(_used(prompt))
        if outcome.value is not None and outcome.trouble is None:
            read.put.append(Put(record_type, prompt, part, question, outcome.raw))
        _keep(grounded, read)

    def _question(self, about: _About, fence: str) -> Question[Any]:
        prompt = prompt_of(about.record_type)
        asked = prompt.render(
            "article_user",
            article=about.part.text,
            fence=fence,
            title=self.article.title,
            published=self.article.published,
        )
        system: Message = {"role": "system", "content": _fixed(prompt, "article_system")}
        messages: tuple[Message, ...] = (system, {"role": "user", "content": asked})
        return question_of(about.record_type, about.name, messages)

    async def about_gaps(self, before: Read, gaps: Sequence[Gap]) -> Read:
        """What was left out, asked about once more: one question for each kind of record.

        What is doubted is asked about beside the rest, and not for its own sake.
        """
        read = Read()
        jobs = []
        for put in before.put:
            own = [
                gap
                for gap in gaps
                if gap.record == put.record_type.name and gap.span.overlaps(put.part)
            ]
            if not all(gap.doubted for gap in own):
                jobs.append(self._about_gaps(put, own, read))
        await together(jobs)
        return _in_order(read, self.record_types)

    async def _about_gaps(self, put: Put, gaps: Sequence[Gap], read: Read) -> None:
        passages = dict.fromkeys(" ".join(s.text.split()) for gap in gaps for s in gap.passage)
        text = put.prompt.render("gaps", passages=list(passages)[:_MOST_PASSAGES])
        question = put.question.going_on(put.raw, text, f"{put.question.name}, left out")
        outcome = await ask(self.route, question)
        read.note(outcome)
        _keep(self._ground(outcome, put.record_type, put.part), read)

    def _ground(self, outcome: Outcome[Any], record_type: RecordType, part: Span) -> list[Grounded]:
        drafts: Sequence[Draft] = outcome.value.items if outcome.value is not None else ()
        return [
            ground(
                draft, record_type.model, self.article, scope=(part,), strictness=self.strictness
            )
            for draft in drafts
        ]

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
            {"role": "system", "content": _fixed(prompt, "passage_system")},
            {
                "role": "user",
                "content": prompt.render(
                    "passage_user", passage=passage, fence=fence, fields=question.fields
                ),
            },
        )
        put: Question[Any] = Question(
            name=name,
            record=question.record_type.name,
            messages=messages,
            answer_type=question.answer_type,
            salvage=lambda _raw: None,
            reask=lambda problems: prompt.render("reask", problems=problems),
        )
        outcome = await ask(self.route, put)
        read.note(outcome)
        if outcome.value is None:
            if question.record_type is INCIDENT:
                # What the parser saw it saw without the model.
                read.records.append((question.reading, question))
            return
        draft = question.to_draft(question.chosen(outcome.value))
        if draft is None:
            _keep_refused(question, read)
            return
        item = ground(
            draft,
            question.record_type.model,
            self.article,
            scope=question.passage,
            strictness=self.strictness,
        )
        _keep([item], read, question)


def question_of(record_type: RecordType, name: str, messages: tuple[Message, ...]) -> Question[Any]:
    """A question for records of one type.

    Args:
        record_type: What it asks for.
        name: How the receipt names it.
        messages: The conversation so far.
    """
    prompt = prompt_of(record_type)
    return Question(
        name=name,
        record=record_type.name,
        messages=messages,
        answer_type=answer_type(record_type),
        salvage=lambda raw: salvaged(raw, record_type),
        reask=lambda problems: prompt.render("reask", problems=problems),
        cut_off=_fixed(prompt, "cut_off"),
        join=joined,
    )


def _named(record_type: RecordType, number: int, parts: int) -> str:
    return record_type.name if parts == 1 else f"{record_type.name} {number} of {parts}"


def _not_asked_again(name: str, error: BudgetExhausted) -> Finding:
    return Finding(
        kind="unanswered",
        severity="info",
        message=f"{name}: what was refused of the answer was not asked about again. {error}",
    )


def _too_long(outcome: Outcome[Any]) -> bool:
    """Whether the question or its answer would fit if there were less to read."""
    return isinstance(outcome.error, ContextTooLong | Truncated)


def _keep_refused(question: ChoiceQuestion, read: Read) -> None:
    """The parser's incident that the model sees none in: it stands, and that is said."""
    if question.record_type is not INCIDENT:
        return
    read.records.append((question.reading, question))
    read.findings.append(
        Finding(
            kind="disagreement",
            severity="info",
            message="The model sees no incident here; the parser's reading stands.",
            span=question.passage[0],
            record=name_of(question.reading),
            field="kind",
        )
    )


def _keep(grounded: Sequence[Grounded], read: Read, question: ChoiceQuestion | None = None) -> None:
    for item in grounded:
        read.findings += item.findings
        if item.record is not None:
            read.records.append((item.record, question))


@lru_cache(maxsize=64)
def prompt_of(record_type: RecordType) -> Prompt:
    """The prompt that asks for a record type."""
    if record_type.instructions is not None:
        return load_prompt("record").with_instructions(record_type.name, record_type.instructions)
    return load_prompt(record_type.name, folder=record_type.templates)


@lru_cache(maxsize=128)
def _fixed(prompt: Prompt, block: str) -> str:
    """A block that says nothing of the article, rendered once."""
    return prompt.render(block)


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


def _in_order(read: Read, record_types: Sequence[RecordType]) -> Read:
    """What came back in the order of answers, in an order that is the same at every run."""
    order = [t.name for t in record_types]
    models = [t.model for t in record_types]
    read.records.sort(key=lambda item: models.index(type(item[0])))
    read.prompts = sorted(set(read.prompts), key=lambda p: order.index(p.id))
    read.calls.sort(key=lambda call: call.question)
    return read
