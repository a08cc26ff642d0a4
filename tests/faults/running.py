"""One cell of the matrix, run: a question to a server that does what the fault says."""

from __future__ import annotations

import asyncio
import json
import socket
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel
from tests.faults import replies
from tests.faults.matrix import ATTEMPTS, PATIENT, Fault, Situation, most_waits
from tests.servers.dialect import Dialect
from tests.servers.loopback import MEGABYTE, LoopbackServer

from dateline.calls import FREE, Breaker, Endpoint, Limits, Outcome, Problem, Question, Route, ask
from dateline.models import Usage
from dateline.observe import CallEvent, FallbackEvent, Hooks, RetryEvent
from dateline.providers import build, resolve
from dateline.settings import BreakerSettings, Profile, Retries, Settings, Timeouts

RETRIES = Retries(attempts=ATTEMPTS, wait=0.01, max_wait=0.02, deadline=20.0)
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
        megabytes: The most memory taken meanwhile, where that was looked at.
        calls: The requests, as hooks are told of them.
        retries: The retries.
        fallbacks: The fallbacks.
    """

    outcome: Outcome[Tolls]
    seconds: float = 0.0
    megabytes: float = 0.0
    calls: list[CallEvent] = field(default_factory=list)
    retries: list[RetryEvent] = field(default_factory=list)
    fallbacks: list[FallbackEvent] = field(default_factory=list)

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


def endpoint(
    dialect: Dialect, url: str, name: str = "mine", timeout: Timeouts = PATIENT
) -> Endpoint:
    """A provider at `url`, with a breaker that leaves it alone for nothing."""
    profile = Profile(
        model=dialect.model, base_url=f"{url}{dialect.prefix}", api_key=KEY, timeout=timeout
    )
    settings = Settings(providers={name: profile})
    return Endpoint(
        build(resolve(settings, name), settings),
        Limits(8),
        Breaker(BreakerSettings(enabled=False)),
        RETRIES,
        timeout.total,
        FREE,
    )


def put(endpoints: Sequence[Endpoint], *, measured: bool = False) -> Seen:
    """The question put to them, and what was seen of it."""
    calls: list[CallEvent] = []
    retries: list[RetryEvent] = []
    fallbacks: list[FallbackEvent] = []
    hooks = Hooks(on_call=calls.append, on_retry=retries.append, on_fallback=fallbacks.append)

    async def run() -> tuple[Outcome[Tolls], float]:
        started = time.monotonic()
        outcome = await ask(Route(tuple(endpoints), hooks=hooks), QUESTION)
        took = time.monotonic() - started
        for each in endpoints:
            await each.provider.aclose()
        return outcome, took

    if not measured:
        outcome, took = asyncio.run(run())
        return Seen(outcome, took, 0.0, calls, retries, fallbacks)
    tracemalloc.start()
    try:
        outcome, took = asyncio.run(run())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return Seen(outcome, took, peak / MEGABYTE, calls, retries, fallbacks)


def refused_address() -> str:
    """An address where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}"


def expected_usage(dialect: Dialect, *servers: LoopbackServer) -> Usage:
    """The tokens that the servers said in whole answers."""
    told = [dialect.counted(u) for server in servers for u in server.counted]
    return sum(told, Usage())


def most_seconds(fault: Fault, requests: int) -> float:
    """The time that a question may take: requests, the waits between them, and some slack."""
    return requests * fault.per_request + most_waits(RETRIES, requests, fault.retry_after) + 1.0
