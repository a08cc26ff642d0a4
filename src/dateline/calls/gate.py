"""What stands before a request: its turn among the others, and whether its provider is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from dateline.calls.breaker import Admission
from dateline.calls.limits import NoTurn, Turn
from dateline.calls.retry import Deadline
from dateline.calls.route import Endpoint
from dateline.errors import (
    Malformed,
    Overloaded,
    ProviderError,
    ProviderUnusable,
    RateLimited,
    RequestRefused,
    TimedOut,
    TransportError,
)
from dateline.providers import Answer

_MOMENT = 1e-3  # seconds that two clocks may differ by


class LeftAlone(Exception):
    """The provider is left alone just now, and there is another to ask."""


@dataclass(slots=True)
class Admitted:
    """A request that may be sent; what came of it is told to the limits and to the breaker."""

    endpoint: Endpoint
    turn: Turn
    admission: Admission
    deadline: Deadline
    told: bool = False

    @property
    def seconds(self) -> float:
        """How long it may take: its own bound, or what the deadline leaves."""
        own = self.endpoint.timeout
        left = self.deadline.left
        return left if own is None else min(own, left)

    def sent(self) -> None:
        """It is on its way, and counts."""
        self.turn.used = True

    def answered(self, answer: Answer[Any]) -> None:
        """An answer came, whatever is in it."""
        self.told = True
        tokens = answer.usage.prompt_tokens + answer.usage.completion_tokens
        self.endpoint.limits.answered(self.turn, tokens, answer.allowance)
        self.endpoint.breaker.succeeded()

    def failed(self, error: ProviderError) -> None:
        """No answer came that could be read."""
        self.told = True
        limits, breaker = self.endpoint.limits, self.endpoint.breaker
        news = True
        if isinstance(error, RateLimited | Overloaded):
            news = limits.pushed_back(self.turn, error.retry_after)
        if isinstance(error, RateLimited | Overloaded | RequestRefused):
            limits.not_served(self.turn)
        if isinstance(error, RateLimited) and not news:
            breaker.abandoned(self.admission)  # said once for all that were sent at the time
        elif isinstance(error, TransportError | Malformed | ProviderUnusable):
            for_good = isinstance(error, ProviderUnusable)
            breaker.failed(self.admission, error, for_good=for_good)
        else:
            breaker.succeeded()  # it answered, if only with a refusal

    def late(self) -> TimedOut:
        """The error where it took longer than it may."""
        own = self.endpoint.timeout
        if own is None or self.deadline.left < _MOMENT:
            return past_deadline(self.endpoint, self.deadline)
        provider = self.endpoint.provider
        return TimedOut(
            f"{provider.name} did not answer within {own:g} s.",
            provider=provider.name,
            model=provider.model,
            hint="Raise `timeout` in the provider's configuration.",
        )


@asynccontextmanager
async def gate(
    endpoint: Endpoint, tokens: int, deadline: Deadline, *, forced: bool
) -> AsyncIterator[Admitted]:
    """Wait until a request may be sent, and hold its place while it is under way.

    The wait does not count for `deadline` while the queue moves.

    Args:
        endpoint: Who is asked.
        tokens: What the request may come to, read and written.
        deadline: The question's.
        forced: Nobody else can be asked.

    Raises:
        LeftAlone: The provider is left alone, and `forced` is false.
        ProviderError: No turn came in time.
    """
    if not (forced or endpoint.breaker.admits):
        raise LeftAlone
    try:
        with deadline.stopped():
            turn = await endpoint.limits.take(tokens, deadline.left)
    except NoTurn as none:
        waited = none
    else:
        try:
            # Asked again: much may have happened while it waited.
            admission = endpoint.breaker.admit(forced=forced)
            if admission is None:
                raise LeftAlone
            admitted = Admitted(endpoint, turn, admission, deadline)
            try:
                yield admitted
            finally:
                if not admitted.told:
                    endpoint.breaker.abandoned(admission)
        finally:
            endpoint.limits.give_back(turn)
        return
    raise _no_turn(endpoint, deadline, waited)


def _no_turn(endpoint: Endpoint, deadline: Deadline, none: NoTurn) -> ProviderError:
    provider = endpoint.provider
    if none.wait is None:
        return TimedOut(
            f"No turn came for a request to {provider.name} in {deadline.left:g} s: those under "
            "way did not come to an end.",
            provider=provider.name,
            model=provider.model,
            hint="Raise `concurrency`, or retries.deadline.",
        )
    return RateLimited(
        f"{provider.name} is not to be asked for another {none.wait:.0f} s, and the deadline is "
        f"in {deadline.left:.0f} s.",
        provider=provider.name,
        model=provider.model,
        retry_after=none.wait,
        hint="Raise retries.deadline, or name a `fallback`.",
    )


def past_deadline(endpoint: Endpoint, deadline: Deadline) -> TimedOut:
    """The error where a question took longer than its deadline."""
    provider = endpoint.provider
    return TimedOut(
        f"{provider.name} took longer than the deadline of {deadline.seconds:g} s.",
        provider=provider.name,
        model=provider.model,
        hint="Raise retries.deadline.",
    )
