"""One request: out of the cache, or sent in its turn and within the budget."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from dateline.cache import Kept, answer_key
from dateline.calls.gate import Admitted, gate, past_deadline
from dateline.calls.question import Question
from dateline.calls.retry import Deadline
from dateline.calls.route import Endpoint, Route
from dateline.calls.tally import Tally
from dateline.errors import BadAnswer, BudgetExhausted, ConnectionLost, ProviderError, TimedOut
from dateline.models import Usage
from dateline.observe import CallEvent, log_overrun, request_span
from dateline.providers import Answer, Message
from dateline.providers.base import T
from dateline.providers.problems import schema_problem
from dateline.providers.schemas import parse, prepare
from dateline.usage import Reservation, cost_of, is_free, most_tokens, worst_cost
from dateline.usage.spend import Crossed

_BYTES_A_TOKEN = 4  # of English; what is reserved of a rate limit, not of a budget


async def request(
    endpoint: Endpoint,
    question: Question[T],
    route: Route,
    tally: Tally,
    deadline: Deadline,
    *,
    forced: bool = True,
) -> Answer[T]:
    """The answer to one request.

    Args:
        endpoint: Who is asked.
        question: What.
        route: What bounds it, and where answers are kept.
        tally: What it takes is added there.
        deadline: The question's at this endpoint.
        forced: It is asked even where it is left alone: there is nobody else.

    Raises:
        ProviderError: None came; or the budget does not allow to ask.
        LeftAlone: The endpoint is left alone, and `forced` is false.
        PutOff: It is asked later.
    """
    key = _key(endpoint, question, route)
    kept = await route.cache.get(key) if route.cache is not None else None
    if kept is not None:
        tally.provider = endpoint.provider
        tally.keys.append(key)
        if kept.batched is not None:
            tally.batched_before(kept.batched)
        else:
            tally.cached += 1
        answer = _read(kept, question.answer_type, fenced=endpoint.provider.fenced)
        event = _event(endpoint, tally, time.monotonic(), answer, Decimal(0), cached=True)
        route.hooks.call(event)
        return answer
    if endpoint.desk is not None:
        await endpoint.desk.put_off(key, question, _worst(endpoint, question))
    tokens = _length(question.messages) // _BYTES_A_TOKEN + endpoint.provider.max_tokens
    async with gate(endpoint, tokens, deadline, forced=forced) as admitted:
        reservation = await _reserve(endpoint, question, route, deadline)
        answer = await _send(admitted, question, route, tally, reservation)
    if route.cache is not None and answer.stopped != "refused":
        tally.keys.append(key)
        await route.cache.put(key, Kept(answer.raw, answer.stopped))
    return answer


async def _send(
    admitted: Admitted,
    question: Question[T],
    route: Route,
    tally: Tally,
    reservation: Reservation | None,
) -> Answer[T]:
    """The request itself, accounted for and told of."""
    tally.provider = admitted.endpoint.provider
    tally.attempts += 1
    started = time.monotonic()
    admitted.sent()
    try:
        answer, event = await _accounted(admitted, question, tally, reservation)
    except ProviderError as error:
        route.hooks.call(_event(admitted.endpoint, tally, started, error=error))
        raise
    route.hooks.call(event)
    return answer


async def _accounted(
    admitted: Admitted, question: Question[T], tally: Tally, reservation: Reservation | None
) -> tuple[Answer[T], CallEvent]:
    """An answer and what is told of it. Whatever comes of the request, the budget knows of it."""
    endpoint, started = admitted.endpoint, time.monotonic()
    provider = endpoint.provider
    spent = reservation.worst if reservation is not None else Decimal(0)
    with request_span(
        vendor=endpoint.vendor or provider.name,
        name=provider.name,
        model=provider.model,
        max_tokens=provider.max_tokens,
        question=tally.question,
    ) as tell:
        try:
            async with asyncio.timeout(admitted.seconds):
                answer = await provider.ask(question.messages, question.answer_type)
            cost = cost_of(endpoint.price, answer.usage)
            # What nobody counted is taken at its worst.
            spent = cost if cost is not None else spent
        except (ProviderError, TimeoutError) as raised:
            error = raised if isinstance(raised, ProviderError) else admitted.late()
            if _may_be_charged(error):
                tally.unsettled += 1
            else:
                spent = Decimal(0)
            admitted.failed(error)
            tell(_event(endpoint, tally, started, error=error))
            if error is raised:
                raise
            raise error from None
        except BaseException:
            tally.unsettled += 1
            raise
        finally:
            if reservation is not None:
                reservation.settle(spent)
        admitted.answered(answer)
        tally.paid(answer.usage, cost)
        if reservation is not None and spent > reservation.worst:
            log_overrun(tally.question, provider.name, spent, reservation.worst)
        event = _event(endpoint, tally, started, answer, cost)
        tell(event)
    return answer, event


# A gateway that stopped waiting does not know whether the model went on.
_GAVE_UP_WAITING = frozenset({408, 504, 524})


def _may_be_charged(error: ProviderError) -> bool:
    """Whether the model may have answered, though no answer came or none that could be read."""
    return (
        isinstance(error, TimedOut | ConnectionLost | BadAnswer) or error.status in _GAVE_UP_WAITING
    )


async def _reserve(
    endpoint: Endpoint, question: Question[Any], route: Route, deadline: Deadline
) -> Reservation | None:
    """Money set aside for the worst that the request can cost, where there is a budget."""
    worst = _worst(endpoint, question) if route.spend.bounded else None
    if not worst:
        return None
    try:
        async with asyncio.timeout(deadline.left):
            return await route.spend.reserve(worst)
    except TimeoutError:
        raise past_deadline(endpoint, deadline) from None
    except Crossed as crossed:
        raise BudgetExhausted(
            f"Not asked: ${crossed.spent:.4f} of the {crossed.what}'s budget of ${crossed.limit} "
            f"are spent, and the call may cost ${crossed.worst:.4f}.",
            provider=endpoint.provider.name,
            model=endpoint.provider.model,
            hint=f"Raise budget.{crossed.what}, or lower `max_tokens`.",
        ) from None


def _worst(endpoint: Endpoint, question: Question[Any]) -> Decimal | None:
    """The most that the request can cost; None where its price is not known."""
    if endpoint.price is None:
        return None
    if is_free(endpoint.price):
        return Decimal(0)
    read = most_tokens(
        _length(question.messages),
        len(_schema_text(question.answer_type).encode()),
        len(question.messages),
    )
    return worst_cost(endpoint.price, read, endpoint.provider.max_tokens)


def _event(
    endpoint: Endpoint,
    tally: Tally,
    started: float,
    answer: Answer[Any] | None = None,
    cost: Decimal | None = None,
    *,
    error: ProviderError | None = None,
    cached: bool = False,
) -> CallEvent:
    """What is told of a request that came to its end."""
    found = answer.request_id if answer is not None else error.request_id if error else None
    return CallEvent(
        question=tally.question,
        provider=endpoint.provider.name,
        model=endpoint.provider.model,
        attempt=tally.attempts,
        seconds=round(time.monotonic() - started, 3),
        usage=answer.usage if answer is not None else Usage(),
        cost=cost,
        cached=cached,
        stopped=answer.stopped if answer is not None else None,
        request_id=found,
        error=error,
    )


def _key(endpoint: Endpoint, question: Question[Any], route: Route) -> str:
    if route.cache is None:
        return ""
    schema = _schema_text(question.answer_type)
    return answer_key(endpoint.provider.identity, question.messages, schema)


def _read(kept: Kept, answer_type: type[T], *, fenced: bool) -> Answer[T]:
    """An answer out of the cache, validated anew: it may have been written by anybody.

    It is read as its provider reads it, which may have had to take it out of a code block.
    """
    if kept.stopped == "length":
        problem = "It was cut off at the token limit."
        return Answer(None, kept.raw, Usage(), problem=problem, stopped="length")
    if kept.stopped == "refused":
        problem = "The model declined to answer."
        return Answer(None, kept.raw, Usage(), problem=problem, stopped="refused")
    try:
        value = (
            parse(prepare(answer_type), kept.raw, fenced=True)
            if fenced
            else answer_type.model_validate_json(kept.raw)
        )
        return Answer(value, kept.raw, Usage())
    except ValidationError as error:
        return Answer(None, kept.raw, Usage(), problem=schema_problem(error))


def _schema_text(answer_type: type[BaseModel]) -> str:
    return _schema(answer_type)


@lru_cache(maxsize=64)
def _schema(answer_type: type[BaseModel]) -> str:
    return json.dumps(answer_type.model_json_schema(), sort_keys=True)


def _length(messages: Sequence[Message]) -> int:
    """The length of a conversation, in bytes of UTF-8."""
    return sum(len(m["content"].encode("utf-8", "surrogatepass")) for m in messages)
