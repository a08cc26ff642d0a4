"""How far a run is, in figures that change while it goes on."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal

from dateline.batch.store.outcomes import Ended
from dateline.batch.store.totals import Totals

_WINDOW = 60.0  # seconds over which the rate is taken
_PROBLEMS = 3


@dataclass
class Tally:
    """How far a run is.

    Attributes:
        before: What the store held at the start.
        expected: Rows of the inputs, about; None while that is not known.
        rows: Rows met.
        new: Articles met for the first time.
        repeated: Rows with an article that had been met before in this start.
        resumed: Rows with an article that was read by an earlier start.
        unreadable: Rows without an article.
        done: Articles read by this start.
        failed: Articles set aside by this start.
        known_cost: What is known of the cost of this start, in US dollars.
        cost_unknown: Whether there is more that is not known.
        problems: What failed last, and why.
    """

    before: Totals
    expected: int | None = None
    rows: int = 0
    new: int = 0
    repeated: int = 0
    resumed: int = 0
    unreadable: int = 0
    done: int = 0
    failed: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    known_cost: Decimal = field(default_factory=Decimal)
    cost_unknown: bool = False
    problems: deque[str] = field(default_factory=lambda: deque(maxlen=_PROBLEMS))
    started: float = field(default_factory=time.monotonic)
    _recent: deque[float] = field(default_factory=lambda: deque(maxlen=4096))

    def count(self, where: str, ended: Ended) -> None:
        """Count how the reading of an article ended."""
        spent = ended.spent
        self.requests += spent.requests
        self.prompt_tokens += spent.prompt_tokens
        self.completion_tokens += spent.completion_tokens
        self.known_cost += spent.cost
        self.cost_unknown |= spent.cost_unknown
        if ended.ended_as in ("done", "failed"):
            self._recent.append(time.monotonic())
        self.done += ended.ended_as == "done"
        self.failed += ended.ended_as == "failed"
        if ended.problem is not None:
            self.problems.append(f"{where}: {ended.problem}")

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float | None:
        """Articles a second, over the last minute; None where there is nothing to tell from."""
        now = time.monotonic()
        since = max(self.started, now - _WINDOW)
        recent = [moment for moment in self._recent if moment >= since]
        if not recent or now - since < 0.5:
            return None
        if len(recent) == self._recent.maxlen and recent[0] < now:
            since = recent[0]  # faster than is remembered
        return len(recent) / (now - since)

    @property
    def left(self) -> int:
        """Articles that are still to be read, as far as is known."""
        known = self.before.to_read + self.new - self.done - self.failed
        not_met = 0 if self.expected is None else max(0, self.expected - self.rows)
        return known + not_met

    @property
    def finished(self) -> int:
        """Articles with an outcome, over all starts."""
        return self.before.done + self.before.failed + self.done + self.failed

    @property
    def seconds_left(self) -> float | None:
        """Until the end, as it goes now; None where that cannot be told."""
        rate = self.rate
        return self.left / rate if rate and self.expected is not None else None

    @property
    def cost(self) -> Decimal | None:
        """What was spent over all starts; None where it is unknown."""
        if self.cost_unknown or self.before.cost is None:
            return None
        return self.before.cost + self.known_cost

    @property
    def projected_cost(self) -> Decimal | None:
        """What it will come to, as it goes now; None where that cannot be told."""
        read = self.done + self.failed
        if self.cost is None or not read or self.expected is None:
            return None
        return self.cost + self.known_cost / read * self.left
