"""How a request leaves this machine: by aiohttp's connections, which stay open between requests.

httpx2's own transport takes about a third of the time of a whole request, most of it to look
through its connections; aiohttp's parser is compiled. instructor needs aiohttp in any case.
"""

from __future__ import annotations

import ssl
import weakref
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cache

import aiohttp
import httpx2

IDLE_SECONDS = 15
"""A connection that is idle for longer may be closed at the other end."""

_MOST_BYTES_OF_A_HEADER = 64 * 1024


class Connections(httpx2.AsyncBaseTransport):
    """As many connections as there are requests at a time, and no proxy.

    How many there are is for `calls.limits` to say.
    """

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """See `httpx2.AsyncBaseTransport`."""
        if self._session is None:
            self._session = _session()
            weakref.finalize(self, _end, self._session)
        try:
            response = await _sent(self._session, request)
        except (aiohttp.ClientError, TimeoutError) as error:
            failed = _error_of_httpx2(error)
        else:
            return httpx2.Response(
                response.status, headers=response.raw_headers, stream=_Body(response)
            )
        # Out of reach of the handler: aiohttp's error would be the context of this one.
        raise failed

    async def aclose(self) -> None:
        """Close them."""
        if self._session is not None:
            await self._session.close()


class _Body(httpx2.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for block in self._response.content.iter_any():
                yield block
        except (aiohttp.ClientError, TimeoutError) as error:
            failed = _error_of_httpx2(error)
        else:
            return
        raise failed

    async def aclose(self) -> None:
        # One that was read to its end has given its connection back already.
        self._response.close()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS),
        # The client above does all of this itself.
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        max_field_size=_MOST_BYTES_OF_A_HEADER,
        max_line_size=_MOST_BYTES_OF_A_HEADER,
    )


def _end(session: aiohttp.ClientSession) -> None:
    """Close what nobody closed, as in a notebook, or whose loop has ended.

    Without the warnings that aiohttp has for its own users: in a cycle, and an SDK's client is
    one, Python may find the session before whatever uses it, and a finalizer still comes first.
    """
    if not session.closed:
        with suppress(StopIteration):  # its first step closes all that there is
            session.close().send(None)


async def _sent(session: aiohttp.ClientSession, request: httpx2.Request) -> aiohttp.ClientResponse:
    seconds = request.extensions["timeout"]
    headers = [
        (name.decode("ascii"), value.decode("latin-1")) for name, value in request.headers.raw
    ]
    return await session.request(
        request.method,
        str(request.url),
        headers=headers,
        data=await request.aread() or None,
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(sock_connect=seconds["connect"], sock_read=seconds["read"]),
        ssl=_certificates() if request.url.scheme == "https" else True,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read when the first request wants them: that takes longer than a request."""
    return httpx2.create_ssl_context()


def _error_of_httpx2(error: Exception) -> httpx2.TransportError:
    """What the SDKs know, for what aiohttp raises."""
    kind: type[httpx2.TransportError]
    words, cause = str(error), error.__cause__
    match error:
        case aiohttp.ConnectionTimeoutError():
            kind = httpx2.ConnectTimeout
        case TimeoutError():
            kind = httpx2.ReadTimeout
        case aiohttp.InvalidURL():
            kind = httpx2.UnsupportedProtocol
        case aiohttp.ClientConnectorError():
            kind = httpx2.ConnectError
        case aiohttp.ServerDisconnectedError():
            kind = httpx2.RemoteProtocolError
        case aiohttp.ClientResponseError() | aiohttp.ClientPayloadError():
            # Broken off, or no HTTP; how aiohttp's parser said so is in several lines.
            kind, cause = httpx2.RemoteProtocolError, None
            words = getattr(error.__cause__, "message", "") or words
        case _:
            kind = httpx2.ReadError
    ours = kind(" ".join(words.split()))
    ours.__cause__ = cause
    return ours
