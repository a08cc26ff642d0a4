"""What a fault is, and the ways in which a question can meet it and end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tests.faults import replies
from tests.servers.dialect import Dialect
from tests.servers.loopback import Step

from dateline.errors import (
    InvalidAnswer,
    ProviderError,
)
from dateline.settings import Retries, Timeouts

ProtocolName = Literal["chat", "responses", "anthropic", "google"]


Situation = Literal["once", "always", "in the re-ask", "with a fallback"]
"""The fault comes once and a right answer after it; it comes again and again; the first answer
has a valid record and a broken one, and asking about it meets the fault again and again; or it
comes again and again, and another provider stands behind."""

ATTEMPTS = 3
"""Requests for one question to one provider, in the tests."""

PATIENT = Timeouts()
SHORT = Timeouts(connect=10.0, read=10.0, total=0.6)
SHORT_KNOCK = Timeouts(connect=0.6, read=10.0, total=5.0)
SHORT_SILENCE = Timeouts(connect=10.0, read=0.6, total=5.0)

RIGHT = (14, 15)
"""The records of a right answer."""

FIRST = (14,)
"""The valid record of an answer that is broken or cut off."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What has to come of a fault in one situation.

    Attributes:
        records: The records that come of the question, or None.
        error: The class of the error, or None.
        trouble: What the outcome calls it, or None where all is well.
        requests: Requests to the provider.
        counted: Those whose answers came, and whose tokens are accounted for.
        fallback: Requests to the one behind it.
    """

    records: tuple[int, ...] | None = None
    error: type[ProviderError] | None = None
    trouble: str | None = None
    requests: int
    counted: int
    fallback: int = 0


Cells = Callable[[int], Mapping[Situation, Cell]]
"""What has to come of a fault, by the number of attempts that are allowed."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        name: What the page calls it.
        reply: The server's reply, in a protocol; None where there is no server.
        address: Where it is not, then.
        cells: What has to come of it.
        error: What one request comes to, or None where an answer comes.
        status: The HTTP status that the error has.
        status_in: The same, in protocols where it is another.
        retry_after: The seconds that the error has, and whether they are waited for.
        hint: A word of the error's hint.
        timeout: Seconds for one request.
        per_request: The seconds that a request takes at most, of those.
        with_id: Whether the reply has the request's id.
        most_memory: Megabytes that may be taken by one request, where that is looked at.
        protocols: Where it can happen.
    """

    name: str
    reply: Callable[[Dialect], Step] | None
    cells: Cells
    address: Callable[[], AbstractContextManager[str]] = replies.nobody_listens
    error: type[ProviderError] | None = None
    status: int | None = None
    status_in: Mapping[ProtocolName, int] = field(default_factory=dict)
    retry_after: float | None = None
    hint: str = ""
    timeout: Timeouts = PATIENT
    per_request: float = 0.0
    with_id: bool = False
    most_memory: int | None = None
    protocols: tuple[ProtocolName, ...] = ("chat", "responses", "anthropic", "google")

    def but(self, **changed: Any) -> Fault:
        """The same with something changed."""
        return replace(self, **changed)


def retried(error: type[ProviderError]) -> Cells:
    """A fault of transport: tried again, and then taken elsewhere."""

    def cells(attempts: int) -> dict[Situation, Cell]:
        return {
            "once": Cell(records=RIGHT, requests=2, counted=1),
            "always": Cell(error=error, trouble="failed", requests=attempts, counted=0),
            "in the re-ask": _kept(1 + attempts, 1),
            "with a fallback": Cell(records=RIGHT, requests=attempts, counted=0, fallback=1),
        }

    return cells


def never_mended(error: type[ProviderError]) -> Cells:
    """The same, where the server of a test cannot come to its senses."""

    def cells(attempts: int) -> dict[Situation, Cell]:
        all_of_them = retried(error)(attempts)
        return {name: all_of_them[name] for name in ("always", "with a fallback")}

    return cells


def mended(error: type[ProviderError]) -> Cells:
    """The same, for what is looked at in one situation alone."""
    return lambda attempts: {"once": retried(error)(attempts)["once"]}


def final(error: type[ProviderError], *, elsewhere: bool = True) -> Cells:
    """What no other try can change; another provider may."""
    failed = Cell(error=error, trouble="failed", requests=1, counted=0)
    taken = Cell(records=RIGHT, requests=1, counted=0, fallback=1)
    return lambda _attempts: {
        "once": failed,
        "always": failed,
        "in the re-ask": _kept(2, 1),
        "with a fallback": taken if elsewhere else failed,
    }


def asked_again(records: tuple[int, ...] | None = None) -> Cells:
    """An invalid answer: asked about once more, by the one that gave it."""
    error = None if records else InvalidAnswer
    invalid = Cell(records=records, error=error, trouble="invalid", requests=2, counted=2)
    return lambda _attempts: {
        "once": Cell(records=RIGHT, requests=2, counted=2),
        "always": invalid,
        "in the re-ask": _kept(2, 2),
        "with a fallback": invalid,
    }


def both_kept() -> Cells:
    """Two broken answers, each with a valid record of its own."""
    return lambda _attempts: {
        "in the re-ask": Cell(records=RIGHT, trouble="invalid", requests=2, counted=2)
    }


def last_word(error: type[ProviderError], trouble: str) -> Cells:
    """An answer that asking again does not mend, and that is no fault of the provider's."""
    given = Cell(error=error, trouble=trouble, requests=1, counted=1)
    return lambda _attempts: {
        "once": given,
        "always": given,
        "in the re-ask": _kept(2, 2),
        "with a fallback": given,
    }


def gone_on() -> Cells:
    """Cut off behind a record: it is kept, and the rest asked for while something new comes."""
    cut = Cell(records=FIRST, trouble="truncated", requests=2, counted=2)
    return lambda _attempts: {
        "once": Cell(records=RIGHT, requests=2, counted=2),
        "always": cut,
        "in the re-ask": _kept(3, 3),
        "with a fallback": cut,
    }


def _kept(requests: int, counted: int) -> Cell:
    """The valid record of the first answer, whatever came of asking about the broken one."""
    return Cell(records=FIRST, trouble="invalid", requests=requests, counted=counted)


def most_waits(retries: Retries, requests: int, retry_after: float | None = None) -> float:
    """Seconds that are waited between requests at most: backoff with its jitter, or as asked."""
    chosen = [
        min(retries.wait * 2**number, retries.max_wait) + retries.wait
        for number in range(requests - 1)
    ]
    return sum(max(wait, retry_after or 0.0) for wait in chosen)
