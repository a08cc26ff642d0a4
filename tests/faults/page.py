"""docs/reliability.md, written from the matrix: `python -m tests.faults.page` writes it anew."""

from __future__ import annotations

from pathlib import Path

from tests.faults.cells import ATTEMPTS, SHORT, Cell, Fault, ProtocolName, most_waits
from tests.faults.matrix import BROKEN, FAULTS, PROTOCOLS
from tests.servers.loopback import MEGABYTE

from dateline.providers.transport import MOST_BYTES
from dateline.settings import BreakerSettings, Retries, Timeouts

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"

_RETRIES, _TIMEOUTS, _BREAKER = Retries(), Timeouts(), BreakerSettings()

_HEAD = f"""\
# Reliability

What comes of a question when a provider has a bad day. This page is written from the matrix that
the tests run (`tests/faults/`): `make reliability` writes it, and a test fails where it is stale.

The server of these tests is on the same machine and misbehaves on purpose. It speaks each protocol
as its vendor's published schema has it; its faults are no recordings.

## What is done

**Retries.** One policy, in one place (`calls/retry.py`): the retries of the SDKs are off. What is
tried again is a fault of transport (`retryable` is true of its class), with exponential backoff and
jitter, or after as long as the server asks for: `retries.attempts` requests at most
({_RETRIES.attempts}), and none past `retries.deadline` ({_RETRIES.deadline:g} s). A wait that would
cross the deadline is not begun: the error stands at once. What trying again cannot change is not
tried again.

**An invalid answer** is asked about once more, with what was wrong in it. What was valid in it is
kept, whatever comes of that. One that was cut off behind a record is gone on with, for as long as
something new comes. One that was cut off before any, and an article that is longer than the model's
context, is asked about in halves.

**Fallback.** Where a provider is exhausted or cannot be used, the next in `fallback` is asked. An
answer, if only a refusal or an invalid one, is no reason to go elsewhere; nor is an article that is
too long, which is cut instead.

**Breaker.** A provider that fails {_BREAKER.failures} times in a row, or that will serve nothing (a
wrong key, no credit, an unknown model), is left alone for {_BREAKER.recovery:g} s, and then tried
with one request while the others still go elsewhere. Where nobody else is there, it is asked all
the same.

**Budget.** A call is not started where the spend so far and its worst case would cross it. Retries
and fallbacks count like everything else. Of a request that timed out or broke off, the worst is
taken for spent: it may have been answered, and charged, all the same.

**Tokens.** A receipt has the tokens of every answer that came, also of those that were no good.

**Size.** A body of more than {MOST_BYTES // MEGABYTE} MB, once decompressed, is not read on.
"""

_TABLE = f"""\
## The matrix

Requests and seconds are those of a fault that comes again and again, at most, with the defaults:
{_RETRIES.attempts} attempts, {_TIMEOUTS.total:g} s for a request (`timeout`). Seconds are those of
timeouts and waits, without the time that a server takes for an answer. The tests run the same with
{ATTEMPTS} attempts and {SHORT.total:g} s. "Counted" is how many of the requests came to an answer,
whose tokens stand in the receipt. "In a re-ask" is a fault that comes again and again after an
answer of which one record is valid and one is not.
"""

_ENDING = """\
What is looked at in each cell: the class of the error, its `retryable`, `retry_after`, HTTP status,
request id and hint; the requests that the server saw; the time; the tokens and what they cost,
against what the server counted; and that a valid record which came before the fault is kept.
"""


def written() -> str:
    """The page as the matrix has it."""
    parts = [_HEAD, _TABLE, _table(), _ENDING]
    known = _known_to_be_broken()
    return "\n".join([*parts, known] if known else parts)


def _table() -> str:
    protocols = [dialect.name for dialect in PROTOCOLS.values()]
    again = ["comes again and again", "requests", "seconds", "counted"]
    titles = ["fault", "comes once", *again, "in a re-ask", "fallback", *protocols]
    rows = [_row(fault) for fault in FAULTS]
    lines = ["| " + " | ".join(row) + " |" for row in [titles, ["---"] * len(titles), *rows]]
    return "\n".join(lines) + "\n"


def _row(fault: Fault) -> list[str]:
    cells = fault.cells(_RETRIES.attempts)
    once, always = cells.get("once"), cells.get("always")
    behind = cells.get("with a fallback")
    return [
        fault.name,
        f"{_comes_to(once)}, {once.requests} {_plural(once.requests)}" if once else "",
        *(_again(fault, always) if always else [""] * 4),
        _kept(cells["in the re-ask"]) if "in the re-ask" in cells else "",
        "" if behind is None else "asked" if behind.fallback else "not asked",
        *[_mark(fault, protocol) for protocol in PROTOCOLS],
    ]


def _again(fault: Fault, cell: Cell) -> list[str]:
    """What comes of it, and what it takes by the settings' defaults: the deadline ends it too."""
    requests = cell.requests
    seconds = most_waits(_RETRIES, requests) if fault.error is not None else 0.0
    if fault.per_request:
        requests = _begun_before_the_deadline(cell.requests)
        seconds = min(seconds + cell.requests * _TIMEOUTS.total, _RETRIES.deadline)
    asked_for = fault.retry_after is not None and requests > 1
    bound = f"as asked, below {_RETRIES.deadline:g}" if asked_for else f"{seconds:g}"
    return [_comes_to(cell), str(requests), bound, str(cell.counted)]


def _begun_before_the_deadline(attempts: int) -> int:
    begun, now = 0, 0.0
    while begun < attempts and now < _RETRIES.deadline:
        now += _TIMEOUTS.total + min(_RETRIES.wait * 2**begun, _RETRIES.max_wait)
        begun += 1
    return begun


def _kept(cell: Cell) -> str:
    """The valid record of the answer before it; and its own, where it has another."""
    records = "both records" if len(cell.records or ()) > 1 else "record"
    return f"{records} kept, {cell.requests} requests"


def _comes_to(cell: Cell) -> str:
    if cell.error is not None:
        return f"`{cell.error.__name__}`"
    return "answered" if cell.trouble is None else f"valid records kept ({cell.trouble})"


def _plural(requests: int) -> str:
    return "request" if requests == 1 else "requests"


def _mark(fault: Fault, protocol: ProtocolName) -> str:
    if protocol not in fault.protocols:
        return ""
    return "known broken" if (protocol, fault.name) in BROKEN else "holds"


def _known_to_be_broken() -> str:
    lines = [
        f"- {PROTOCOLS[protocol].name}, {fault}: {why}" for (protocol, fault), why in BROKEN.items()
    ]
    return "\n".join(["Known to be broken:", "", *lines, ""]) if lines else ""


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
