"""Requests over connections that stay open, and what becomes of those that go wrong."""

from __future__ import annotations

import asyncio
import gc
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest

from dateline.providers import connections
from dateline.providers.connections import Connections

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

Answer = Callable[[socket.socket], None]
TIMEOUT = {"connect": 5.0, "read": 5.0}
HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n"


class Server:
    """A server that does one thing with every request, and counts its connections."""

    def __init__(self, answer: Answer) -> None:
        self.opened = 0
        self.received: list[bytes] = []
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.opened += 1
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            while request := connection.recv(65536):
                self.received.append(request)
                self._answer(connection)
                if self._answer is not well:
                    return


def well(connection: socket.socket) -> None:
    """Answer, and keep the connection open."""
    connection.sendall(HEAD + b"set-cookie: a=b\r\n\r\n{}")


def reset(connection: socket.socket) -> None:
    """Reset the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def sends(words: bytes) -> Answer:
    """What sends these bytes and hangs up."""
    return lambda connection: connection.sendall(words)


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """A server for a test."""
    server = Server(answer)
    try:
        yield server
    finally:
        server.close()


async def post(transport: httpx2.AsyncBaseTransport, url: str) -> httpx2.Response:
    """Send a request, and read what is answered."""
    request = httpx2.Request("POST", url, content=b"{}", extensions={"timeout": TIMEOUT})
    response = await transport.handle_async_request(request)
    try:
        await response.aread()
    finally:
        await response.aclose()
    return response


def once(url: str) -> httpx2.Response:
    """Send one request."""

    async def send() -> httpx2.Response:
        transport = Connections()
        try:
            return await post(transport, url)
        finally:
            await transport.aclose()

    return asyncio.run(send())


def test_one_connection_serves_requests_one_after_another() -> None:
    """And as many as there are requests, where they come together."""

    async def send(url: str) -> list[bytes]:
        transport = Connections()
        bodies = [(await post(transport, url)).content for _ in range(5)]
        await asyncio.gather(*(post(transport, url) for _ in range(3)))
        await transport.aclose()
        return bodies

    with serving(well) as server:
        assert asyncio.run(send(server.url)) == [b"{}"] * 5
        assert server.opened <= 3
        assert len(server.received) == 8


def test_what_a_server_sets_is_not_sent_back() -> None:
    """Cookies are for the client above."""

    async def send(url: str) -> None:
        transport = Connections()
        for _ in range(2):
            await post(transport, url)
        await transport.aclose()

    with serving(well) as server:
        asyncio.run(send(server.url))
    assert not any(b"cookie" in request.lower() for request in server.received)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (reset, httpx2.ReadError, "reset by peer"),
        (sends(b""), httpx2.RemoteProtocolError, "Server disconnected"),
        (sends(b"SSH-2.0 hello\r\n\r\n"), httpx2.RemoteProtocolError, "SSH-2.0 hello"),
        (
            sends(b'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"a"'),
            httpx2.RemoteProtocolError,
            "received 4 of 500 bytes",
        ),
        (sends(HEAD + b"a: " + b"a" * 70_000), httpx2.RemoteProtocolError, "more than 65536"),
    ],
    ids=["reset", "hung up", "no HTTP", "broken off", "an endless header"],
)
def test_what_goes_wrong_is_raised_as_the_sdks_know_it(
    answer: Answer, kind: type[Exception], words: str
) -> None:
    """In one line, and without an error of aiohttp's that nobody looks for."""
    with serving(answer) as server, pytest.raises(kind, match=words) as raised:
        once(server.url)
    assert raised.type is kind
    assert "\n" not in str(raised.value)
    assert raised.value.__context__ is None


def test_a_server_that_does_not_run_cannot_be_connected_to() -> None:
    """The operating system's reason is the cause."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(httpx2.ConnectError) as raised:
        once(f"http://127.0.0.1:{port}/v1")
    assert isinstance(raised.value.__cause__, ConnectionRefusedError)


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before its answer, and within it."""
    monkeypatch.setitem(TIMEOUT, "read", 0.05)
    hold = threading.Event()
    for words in (b"", HEAD + b"\r\n{"):

        def stall(connection: socket.socket, words: bytes = words) -> None:
            connection.sendall(words)
            hold.wait(5)

        with serving(stall) as server, pytest.raises(httpx2.ReadTimeout):
            once(server.url)
    hold.set()


def test_the_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes directly goes directly."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with serving(well) as server:
        assert once(server.url).content == b"{}"


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # asyncio's, off by default
def test_connections_that_nobody_closed_end_without_a_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Within their loop, and after it."""

    async def send(url: str) -> Connections:
        transport = Connections()
        await post(transport, url)
        del transport
        gc.collect()
        left = Connections()
        await post(left, url)
        return left

    with serving(well) as server:
        left = asyncio.run(send(server.url))
        del left
        gc.collect()
    assert not caplog.records


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # asyncio's, off by default
def test_connections_that_end_in_a_cycle_end_without_a_word(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of them Python finds first: an SDK's client refers to itself."""

    async def send(url: str) -> None:
        session = connections._session()
        with monkeypatch.context() as patched:
            patched.setattr(connections, "_session", lambda: session)
            transport = Connections()
            await post(transport, url)
        ring: list[object] = [transport]
        ring.append(ring)

    with serving(well) as server:
        asyncio.run(send(server.url))
        gc.collect()  # what used the session
        gc.collect()  # and what that has let go
    assert not caplog.records
