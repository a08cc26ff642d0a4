"""A budget that is never crossed, whatever the calls do and wherever they run."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.usage import Reservation, Spend
from dateline.usage.spend import Crossed

End = Literal["answered", "failed", "broke off", "cancelled"]


@dataclass(frozen=True)
class Planned:
    """A call: the most that it can cost, the share of it that it does cost, and how it ends."""

    worst: int
    share: float
    end: End
    turns: int

    @property
    def cost(self) -> Decimal:
        """What it comes to."""
        if self.end == "failed":
            return Decimal(0)
        whole = Decimal(self.worst)
        return whole * Decimal(self.share) if self.end == "answered" else whole


CALLS = st.lists(
    st.builds(
        Planned,
        worst=st.integers(1, 40),
        share=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
        end=st.sampled_from(["answered", "answered", "failed", "broke off", "cancelled"]),
        turns=st.integers(0, 5),
    ),
    max_size=40,
)


class Watched:
    """A run's budget with articles in it, and what was seen of them."""

    def __init__(self, run: int, article: int | None) -> None:
        self.run = Spend(Decimal(run))
        self.limit = Decimal(run)
        self.article_limit = None if article is None else Decimal(article)
        self.articles = [Spend(self.article_limit, what="article", within=self.run) for _ in "abc"]
        self.made = 0
        self.refused = 0

    async def call(self, number: int, planned: Planned) -> None:
        """One call, as `dateline.calls` makes it."""
        spend = self.articles[number % len(self.articles)]
        try:
            reservation = await spend.reserve(Decimal(planned.worst))
        except Crossed:
            self.refused += 1
            return
        self.made += 1
        spent = reservation.worst
        try:
            for _ in range(planned.turns):
                self.check()
                await asyncio.sleep(0)
            if planned.end == "cancelled":
                raise asyncio.CancelledError
            spent = planned.cost
        finally:
            reservation.settle(spent)

    def check(self) -> None:
        """At every moment, what is spent and what may still be spent fit together."""
        with self.run.shared.lock:
            for pot in {id(p): p for article in self.articles for p in article.pots}.values():
                assert pot.reserved >= 0
                assert pot.limit is None or pot.spent + pot.reserved <= pot.limit

    def check_end(self) -> None:
        """Nothing is set aside any more, nobody waits, and the sums are right."""
        self.check()
        assert [pot.reserved for a in self.articles for pot in a.pots] == [0] * 6
        assert self.run.shared.waiting == []
        assert sum(article.spent for article in self.articles) == self.run.spent <= self.limit


@settings(deadline=None)
@given(calls=CALLS, run=st.integers(1, 200), article=st.none() | st.integers(1, 100))
def test_it_is_never_crossed_in_one_loop(
    calls: list[Planned], run: int, article: int | None
) -> None:
    """All at once; every call is made or refused, and none waits for ever."""
    watched = Watched(run, article)

    async def all_of_them() -> None:
        jobs = [watched.call(n, planned) for n, planned in enumerate(calls)]
        async with asyncio.timeout(10):
            await asyncio.gather(*jobs, return_exceptions=True)

    asyncio.run(all_of_them())
    watched.check_end()
    assert watched.made + watched.refused == len(calls)


