"""One question put: tried again, taken elsewhere, asked once more, and nothing lost of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dateline.calls.gate import LeftAlone
from dateline.calls.question import Outcome, Problem, Question, Trouble
from dateline.calls.request import request
from dateline.calls.retry import Deadline, with_retries
from dateline.calls.route import Endpoint, Route
from dateline.calls.tally import Tally
from dateline.errors import (
    BadAnswer,
    BudgetExhausted,
    ContextTooLong,
    InvalidAnswer,
    Overloaded,
    ProviderError,
    Refused,
    Truncated,
)
from dateline.observe import FallbackEvent, RetryEvent
from dateline.providers import Answer
from dateline.providers.base import T

# Further questions after an answer that was cut off; a model that never comes to an end is not
# followed for ever.
_MOST_CONTINUATIONS = 3


async def ask(route: Route, question: Question[T]) -> Outcome[T]:
    """What became of `question`. A failure is an outcome too: it never costs other questions.

    An invalid answer is asked about once more; one that was cut off is gone on with. Of an answer
    that stays broken, the valid items are kept.
    """
    if route.elsewhere is not None:
        return await route.elsewhere(question)
    tally = Tally(question.name, question.record, route.primary)
    answers: list[Answer[T]] = []
    try:
        answer, endpoint = await _put(route, question, tally)
        rest = route.starting_at(endpoint)
        answers.append(await _gone_on(rest, question, answer, tally))
        if answer.value is None and answer.stopped == "stop":
            problem = Problem("answer", "", answer.problem or "It does not fit the schema.")
            again = question.again(answer.raw, [problem])
            second, endpoint = await _put(rest, again, tally)
            answers.append(await _gone_on(rest.starting_at(endpoint), again, second, tally))
    except ProviderError as error:
        if not answers:
            call = tally.call(answered=False)
            return Outcome(None, "", call, str(error), "failed", error)
    outcome = _outcome(question, answers, tally)
    if outcome.value is None and outcome.trouble == "invalid":
        await _forget(route, tally)
    return outcome


async def _forget(route: Route, tally: Tally) -> None:
    """Keep no answer of a question of which nothing could be read: it is asked anew the next time.

    One that was cut off or refused is another matter: the caller asks for less then, and is told
    the same by the same answer.
    """
    if route.cache is not None:
        for key in tally.keys:
            await route.cache.forget(key)


async def _put(route: Route, question: Question[T], tally: Tally) -> tuple[Answer[T], Endpoint]:
    """The first endpoint's answer, or else the next one's.

    One that is left alone comes again at the end, where the others did not answer either: better a
    slow question than a lost one.
    """
    waiting = deque((endpoint, False) for endpoint in route.endpoints)
    while True:
        endpoint, forced = waiting.popleft()
        others = [other for other, _ in waiting]
        try:
            return await _tried(endpoint, question, route, tally, others, forced=forced), endpoint
        except LeftAlone:
            waiting.append((endpoint, True))
            error = endpoint.breaker.cause
        except ProviderError as raised:
            if not waiting or isinstance(raised, ContextTooLong | BudgetExhausted):
                raise
            error = raised
        route.hooks.fallback(
            FallbackEvent(
                question=question.name,
                provider=endpoint.provider.name,
                fallback=waiting[0][0].provider.name,
                error=error or _left_alone(endpoint),
            )
        )


async def _tried(
    endpoint: Endpoint,
    question: Question[T],
    route: Route,
    tally: Tally,
    others: Sequence[Endpoint],
    *,
    forced: bool,
) -> Answer[T]:
    """One endpoint's answer, tried again over faults of transport."""
    deadline = Deadline(endpoint.retries.deadline)

    def somebody_else() -> bool:
        return not forced and any(other.breaker.admits for other in others)

    async def once() -> Answer[T]:
        return await request(endpoint, question, route, tally, deadline, forced=not somebody_else())

    def before_wait(error: ProviderError, wait: float) -> None:
        route.hooks.retry(
            RetryEvent(
                question=question.name, provider=endpoint.provider.name, error=error, wait=wait
            )
        )

    return await with_retries(
        once,
        endpoint.retries,
        deadline,
        given_up=lambda: endpoint.breaker.is_open and somebody_else(),
        before_wait=before_wait,
    )


def _left_alone(endpoint: Endpoint) -> Overloaded:
    """Why an endpoint was passed over, where its breaker has closed meanwhile."""
    provider = endpoint.provider
    return Overloaded(
        f"{provider.name} is left alone for a while.", provider=provider.name, model=provider.model
    )


async def _gone_on(route: Route, question: Question[T], cut: Answer[T], tally: Tally) -> Answer[T]:
    """An answer that was cut off, with what further questions add to it; any other as it is."""
    if cut.value is not None or cut.stopped != "length":
        return cut
    kept = question.salvage(cut.raw)
    if kept is None or question.join is None or question.cut_off is None:
        return cut
    whole = False
    for _ in range(_MOST_CONTINUATIONS):
        further = question.going_on(kept.model_dump_json(), question.cut_off, question.name)
        try:
            answer, endpoint = await _put(route, further, tally)
        except ProviderError:
            break
        route = route.starting_at(endpoint)
        whole = answer.value is not None
        more = (
            answer.value if whole or answer.stopped == "refused" else question.salvage(answer.raw)
        )
        joined = question.join(kept, more) if more is not None else kept
        # A model that adds nothing new goes round in circles.
        kept, stuck = joined, joined == kept
        if whole or stuck or answer.stopped != "length":
            break
    stopped: Literal["stop", "length"] = "stop" if whole else "length"
    return replace(cut, value=kept, raw=kept.model_dump_json(), stopped=stopped)


_TROUBLE: dict[str, tuple[Trouble, type[BadAnswer], str]] = {
    "length": ("truncated", Truncated, "Raise `max_tokens` in the provider's configuration."),
    "refused": ("refused", Refused, ""),
    "stop": ("invalid", InvalidAnswer, ""),
}


def _outcome(question: Question[T], answers: list[Answer[T]], tally: Tally) -> Outcome[T]:
    """The first usable answer, or what can be kept of all together."""
    for answer in answers:
        if answer.value is not None and answer.stopped == "stop":
            return Outcome(answer.value, answer.raw, tally.call(answered=True))
    broken = [(a, kept) for a in answers if (kept := _kept(question, a)) is not None]
    if broken:
        (answer, whole), *others = broken
        if question.join is not None:
            for _, further in others:
                whole = question.join(whole, further)
        trouble, _, _ = _TROUBLE[answer.stopped]
        return Outcome(whole, answer.raw, tally.call(answered=True), answer.problem, trouble)
    first = answers[0]
    trouble, kind, hint = _TROUBLE[first.stopped]
    error = kind(
        f"{tally.provider.name} gave no usable answer: {first.problem}",
        provider=tally.provider.name,
        model=tally.provider.model,
        hint=hint,
    )
    call = tally.call(answered=False)
    return Outcome(None, first.raw, call, first.problem, trouble, error)


def _kept(question: Question[T], answer: Answer[T]) -> T | None:
    """What can be kept of an answer that is not whole."""
    if answer.value is not None or answer.stopped == "refused":
        return answer.value
    return question.salvage(answer.raw)
