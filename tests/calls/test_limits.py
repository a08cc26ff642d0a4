"""Turns for requests, over all event loops and threads of a process."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time

import pytest
from tests.calls.asking import Clock

from dateline.calls import Limits
from dateline.calls.limits import NoTurn, Turn
from dateline.providers.base import Allowance

FEW = Allowance(requests=0, reset=0.05)


async def hold(limits: Limits, seconds: float = 0.0, tokens: int = 1) -> None:
    """One request that is answered after a while."""
    turn = await limits.take(tokens)
    turn.used = True
    try:
        await asyncio.sleep(seconds)
        limits.answered(turn, tokens, None)
    finally:
        limits.give_back(turn)


def is_empty(limits: Limits) -> bool:
    """Whether nobody is under way or waits."""
    return (limits.under_way, limits.waiting) == (0, 0)


class TestTurns:
    """Places, first come first served."""

    def test_no_more_are_under_way_than_may_be(self) -> None:
        """However many come."""
        limits, most = Limits(3), 0

        async def one() -> None:
            nonlocal most
            turn = await limits.take(1)
            most = max(most, limits.under_way)
            await asyncio.sleep(0.001)
            limits.give_back(turn)

        async def all_of_them() -> None:
            await asyncio.gather(*(one() for _ in range(20)))

        asyncio.run(all_of_them())
        assert most == 3
        assert is_empty(limits)

    def test_who_came_first_goes_first(self) -> None:
        """A large request is not overtaken by small ones."""
        limits, order = Limits(1), []

        async def one(number: int) -> None:
            turn = await limits.take(1000 if number % 2 else 1)
            order.append(number)
            await asyncio.sleep(0)
            limits.give_back(turn)

        async def all_of_them() -> None:
            await asyncio.gather(*(one(n) for n in range(12)))

        asyncio.run(all_of_them())
        assert order == list(range(12))

    def test_who_gives_up_makes_room(self) -> None:
        """In the queue, and at the moment when its turn came."""
        limits = Limits(1)

        async def main() -> None:
            turn = await limits.take(1)
            waiting = [asyncio.create_task(hold(limits)) for _ in range(3)]
            await asyncio.sleep(0)
            waiting[0].cancel()
            await asyncio.sleep(0)
            assert limits.waiting == 2
            limits.give_back(turn)  # it is the second's now, which does not know yet
            assert limits.under_way == 1
            waiting[1].cancel()
            await asyncio.wait_for(waiting[2], 1)
            done = await asyncio.gather(*waiting, return_exceptions=True)
            assert [type(outcome) for outcome in done[:2]] == [asyncio.CancelledError] * 2

        asyncio.run(main())
        assert is_empty(limits)

    def test_a_loop_that_is_gone_holds_up_nobody(self) -> None:
        """Those who waited in it are passed over."""
        limits = Limits(1)
        held = asyncio.run(limits.take(1))
        gone = asyncio.new_event_loop()
        task = gone.create_task(limits.take(1))
        gone.run_until_complete(asyncio.sleep(0))
        task._log_destroy_pending = False  # type: ignore[attr-defined]
        gone.close()

        async def next_one() -> None:
            waiting = asyncio.create_task(limits.take(1))
            await asyncio.sleep(0)
            limits.give_back(held)
            limits.give_back(await asyncio.wait_for(waiting, 1))

        asyncio.run(next_one())
        assert is_empty(limits)
        task.get_coro().close()  # type: ignore[union-attr]

    def test_threads_share_them(self) -> None:
        """Each with an event loop of its own; a turn that is given back in one goes to another."""
        limits, lock, under_way, most, done = Limits(3), threading.Lock(), 0, 0, 0

        async def one() -> None:
            nonlocal under_way, most, done
            turn = await limits.take(1)
            with lock:
                under_way += 1
                most = max(most, under_way)
            await asyncio.sleep(0.0005)
            with lock:
                under_way -= 1
                done += 1
            limits.give_back(turn)

        async def many() -> None:
            await asyncio.gather(*(one() for _ in range(25)))

        threads = [threading.Thread(target=asyncio.run, args=(many(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert (most, done) == (3, 100)
        assert is_empty(limits)

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
    @pytest.mark.skipif(sys.version_info >= (3, 12), reason="warns of fork in a process of threads")
    def test_a_forked_child_begins_anew(self) -> None:
        """Those under way are its parent's."""
        limits = Limits(1)
        asyncio.run(limits.take(1))
        child = os.fork()
        if child == 0:
            os._exit(0 if is_empty(limits) else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert limits.under_way == 1


class TestPatience:
    """How long a turn is waited for."""

    def test_a_queue_that_stands_still_is_left(self) -> None:
        """Nobody waits for one who does not come back."""
        limits = Limits(1)

        async def main() -> None:
            await limits.take(1)
            with pytest.raises(NoTurn) as caught:
                await limits.take(1, 0.03)
            assert caught.value.wait is None

        asyncio.run(main())
        assert limits.waiting == 0

    def test_a_queue_that_moves_is_waited_in(self) -> None:
        """For longer than the patience: ten thousand questions at once are no fault."""
        limits, started = Limits(1), time.monotonic()

        async def one() -> None:
            turn = await limits.take(1, 0.08)
            await asyncio.sleep(0.02)
            limits.give_back(turn)

        async def main() -> None:
            await asyncio.gather(*(one() for _ in range(10)))

        asyncio.run(main())
        assert time.monotonic() - started > 0.15

    def test_a_pause_that_is_too_long_is_not_waited_for(self) -> None:
        """Neither by who comes nor by who waits already; it says how long it is."""
        limits = Limits(1)

        async def main() -> None:
            turn = await limits.take(1)
            waiting = asyncio.create_task(limits.take(1, 10.0))
            await asyncio.sleep(0)
            limits.pushed_back(turn, 60.0)
            started = time.monotonic()
            for waits in (waiting, limits.take(1, 10.0)):
                with pytest.raises(NoTurn) as caught:
                    await waits
                assert 59.0 < (caught.value.wait or 0.0) <= 60.0
            assert time.monotonic() - started < 1.0

        asyncio.run(main())

    def test_a_minute_that_is_full_for_too_long_is_not_waited_for(self) -> None:
        """The user's bound stands, and so does the deadline."""
        limits = Limits(8, requests_per_minute=1)

        async def main() -> None:
            await hold(limits)
            with pytest.raises(NoTurn) as caught:
                await limits.take(1, 10.0)
            assert 59.0 < (caught.value.wait or 0.0) <= 60.0

        asyncio.run(main())
        assert is_empty(limits)


class TestPauses:
    """What the clock decides."""

    def test_all_wait_where_one_is_told_to(self) -> None:
        """Until then, and no longer."""
        limits = Limits(8)

        async def main() -> float:
            turn = await limits.take(1)
            limits.pushed_back(turn, 0.05)
            limits.give_back(turn)
            started = time.monotonic()
            await asyncio.gather(*(hold(limits) for _ in range(6)))
            return time.monotonic() - started

        assert 0.05 <= asyncio.run(main()) < 1.0

    def test_headers_that_say_nothing_is_left_are_heeded(self) -> None:
        """Before a 429 has to say so."""
        limits = Limits(8)

        async def main() -> float:
            turn = await limits.take(1)
            limits.answered(turn, 1, FEW)
            limits.give_back(turn)
            started = time.monotonic()
            await asyncio.gather(*(hold(limits) for _ in range(3)))
            return time.monotonic() - started

        assert 0.05 <= asyncio.run(main()) < 1.0

    def test_headers_of_an_older_request_are_not_heeded(self) -> None:
        """It took long, and tells of a time before the last that was heard of."""
        limits = Limits(8, clock=Clock())

        async def main() -> None:
            old, new = await limits.take(1), await limits.take(1)
            limits.answered(new, 1, Allowance(requests=50, reset=30.0))
            limits.answered(old, 1, Allowance(requests=0, reset=30.0))
            await asyncio.wait_for(limits.take(1), 1)

        asyncio.run(main())

    def test_what_was_begun_since_is_taken_off(self) -> None:
        """The server had not seen it."""
        limits = Limits(8, clock=Clock())

        async def main() -> None:
            first = await limits.take(100)
            await limits.take(100)
            await limits.take(100)
            limits.answered(first, 100, Allowance(requests=9, tokens=310, reset=30.0))
            await asyncio.wait_for(limits.take(110), 1)
            with pytest.raises(NoTurn):
                await limits.take(1, 0.01)

        asyncio.run(main())

    def test_the_minute_of_another_loops_request_is_waited_for(self) -> None:
        """The next in the queue wakes up by itself, whoever was before it."""
        clock = Clock()
        limits = Limits(8, requests_per_minute=1, clock=clock)
        asyncio.run(hold(limits))
        clock.now += 59.97
        started = time.monotonic()

        async def main() -> None:
            waiting = asyncio.create_task(hold(limits))
            await asyncio.sleep(0.01)
            clock.now += 0.03
            await waiting

        asyncio.run(main())
        assert time.monotonic() - started < 1.0

    def test_what_is_called_off_before_it_is_sent_does_not_count(self) -> None:
        """A budget that refuses uses nothing up."""
        limits = Limits(8, requests_per_minute=1, clock=Clock())

        async def main() -> None:
            limits.give_back(await limits.take(1))
            await asyncio.wait_for(hold(limits), 1)
            with pytest.raises(NoTurn):
                await limits.take(1, 1.0)

        asyncio.run(main())

    def test_waiting_costs_no_time_of_the_processor(self) -> None:
        """Nobody looks again and again."""
        limits = Limits(4)

        async def main() -> float:
            turn = await limits.take(1)
            limits.pushed_back(turn, 0.3)
            limits.give_back(turn)
            waiting = [asyncio.create_task(hold(limits)) for _ in range(50)]
            await asyncio.sleep(0.02)
            started = time.process_time()
            await asyncio.sleep(0.2)
            spent = time.process_time() - started
            await asyncio.gather(*waiting)
            return spent

        assert asyncio.run(main()) < 0.1


class TestWidth:
    """How many at once, as the provider takes it."""

    def taken(self, limits: Limits, number: int) -> list[Turn]:
        """Turns for so many requests."""

        async def all_of_them() -> list[Turn]:
            return [await limits.take(1) for _ in range(number)]

        return asyncio.run(all_of_them())

    def test_it_is_halved_where_there_are_too_many(self) -> None:
        """Once for all that were under way at the time; that is no news from the second on."""
        limits = Limits(8)
        turns = self.taken(limits, 8)
        assert [limits.pushed_back(turn, None) for turn in turns] == [True] + [False] * 7
        assert limits.width == 4

    def test_it_is_halved_again_by_those_that_came_later(self) -> None:
        """Down to one at a time."""
        limits, widths = Limits(8), []
        for _ in range(5):
            [turn] = self.taken(limits, 1)
            limits.pushed_back(turn, None)
            limits.give_back(turn)
            widths.append(limits.width)
        assert widths == [4, 2, 1, 1, 1]

    def test_it_grows_by_one_for_each_round_of_answers(self) -> None:
        """Back to what the user allows, and no further."""
        limits, widths = Limits(4), []
        for _ in range(2):
            [turn] = self.taken(limits, 1)
            limits.pushed_back(turn, None)
            limits.give_back(turn)
        for _ in range(12):
            widths.append(limits.width)
            asyncio.run(hold(limits))
        assert widths[:3] == [1, 2, 2]
        assert widths == sorted(widths)
        assert widths[-1] == limits.width == 4

    def test_no_more_are_sent_than_it_is_wide(self) -> None:
        """Those that are under way already come to their end."""
        limits = Limits(4)
        turns = self.taken(limits, 4)
        limits.pushed_back(turns[0], None)

        async def main() -> None:
            waiting = asyncio.create_task(hold(limits))
            for turn in turns[:3]:
                assert limits.waiting == 0 or not waiting.done()
                await asyncio.sleep(0)
                limits.give_back(turn)
            await asyncio.wait_for(waiting, 1)

        asyncio.run(main())
        assert limits.under_way == 1