@settings(deadline=None, max_examples=25)
@given(calls=CALLS, run=st.integers(1, 200), loops=st.integers(2, 4))
def test_it_is_never_crossed_in_several_loops(calls: list[Planned], run: int, loops: int) -> None:
    """In threads of their own; whoever settles wakes who waits in another."""
    watched = Watched(run, None)
    ended: list[BaseException | None] = []

    async def share(number: int) -> None:
        mine = [(n, p) for n, p in enumerate(calls) if n % loops == number]
        async with asyncio.timeout(10):
            done = await asyncio.gather(
                *(watched.call(n, planned) for n, planned in mine), return_exceptions=True
            )
        ended.extend(e for e in done if not isinstance(e, asyncio.CancelledError))

    threads = [threading.Thread(target=asyncio.run, args=(share(n),)) for n in range(loops)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    assert [e for e in ended if e is not None] == []
    watched.check_end()
    assert watched.made + watched.refused == len(calls)


@settings(deadline=None)
@given(calls=CALLS, run=st.integers(1, 60), seed=st.integers(0, 999))
def test_who_gives_up_waiting_takes_nothing_along(
    calls: list[Planned], run: int, seed: int
) -> None:
    """Cancelled at any point: waiting, under way, or done."""
    watched = Watched(run, None)
    chance = random.Random(seed)

    async def with_cancellations() -> None:
        tasks = [asyncio.create_task(watched.call(n, p)) for n, p in enumerate(calls)]
        for task in chance.sample(tasks, len(tasks) // 2):
            await asyncio.sleep(0)
            task.cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(with_cancellations())
    watched.run.settle(Decimal(0), Decimal(0))  # lets go of what was cancelled last
    watched.check_end()


async def reserved(spend: Spend, worst: int) -> Reservation:
    """One that has to be there at once."""
    async with asyncio.timeout(1):
        return await spend.reserve(Decimal(worst))


def test_a_call_waits_while_others_may_leave_enough() -> None:
    """And goes on as soon as one does."""

    async def two() -> None:
        spend = Spend(Decimal(10))
        first = await reserved(spend, 8)
        second = asyncio.create_task(spend.reserve(Decimal(8)))
        await asyncio.sleep(0.01)
        assert not second.done()
        first.settle(Decimal(1))
        (await asyncio.wait_for(second, 1)).settle(Decimal(8))
        assert spend.spent == 9

    asyncio.run(two())


def test_a_call_that_can_fit_no_more_is_told_so_at_once() -> None:
    """With what is spent of what."""

    async def third() -> None:
        run = Spend(Decimal(10))
        article = Spend(Decimal(5), what="article", within=run)
        (await reserved(article, 4)).settle(Decimal(4))
        with pytest.raises(Crossed) as caught:
            await article.reserve(Decimal(2))
        told = caught.value
        assert (told.what, told.limit, told.spent, told.worst) == ("article", 5, 4, 2)
        (await reserved(Spend(Decimal(5), what="article", within=run), 5)).settle(Decimal(5))
        with pytest.raises(Crossed) as caught:
            await Spend(Decimal(5), what="article", within=run).reserve(Decimal(2))
        assert (caught.value.what, caught.value.spent) == ("run", 9)

    asyncio.run(third())


def test_the_waiting_are_told_when_it_can_fit_no_more() -> None:
    """They do not wait for what nobody will give back."""

    async def two() -> None:
        spend = Spend(Decimal(10))
        first = await reserved(spend, 10)
        second = asyncio.create_task(spend.reserve(Decimal(1)))
        await asyncio.sleep(0)
        first.settle(Decimal(10))
        with pytest.raises(Crossed):
            await asyncio.wait_for(second, 1)

    asyncio.run(two())


def test_a_loop_that_is_gone_wakes_nobody_and_stops_nobody() -> None:
    """Who waited in it is gone too; the others still are woken."""
    spend = Spend(Decimal(10))

    async def first() -> Reservation:
        return await reserved(spend, 10)

    held = asyncio.run(first())
    gone = asyncio.new_event_loop()
    spend.shared.waiting.append((gone, gone.create_future()))
    gone.close()

    async def second() -> Decimal:
        waits = asyncio.create_task(spend.reserve(Decimal(5)))
        await asyncio.sleep(0)
        held.settle(Decimal(2))
        (await asyncio.wait_for(waits, 1)).settle(Decimal(5))
        return spend.spent

    assert asyncio.run(second()) == 7


def test_without_a_bound_everything_fits() -> None:
    """And is summed all the same."""

    async def many() -> Decimal:
        spend = Spend()
        held = [await reserved(spend, 10**9) for _ in range(50)]
        for one in held:
            one.settle(Decimal(1))
        return spend.spent

    assert not Spend().bounded
    assert asyncio.run(many()) == 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="warns of fork in a process of threads")
def test_a_forked_child_waits_for_no_call_of_its_parents() -> None:
    """What is spent stays spent; what is set aside is for calls that the child does not make."""
    run = Spend(Decimal(10))
    article = Spend(Decimal(10), what="article", within=run)
    asyncio.run(article.reserve(Decimal(3))).settle(Decimal(2))
    asyncio.run(article.reserve(Decimal(8)))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            asyncio.run(asyncio.wait_for(article.reserve(Decimal(8)), 10))
            status = 0 if (run.spent, article.spent) == (Decimal(2), Decimal(2)) else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
