"""One cell of the matrix, run: a question to a server that does what the fault says."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel
from tests.faults import replies
from tests.faults.cells import ATTEMPTS, PATIENT, Fault, Situation, most_waits
from tests.servers.dialect import Dialect
from tests.servers.loopback import MEGABYTE, LoopbackServer

from dateline.calls import Breaker, Endpoint, Limits, Outcome, Problem, Question, Route, ask
from dateline.models import Usage
from dateline.observe import CallEvent, Hooks
from dateline.providers import Provider, build, resolve
from dateline.settings import BreakerSettings, Price, Profile, Retries, Settings, Timeouts
from dateline.usage import Spend

RETRIES = Retries(attempts=ATTEMPTS, wait=0.01, max_wait=0.02, deadline=20.0)
PRICE = Price(
    input=Decimal(1),
    output=Decimal(4),
    cached_input=Decimal("0.1"),
    cache_write=Decimal("1.25"),
)
# Times the timeouts, where a right answer is to come within them on a busy machine too.
_PATIENCE: dict[Situation, float] = {
    "once": 3.0,
    "always": 1.0,
    "in the re-ask": 3.0,
    "with a fallback": 1.0,
}
_SLACK = 5.0  # of a machine that has other things to do; nothing here waits so long but in vain
KEY = "sk-quite-a-secret-key"


class Tolls(BaseModel):
    """What is asked for: records of one number each."""

    items: list[int]


def _salvage(raw: str) -> Tolls | None:
    try:
        items = json.loads(raw if raw.endswith("}") else raw.rpartition(",")[0] + "]}")["items"]
    except (ValueError, KeyError, TypeError):
        return None
    kept = [item for item in items if isinstance(item, int)]
    return Tolls(items=kept) if kept else None


def _reask(problems: Sequence[Problem]) -> str:
    return "Wrong: " + " ".join(problem.reason for problem in problems)


def _joined(first: Tolls, further: Tolls) -> Tolls:
    return Tolls(items=[*first.items, *(i for i in further.items if i not in first.items)])


QUESTION = Question(
    "tolls",
    (
        {"role": "system", "content": "You read articles."},
        {"role": "user", "content": "How many?"},
    ),
    Tolls,
    _salvage,
    _reask,
    cut_off="Go on.",
    join=_joined,
)


@dataclass
class Seen:
    """What was seen of a question.

    Attributes:
        outcome: What came of it.
        seconds: How long that took.
        calls: The requests, as hooks are told of them.
        spent: What its budget has for it, in US dollars.
        megabytes: The most memory taken meanwhile, where that was looked at.
    """

    outcome: Outcome[Tolls]
    seconds: float
    calls: list[CallEvent]
    spent: Decimal
    megabytes: float = 0.0

    @property
    def usage(self) -> Usage:
        """The tokens of the receipt."""
        return self.outcome.call.usage


def write(fault: Fault, situation: Situation, dialect: Dialect, server: LoopbackServer) -> None:
    """The script of the server that is asked first."""
    right = replies.answer(replies.RIGHT_ANSWER)(dialect)
    half_right = replies.answer(replies.HALF_RIGHT)(dialect)
    wrong = [fault.reply(dialect)] if fault.reply is not None else []
    match situation:
        case "once":
            server.add(*wrong, right)
        case "in the re-ask":
            server.add(half_right, *wrong)
        case _:
            server.add(*wrong)


_providers: dict[tuple[str, str, str, Timeouts], Provider] = {}
"""One for all cells that meet at an address: what one did to it, the next has to bear."""


def _provider(model: str, base_url: str, name: str, timeout: Timeouts) -> Provider:
    key = (model, base_url, name, timeout)
    if key not in _providers:
        profile = Profile(model=model, base_url=base_url, api_key=KEY, timeout=timeout)
        settings = Settings(providers={name: profile})
        _providers[key] = build(resolve(settings, name), settings)
    return _providers[key]


async def close_providers() -> None:
    """Close what the running event loop has opened."""
    for provider in _providers.values():
        await provider.aclose()
    _providers.clear()


def endpoint(
    dialect: Dialect, url: str, name: str = "mine", timeout: Timeouts = PATIENT
) -> Endpoint:
    """A provider at `url`, with a breaker that leaves it alone for nothing."""
    return Endpoint(
        _provider(dialect.model, f"{url}{dialect.prefix}", name, timeout),
        Limits(8),
        Breaker(BreakerSettings(enabled=False)),
        RETRIES,
        timeout.total,
        PRICE,
    )


def _longer(timeout: Timeouts, times: float) -> Timeouts:
    return Timeouts(
        connect=timeout.connect * times, read=timeout.read * times, total=timeout.total * times
    )


async def put(*endpoints: Endpoint) -> Seen:
    """The question put to them, and what was seen of it."""
    calls: list[CallEvent] = []
    spend = Spend(Decimal(1000))
    route = Route(endpoints, spend, hooks=Hooks(on_call=calls.append))
    started = time.monotonic()
    outcome = await ask(route, QUESTION)
    return Seen(outcome, time.monotonic() - started, calls, spend.spent)


async def run(
    dialect: Dialect, fault: Fault, situation: Situation, first: str, behind: str
) -> Seen:
    """A cell, with servers at `first` and `behind` whose scripts are written."""
    asked = [endpoint(dialect, first, timeout=_longer(fault.timeout, _PATIENCE[situation]))]
    if situation == "with a fallback":
        asked.append(endpoint(dialect, behind, "behind"))
    if fault.most_memory is None:
        return await put(*asked)
    tracemalloc.start()
    try:
        seen = await put(*asked)
        seen.megabytes = tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()
    return seen


def most_seconds(fault: Fault, requests: int) -> float:
    """The time that a question may take: requests, the waits between them, and some slack."""
    return requests * fault.per_request + most_waits(RETRIES, requests, fault.retry_after) + _SLACK
