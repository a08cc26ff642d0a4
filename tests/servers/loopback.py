"""A small HTTP server on this machine that does what it is told, and notes what it was asked."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from dateline.models import Usage

MEGABYTE = 1024 * 1024

How = Literal["whole", "reset", "short", "torn", "hang", "stall", "trickle", "endless", "flood"]
"""How a reply goes out.

whole: As it should.
reset: The connection is reset before anything is sent.
short: It is closed in the middle of the body; torn: it is reset there.
hang: Nothing is sent; stall: nothing after half of the body.
trickle: A byte at a time, for longer than anybody waits.
endless: Blanks before the body, for ever.
flood: 100 MB in the body's place, as JSON that begins well.
"""


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    json: Any


@dataclass(frozen=True)
class Reply:
    """One reply.

    Attributes:
        status: The HTTP status.
        headers: Further headers.
        body: What is sent, and what is sent of it where it goes wrong.
        how: How it is sent.
        delay: Seconds before it.
        usage: The tokens that the body says.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    how: How = "whole"
    delay: float = 0.0
    usage: Usage | None = None

    def but(self, **changed: Any) -> Reply:
        """The same with something changed."""
        return replace(self, **changed)


Step = Reply | Callable[[Request], Reply]
"""A reply, or how one is made of the request."""


def as_json(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply with a JSON body; bytes go out as they are."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = {"Content-Type": "application/json", **(headers or {})}
    return Reply(status, tuple(lines.items()), sent)


class LoopbackServer:
    """Answers from a script; the last reply is given again once the script is through.

    Attributes:
        requests: What arrived.
        counted: The tokens of the replies that went out whole.
        most_at_once: The most requests that were being answered at the same time.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.counted: list[Usage] = []
        self.most_at_once = 0
        self._at_once = 0
        self._script: list[Step] = []
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._http = _quiet_server(self)
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def root(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def add(self, *steps: Step) -> None:
        """Write on in the script."""
        self._script.extend(steps)

    def forget(self) -> None:
        """Begin anew: an empty script, and no requests."""
        with self._lock:
            self._script.clear()
            self.requests.clear()
            self.counted.clear()

    def close(self) -> None:
        """Stop, and let go of whoever hangs."""
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    def _next(self, request: Request) -> Step:
        with self._lock:
            self.requests.append(request)
            if not self._script:
                return Reply(status=599, body=b"the test wrote no reply")
            return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        if len(body) < length:
            return  # the client was gone before its request was whole: nothing was asked
        heard = Request(
            handler.command,
            handler.path,
            {name.lower(): value for name, value in handler.headers.items()},
            json.loads(body) if body else None,
        )
        step = self._next(heard)
        reply = step if isinstance(step, Reply) else step(heard)
        with self._being_answered():
            self._closing.wait(reply.delay)
        if reply.how == "hang":
            self._closing.wait()
        elif reply.how != "reset":
            self._send(handler, reply)
        if reply.how in ("reset", "torn"):
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)

    @contextlib.contextmanager
    def _being_answered(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        yield
        with self._lock:
            self._at_once -= 1

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.how == "whole" and reply.usage is not None:
            with self._lock:  # before it goes out: the client may be quicker than this thread
                self.counted.append(reply.usage)
        handler.send_response(reply.status)
        for name, value in reply.headers:
            handler.send_header(name, value)
        length, parts = self._parts(reply)
        if length is not None:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()

    def _parts(self, reply: Reply) -> tuple[int | None, Iterator[bytes]]:
        """The length that is announced, and what is sent."""
        whole, half = reply.body, reply.body[: len(reply.body) // 2]
        match reply.how:
            case "short" | "torn":
                return len(whole) + 1000, iter([half or whole])
            case "stall":
                return len(whole), self._stalling(half)
            case "trickle":
                return len(whole), self._slowly(whole)
            case "endless":
                return None, self._blanks()
            case "flood":
                packed = ("Content-Encoding", "gzip") in reply.headers
                sent = _packed_flood() if packed else None
                return (len(sent), iter([sent])) if sent else (100 * MEGABYTE, _flood())
            case _:
                return len(whole), iter([whole])

    def _stalling(self, half: bytes) -> Iterator[bytes]:
        yield half
        self._closing.wait()

    def _slowly(self, body: bytes) -> Iterator[bytes]:
        for number in range(len(body)):
            yield body[number : number + 1]
            self._closing.wait(0.02)

    def _blanks(self) -> Iterator[bytes]:
        while not self._closing.is_set():
            yield b" " * 64
            time.sleep(0.005)


_NO_LINGER = struct.pack("ii", 1, 0)


def _flood() -> Iterator[bytes]:
    block = b"x" * MEGABYTE
    yield b'{"id": "' + block[8:]
    for _ in range(99):
        yield block


@cache
def _packed_flood() -> bytes:
    """100 MB that are 100 kB on the wire."""
    packing = zlib.compressobj(1, wbits=zlib.MAX_WBITS | 16)
    return b"".join([*map(packing.compress, _flood()), packing.flush()])


def _quiet_server(owner: LoopbackServer) -> ThreadingHTTPServer:
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
