"""Servers on this machine that keep the documented protocols of OpenAI's and Anthropic's batches.

They are no recordings, and say nothing of how the vendors' servers behave beyond what is published:
https://developers.openai.com/api/reference/resources/batches and
https://platform.claude.com/docs/en/api/messages/batches. They take a moment, give results back in
another order, and do what a test tells them to.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.loopback import LoopbackServer, Reply, as_json

Json = dict[str, Any]
Came = str | int | Json
"""What comes of a request: an answer in JSON text, an HTTP status, or how it ends otherwise."""
EXPIRED: Json = {"ends": "expired"}
CANCELED: Json = {"ends": "canceled"}
LOST: Json = {"ends": "lost"}
KEY = "sk-test-0123456789abcdef"


@dataclass
class Batch:
    """A batch as the server has it."""

    id: str
    requests: list[tuple[str, Json]]
    metadata: Json = field(default_factory=dict)
    looks: int = 0
    made: float = field(default_factory=time.time)


class BatchServer(LoopbackServer):
    """One vendor's batches.

    Attributes:
        answers: What comes of a request: its body, and in how many batches it was before.
        looks: How often a batch is looked at until it has ended.
        batches: Those that were made.
        live: Bodies of requests that were sent by themselves.
        faults: Replies in place of the next ones, by how their method and path begin.
        made: Called with each batch that was made, before it is told.
        refused: Why batches fail as a whole, by their number.
        ends_as: What OpenAI's say of themselves once nothing more comes of them.
        archived: Whether results are no longer kept.
    """

    base = ""

    def __init__(self) -> None:
        super().__init__()
        self.answers: Callable[[Json, int], Came] = lambda _body, _before: '{"items": []}'
        self.looks = 2
        self.batches: list[Batch] = []
        self.live: list[Json] = []
        self.faults: list[tuple[str, Reply]] = []
        self.made: Callable[[Batch], None] = lambda _batch: None
        self.refused: dict[int, Json] = {}
        self.ends_as = "completed"
        self.archived = False
        self.heard: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """What goes into `base_url`."""
        return f"{self.root}{self.base}"

    @property
    def asked(self) -> list[str]:
        """The keys of all requests, as often as they were asked."""
        return [key for batch in self.batches for key, _ in batch.requests]

    def bodies(self) -> list[Json]:
        """What was asked in batches."""
        return [body for batch in self.batches for _, body in batch.requests]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        raw = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        split = urlsplit(handler.path)
        path = split.path.removeprefix(self.base)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        with self._lock:
            self.heard.append((handler.command, path))
            reply = self._reply(handler, path, query, raw)
        if reply.how != "reset":
            self._send(handler, reply)

    def _reply(self, handler: BaseHTTPRequestHandler, path: str, query: Json, raw: bytes) -> Reply:
        given = handler.headers.get("Authorization") or handler.headers.get("x-api-key") or ""
        if given.removeprefix("Bearer ") != KEY:
            return self.error(401, "invalid key")
        begins = f"{handler.command} {path}"
        for number, (start, fault) in enumerate(self.faults):
            if begins.startswith(start):
                del self.faults[number]
                if fault.how == "reset" and handler.command == "POST":
                    self.route(handler, path, query, raw)  # it was done, and nobody is told
                return fault
        return self.route(handler, path, query, raw)

    def route(self, handler: BaseHTTPRequestHandler, path: str, query: Json, raw: bytes) -> Reply:
        """What is said to a request."""
        raise NotImplementedError

    def error(self, status: int, message: str) -> Reply:
        """An error in the vendor's words."""
        body = {"type": "error", "error": {"type": "x_error", "message": message}}
        return as_json(body, status=status)

    def add_batch(self, requests: list[tuple[str, Json]], metadata: Json) -> Batch:
        """Make a batch."""
        batch = Batch(f"batch_{len(self.batches)}", requests, metadata)
        self.batches.append(batch)
        self.made(batch)
        return batch

    def batch(self, batch_id: str) -> Batch | None:
        """The batch of that id."""
        return next((batch for batch in self.batches if batch.id == batch_id), None)

    def came(self, batch: Batch) -> list[tuple[str, Json, Came]]:
        """What came of a batch's requests, the last first."""
        before = self.batches[: self.batches.index(batch)]
        earlier = [key for other in before for key, _ in other.requests]
        told = [(k, body, self.answers(body, earlier.count(k))) for k, body in batch.requests]
        return [one for one in reversed(told) if one[2] != LOST]

    def page(self, query: Json, after: str, told: Callable[[Batch], Json]) -> Json:
        """A page of the batches, the newest first."""
        found = list(reversed(self.batches))
        if query.get(after):
            ids = [batch.id for batch in found]
            found = found[ids.index(query[after]) + 1 :]
        limit = int(query.get("limit", 20))
        for batch in found[:limit]:
            batch.looks += 1
        return {"data": [told(b) for b in found[:limit]], "has_more": len(found) > limit}


