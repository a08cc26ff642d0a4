"""The HTTP client under every SDK: bounded in time and in size, and never led elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

from dateline.providers.client import client_type

if TYPE_CHECKING:
    import httpx2

    from dateline.providers.base import Recording
    from dateline.settings import Timeouts

MOST_BYTES = 8 * 1024 * 1024
"""The longest body that is read. An answer has some kilobytes; a model's longest, a megabyte."""

BeforeSending = Callable[[Any], Awaitable[None]]
"""What is done with a request before it leaves; an error of it is raised in its place."""

_MOST_BYTES_OF_AN_ERROR = 64 * 1024
_ENCODINGS = "gzip, deflate"
_ANY_ZLIB = zlib.MAX_WBITS | 32  # gzip or zlib, as its header says


class BodyRefused(Exception):
    """The body is too long, or compressed in a way that was not asked for."""


def http_client(
    timeouts: Timeouts,
    *,
    local: bool,
    recording: Recording | None = None,
    before_sending: BeforeSending | None = None,
    most_bytes: int = MOST_BYTES,
) -> httpx2.AsyncClient:
    """A client for an SDK to send with.

    Args:
        timeouts: How long it waits.
        local: Whether the server is on this machine: what stays here goes through no proxy.
        recording: Who plays answers and keeps them, if anybody does.
        before_sending: What is done before a request leaves that no recording answers.
        most_bytes: The longest body that is read.
    """
    import httpx2

    timeout = httpx2.Timeout(timeouts.read, connect=timeouts.connect, pool=timeouts.total)
    seconds = timeout.as_dict()

    async def prepare(request: httpx2.Request) -> None:
        # Here, for all SDKs alike: not every one of them leaves the client's own timeout alone.
        request.extensions = {**request.extensions, "timeout": seconds}
        if request.headers.get("Accept-Encoding") != _ENCODINGS:
            request.headers["Accept-Encoding"] = _ENCODINGS

    async def bound(response: httpx2.Response) -> None:
        encoding = response.headers.pop("content-encoding", "identity").strip().lower()
        response.headers.pop("content-length", None)  # of what is read from here on
        body = response.stream
        assert isinstance(body, httpx2.AsyncByteStream)  # noqa: S101  # this client is async
        most = _MOST_BYTES_OF_AN_ERROR if response.is_error else most_bytes
        response.stream = _bounded_type()(body, encoding, most)

    directly = local or not getproxies()
    transport: httpx2.AsyncBaseTransport | None
    if recording is not None:
        onward = _directly if directly else _as_the_environment_says
        if before_sending is not None:
            onward = partial(_prepared, onward, before_sending)
        transport = recording.transport(onward)
    else:
        transport = _directly() if directly else None
    return client_type()(
        timeout=timeout,
        headers={"Accept-Encoding": _ENCODINGS},
        transport=transport,
        limits=_limits(),
        trust_env=not local and recording is None,
        # A redirection would take the article, and the key in its header, to somebody else.
        follow_redirects=False,
        event_hooks={"request": [prepare], "response": [bound]},
    )


def _limits() -> httpx2.Limits:
    import httpx2

    from dateline.providers.connections import IDLE_SECONDS

    # As those of `connections.py`: how many there are is for `calls.limits` to say.
    return httpx2.Limits(
        max_connections=None, max_keepalive_connections=None, keepalive_expiry=IDLE_SECONDS
    )


def _directly() -> httpx2.AsyncBaseTransport:
    from dateline.providers.connections import Connections

    return Connections()


def _prepared(
    onward: Callable[[], httpx2.AsyncBaseTransport], before: BeforeSending
) -> httpx2.AsyncBaseTransport:
    """The transport that `onward` makes, with `before` done before each request."""
    import httpx2

    class Prepared(httpx2.AsyncBaseTransport):
        def __init__(self) -> None:
            self._onward: httpx2.AsyncBaseTransport | None = None

        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            await before(request)
            if self._onward is None:
                self._onward = onward()
            return await self._onward.handle_async_request(request)

        async def aclose(self) -> None:
            if self._onward is not None:
                await self._onward.aclose()

    return Prepared()


def _as_the_environment_says() -> httpx2.AsyncBaseTransport:
    """What sends through the proxies of the environment, as a transport."""
    import httpx2

    class Sending(httpx2.AsyncBaseTransport):
        def __init__(self) -> None:
            self._client = httpx2.AsyncClient(limits=_limits(), follow_redirects=False)

        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            return await self._client.send(request, stream=True)

        async def aclose(self) -> None:
            await self._client.aclose()

    return Sending()


@cache
def _bounded_type() -> Callable[[httpx2.AsyncByteStream, str, int], httpx2.AsyncByteStream]:
    """The stream of a bounded body, made once: httpx2 is not there before it is used."""
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        def __init__(self, body: httpx2.AsyncByteStream, encoding: str, most: int) -> None:
            self._body, self._encoding, self._most = body, encoding, most

        async def __aiter__(self) -> AsyncIterator[bytes]:
            try:
                async for block in bounded(self._body, self._encoding, self._most):
                    yield block
            except BodyRefused:
                # What an error says at too great a length is an error still.
                if self._most != _MOST_BYTES_OF_AN_ERROR:
                    raise

        async def aclose(self) -> None:
            await self._body.aclose()

    return Bounded


async def bounded(
    body: AsyncIterator[bytes] | httpx2.AsyncByteStream,
    encoding: str = "identity",
    most: int = MOST_BYTES,
) -> AsyncIterator[bytes]:
    """The body decompressed, as long as it is not too long.

    Raises:
        BodyRefused: It is longer than `most`, once decompressed; or cannot be.
    """
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise BodyRefused(f"it is compressed as {encoding[:40]!r}")
    inflate = zlib.decompressobj(_ANY_ZLIB) if encoding not in ("identity", "") else None
    left = most
    async for block in body:
        if inflate is not None:
            try:
                # One byte more than what is left says that it is too much.
                block = inflate.decompress(block, left + 1)
            except zlib.error as error:
                raise BodyRefused(f"it cannot be decompressed: {error}") from error
        left -= len(block)
        if left < 0:
            raise BodyRefused(f"it is longer than {most // 1024 // 1024} MB")
        if block:
            yield block
