"""The user's functions: told of everything, and in the way of nothing but their own article."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.observe.asking import EMPTY, TEXT, extractor

from dateline.errors import BudgetExhausted, Overloaded
from dateline.models import Finding
from dateline.observe import CallEvent, FallbackEvent, Hooks, RetryEvent
from dateline.settings import Price

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

QUOTED = f"{TEXT}\n\n“We have adjourned without any vote,” the official said."
"""With something that is left out, where the answer is empty."""

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PRICE = Price(input=Decimal(1), output=Decimal(1))


class Told:
    """Keeps all that it is told."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def of(self, kind: type[Any]) -> list[Any]:
        """The events of one kind."""
        return [e for e in self.events if isinstance(e, kind)]

    @property
    def hooks(self) -> Hooks:
        """All four."""
        add = self.events.append
        return Hooks(on_call=add, on_retry=add, on_fallback=add, on_finding=add)


def test_each_request_is_told_of(server: MisbehavingServer) -> None:
    """With its tokens, what it cost, and which article it was for."""
    server.answer(EMPTY)
    told = Told()
    result = extractor(server, hooks=told.hooks, price=PRICE).extract(TEXT)
    calls = told.of(CallEvent)
    assert len(calls) == len(server.requests) == result.receipt.attempts
    assert {(c.provider, c.model, c.stopped, c.error) for c in calls} == {
        ("first", "m", "stop", None)
    }
    assert sum(c.cost for c in calls) == result.receipt.cost
    assert sum(c.usage.prompt_tokens for c in calls) == result.receipt.usage.prompt_tokens
    assert len({c.article for c in calls}) == 1
    assert told.of(Finding) == list(result.findings)


def test_a_retry_and_a_fallback_are_told_of(server: MisbehavingServer) -> None:
    """With the error that led to them."""
    server.fail(503)
    told = Told()
    with pytest.raises(Overloaded):
        extractor(server, server, hooks=told.hooks).extract(TEXT)
    assert {(type(e.error), e.provider) for e in told.of(RetryEvent)} == {
        (Overloaded, "first"),
        (Overloaded, "second"),
    }
    assert {(e.provider, e.fallback) for e in told.of(FallbackEvent)} == {("first", "second")}
    assert {type(e.error) for e in told.of(CallEvent)} == {Overloaded}


class Theirs(Exception):
    """A fault of the user's code."""


@pytest.mark.parametrize(
    "error",
    [
        Theirs("mine"),
        TimeoutError("mine"),
        BudgetExhausted("mine", provider="p", model="m"),
        Overloaded("mine", provider="p", model="m"),
    ],
)
@pytest.mark.parametrize("hook", ["on_call", "on_retry", "on_fallback", "on_finding"])
def test_what_a_hook_raises_comes_out_as_it_is(
    server: MisbehavingServer, hook: str, error: Exception
) -> None:
    """Whatever it is, it is no fault of a provider: it is not retried, and nobody falls back."""
    if hook == "on_finding":
        server.answer(EMPTY)
    else:
        server.fail(503)

    def fail(_: Any) -> None:
        raise error

    asking = extractor(server, server, hooks=Hooks(**{hook: fail}))
    with pytest.raises(type(error)) as caught:
        asyncio.run(asking.aextract(QUOTED))
    assert caught.value is error
    assert error.__cause__ is None


def test_what_was_spent_before_a_hook_raised_is_counted(server: MisbehavingServer) -> None:
    """And nothing is left set aside; no call goes on for an article that has failed."""
    server.answer(EMPTY, delay=0.05)
    called: list[CallEvent] = []

    def fail_once(event: CallEvent) -> None:
        called.append(event)
        if len(called) == 1:
            raise Theirs

    asking = extractor(server, hooks=Hooks(on_call=fail_once), price=PRICE)
    spend = asking._route.spend

    async def twice() -> None:
        with pytest.raises(Theirs):
            await asking.aextract(TEXT)
        sent = len(server.requests)
        await asyncio.sleep(0.2)
        assert len(server.requests) == sent
        await asking.aextract(TEXT)
        await asking.aclose()

    asyncio.run(twice())
    assert spend.pots[0].reserved == 0
