"""OpenAI's Chat Completions, as its published schema has them. No recording of any server.

Schema: https://github.com/openai/openai-openapi, CreateChatCompletionResponse and ErrorResponse.
Words of errors: https://platform.openai.com/docs/guides/error-codes.
"""

from __future__ import annotations

from typing import ClassVar

from tests.servers.dialect import Ending, ErrorKind, Json
from tests.servers.loopback import Request

from dateline.models import Usage

OPENAI_STATUSES: dict[ErrorKind, int] = {
    "rate limit": 429,
    "quota": 429,
    "server": 500,
    "overloaded": 503,
    "key": 401,
    "permission": 403,
    "model": 404,
}

_ERRORS: dict[ErrorKind, tuple[str, str | None, str]] = {
    "rate limit": (
        "requests",
        "rate_limit_exceeded",
        (
            "Rate limit reached for m in organization org-1 on requests per min (RPM): Limit 3, "
            "Used 3, Requested 1. Visit https://platform.openai.com/account/rate-limits to learn "
            "more."
        ),
    ),
    "quota": (
        "insufficient_quota",
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details.",
    ),
    "server": (
        "server_error",
        None,
        "The server had an error while processing your request. Sorry about that!",
    ),
    "overloaded": (
        "server_error",
        None,
        "The engine is currently overloaded, please try again later.",
    ),
    "key": (
        "invalid_request_error",
        "invalid_api_key",
        (
            "Incorrect API key provided: sk-1***9. You can find your API key at "
            "https://platform.openai.com/account/api-keys."
        ),
    ),
    "permission": (
        "request_forbidden",
        "unsupported_country_region_territory",
        "Country, region, or territory not supported",
    ),
    "model": (
        "invalid_request_error",
        "model_not_found",
        "The model `m` does not exist or you do not have access to it.",
    ),
    "context": (
        "invalid_request_error",
        "context_length_exceeded",
        (
            "This model's maximum context length is 4096 tokens. However, your messages resulted "
            "in 5000 tokens. Please reduce the length of the messages."
        ),
    ),
    "schema": (
        "invalid_request_error",
        None,
        (
            "Invalid schema for response_format 'Tolls': In context=(), 'additionalProperties' is "
            "required to be supplied and to be false."
        ),
    ),
}


def openai_error(kind: ErrorKind, param: str | None = None) -> Json:
    """An error of OpenAI's, whichever of its protocols it is in."""
    type_, code, message = _ERRORS[kind]
    if kind == "schema":
        param = "response_format"
    return {"error": {"message": message, "type": type_, "param": param, "code": code}}


class Chat:
    """OpenAI Chat Completions."""

    name: ClassVar[str] = "OpenAI Chat Completions"
    model: ClassVar[str] = "openai-compatible:m"
    prefix: ClassVar[str] = "/v1"
    path: ClassVar[str] = "/v1/chat/completions"
    id_header: ClassVar[str | None] = "x-request-id"
    statuses: ClassVar[dict[ErrorKind, int]] = OPENAI_STATUSES

    def body(self, text: str, ending: Ending, usage: Usage, asked: Request) -> Json:
        """A `chat.completion`; the answer stands in a tool's arguments where one was asked for."""
        content, refusal, calls = text or None, None, None
        if ending == "stop" and asked.json.get("tool_choice"):
            name = asked.json["tools"][0]["function"]["name"]
            function = {"name": name, "arguments": text}
            calls, content = [{"id": "call_1", "type": "function", "function": function}], None
        if ending == "refused":
            content, refusal = None, "I cannot help with that."
        message = {"role": "assistant", "content": content, "refusal": refusal}
        if calls:
            message["tool_calls"] = calls
        reason = {"cut off": "length", "filtered": "content_filter"}.get(ending, "stop")
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reason}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [] if ending == "nothing" else [choice],
            "usage": {
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
                "total_tokens": usage.prompt_tokens + usage.completion_tokens,
                "prompt_tokens_details": {"cached_tokens": usage.cached_tokens},
                "completion_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
            },
        }

    def error(self, kind: ErrorKind, status: int) -> Json:
        """`ErrorResponse`."""
        return openai_error(kind, "messages" if kind == "context" else None)

    def reported(self) -> Json:
        """As gateways do it: the same object, with HTTP 200."""
        return openai_error("server")

    def counted(self, usage: Usage) -> Usage:
        """All of it."""
        return usage
