"""How many requests a provider gets at once, and how fast: one queue for the whole process."""

from __future__ import annotations

import asyncio
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakSet

from dateline.calls.window import Sent, Told, Window
from dateline.providers.base import Allowance


class NoTurn(Exception):
    """No turn came, or none will in time.

    Attributes:
        wait: Seconds that the provider still asks to wait, or None where the queue stood still.
    """

    def __init__(self, wait: float | None) -> None:
        self.wait = wait


@dataclass(slots=True)
class Turn:
    """One request's place among those under way.

    Attributes:
        number: How many turns were given before it.
        tokens: The tokens of all turns that were given, up to it.
        sent: What it counts for in the last minute.
        used: Whether the request was sent; one that was not does not count.
    """

    number: int
    tokens: int
    sent: Sent
    used: bool = False


@dataclass(slots=True, eq=False)
class _Waiter:
    """A request in the queue, and how to reach it in its own event loop."""

    loop: asyncio.AbstractEventLoop
    tokens: int
    since: float
    called: asyncio.Future[None]
    looks_at: float = math.inf
    turn: Turn | None = None

    def call(self) -> bool:
        """Have it look up, from any thread; whether anybody may still be there."""
        try:
            self.loop.call_soon_threadsafe(self._call)
        except RuntimeError:  # the loop is closed, and whoever waited in it is gone
            return False
        return True

    def _call(self) -> None:
        if not self.called.done():
            self.called.set_result(None)


@dataclass(slots=True)
class _State:
    """What changes; all of it under one lock."""

    width: float
    window: Window
    told: Told = field(default_factory=Told)
    waiting: deque[_Waiter] = field(default_factory=deque)
    under_way: int = 0
    given: int = 0
    given_tokens: int = 0
    moved: float = 0.0
    paused_until: float = 0.0
    narrowed: int = 0


