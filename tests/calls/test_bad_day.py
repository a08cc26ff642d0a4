"""A bad day at the primary provider: half of its answers are 503, a tenth are resets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from tests.calls.asking import GOOD, QUESTION, Clock, Scripted, error
from tests.calls.bad_day import QUESTIONS_AN_ARTICLE, day, endpoints, faults
from tests.misbehaving import MisbehavingServer

from dateline.calls import Route, ask
from dateline.errors import ConnectionLost, Overloaded
from dateline.providers import Answer, build, resolve
from dateline.settings import BreakerSettings, Profile, Settings

pytestmark = pytest.mark.slow

OFF = BreakerSettings(enabled=False)


class Primary(Scripted):
    """A provider with faults at random."""

    def __init__(self, seed: int) -> None:
        super().__init__(GOOD, name="primary")
        self.faults = faults(seed, 20_000)

    async def ask(self, *given: Any) -> Answer[Any]:
        """An answer, or the next fault."""
        await asyncio.sleep(0)
        fault = self.faults.pop()
        if fault == "503":
            raise error(Overloaded, status=503)
        if fault == "reset":
            raise error(ConnectionLost)
        return await super().ask(*given)


@pytest.mark.parametrize("seed", range(2))
def test_five_hundred_articles_come_through(seed: int) -> None:
    """None is lost, with few requests; the fallback has what the primary's tries did not get."""
    fallback = Scripted(GOOD, name="fallback")
    seen = day(endpoints(Primary(seed), fallback, OFF), 500 * QUESTIONS_AN_ARTICLE)
    assert seen.lost == 0
    assert seen.requests_per_call <= 2.6
    assert seen.needlessly_elsewhere == 0
    # 0.6 to the fifth of them are used up.
    assert 0.05 < seen.elsewhere / len(seen.outcomes) < 0.11
    assert len(fallback.asked) == seen.elsewhere == len(seen.fallbacks)


@pytest.mark.parametrize("at_once", [1, 8])
def test_the_fallback_takes_over_and_the_primary_comes_back(at_once: int) -> None:
    """Within ten requests; and once its time is over a single one finds that it is well again."""
    clock = Clock()
    primary = Scripted(error(Overloaded), name="primary")
    fallback = Scripted(GOOD, name="fallback")
    first, second = endpoints(primary, fallback, BreakerSettings())
    first.breaker._clock = clock
    route = Route((first, second))

    async def put(number: int) -> list[str]:
        outcomes = await asyncio.gather(*(ask(route, QUESTION) for _ in range(number)))
        assert all(outcome.value is not None for outcome in outcomes)
        return [outcome.call.provider for outcome in outcomes]

    def answered_by(number: int) -> list[str]:
        return asyncio.run(put(number))

    assert answered_by(at_once) == ["fallback"] * at_once
    assert len(primary.asked) <= 10
    sent = len(primary.asked)
    assert answered_by(50) == ["fallback"] * 50
    assert len(primary.asked) == sent

    clock.now += BreakerSettings().recovery
    assert answered_by(8) == ["fallback"] * 8
    assert len(primary.asked) == sent + 1  # tried, and not well yet

    primary.script = [GOOD]
    assert answered_by(8) == ["fallback"] * 8
    clock.now += BreakerSettings().recovery
    assert answered_by(8).count("primary") >= 1
    assert answered_by(50) == ["primary"] * 50


def over_http(
    primary: MisbehavingServer, fallback: MisbehavingServer, seed: int, questions: int
) -> Any:
    """The same over sockets, with a real client."""
    answers: dict[str, Callable[[], None]] = {
        "503": lambda: primary.fail(503),
        "reset": primary.reset,
        "answer": lambda: primary.answer('{"items": [14]}'),
    }
    for fault in faults(seed, 4 * questions):
        answers[fault]()
    fallback.answer('{"items": [14]}')
    settings = Settings(
        providers={
            name: Profile(model="openai-compatible:m", base_url=server.url)
            for name, server in (("primary", primary), ("fallback", fallback))
        }
    )
    both = [build(resolve(settings, name), settings) for name in ("primary", "fallback")]
    seen = day(endpoints(both[0], both[1], OFF), questions)
    assert seen.lost == 0
    assert seen.needlessly_elsewhere == 0
    assert len(primary.requests) + len(fallback.requests) == seen.requests.total()
    assert len(fallback.requests) == seen.elsewhere > 0
    return seen


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_it_is_so_over_sockets(server: MisbehavingServer) -> None:
    """The SDK's own retries do not come on top, and no connection that broke stays in use."""
    fallback = MisbehavingServer()
    try:
        over_http(server, fallback, seed=1, questions=40)
    finally:
        fallback.close()
