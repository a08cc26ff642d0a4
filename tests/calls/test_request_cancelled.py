"""Questions that are called off, and many loops and threads: nothing is left behind."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from decimal import Decimal
from typing import Any

import pytest
from tests.calls.asking import (
    GOOD,
    PRICE,
    QUESTION,
    Clock,
    Scripted,
    Step,
    Tolls,
    endpoint,
    error,
    later,
    put,
)

from dateline.calls import Breaker, Endpoint, Limits, Outcome, Route, ask
from dateline.errors import (
    BudgetExhausted,
    Overloaded,
)
from dateline.settings import BreakerSettings
from dateline.usage import Spend


class Place:
    """An endpoint of which all can be seen, and another to go to."""

    def __init__(self, *script: Step, clock: Any = time.monotonic) -> None:
        self.provider = Scripted(*script)
        self.limits, self.spend = Limits(2), Spend(Decimal(250))
        self.breaker = Breaker(BreakerSettings(failures=1), clock)
        self.route = Route(
            (
                endpoint(self.provider, limits=self.limits, breaker=self.breaker, price=PRICE),
                endpoint(Scripted(GOOD, name="other"), price=PRICE),
            ),
            self.spend,
        )

    def assert_nothing_is_left_behind(self) -> None:
        """No turn, nobody who waits, and no reservation."""
        assert (self.limits.under_way, self.limits.waiting) == (0, 0)
        assert self.spend.pots[0].reserved == 0


class TestCancellation:
    """A question that is called off."""

    def test_under_way(self) -> None:
        """Its turn and its reservation are given back; it may have been answered, and is paid."""
        place = Place(later(5))

        async def main() -> None:
            task = asyncio.create_task(ask(place.route, QUESTION))
            await asyncio.sleep(0.01)
            assert place.limits.under_way == 1
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        asyncio.run(main())
        place.assert_nothing_is_left_behind()
        assert place.spend.spent == 100
        assert place.breaker.admits

    def test_in_the_queue(self) -> None:
        """Nothing was sent, and nothing is paid."""
        place = Place(later(0.05))

        async def main() -> None:
            held = [await place.limits.take(1) for _ in range(2)]
            task = asyncio.create_task(ask(place.route, QUESTION))
            await asyncio.sleep(0.01)
            assert place.limits.waiting == 1
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for turn in held:
                place.limits.give_back(turn)

        asyncio.run(main())
        place.assert_nothing_is_left_behind()
        assert (place.spend.spent, place.provider.asked) == (0, [])

    def test_while_the_budget_is_held_by_others(self) -> None:
        """Its turn is given back."""
        place = Place(GOOD)

        async def main() -> None:
            held = await place.spend.reserve(Decimal(200))
            task = asyncio.create_task(ask(place.route, QUESTION))
            await asyncio.sleep(0.01)
            assert place.limits.under_way == 1
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            held.settle(Decimal(0))

        asyncio.run(main())
        place.assert_nothing_is_left_behind()
        assert (place.spend.spent, place.provider.asked) == (0, [])

    @pytest.mark.parametrize("while_it_waits", ["for an answer", "for the budget"])
    def test_a_trial_is_given_up(self, while_it_waits: str) -> None:
        """The next question may try whether the provider is back."""
        clock = Clock()
        place = Place(later(5), clock=clock)
        place.breaker.failed("through", error())
        clock.now += 30

        async def main() -> None:
            held = None
            if while_it_waits == "for the budget":
                held = await place.spend.reserve(Decimal(200))
            task = asyncio.create_task(ask(place.route, QUESTION))
            await asyncio.sleep(0.01)
            assert not place.breaker.admits
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            if held is not None:
                held.settle(Decimal(0))

        asyncio.run(main())
        assert place.breaker.admit() == "trial"
        place.assert_nothing_is_left_behind()

    def test_a_trial_that_the_budget_refuses_is_given_up(self) -> None:
        """Nothing was sent that could tell anything."""
        clock = Clock()
        place = Place(GOOD, clock=clock)
        place.spend.settle(Decimal(0), Decimal(200))
        place.breaker.failed("through", error())
        clock.now += 30
        assert type(put(place.route).error) is BudgetExhausted
        assert place.breaker.admit() == "trial"
        place.assert_nothing_is_left_behind()

    @pytest.mark.parametrize("seed", range(6))
    def test_at_any_moment(self, seed: int) -> None:
        """Many questions, faults and cancellations at random: at the end all is as it was."""
        chance = random.Random(seed)
        steps = [later(chance.random() / 200, chance.choice([GOOD, error()])) for _ in range(400)]
        place = Place(*steps)

        async def main() -> None:
            tasks = [asyncio.create_task(ask(place.route, QUESTION)) for _ in range(60)]
            for task in chance.sample(tasks, 40):
                await asyncio.sleep(chance.random() / 500)
                task.cancel()
            await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)

        asyncio.run(main())
        place.assert_nothing_is_left_behind()
        place.breaker.succeeded()
        place.provider.script = [GOOD]
        if place.spend.spent <= 150:
            assert put(place.route).value is not None


class TestThreads:
    """Several event loops and threads with one route."""

    def test_all_are_answered_within_the_bounds(self) -> None:
        """With faults, a budget and two endpoints."""
        chance = random.Random(5)
        lock, under_way, most = threading.Lock(), 0, 0

        class Counted(Scripted):
            async def ask(self, *_: Any) -> Any:
                nonlocal under_way, most
                with lock:
                    under_way += 1
                    most = max(most, under_way)
                    fails = chance.random() < 0.3
                await asyncio.sleep(0.0005)
                with lock:
                    under_way -= 1
                if fails:
                    raise error(Overloaded)
                return GOOD

        spend = Spend(Decimal(100_000))
        at: Endpoint = endpoint(Counted(GOOD), limits=Limits(3), price=PRICE)
        route = Route((at, endpoint(Scripted(GOOD, name="other"), price=PRICE)), spend)
        outcomes: list[Outcome[Tolls]] = []

        async def many() -> None:
            outcomes.extend(await asyncio.gather(*(ask(route, QUESTION) for _ in range(25))))

        threads = [threading.Thread(target=asyncio.run, args=(many(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(outcomes) == 100
        assert all(outcome.value == Tolls(items=[14]) for outcome in outcomes)
        assert most <= 3
        assert spend.spent == 100 * 7
        assert spend.pots[0].reserved == 0
        assert (at.limits.under_way, at.limits.waiting) == (0, 0)
