"""One tiny real call, to see whether a provider answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel, Field

from dateline.errors import DatelineError, ProviderError
from dateline.models import Usage
from dateline.providers import Answer, Message, Resolved, build
from dateline.settings import Settings
from dateline.usage import cost_of
from dateline.wiring.route import price_of


class Ready(BaseModel):
    """Whether somebody is there."""

    ready: bool = Field(description="true")


_MESSAGES: tuple[Message, ...] = (
    {"role": "system", "content": "You answer in JSON."},
    {"role": "user", "content": 'Answer {"ready": true}.'},
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it.

    Attributes:
        name: Who was asked.
        seconds: How long it took, with the loading of its SDK or its model.
        usage: Its tokens.
        cost: In US dollars, or None where the price is unknown.
        problem: Why there is no answer that can be used, with what to do; None where there is one.
    """

    name: str
    seconds: float
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = None
    problem: str | None = None

    @property
    def line(self) -> str:
        """In one line."""
        took = f"{self.seconds:.2f} s with its start"
        tokens = f"{self.usage.prompt_tokens} tokens read, {self.usage.completion_tokens} written"
        if self.problem is not None:
            spent = f", {tokens}" if self.usage != Usage() else ""
            return f"failed after {took}{spent}: {self.problem}"
        cost = f", ${self.cost:f}" if self.cost is not None else ""
        return f"answered in {took}, {tokens}{cost}"


async def try_all(providers: list[Resolved], settings: Settings) -> list[Trial]:
    """Ask each of them, at the same time."""
    return list(await asyncio.gather(*(_tried(resolved, settings) for resolved in providers)))


async def _tried(resolved: Resolved, settings: Settings) -> Trial:
    started = time.monotonic()

    def trial(answer: Answer[Ready] | None, problem: str | None) -> Trial:
        usage = answer.usage if answer is not None else Usage()
        price = price_of(resolved)
        cost = cost_of(price, usage) if price is not None else None
        return Trial(resolved.name, time.monotonic() - started, usage, cost, problem)

    limit = resolved.profile.timeout.total
    try:
        provider = build(resolved, settings)
        try:
            async with asyncio.timeout(limit):
                answer = await provider.ask(_MESSAGES, Ready)
        finally:
            await provider.aclose()
    except TimeoutError:
        return trial(None, f"No answer within {limit:g} s. Raise `timeout`, or look at its server.")
    except DatelineError as error:
        request = error.request_id if isinstance(error, ProviderError) else None
        return trial(None, f"{error}" + (f" (request {request})" if request else ""))
    if answer.value is None:
        return trial(answer, f"It answered, but not as it was asked to. {answer.problem}")
    return trial(answer, None)
