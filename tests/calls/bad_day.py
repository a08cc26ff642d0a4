"""A day on which the primary provider answers every other request, if so many."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from tests.calls.asking import QUESTION, Tolls

from dateline.calls import Breaker, Endpoint, Limits, Outcome, Question, Route, ask
from dateline.observe import CallEvent, FallbackEvent, Hooks
from dateline.settings import BreakerSettings, Retries

QUESTIONS_AN_ARTICLE = 3
# The defaults but for the waits.
RETRIES = Retries(wait=0.0)


@dataclass
class Day:
    """What was seen of many questions."""

    outcomes: list[Outcome[Tolls]] = field(default_factory=list)
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    fallbacks: list[FallbackEvent] = field(default_factory=list)

    def note(self, event: CallEvent) -> None:
        """A request that came to its end."""
        self.requests[event.question, event.provider] += 1

    @property
    def lost(self) -> int:
        """Questions without a whole answer."""
        return sum(o.value is None or o.trouble is not None for o in self.outcomes)

    @property
    def requests_per_call(self) -> float:
        """Over both providers."""
        return self.requests.total() / len(self.outcomes)

    @property
    def needlessly_elsewhere(self) -> int:
        """Questions that went to the fallback before the primary's tries were used up."""
        return sum(
            self.requests[name, "primary"] < RETRIES.attempts
            for name, provider in self.requests
            if provider == "fallback"
        )

    @property
    def elsewhere(self) -> int:
        """Questions that the fallback answered."""
        return sum(o.call.provider == "fallback" for o in self.outcomes)


def endpoints(primary: Any, fallback: Any, breaker: BreakerSettings) -> tuple[Endpoint, Endpoint]:
    """Both, with as many requests at once as by default."""
    both = [
        Endpoint(provider, Limits(8), Breaker(breaker), RETRIES) for provider in (primary, fallback)
    ]
    return both[0], both[1]


def day(route: tuple[Endpoint, ...], questions: int) -> Day:
    """So many questions, all put at the same time."""
    seen = Day()
    hooks = Hooks(on_call=seen.note, on_fallback=seen.fallbacks.append)
    asked = Route(route, hooks=hooks)

    async def main() -> None:
        numbered: list[Question[Tolls]] = [
            replace(QUESTION, name=f"tolls {number}") for number in range(questions)
        ]
        seen.outcomes += await asyncio.gather(*(ask(asked, question) for question in numbered))
        for endpoint in route:
            await endpoint.provider.aclose()

    asyncio.run(main())
    return seen


def faults(seed: int, number: int) -> list[str]:
    """Half of them 503, a tenth resets, the others answers: in an order that the seed gives."""
    return random.Random(seed).choices(["503", "reset", "answer"], [50, 10, 40], k=number)
