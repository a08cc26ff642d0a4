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
from dateline.observe import CallEvent
from dateline.providers import Answer, Message
from dateline.providers.base import T
from dateline.providers.problems import schema_problem
from dateline.usage import Reservation, cost_of, worst_cost
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
    """
    key = _key(endpoint, question, route)
    kept = await route.cache.get(key) if route.cache is not None else None
    if kept is not None:
        tally.provider = endpoint.provider
        tally.cached += 1
        answer = _read(kept, question.answer_type)
        _tell(route, endpoint, tally, time.monotonic(), answer, Decimal(0), cached=True)
        return answer
    tokens = _length(question.messages) // _BYTES_A_TOKEN + endpoint.provider.max_tokens
    async with gate(endpoint, tokens, deadline, forced=forced) as admitted:
        reservation = await _reserve(endpoint, question, route, deadline)
        answer = await _send(admitted, question, route, tally, reservation)
    if route.cache is not None and answer.stopped != "refused":
        await route.cache.put(key, Kept(answer.raw, answer.stopped))
    return answer


async def _send(
    admitted: Admitted,
    question: Question[T],
    route: Route,
    tally: Tally,
    reservation: Reservation | None,
) -> Answer[T]:
    """The request itself; whatever comes of it is accounted for."""
    endpoint = admitted.endpoint
    tally.provider = endpoint.provider
    tally.attempts += 1
    started = time.monotonic()
    spent = reservation.worst if reservation is not None else Decimal(0)
    admitted.sent()
    try:
        async with asyncio.timeout(admitted.seconds):
            answer = await endpoint.provider.ask(question.messages, question.answer_type)
        spent = cost_of(endpoint.price, answer.usage) if endpoint.price else Decimal(0)
    except (ProviderError, TimeoutError) as raised:
        error = raised if isinstance(raised, ProviderError) else admitted.late()
        # What broke off may have been answered, and charged, all the same.
        if not isinstance(error, TimedOut | ConnectionLost | BadAnswer):
            spent = Decimal(0)
        admitted.failed(error)
        _tell(route, endpoint, tally, started, error=error)
        if error is raised:
            raise
        raise error from None
    finally:
        if reservation is not None:
            reservation.settle(spent)
    admitted.answered(answer)
    cost = spent if endpoint.price is not None else None
    tally.paid(answer.usage, cost)
    _tell(route, endpoint, tally, started, answer, cost)
    return answer


async def _reserve(
    endpoint: Endpoint, question: Question[Any], route: Route, deadline: Deadline
) -> Reservation | None:
    """Money set aside for the worst that the request can cost, where there is a budget."""
    if endpoint.price is None or not route.spend.bounded:
        return None
    read = _length(question.messages) + len(_schema_text(question.answer_type).encode())
    worst = worst_cost(endpoint.price, read, endpoint.provider.max_tokens)
    try:
        async with asyncio.timeout(deadline.left):
            return await route.spend.reserve(worst)
    except TimeoutError:
        raise past_deadline(endpoint, deadline) from None
    except Crossed as crossed:
        raise BudgetExhausted(
            f"{question.name}: not asked. ${crossed.spent:.4f} of the {crossed.what}'s budget of "
            f"${crossed.limit} are spent, and the call may cost ${crossed.worst:.4f}.",
            provider=endpoint.provider.name,
            model=endpoint.provider.model,
            hint=f"Raise budget.{crossed.what}, or lower `max_tokens`.",
        ) from None


def _tell(
    route: Route,
    endpoint: Endpoint,
    tally: Tally,
    started: float,
    answer: Answer[Any] | None = None,
    cost: Decimal | None = None,
    *,
    error: ProviderError | None = None,
    cached: bool = False,
) -> None:
    found = answer.request_id if answer is not None else error.request_id if error else None
    route.hooks.call(
        CallEvent(
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
    )


def _key(endpoint: Endpoint, question: Question[Any], route: Route) -> str:
    if route.cache is None:
        return ""
    schema = _schema_text(question.answer_type)
    return answer_key(endpoint.provider.identity, question.messages, schema)


def _read(kept: Kept, answer_type: type[T]) -> Answer[T]:
    """An answer out of the cache, validated anew: it may have been written by anybody."""
    if kept.stopped == "length":
        problem = "It was cut off at the token limit."
        return Answer(None, kept.raw, Usage(), problem=problem, stopped="length")
    try:
        return Answer(answer_type.model_validate_json(kept.raw), kept.raw, Usage())
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
