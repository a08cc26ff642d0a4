"""What a question has taken so far; kept where an error would lose it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from decimal import Decimal

from dateline.cache import Batched
from dateline.models import Call, Usage
from dateline.providers import Provider


@dataclass
class Tally:
    """One question's requests, tokens and money, and under which keys its answers are kept."""

    question: str
    record: str
    provider: Provider
    attempts: int = 0
    cached: int = 0
    batched: int = 0
    unsettled: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = Decimal(0)
    keys: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def batched_before(self, batched: Batched) -> None:
        """An answer is there that was asked for in a batch."""
        self.attempts += batched.requests
        self.batched += 1
        self.paid(batched.usage, batched.cost)

    def paid(self, usage: Usage, cost: Decimal | None) -> None:
        """An answer came."""
        self.usage += usage
        self.cost = None if self.cost is None or cost is None else self.cost + cost

    def call(self, *, answered: bool) -> Call:
        """As the receipt has it."""
        return Call(
            question=self.question,
            record=self.record,
            provider=self.provider.name,
            model=self.provider.model,
            attempts=self.attempts,
            cached=self.cached,
            batched=self.batched,
            unsettled=self.unsettled,
            usage=self.usage,
            cost=self.cost,
            seconds=round(time.monotonic() - self.started, 3),
            outcome="answered" if answered else "failed",
        )