class OpenAIServer(BatchServer):
    """`/v1/files` and `/v1/batches`, and `/v1/chat/completions` by itself."""

    base = "/v1"

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}

    def route(self, handler: BaseHTTPRequestHandler, path: str, query: Json, raw: bytes) -> Reply:
        """See `BatchServer.route`."""
        match handler.command, *path.strip("/").split("/"):
            case "POST", "files":
                name = f"file-{len(self.files)}"
                self.files[name] = _uploaded(raw, handler.headers["Content-Type"])
                return as_json({"id": name, "object": "file", "purpose": "batch"})
            case "POST", "batches":
                return self._create(json.loads(raw))
            case "GET", "batches":
                page = self.page(query, "after", lambda batch: self._told(batch))
                return as_json({"object": "list", **page})
            case "GET", "batches", batch_id:
                batch = self.batch(batch_id)
                if batch is None:
                    return self.error(404, "No such batch")
                batch.looks += 1
                return as_json(self._told(batch))
            case "GET", "files", file, "content":
                if self.archived:
                    return self.error(404, f"No such File object: {file}")
                return Reply(body=self.files[file])
            case "POST", "chat", "completions":
                body = json.loads(raw)
                self.live.append(body)
                came = self.answers(body, 0)
                return as_json(completion(came if isinstance(came, str) else "{}"))
        return self.error(404, "no such path")

    def _create(self, asked: Json) -> Reply:
        assert asked["endpoint"] == "/v1/chat/completions"
        assert asked["completion_window"] == "24h"
        lines = [json.loads(line) for line in self.files[asked["input_file_id"]].splitlines()]
        assert all((i["method"], i["url"]) == ("POST", asked["endpoint"]) for i in lines)
        requests = [(line["custom_id"], line["body"]) for line in lines]
        _check(requests, most=50_000)
        assert len({body["model"] for _, body in requests}) == 1  # one model for a file
        return as_json(self._told(self.add_batch(requests, asked.get("metadata", {}))))

    def _told(self, batch: Batch) -> Json:
        number, ended = self.batches.index(batch), batch.looks >= self.looks
        told = {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "errors": None,
            "input_file_id": "file-0",
            "completion_window": "24h",
            "status": self.ends_as if ended else _ON_THE_WAY[min(batch.looks, 2)],
            "created_at": int(batch.made),
            "expires_at": int(batch.made) + 86400,
            "request_counts": {"total": len(batch.requests), "completed": 0, "failed": 0},
            "metadata": batch.metadata,
            "output_file_id": None,
            "error_file_id": None,
        }
        if number in self.refused:
            return {
                **told,
                "status": "failed",
                "errors": {"object": "list", "data": [self.refused[number]]},
            }
        if ended:
            good, bad = [], []
            for key, _, came in self.came(batch):
                line = _openai_line(key, came)
                (good if isinstance(came, str) else bad).append(json.dumps(line).encode())
            for kind, lines in (("output", good), ("error", bad)):
                if lines:
                    name = f"file-{kind}-{batch.id}"
                    self.files[name] = b"\n".join(lines) + b"\n"
                    told[f"{kind}_file_id"] = name
        return told


_ON_THE_WAY = ("validating", "in_progress", "finalizing")


def _check(requests: list[tuple[str, Json]], most: int) -> None:
    """What both vendors refuse a batch for."""
    assert 0 < len(requests) <= most
    assert len({key for key, _ in requests}) == len(requests)
    assert not any(body.get("stream") for _, body in requests)


