"""What can go wrong with a provider, and what has to come of it: the matrix as data.

Each fault meets a question in four situations; what has to come of it there is a `Cell`. The tests
run every cell for every protocol, and docs/reliability.md is written from the same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tests.faults import replies
from tests.servers.anthropic import Anthropic
from tests.servers.chat import Chat
from tests.servers.dialect import Dialect
from tests.servers.google import Google
from tests.servers.loopback import Step
from tests.servers.responses import Responses

from dateline.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ContextTooLong,
    InvalidAnswer,
    Malformed,
    Overloaded,
    PermissionDenied,
    ProviderError,
    QuotaExhausted,
    RateLimited,
    Refused,
    RequestRefused,
    SchemaUnsupported,
    TimedOut,
    Truncated,
    UnknownModel,
)
from dateline.settings import Retries, Timeouts

ProtocolName = Literal["chat", "responses", "anthropic", "google"]

PROTOCOLS: Mapping[ProtocolName, Dialect] = {
    "chat": Chat(),
    "responses": Responses(),
    "anthropic": Anthropic(),
    "google": Google(),
}

Situation = Literal["once", "always", "in the re-ask", "with a fallback"]
"""The fault comes once and a right answer after it; it comes again and again; the first answer
has a valid record and a broken one, and asking about it meets the fault again and again; or it
comes again and again, and another provider stands behind."""

ATTEMPTS = 3
"""Requests for one question to one provider, in the tests."""

PATIENT = Timeouts()
SHORT = Timeouts(connect=10.0, read=10.0, total=0.3)
SHORT_KNOCK = Timeouts(connect=0.3, read=10.0, total=5.0)
SHORT_SILENCE = Timeouts(connect=10.0, read=0.3, total=5.0)

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


LIMITED = Fault(
    name="429",
    reply=replies.error("rate limit"),
    cells=retried(RateLimited),
    error=RateLimited,
    status=429,
    with_id=True,
)
OVERLOADED = LIMITED.but(cells=retried(Overloaded), error=Overloaded)
LOST = Fault(
    name="connection refused",
    reply=None,
    cells=never_mended(ConnectionLost),
    error=ConnectionLost,
    hint="base_url",
)
BROKEN_OFF = LOST.but(
    name="reset before an answer",
    reply=replies.broken("reset"),
    cells=retried(ConnectionLost),
)
LATE = Fault(
    name="no answer at all",
    reply=replies.broken("hang"),
    cells=retried(TimedOut),
    error=TimedOut,
    hint="timeout",
    timeout=SHORT,
    per_request=0.3,
)
NO_ANSWER = Fault(
    name="HTTP 200 with a page of HTML",
    reply=replies.page(200),
    cells=final(Malformed),
    error=Malformed,
    hint="base_url",
)
UNUSABLE = Fault(
    name="wrong key",
    reply=replies.error("key"),
    cells=final(AuthenticationFailed),
    error=AuthenticationFailed,
    status=401,
    status_in={"google": 400},
    hint="key",
    with_id=True,
)
ANSWERED = Fault(name="words in place of JSON", reply=replies.answer("x"), cells=asked_again())

FAULTS: tuple[Fault, ...] = (
    LIMITED,
    LIMITED.but(
        name="429, `Retry-After` in seconds",
        reply=replies.error("rate limit", retry_after="0.05"),
        retry_after=0.05,
    ),
    LIMITED.but(
        name="429, `Retry-After` as a date",
        reply=replies.limited_until_the_next_second,
        cells=mended(RateLimited),
        retry_after=0.0,
        per_request=1.5,
    ),
    LIMITED.but(
        name="429, `Retry-After` past the deadline",
        reply=replies.limited_for_an_hour,
        cells=final(RateLimited),
        retry_after=3600.0,
    ),
    LIMITED.but(
        name="429, the seconds in the body",
        reply=replies.google_minute("0.05s"),
        retry_after=0.05,
        protocols=("google",),
        with_id=False,
    ),
    UNUSABLE.but(
        name="no credit or quota left",
        reply=replies.error("quota"),
        cells=final(QuotaExhausted),
        error=QuotaExhausted,
        status=429,
        status_in={"anthropic": 400},
        hint="credit",
    ),
    OVERLOADED.but(name="500", reply=replies.error("server", 500), status=500),
    OVERLOADED.but(name="502", reply=replies.error("server", 502), status=502),
    OVERLOADED.but(
        name="502, a gateway's page", reply=replies.page(502), status=502, with_id=False
    ),
    OVERLOADED.but(name="503", reply=replies.error("overloaded", 503), status=503),
    OVERLOADED.but(name="529", reply=replies.error("overloaded", 529), status=529),
    LOST,
    BROKEN_OFF,
    BROKEN_OFF.but(name="reset in mid-body", reply=replies.broken("torn")),
    BROKEN_OFF.but(name="closed in mid-body", reply=replies.broken("short")),
    LATE.but(
        name="nobody takes the connection",
        reply=None,
        address=replies.nobody_accepts,
        cells=never_mended(TimedOut),
        hint="timeout.connect",
        timeout=SHORT_KNOCK,
    ),
    LATE,
    LATE.but(name="silent in mid-body", reply=replies.broken("stall"), timeout=SHORT_SILENCE),
    LATE.but(name="trickles past the time allowed", reply=replies.broken("trickle")),
    LATE.but(name="blanks that never end", reply=replies.broken("endless")),
    NO_ANSWER.but(name="a body of 100 MB", reply=replies.broken("flood"), most_memory=20, hint=""),
    NO_ANSWER.but(
        name="a body of 100 MB, compressed", reply=replies.packed_flood, most_memory=20, hint=""
    ),
    OVERLOADED.but(
        name="503, a body of 100 MB",
        reply=replies.overloaded_flood,
        status=503,
        with_id=False,
        most_memory=20,
    ),
    NO_ANSWER,
    NO_ANSWER.but(name="HTTP 200 with broken JSON", reply=replies.raw(b'{"id": "x", ')),
    NO_ANSWER.but(name="HTTP 200 with nothing", reply=replies.raw(b"")),
    UNUSABLE.but(
        name="HTTP 200 with an error that has no name",
        reply=replies.raw(b'{"error": {"message": "Something went wrong."}}'),
        cells=final(RequestRefused),
        error=RequestRefused,
        status=400,
        status_in={},
        hint="",
        with_id=False,
    ),
    OVERLOADED.but(
        name="HTTP 200 with an error in it", reply=replies.reported, status=500, with_id=False
    ),
    ANSWERED,
    ANSWERED.but(
        name="broken JSON",
        reply=replies.answer('{"items": [14, 15'),
        cells=asked_again(FIRST),
    ),
    ANSWERED.but(
        name="JSON that breaks the schema",
        reply=replies.answer('{"items": [14, "some"]}'),
        cells=asked_again(FIRST),
    ),
    ANSWERED.but(
        name="another record in a broken re-ask",
        reply=replies.answer('{"items": [15, "some"]}'),
        cells=both_kept(),
    ),
    ANSWERED.but(name="an empty answer", reply=replies.answer("")),
    ANSWERED.but(name="an answer without parts", reply=replies.answer("", "nothing")),
    ANSWERED.but(
        name="the model refuses",
        reply=replies.answer("", "refused"),
        cells=last_word(Refused, "refused"),
    ),
    ANSWERED.but(
        name="the provider's filter",
        reply=replies.answer("", "filtered"),
        cells=last_word(Refused, "refused"),
    ),
    ANSWERED.but(
        name="cut off behind a record",
        reply=replies.answer('{"items": [14, 1', "cut off"),
        cells=gone_on(),
    ),
    ANSWERED.but(
        name="cut off before a record",
        reply=replies.answer('{"ite', "cut off"),
        cells=last_word(Truncated, "truncated"),
    ),
    UNUSABLE.but(
        name="longer than the context",
        reply=replies.error("context"),
        cells=final(ContextTooLong, elsewhere=False),
        error=ContextTooLong,
        status_in={},
        status=400,
        hint="asking",
    ),
    UNUSABLE,
    UNUSABLE.but(
        name="the key may not do this",
        reply=replies.error("permission"),
        cells=final(PermissionDenied),
        error=PermissionDenied,
        status_in={},
        status=403,
    ),
    UNUSABLE.but(
        name="unknown model",
        reply=replies.error("model"),
        cells=final(UnknownModel),
        error=UnknownModel,
        status_in={},
        status=404,
        hint="model",
    ),
    UNUSABLE.but(
        name="schema not taken",
        reply=replies.error("schema"),
        cells=final(SchemaUnsupported),
        error=SchemaUnsupported,
        status_in={},
        status=400,
        hint="output_mode",
    ),
    UNUSABLE.but(
        name="a redirect",
        reply=replies.redirect,
        cells=final(RequestRefused),
        error=RequestRefused,
        status_in={},
        status=307,
        hint="",
        with_id=False,
    ),
)

BROKEN: Mapping[tuple[ProtocolName, str], str] = {}
"""What is known not to hold: protocol, fault, and why. What holds after all is an error here."""
