"""Anthropic's Messages, as its published schema has them. No recording of any server.

Schema: https://docs.anthropic.com/en/api/messages and https://docs.anthropic.com/en/api/errors.
"""

from __future__ import annotations

import json
from typing import ClassVar

from tests.servers.dialect import REQUEST_ID, Ending, ErrorKind, Json
from tests.servers.loopback import Request

from dateline.models import Usage

_WRITTEN_TO_CACHE = 5  # tokens; a part of the prompt that is counted apart

_ERRORS: dict[ErrorKind, tuple[str, str]] = {
    "rate limit": (
        "rate_limit_error",
        "This request would exceed your organization's rate limit of 50 requests per minute.",
    ),
    "quota": (
        "invalid_request_error",
        (
            "Your credit balance is too low to access the Anthropic API. Please go to Plans & "
            "Billing to upgrade or purchase credits."
        ),
    ),
    "server": ("api_error", "Internal server error"),
    "overloaded": ("overloaded_error", "Overloaded"),
    "key": ("authentication_error", "invalid x-api-key"),
    "permission": (
        "permission_error",
        "Your API key does not have permission to use the specified resource.",
    ),
    "model": ("not_found_error", "model: m"),
    "context": ("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    "schema": (
        "invalid_request_error",
        "output_config.format.schema: For 'integer' type, property 'minimum' is not supported",
    ),
}


class Anthropic:
    """Anthropic Messages."""

    name: ClassVar[str] = "Anthropic Messages"
    model: ClassVar[str] = "anthropic:m"
    prefix: ClassVar[str] = ""
    path: ClassVar[str] = "/v1/messages"
    id_header: ClassVar[str | None] = "request-id"
    statuses: ClassVar[dict[ErrorKind, int]] = {
        "rate limit": 429,
        "server": 500,
        "overloaded": 529,
        "key": 401,
        "permission": 403,
        "model": 404,
    }

    def body(self, text: str, ending: Ending, usage: Usage, asked: Request) -> Json:
        """A `message`; the answer stands in a tool's input where one was asked for."""
        content: list[Json] = [{"type": "text", "text": text, "citations": None}] if text else []
        tool = _tool_input(text) if asked.json.get("tools") and ending == "stop" else None
        if tool is not None:
            name = asked.json["tools"][0]["name"]
            content = [{"type": "tool_use", "id": "toolu_1", "name": name, "input": tool}]
        if ending in ("refused", "filtered", "nothing"):
            content = []
        reasons = {"cut off": "max_tokens", "refused": "refusal", "filtered": "refusal"}
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": content,
            "stop_reason": reasons.get(ending, "tool_use" if tool is not None else "end_turn"),
            "stop_sequence": None,
            "usage": {
                "input_tokens": usage.prompt_tokens - usage.cached_tokens - _WRITTEN_TO_CACHE,
                "cache_creation_input_tokens": _WRITTEN_TO_CACHE,
                "cache_read_input_tokens": usage.cached_tokens,
                "output_tokens": usage.completion_tokens,
                "service_tier": "standard",
            },
        }

    def error(self, kind: ErrorKind, status: int) -> Json:
        """`ErrorResponse`; 402 has a type of its own."""
        type_, message = _ERRORS[kind]
        if status == 402:
            type_ = "billing_error"
        return {
            "type": "error",
            "error": {"type": type_, "message": message},
            "request_id": REQUEST_ID,
        }

    def reported(self) -> Json:
        """The same object, with HTTP 200."""
        return self.error("server", 200)

    def counted(self, usage: Usage) -> Usage:
        """With what was written to the cache; without the thoughts, which are not counted apart."""
        return usage.model_copy(
            update={"reasoning_tokens": 0, "cache_write_tokens": _WRITTEN_TO_CACHE}
        )


def _tool_input(text: str) -> Json | None:
    """A tool's input, which is always an object; other words stay words."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
