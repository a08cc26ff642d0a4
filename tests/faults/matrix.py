"""What can go wrong with a provider, and what has to come of it: the matrix as data.

Each fault meets a question in four situations; what has to come of it there is a `Cell`. The tests
run every cell for every protocol, and docs/reliability.md is written from the same cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults import replies
from tests.faults.cells import (
    FIRST,
    SHORT,
    SHORT_KNOCK,
    SHORT_SILENCE,
    Fault,
    ProtocolName,
    asked_again,
    both_kept,
    final,
    gone_on,
    last_word,
    mended,
    never_mended,
    retried,
)
from tests.servers.anthropic import Anthropic
from tests.servers.chat import Chat
from tests.servers.dialect import Dialect
from tests.servers.google import Google
from tests.servers.responses import Responses

from dateline.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ContextTooLong,
    Malformed,
    Overloaded,
    PermissionDenied,
    QuotaExhausted,
    RateLimited,
    Refused,
    RequestRefused,
    SchemaUnsupported,
    TimedOut,
    Truncated,
    UnknownModel,
)

PROTOCOLS: Mapping[ProtocolName, Dialect] = {
    "chat": Chat(),
    "responses": Responses(),
    "anthropic": Anthropic(),
    "google": Google(),
}

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
