"""A server that answers as it is told to, rightly or wrongly."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import pytest
from tests.servers.loopback import LoopbackServer, Reply, Request, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["USAGE", "MisbehavingServer", "Request", "server", "without_certificates"]

USAGE = {
    "prompt_tokens": 100,
    "completion_tokens": 7,
    "total_tokens": 107,
    "prompt_tokens_details": {"cached_tokens": 60},
}


class MisbehavingServer(LoopbackServer):
    """A small HTTP server on this machine that misbehaves on purpose, in Chat Completions.

    It is no recording of any provider: it says what a test wrote, where faults (429, 503, cut
    connections, malformed JSON) cannot be recorded honestly. Each method that names a reply
    adds it to the script; the last one is given again once the script is through. Every fault in
    every protocol: `tests/faults/`.
    """

    @property
    def url(self) -> str:
        """What goes into `base_url`."""
        return f"{self.root}/v1"

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
        lines = {"Content-Type": content_type, **(headers or {})}
        self.add(as_json(body, status=status, headers=lines).but(delay=delay))

    def fail(
        self, status: int, message: str = "no", *, headers: Mapping[str, str] | None = None
    ) -> None:
        """An HTTP error as OpenAI words it."""
        self.say({"error": {"message": message}}, status=status, headers=headers)

    def reset(self) -> None:
        """The connection is reset before an answer."""
        self.add(Reply(how="reset"))

    def cut_short(self) -> None:
        """The connection ends in the middle of an answer."""
        self.add(Reply(body=b'{"id": "chatc', how="short"))

    def hang(self) -> None:
        """No answer, until the server is closed."""
        self.add(Reply(how="hang"))


def without_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain HTTP needs none; loading them takes most of the time of making a client."""
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    """One that runs; the test needs `block_network(allowed_hosts=["127.0.0.1"])`."""
    without_certificates(monkeypatch)
    running = MisbehavingServer()
    yield running
    running.close()