def _openai_line(key: str, came: Came) -> Json:
    line: Json = {"id": f"batch_req_{key[:6]}", "custom_id": key, "response": None, "error": None}
    if isinstance(came, dict):
        code = {"expired": "batch_expired", "canceled": "batch_cancelled"}[came["ends"]]
        return {**line, "error": {"code": code, "message": "It was not executed in time."}}
    if isinstance(came, int):
        words = {404: "The model does not exist"}.get(came, "context_length_exceeded: too long")
        error = {"message": words, "type": "invalid_request_error"}
        if came >= 500:
            error = {"message": "The server had an error.", "type": "server_error"}
        body = {"error": error}
        return {**line, "response": {"status_code": came, "request_id": "r", "body": body}}
    return {
        **line,
        "response": {"status_code": 200, "request_id": "r", "body": completion(came)},
    }


def completion(content: str) -> Json:
    """A chat completion of 1,100 tokens."""
    message = {"role": "assistant", "content": content, "refusal": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def _uploaded(raw: bytes, content_type: str) -> bytes:
    """The file in a form; its purpose must be there too."""
    boundary = content_type.partition("boundary=")[2].encode()
    parts = [part.partition(b"\r\n\r\n") for part in raw.split(b"--" + boundary)]
    named = {
        head.partition(b'name="')[2].partition(b'"')[0]: body.removesuffix(b"\r\n")
        for head, _, body in parts
    }
    assert named[b"purpose"] == b"batch"
    return named[b"file"]


class AnthropicServer(BatchServer):
    """`/v1/messages/batches`, and `/v1/messages` by itself."""

    def route(self, handler: BaseHTTPRequestHandler, path: str, query: Json, raw: bytes) -> Reply:
        """See `BatchServer.route`."""
        match handler.command, *path.strip("/").split("/"):
            case "POST", "v1", "messages", "batches":
                asked = json.loads(raw)["requests"]
                requests = [(one["custom_id"], one["params"]) for one in asked]
                _check(requests, most=100_000)
                assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", key) for key, _ in requests)
                assert all(body["max_tokens"] >= 1 for _, body in requests)
                return as_json(self._told(self.add_batch(requests, {})))
            case "GET", "v1", "messages", "batches":
                return as_json(self.page(query, "after_id", self._told))
            case "GET", "v1", "messages", "batches", batch_id:
                batch = self.batch(batch_id)
                if batch is None:
                    return self.error(404, "not found")
                batch.looks += 1
                return as_json(self._told(batch))
            case "GET", "v1", "messages", "batches", batch_id, "results":
                batch = self.batch(batch_id)
                if batch is None or self.archived:
                    return self.error(404, "not found")
                lines = [_anthropic_line(*one) for one in self.came(batch)]
                return Reply(body=b"".join(json.dumps(line).encode() + b"\n" for line in lines))
            case "POST", "v1", "messages":
                body = json.loads(raw)
                self.live.append(body)
                came = self.answers(body, 0)
                return as_json(_message(body, came if isinstance(came, str) else "{}"))
        return self.error(404, "no such path")

    def _told(self, batch: Batch) -> Json:
        ended = batch.looks >= self.looks
        counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
        counts["succeeded" if ended else "processing"] = len(batch.requests)
        address = f"http://elsewhere.invalid/v1/messages/batches/{batch.id}/results"
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": "ended" if ended else "in_progress",
            "request_counts": counts,
            "created_at": datetime.fromtimestamp(batch.made, UTC).isoformat(),
            "expires_at": datetime.fromtimestamp(batch.made + 86400, UTC).isoformat(),
            "ended_at": None,
            "archived_at": datetime.now(UTC).isoformat() if self.archived else None,
            "cancel_initiated_at": None,
            "results_url": address if ended and not self.archived else None,
        }


def _anthropic_line(key: str, body: Json, came: Came) -> Json:
    if isinstance(came, dict):
        return {"custom_id": key, "result": {"type": came["ends"]}}
    if isinstance(came, int):
        kind, words = "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"
        if came >= 500:
            kind, words = "api_error", "Internal server error"
        error = {"type": "error", "error": {"type": kind, "message": words}}
        return {"custom_id": key, "result": {"type": "errored", "error": error}}
    return {"custom_id": key, "result": {"type": "succeeded", "message": _message(body, came)}}


def _message(asked: Json, content: str) -> Json:
    try:
        filled = json.loads(content)
    except ValueError:
        block: Json = {"type": "text", "text": content}
    else:
        name = asked["tools"][0]["name"]
        block = {"type": "tool_use", "id": "toolu_1", "name": name, "input": filled}
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [block],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 1000, "output_tokens": 100},
    }
