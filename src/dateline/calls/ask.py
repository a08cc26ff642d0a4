"""One question put, retried over faults of transport, and asked once more where it was invalid."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from dateline.calls.question import Outcome, Problem, Question, Trouble
from dateline.calls.retry import with_retries
from dateline.errors import BadAnswer, InvalidAnswer, ProviderError, Refused, TimedOut, Truncated
from dateline.models import Call, Usage
from dateline.providers import Answer, Provider
from dateline.providers.base import T
from dateline.settings import Retries


@dataclass
class _Tally:
    """What a question has taken so far; kept where an error would lose it."""

    attempts: int = 0
    usage: Usage = field(default_factory=Usage)
    started: float = field(default_factory=time.monotonic)

    def call(self, question: str, *, answered: bool) -> Call:
        return Call(
            question=question,
            attempts=self.attempts,
            usage=self.usage,
            seconds=round(time.monotonic() - self.started, 3),
            outcome="answered" if answered else "failed",
        )


async def ask(provider: Provider, question: Question[T], retries: Retries) -> Outcome[T]:
    """What became of `question`. A failure is an outcome too: it never costs other questions.

    An invalid answer is asked about once more. Of an answer that stays broken, the valid
    items are kept.
    """
    tally = _Tally()
    answer: Answer[T] | None = None
    second: Answer[T] | None = None
    try:
        async with asyncio.timeout(retries.deadline):
            answer = await _put(provider, question, retries, tally)
            if answer.value is None and answer.stopped == "stop":
                problem = Problem("answer", "", answer.problem or "It does not fit the schema.")
                again = question.again(answer.raw, [problem])
                second = await _put(provider, again, retries, tally)
    except (ProviderError, TimeoutError) as error:
        if answer is None:
            reason = error if isinstance(error, ProviderError) else _late(provider, retries)
            call = tally.call(question.name, answered=False)
            return Outcome(None, "", call, str(reason), "failed", reason)
    return _outcome(provider, question, answer, second, tally)


def _late(provider: Provider, retries: Retries) -> TimedOut:
    return TimedOut(
        f"{provider.name} took longer than the deadline of {retries.deadline:g} s.",
        provider=provider.name,
        model=provider.model,
        hint="Raise retries.deadline.",
    )


async def _put(
    provider: Provider, question: Question[T], retries: Retries, tally: _Tally
) -> Answer[T]:
    async def request() -> Answer[T]:
        tally.attempts += 1
        answer = await provider.ask(question.messages, question.answer_type)
        tally.usage += answer.usage
        return answer

    return await with_retries(request, retries)


_TROUBLE: dict[str, tuple[Trouble, type[BadAnswer], str]] = {
    "length": ("truncated", Truncated, "Raise `max_tokens` in the provider's configuration."),
    "refused": ("refused", Refused, ""),
    "stop": ("invalid", InvalidAnswer, ""),
}


def _outcome(
    provider: Provider,
    question: Question[T],
    first: Answer[T],
    second: Answer[T] | None,
    tally: _Tally,
) -> Outcome[T]:
    """The first usable answer, or what can be kept of one: of the first before the second."""
    answers = (first, second) if second is not None else (first,)
    for answer in answers:
        if answer.value is not None:
            return Outcome(answer.value, answer.raw, tally.call(question.name, answered=True))
    for answer in answers:
        kept = question.salvage(answer.raw) if answer.stopped != "refused" else None
        if kept is not None:
            call = tally.call(question.name, answered=True)
            trouble, _, _ = _TROUBLE[answer.stopped]
            return Outcome(kept, answer.raw, call, answer.problem, trouble)
    trouble, kind, hint = _TROUBLE[first.stopped]
    error = kind(
        f"{provider.name} gave no usable answer: {first.problem}",
        provider=provider.name,
        model=provider.model,
        hint=hint,
    )
    call = tally.call(question.name, answered=False)
    return Outcome(None, first.raw, call, first.problem, trouble, error)
