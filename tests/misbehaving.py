"""A server that answers as it is told to, rightly or wrongly."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USAGE = {
    "prompt_tokens": 100,
    "completion_tokens": 7,
    "total_tokens": 107,
    "prompt_tokens_details": {"cached_tokens": 60},
}


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    json: Any


@dataclass(frozen=True)
class _Reply:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: Literal["reset", "short", "hang"] | None = None
    delay: float = 0.0


class MisbehavingServer:
    """A small HTTP server on this machine that misbehaves on purpose.

    It is no recording of any provider: it says what a test wrote, where faults (429, 503, cut
    connections, malformed JSON) cannot be recorded honestly. Each method that names a reply
    adds it to the script; the last one is given again once the script is through.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._script: list[_Reply] = []
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._http = _quiet_server(self)
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        """What goes into `base_url`."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def answer(
        self,
        content: str | None,
        *,
        finish_reason: str = "stop",
        refusal: str | None = None,
        usage: Mapping[str, Any] | None = USAGE,
        delay: float = 0.0,
    ) -> None:
        """A chat completion, well formed whatever its content, after `delay` seconds."""
        message = {"role": "assistant", "content": content, "refusal": refusal}
        completion = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
        }
        if usage is not None:
            completion["usage"] = dict(usage)
        self.say(completion, delay=delay)

    def say(
        self,
        body: Any,
        *,
        status: int = 200,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
        delay: float = 0.0,
    ) -> None:
        """Any body: bytes as they are, everything else as JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = {"Content-Type": content_type, **(headers or {})}
        self._script.append(_Reply(status, tuple(lines.items()), sent, delay=delay))

    def fail(
        self, status: int, message: str = "no", *, headers: Mapping[str, str] | None = None
    ) -> None:
        """An HTTP error as OpenAI words it."""
        self.say({"error": {"message": message}}, status=status, headers=headers)

    def reset(self) -> None:
        """The connection is reset before an answer."""
        self._script.append(_Reply(fault="reset"))

    def cut_short(self) -> None:
        """The connection ends in the middle of an answer."""
        self._script.append(_Reply(body=b'{"id": "chatc', fault="short"))

    def hang(self) -> None:
        """No answer, until the server is closed."""
        self._script.append(_Reply(fault="hang"))

    def forget(self) -> None:
        """Begin anew: an empty script, and no requests."""
        with self._lock:
            self._script.clear()
            self.requests.clear()

    def close(self) -> None:
        """Stop, and let go of whoever hangs."""
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    def _next(self, request: Request) -> _Reply:
        with self._lock:
            self.requests.append(request)
            if not self._script:
                return _Reply(status=599, body=b"the test wrote no reply")
            return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        heard = Request(
            handler.command,
            handler.path,
            {name.lower(): value for name, value in handler.headers.items()},
            json.loads(body) if body else None,
        )
        reply = self._next(heard)
        if reply.fault == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        elif reply.fault == "hang":
            self._closing.wait()
        else:
            self._closing.wait(reply.delay)
            self._send(handler, reply)

    def _send(self, handler: BaseHTTPRequestHandler, reply: _Reply) -> None:
        missing = 1000 if reply.fault == "short" else 0
        handler.send_response(reply.status)
        for name, value in reply.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(reply.body) + missing))
        handler.end_headers()
        handler.wfile.write(reply.body)


_NO_LINGER = struct.pack("ii", 1, 0)


def _quiet_server(owner: MisbehavingServer) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(ConnectionError):  # a client that gave up is no fault here
                owner._serve(self)

        do_GET = do_CONNECT = do_POST  # noqa: N815  # http.server's names

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128  # as many may come at once

        def shutdown_request(self, request: Any) -> None:
            self.close_request(request)  # without the polite farewell: a reset stays a reset

    return Server(("127.0.0.1", 0), Handler)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    """One that runs; the test needs `block_network(allowed_hosts=["127.0.0.1"])`."""
    # It speaks plain HTTP; loading the certificates takes most of the time of making a client.
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
    running = MisbehavingServer()
    yield running
    running.close()
