"""Anthropic's Messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from dateline.models import Usage
from dateline.providers.protocols.base import (
    NoAnswer,
    Reading,
    Reply,
    Stopped,
    count,
    mapping,
    text,
)
from dateline.providers.protocols.chat import post
from dateline.providers.protocols.closed import closed

if TYPE_CHECKING:
    import anthropic
    import httpx2

    from dateline.providers.base import Message
    from dateline.providers.resolve import Resolved

_STOPPED: dict[str, Stopped] = {
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refused",
}
_KEPT = {"type": "ephemeral"}
_MOST_TYPES = 256


class AnthropicMessages:
    """`POST /v1/messages`."""

    def connect(
        self, resolved: Resolved, key: str, http: httpx2.AsyncClient
    ) -> anthropic.AsyncAnthropic:
        """See `WireProtocol.connect`."""
        import anthropic

        return anthropic.AsyncAnthropic(
            # The SDK adds the version itself; most other addresses end in it.
            base_url=(resolved.base_url or "").rstrip("/").removesuffix("/v1"),
            api_key=key,
            max_retries=0,
            default_headers=resolved.headers,
            http_client=http,
        )

    def request(
        self, resolved: Resolved, messages: Sequence[Message], answer_type: type[BaseModel]
    ) -> dict[str, Any]:
        """See `WireProtocol.request`."""
        from instructor.v2 import Mode, Provider
        from instructor.v2.core.registry import mode_registry

        mode = Mode.JSON if resolved.output_mode == "json" else Mode.TOOLS
        handlers = mode_registry.get_handlers(Provider.ANTHROPIC, mode)
        parameters = {
            "model": resolved.model,
            "max_tokens": resolved.max_tokens,
            **resolved.sampling,
        }
        # instructor knows the schema parameter only as a beta that newer SDKs no longer have.
        native = resolved.output_mode == "json_schema"
        _, request = handlers.request_handler(
            response_model=None if native else answer_type,
            kwargs={"messages": list(messages), **parameters},
        )
        asked = dict(request)
        if native:
            schema = _closed(answer_type)
            asked["output_config"] = {"format": {"type": "json_schema", "schema": schema}}
        if resolved.spec.prompt_cache:
            asked["system"], asked["messages"] = _cached(asked)
        return {**asked, **resolved.profile.extra_body}

    async def send(self, client: anthropic.AsyncAnthropic, request: dict[str, Any]) -> Reply:
        """See `WireProtocol.send`."""
        return await post(client, "/v1/messages", request)

    def read(self, body: Any) -> Reading:
        """See `WireProtocol.read`."""
        content = mapping(body).get("content")
        if not isinstance(content, list):
            raise NoAnswer("it has no content")
        parts = [mapping(part) for part in content]
        inputs = [part.get("input") for part in parts if part.get("type") == "tool_use"]
        words = [text(part.get("text")) for part in parts if part.get("type") == "text"]
        return Reading(
            text=json.dumps(inputs[0], ensure_ascii=False) if inputs else "".join(words),
            stopped=_STOPPED.get(text(body.get("stop_reason")), "stop"),
            usage=_usage(mapping(body.get("usage"))),
        )


@lru_cache(maxsize=_MOST_TYPES)
def _closed(answer_type: type[BaseModel]) -> dict[str, Any]:
    return closed(answer_type.model_json_schema())


def _cached(asked: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """System and messages with marks where the provider is to keep what it has read.

    The instructions come with every article. The article comes again wherever an answer is asked
    about further, which goes on from the first message.
    """
    system = [dict(block) for block in asked.get("system") or []]
    if system:
        system[-1]["cache_control"] = _KEPT
    first, *further = asked["messages"]
    block = {"type": "text", "text": first["content"], "cache_control": _KEPT}
    return system, [{**first, "content": [block]}, *further]


def _usage(usage: Mapping[str, Any]) -> Usage:
    """Its input tokens leave out what was read from the cache, and what was written to it."""
    cached = count(usage.get("cache_read_input_tokens"))
    written = count(usage.get("cache_creation_input_tokens"))
    details = mapping(usage.get("output_tokens_details"))
    return Usage(
        prompt_tokens=count(usage.get("input_tokens")) + written + cached,
        cached_tokens=cached,
        cache_write_tokens=written,
        completion_tokens=count(usage.get("output_tokens")),
        reasoning_tokens=count(details.get("thinking_tokens")),
    )
