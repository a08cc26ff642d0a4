"""A budget that is never crossed, however many calls are under way."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakSet

_NOTHING = Decimal(0)


class Crossed(Exception):
    """The call does not fit into what is left.

    Attributes:
        what: Whose budget: "article" or "run".
        limit: The budget.
        spent: What is spent of it.
        worst: What the call may cost.
    """

    def __init__(self, what: str, limit: Decimal, spent: Decimal, worst: Decimal) -> None:
        super().__init__(what)
        self.what, self.limit, self.spent, self.worst = what, limit, spent, worst


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is set aside for a call under way."""

    spend: Spend
    worst: Decimal

    def settle(self, cost: Decimal) -> None:
        """Give back what was set aside, and note what the call came to.

        Args:
            cost: Nothing where it was not served; its worst where that is open.
        """
        self.spend.settle(self.worst, cost)


@dataclass
class _Pot:
    """One budget: its bound, what is spent of it, and what is set aside."""

    what: str
    limit: Decimal | None
    spent: Decimal = _NOTHING
    reserved: Decimal = _NOTHING
    crossed: bool = False


class _Shared:
    """What the budgets of one run have in common."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Nobody waits, and nobody holds the lock."""
        self.lock = threading.Lock()
        self.waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = []


class Spend:
    """What is spent of a budget, and what is set aside for calls under way. Thread-safe.

    Args:
        limit: The budget in US dollars, or None.
        what: What it is for, as an error names it.
        within: The larger budget that this one is a part of.
    """

    def __init__(
        self, limit: Decimal | None = None, *, what: str = "run", within: Spend | None = None
    ) -> None:
        self.pots: tuple[_Pot, ...] = (_Pot(what, limit), *(within.pots if within else ()))
        self.shared: _Shared = within.shared if within else _Shared()
        _ALL.add(self)

    def forget_calls(self) -> None:
        """Nothing is under way and nobody waits: in a forked child they are not there."""
        self.shared.reset()
        for pot in self.pots:
            pot.reserved = _NOTHING

    @property
    def spent(self) -> Decimal:
        """What was spent of it so far, in US dollars."""
        return self.pots[0].spent

    @property
    def crossed(self) -> bool:
        """Whether a call was refused, since it did not fit."""
        return self.pots[0].crossed

    @property
    def bounded(self) -> bool:
        """Whether there is any bound to keep."""
        return any(pot.limit is not None for pot in self.pots)

    async def reserve(self, worst: Decimal) -> Reservation:
        """Set `worst` aside, once it fits beside the calls under way.

        Raises:
            Crossed: It does not fit, even if they all turn out to cost nothing.
        """
        while (turn := self._reserved(worst)) is not None:
            await turn
        return Reservation(self, worst)

    def settle(self, worst: Decimal, cost: Decimal) -> None:
        """Give back what was set aside, and note what it came to."""
        with self.shared.lock:
            for pot in self.pots:
                pot.reserved -= worst
                pot.spent += cost
            waiting, self.shared.waiting = self.shared.waiting, []
        for loop, turn in waiting:
            # Whoever waited in a loop that is closed is gone; the others still wait.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_done, turn)

    def _reserved(self, worst: Decimal) -> asyncio.Future[None] | None:
        """None where `worst` is set aside now, or else the next time at which to try again."""
        with self.shared.lock:
            bounded = [(pot, pot.limit) for pot in self.pots if pot.limit is not None]
            for pot, limit in bounded:
                if pot.spent + worst > limit:
                    pot.crossed = True
                    raise Crossed(pot.what, limit, pot.spent, worst)
            if all(pot.spent + pot.reserved + worst <= limit for pot, limit in bounded):
                for pot in self.pots:
                    pot.reserved += worst
                return None
            loop = asyncio.get_running_loop()
            turn: asyncio.Future[None] = loop.create_future()
            self.shared.waiting.append((loop, turn))
            return turn


_ALL: WeakSet[Spend] = WeakSet()


def _forget_calls() -> None:
    for spend in list(_ALL):
        spend.forget_calls()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_calls)


def _done(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)
