"""The server's side of each fault, in whichever protocol."""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.utils import formatdate
from itertools import count

from tests.servers import dialect as say
from tests.servers.dialect import Dialect, Ending, ErrorKind
from tests.servers.google import Google
from tests.servers.loopback import How, Reply, Request, Step, as_json

from dateline.models import Usage

RIGHT_ANSWER = '{"items": [14, 15]}'
HALF_RIGHT = '{"items": [14, "some"]}'
PAGE = b"<html><head><title>Bad gateway</title></head>\n<body>" + b"<p>Try later.</p>" * 400

Reply_of = Callable[[Dialect], Step]

_numbers = count()


def usage() -> Usage:
    """Tokens as no other answer has them, so that a sum is one of these answers alone."""
    n = next(_numbers)
    return Usage(
        prompt_tokens=1000 + 7 * n,
        cached_tokens=60 + n,
        completion_tokens=300 + 11 * n,
        reasoning_tokens=20 + n,
    )


def answer(text: str, ending: Ending = "stop") -> Reply_of:
    """An answer of the model's."""

    def of(dialect: Dialect) -> Step:
        return lambda asked: say.answer(dialect, text, asked, usage=usage(), ending=ending)

    return of


def error(kind: ErrorKind, status: int | None = None, **headers: str) -> Reply_of:
    """An error as the vendor words it."""
    return lambda dialect: say.error(dialect, kind, status, **headers)


def limited_until_the_next_second(dialect: Dialect) -> Step:
    """A 429 with a date; it is one of whole seconds, and not past when it arrives."""

    def reply(_asked: Request) -> Reply:
        return say.error(dialect, "rate limit", retry_after=_date(math.ceil(time.time() + 0.1)))

    return reply


def limited_for_an_hour(dialect: Dialect) -> Step:
    """A 429 with a date that nobody waits for."""
    return lambda _asked: say.error(dialect, "rate limit", retry_after=_date(time.time() + 3600))


def _date(seconds: float) -> str:
    return formatdate(seconds, usegmt=True)


def google_minute(wait: str) -> Reply_of:
    """Google's 429 of a minute's quota."""
    body = Google().a_minute_full(wait)
    return lambda _dialect: as_json(body, status=429)


def broken(how: How) -> Reply_of:
    """A right answer that does not come through."""

    def of(dialect: Dialect) -> Step:
        return lambda asked: say.answer(dialect, RIGHT_ANSWER, asked, usage=usage()).but(how=how)

    return of


def packed_flood(_dialect: Dialect) -> Step:
    """100 MB that are few on the wire."""
    packed = as_json(b"", headers={"Content-Encoding": "gzip"})
    return packed.but(how="flood")


def overloaded_flood(_dialect: Dialect) -> Step:
    """An error whose body nobody needs."""
    return as_json(b"", status=503).but(how="flood")


@contextmanager
def nobody_listens() -> Iterator[str]:
    """An address where connections are refused."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and it never listens; others get another port meanwhile
        yield f"http://127.0.0.1:{unused.getsockname()[1]}"


@contextmanager
def nobody_accepts() -> Iterator[str]:
    """An address where connections wait: the queue is full, and nobody serves it."""
    with ExitStack() as open_:
        listening = open_.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(2):
            waiting = open_.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def page(status: int) -> Reply_of:
    """A page in the place of JSON."""
    return lambda _dialect: as_json(PAGE, status=status, headers={"Content-Type": "text/html"})


def raw(body: bytes) -> Reply_of:
    """Whatever body, as JSON."""
    return lambda _dialect: as_json(body)


def reported(dialect: Dialect) -> Step:
    """An error that comes with HTTP 200."""
    return as_json(dialect.reported())


def redirect(_dialect: Dialect) -> Step:
    """Elsewhere, with the article."""

    def reply(asked: Request) -> Reply:
        return as_json({}, status=307, headers={"Location": f"/elsewhere{asked.path}"})

    return reply
