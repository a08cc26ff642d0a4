"""A question, answers and errors to it, and providers that give them as a test wrote."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from dateline.calls import (
    FREE,
    Breaker,
    Endpoint,
    Limits,
    Outcome,
    Problem,
    Question,
    Route,
    ask,
)
from dateline.errors import Overloaded, ProviderError
from dateline.models import Usage
from dateline.observe import CallEvent, FallbackEvent, Hooks, RetryEvent
from dateline.providers import Answer, Message
from dateline.settings import Asking, BreakerSettings, Price, Retries

AT_ONCE = Retries(attempts=3, wait=0.0, deadline=10.0)
# A dollar for a token that is written, nothing for what is read: the worst of a request is 100.
PRICE = Price(input=Decimal(0), output=Decimal(1_000_000))
TOKENS = Usage(prompt_tokens=100, cached_tokens=60, completion_tokens=7)


class Tolls(BaseModel):
    """What is asked for."""

    items: list[int]


def salvage(raw: str) -> Tolls | None:
    """The numbers of a list that are whole, wherever it ends; None where there are none."""
    kept = [int(number) for number in re.findall(r"\d+(?=[,\]])", raw)]
    return Tolls(items=kept) if kept else None


def reask(problems: Sequence[Problem]) -> str:
    """The message that goes back."""
    return "Wrong: " + " ".join(problem.reason for problem in problems)


def join(first: Tolls, further: Tolls) -> Tolls:
    """Both, each item once."""
    return Tolls(items=list(dict.fromkeys([*first.items, *further.items])))


QUESTION = Question("tolls", ({"role": "user", "content": "How many?"},), Tolls, salvage, reask)
LONG = replace(QUESTION, cut_off="Go on.", join=join)


def answer(*items: int) -> Answer[Tolls]:
    """A whole answer."""
    tolls = Tolls(items=list(items))
    return Answer(tolls, tolls.model_dump_json(), TOKENS)


def cut(raw: str) -> Answer[Any]:
    """An answer that was cut off."""
    return Answer(None, raw, TOKENS, problem="It was cut off.", stopped="length")


GOOD = answer(14)
NO_INTEGER = "items.1: Input should be a valid integer, unable to parse string as an integer."
INVALID = Answer(None, '{"items": [14, "x"]}', TOKENS, problem=NO_INTEGER)
GARBAGE = Answer(None, "Fourteen.", TOKENS, problem="Invalid JSON.")
CUT = cut('{"items": ["fourtee')
DECLINED = Answer(None, "", TOKENS, problem="It declined.", stopped="refused")


def error(kind: type[ProviderError] = Overloaded, **options: Any) -> ProviderError:
    """An error of that kind."""
    return kind("It went wrong.", provider="scripted", model="m", **options)


Step = Answer[Any] | Exception | Callable[[], Awaitable[Answer[Any]]]


class Scripted:
    """A provider that gives answers and errors in turn, the last one again and again."""

    model = "m"
    asking: Asking = "article"
    free = True
    max_tokens = 100
    fenced = False

    def __init__(self, *script: Step, name: str = "scripted") -> None:
        self.name = self.identity = name
        self.script = list(script)
        self.asked: list[tuple[Message, ...]] = []
        self.under_way = 0
        self.most_under_way = 0

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """The next of the script."""
        assert answer_type is Tolls
        self.asked.append(tuple(messages))
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if isinstance(step, Exception):
                raise step
            return await step() if callable(step) else step
        finally:
            self.under_way -= 1

    async def aclose(self) -> None:
        """Nothing is open."""


def later(seconds: float, step: Answer[Any] | Exception = GOOD) -> Step:
    """An answer or an error that takes its time."""

    async def come() -> Answer[Any]:
        await asyncio.sleep(seconds)
        if isinstance(step, Exception):
            raise step
        return step

    return come


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Its time."""
        return self.now


def endpoint(
    provider: Any,
    *,
    retries: Retries = AT_ONCE,
    breaker: Breaker | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> Endpoint:
    """An endpoint with a breaker that opens after two failures, unless the test says otherwise."""
    return Endpoint(
        provider,
        limits or Limits(8),
        breaker or Breaker(BreakerSettings(failures=2, recovery=30)),
        retries,
        **{"price": FREE, **options},
    )


class Seen:
    """What hooks were told."""

    def __init__(self) -> None:
        self.calls: list[CallEvent] = []
        self.retries: list[RetryEvent] = []
        self.fallbacks: list[FallbackEvent] = []
        self.hooks = Hooks(
            on_call=self.calls.append,
            on_retry=self.retries.append,
            on_fallback=self.fallbacks.append,
        )


def put(
    asked: Any, retries: Retries = AT_ONCE, question: Question[Tolls] = QUESTION
) -> Outcome[Tolls]:
    """What becomes of the question, put to a provider or to a route."""
    route = asked if isinstance(asked, Route) else Route.to(asked, retries)
    return asyncio.run(ask(route, question))
