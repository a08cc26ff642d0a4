"""A Chat Completions server on this machine: the same answers after the same wait, and counts.

It speaks the protocol from OpenAI's published schema, and is no recording of any model. What it
answers is in a JSON file: by the name of the answer's schema, or the one class that a prompt of
langextract_peer.py asks for, and the number that the article ends with.

    python benchmarks/loopback_server.py ANSWERS.json [--latency 0.2]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from collections import Counter
from pathlib import Path

_SCHEMA = re.compile(rb'"name": ?"(\w+)"')
_CLASS = re.compile(rb"copied exactly:\\n(\w+): ")  # the line that langextract_peer.py writes
_NUMBER = re.compile(rb"Edition (\d+)")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Server(asyncio.Protocol):
    """One connection: each request answered after the wait, and counted."""

    answers: dict[str, list[bytes]]
    latency: float
    counts: Counter[str]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, gap, rest = self.received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        needed = int(length.group(1)) if length else 0
        if not gap or len(rest) < needed:
            return
        body, self.received = rest[:needed], rest[needed:]
        if head.startswith(b"GET /counts"):
            self.transport.write(_http(json.dumps(self.counts).encode()))  # type: ignore[attr-defined]
            return
        self.counts["under way"] += 1
        self.counts["most under way"] = max(self.counts["most under way"], self.counts["under way"])
        asyncio.get_running_loop().call_later(self.latency, self.answer, body)

    def answer(self, body: bytes) -> None:
        self.counts["under way"] -= 1
        self.counts["calls"] += 1
        number = _NUMBER.search(body)
        kinds = _SCHEMA.findall(body) or _CLASS.findall(body)
        kind = kinds[-1].decode() if kinds else "text"
        # A further question, about what was left out: nothing more.
        kind = "nothing" if b'"role":"assistant"' in body.replace(b": ", b":") else kind
        choices = self.answers.get(kind) or self.answers["nothing"]
        if not self.transport.is_closing():
            at = int(number.group(1)) if number else 0
            self.transport.write(choices[at % len(choices)])  # type: ignore[attr-defined]


def _http(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


def _completion(content: str) -> bytes:
    message = {"role": "assistant", "content": content, "refusal": None}
    return _http(
        json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 2000, "completion_tokens": 600, "total_tokens": 2600},
            }
        ).encode()
    )


async def serve(answers: dict[str, list[str]], latency: float) -> None:
    """Answer until killed; print the port first."""
    Server.answers = {kind: [_completion(c) for c in all_] for kind, all_ in answers.items()}
    Server.answers.setdefault("nothing", [_completion('{"items": []}')])
    Server.latency, Server.counts = latency, Counter()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--latency", type=float, default=0.2)
    options = parser.parse_args()
    asyncio.run(serve(json.loads(options.answers.read_text("utf-8")), options.latency))
