"""The HTTP transport that plays and records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dateline.recording.tape import Tape

if TYPE_CHECKING:
    import httpx2


def recording_transport(
    tape_now: Callable[[], Tape | None], onward: Callable[[], httpx2.AsyncBaseTransport]
) -> httpx2.AsyncBaseTransport:
    """A transport that answers from the tape that is open when a request is made.

    Args:
        tape_now: The tape, or None where requests just go on.
        onward: Makes what a request goes by that no recording answers, when one first does: that
            reads certificates, which takes longer than all of a replay.
    """
    import httpx2

    class Recording(httpx2.AsyncBaseTransport):
        def __init__(self) -> None:
            self._onward: httpx2.AsyncBaseTransport | None = None

        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            tape = tape_now()
            if tape is None:
                return await self._send(request)
            await request.aread()
            played = tape.play(request)
            if played is not None:
                return _response(played)
            response = await self._send(request)
            if tape.appends:
                await _record(tape, request, response)
            return response

        async def _send(self, request: httpx2.Request) -> httpx2.Response:
            if self._onward is None:
                self._onward = onward()
            return await self._onward.handle_async_request(request)

        async def aclose(self) -> None:
            if self._onward is not None:
                await self._onward.aclose()

    return Recording()


async def _record(tape: Tape, request: httpx2.Request, response: httpx2.Response) -> None:
    import httpx2

    body = response.stream
    assert isinstance(body, httpx2.AsyncByteStream)  # noqa: S101  # this client is async
    try:
        content = b"".join([block async for block in body])
    finally:
        await body.aclose()
    response.stream = httpx2.ByteStream(content)
    tape.record(request, response, content)


def _response(played: Mapping[str, Any]) -> httpx2.Response:
    import httpx2

    headers = [(name, value) for name, values in played["headers"].items() for value in values]
    stream = httpx2.ByteStream(played["body"]["string"])
    return httpx2.Response(played["status"]["code"], headers=headers, stream=stream)