class Limits:
    """Turns for the requests to one provider, first come first served.

    Shared by all event loops and threads of the process. How many are under way at once adapts: it
    is halved where the provider says that there are too many, once for all that were under way
    then, and grows back by one for each round of answers, up to `concurrency`.

    Args:
        concurrency: The most requests under way at once.
        requests_per_minute: The most requests in a minute.
        tokens_per_minute: The most tokens in a minute.
        clock: Seconds that only go forward.
    """

    def __init__(
        self,
        concurrency: int,
        *,
        requests_per_minute: int | None = None,
        tokens_per_minute: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.concurrency = concurrency
        self.requests_per_minute = requests_per_minute
        self.tokens_per_minute = tokens_per_minute
        self._clock = clock
        self.reset()
        _ALL.add(self)

    def reset(self) -> None:
        """Forget who is under way and who waits: in a forked child they are not there."""
        self._lock = threading.Lock()
        window = Window(self.requests_per_minute, self.tokens_per_minute)
        self._state = _State(float(self.concurrency), window)

    @property
    def width(self) -> int:
        """How many may be under way at once just now."""
        return max(1, int(self._state.width))

    @property
    def under_way(self) -> int:
        """How many are under way just now."""
        return self._state.under_way

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._state.waiting)

    async def take(self, tokens: int, patience: float | None = None) -> Turn:
        """Wait until a request may be sent. Whoever has a turn gives it back.

        Args:
            tokens: What the request may come to, read and written.
            patience: Seconds to wait in a queue that does not move, or for what the provider asks
                for; a queue that moves is waited in for as long as it takes. None waits for ever.

        Raises:
            NoTurn: It did not move, or the provider asks for more than that.
        """
        loop = asyncio.get_running_loop()
        with self._lock:
            now = self._clock()
            if not self._state.waiting and self._free_at(tokens, now) <= now:
                return self._take(tokens)
            waiter = _Waiter(loop, tokens, now, loop.create_future())
            self._state.waiting.append(waiter)
        try:
            while True:
                with self._lock:
                    self._give()
                    if waiter.turn is not None:
                        return waiter.turn
                    timeout = self._arm(waiter, patience)
                await asyncio.wait({waiter.called}, timeout=timeout)
                if waiter.called.done():
                    waiter.called = loop.create_future()
        except BaseException:
            with self._lock:
                self._leave(waiter)
            raise

    def give_back(self, turn: Turn) -> None:
        """The request came to its end."""
        with self._lock:
            self._give_back(turn)

    def answered(self, turn: Turn, tokens: int, allowance: Allowance | None) -> None:
        """An answer came.

        Args:
            turn: The request's.
            tokens: What it came to, read and written.
            allowance: What its headers say.
        """
        with self._lock:
            state = self._state
            state.width = min(float(self.concurrency), state.width + 1 / state.width)
            state.window.correct(turn.sent, tokens)
            # An answer that took long tells of a time before the last that was heard of.
            if (
                allowance is not None
                and allowance.reset is not None
                and turn.number >= state.told.by
            ):
                since = state.given - turn.number - 1
                state.told = Told.read(
                    allowance, turn.number, since, state.given_tokens - turn.tokens, self._clock()
                )
            self._give()

    def not_served(self, turn: Turn) -> None:
        """It was sent, and no tokens were read or written for it."""
        with self._lock:
            self._state.window.correct(turn.sent, 0)
            self._give()

    def pushed_back(self, turn: Turn, retry_after: float | None) -> bool:
        """The provider said: too many, or too busy. Whether that is news, or was said before.

        Args:
            turn: The request's.
            retry_after: Seconds for which it asks that nobody comes.
        """
        with self._lock:
            state = self._state
            if retry_after is not None:
                state.paused_until = max(state.paused_until, self._clock() + retry_after)
                for waiter in state.waiting:  # it may be longer than they would wait
                    waiter.call()
            news = turn.number >= state.narrowed
            if news:
                state.narrowed = state.given
                state.width = max(1.0, state.width / 2)
            return news

    def _arm(self, waiter: _Waiter, patience: float | None) -> float | None:
        """Seconds until `waiter` looks up by itself; None where somebody will call it."""
        state, now = self._state, self._clock()
        # Only the next in the queue waits for the clock; the others wait for those before them.
        free = self._free_at(waiter.tokens, now) if state.waiting[0] is waiter else math.inf
        waiter.looks_at = free
        if patience is not None:
            known = free if free < math.inf else state.paused_until
            if known - now > patience:
                raise NoTurn(known - now)
            if free == math.inf:
                waiter.looks_at = max(state.moved, waiter.since, state.paused_until) + patience
            if waiter.looks_at <= now:
                raise NoTurn(None)
        return None if waiter.looks_at == math.inf else max(0.0, waiter.looks_at - now)

    def _free_at(self, tokens: int, now: float) -> float:
        """When a request may be sent, if it is the next; infinity where one has to end first."""
        state = self._state
        if state.under_way >= self.width:
            return math.inf
        return max(
            state.paused_until,
            state.window.free_at(tokens, now),
            state.told.free_at(tokens, now),
        )

    def _take(self, tokens: int) -> Turn:
        state, now = self._state, self._clock()
        state.given += 1
        state.given_tokens += tokens
        state.under_way += 1
        state.moved = now
        state.told.begin(tokens)
        return Turn(state.given - 1, state.given_tokens, state.window.add(tokens, now))

    def _give(self) -> None:
        """Turns to all that may have theirs; and have the next look when it may have its own."""
        waiting, now = self._state.waiting, self._clock()
        while waiting:
            first = waiting[0]
            free = self._free_at(first.tokens, now)
            if now < free and first.looks_at <= free:
                return  # it looks up by itself, or somebody gives back what it waits for
            if not first.call():
                waiting.popleft()
            elif now < free:
                first.looks_at = free
                return
            else:
                first.turn = self._take(waiting.popleft().tokens)

    def _give_back(self, turn: Turn) -> None:
        state = self._state
        state.under_way = max(0, state.under_way - 1)
        if not turn.used:
            state.window.correct(turn.sent, 0, 0)
        self._give()

    def _leave(self, waiter: _Waiter) -> None:
        """It is called off; what it was given meanwhile goes to the next."""
        if waiter.turn is not None:
            self._give_back(waiter.turn)
        elif waiter in self._state.waiting:
            self._state.waiting.remove(waiter)
            self._give()


_ALL: WeakSet[Limits] = WeakSet()


def _reset_all() -> None:
    for limits in list(_ALL):
        limits.reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)
