"""One question put: tried again, taken elsewhere, asked once more, and nothing lost of it."""

from __future__ import annotations

from dateline.calls.question import Outcome, Problem, Question, Trouble
from dateline.calls.request import request
from dateline.calls.retry import with_retries
from dateline.calls.route import Endpoint, Route
from dateline.calls.tally import Tally
from dateline.errors import (
    BadAnswer,
    BudgetExhausted,
    ContextTooLong,
    InvalidAnswer,
    ProviderError,
    Refused,
    TimedOut,
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
    tally = Tally(question.name, question.record, route.primary)
    answers: list[Answer[T]] = []
    try:
        answer, endpoint = await _put(route, question, tally)
        answers.append(answer)
        if answer.stopped == "length":
            return await _gone_on(route.starting_at(endpoint), question, answer, tally)
        if answer.value is None and answer.stopped == "stop":
            problem = Problem("answer", "", answer.problem or "It does not fit the schema.")
            again = question.again(answer.raw, [problem])
            second, _ = await _put(route.starting_at(endpoint), again, tally)
            answers.append(second)
    except ProviderError as error:
        if not answers:
            call = tally.call(answered=False)
            return Outcome(None, "", call, str(error), "failed", error)
    return _outcome(question, answers, tally)


async def _put(route: Route, question: Question[T], tally: Tally) -> tuple[Answer[T], Endpoint]:
    """The first endpoint's answer, or else the next one's."""
    # Where all of them are left alone, they are asked as if none were: nothing else is there.
    open_to = [e for e in route.endpoints if e.breaker.admits()] or list(route.endpoints)
    for number, endpoint in enumerate(open_to):
        following = open_to[number + 1 :]
        try:
            return await _tried(endpoint, question, route, tally, last=not following), endpoint
        except ProviderError as error:
            if not following or isinstance(error, ContextTooLong | BudgetExhausted):
                raise
            route.hooks.fallback(
                FallbackEvent(
                    question=question.name,
                    provider=endpoint.provider.name,
                    fallback=following[0].provider.name,
                    error=error,
                )
            )
    raise AssertionError("unreachable")


async def _tried(
    endpoint: Endpoint, question: Question[T], route: Route, tally: Tally, *, last: bool
) -> Answer[T]:
    """One endpoint's answer, tried again over faults of transport."""

    async def once() -> Answer[T]:
        return await request(endpoint, question, route, tally)

    def before_wait(error: ProviderError, wait: float) -> None:
        route.hooks.retry(
            RetryEvent(
                question=question.name, provider=endpoint.provider.name, error=error, wait=wait
            )
        )

    try:
        return await with_retries(
            once,
            endpoint.retries,
            given_up=lambda: not last and endpoint.breaker.is_open,
            before_wait=before_wait,
        )
    except TimeoutError:
        late = TimedOut(
            f"{endpoint.provider.name} took longer than the deadline of "
            f"{endpoint.retries.deadline:g} s.",
            provider=endpoint.provider.name,
            model=endpoint.provider.model,
            hint="Raise retries.deadline.",
        )
    raise late


async def _gone_on(route: Route, question: Question[T], cut: Answer[T], tally: Tally) -> Outcome[T]:
    """An answer that was cut off, with what further questions add to it."""
    kept = question.salvage(cut.raw)
    if kept is None or question.join is None or question.cut_off is None:
        return _outcome(question, [cut], tally)
    for _ in range(_MOST_CONTINUATIONS):
        raw = kept.model_dump_json()
        further = question.going_on(raw, question.cut_off, question.name)
        try:
            answer, _endpoint = await _put(route, further, tally)
        except ProviderError:
            break
        more = answer.value if answer.value is not None else question.salvage(answer.raw)
        before = kept
        if more is not None:
            kept = question.join(kept, more)
        if answer.stopped != "length":
            if answer.value is None:
                break
            return Outcome(kept, kept.model_dump_json(), tally.call(answered=True))
        if kept == before:
            break  # nothing new: it would say the same again
    call = tally.call(answered=True)
    return Outcome(kept, kept.model_dump_json(), call, cut.problem, "truncated")


_TROUBLE: dict[str, tuple[Trouble, type[BadAnswer], str]] = {
    "length": ("truncated", Truncated, "Raise `max_tokens` in the provider's configuration."),
    "refused": ("refused", Refused, ""),
    "stop": ("invalid", InvalidAnswer, ""),
}


def _outcome(question: Question[T], answers: list[Answer[T]], tally: Tally) -> Outcome[T]:
    """The first usable answer, or what can be kept of one: of the first before the second."""
    for answer in answers:
        if answer.value is not None:
            return Outcome(answer.value, answer.raw, tally.call(answered=True))
    for answer in answers:
        kept = question.salvage(answer.raw) if answer.stopped != "refused" else None
        if kept is not None:
            trouble, _, _ = _TROUBLE[answer.stopped]
            return Outcome(kept, answer.raw, tally.call(answered=True), answer.problem, trouble)
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
