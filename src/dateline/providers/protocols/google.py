"""Google's GenerateContent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from dateline.models import Usage
from dateline.providers.protocols.base import (
    NoAnswer,
    Reading,
    Reply,
    Stopped,
    count,
    items,
    mapping,
    text,
)

if TYPE_CHECKING:
    import httpx2
    from google import genai

    from dateline.providers.base import Message
    from dateline.providers.resolve import Resolved

_REFUSED = (
    "SAFETY",
    "RECITATION",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
)


class GoogleGenerateContent:
    """`POST /v1beta/models/MODEL:generateContent`."""

    def connect(self, resolved: Resolved, key: str, http: httpx2.AsyncClient) -> genai.Client:
        """See `WireProtocol.connect`."""
        from google import genai
        from google.genai import types

        # The SDK stumbles over the body of an error that is no JSON, and its status is lost.
        http.event_hooks["response"].append(_raise_for_status)
        return genai.Client(
            api_key=key,
            vertexai=False,
            http_options=types.HttpOptions(
                base_url=resolved.base_url,
                api_version=resolved.api_version,
                headers=dict(resolved.headers),
                httpx_async_client=http,
            ),
        )

    def request(
        self, resolved: Resolved, messages: Sequence[Message], answer_type: type[BaseModel]
    ) -> dict[str, Any]:
        """See `WireProtocol.request`.

        instructor takes apart the answer type's schema anew for every request; here it only turns
        the messages into contents.
        """
        from instructor.v2 import Mode, Provider
        from instructor.v2.core.registry import mode_registry

        mode = Mode.TOOLS if resolved.output_mode == "tools" else Mode.JSON
        handlers = mode_registry.get_handlers(Provider.GENAI, mode)
        config: dict[str, Any] = {
            "max_output_tokens": resolved.max_tokens,
            # The answer as it came: its tokens are counted from it, and nothing is made of it.
            "should_return_http_response": True,
            **resolved.sampling,
            **_output(resolved, answer_type),
        }
        if resolved.profile.extra_body:
            config["http_options"] = {"extra_body": resolved.profile.extra_body}
        # instructor knows Google's name for whoever answered, and no other.
        said: list[Any] = [
            {**m, "role": "model"} if m["role"] == "assistant" else m for m in messages
        ]
        if resolved.output_mode == "json":
            said = _with_schema(said, answer_type)
        _, request = handlers.request_handler(
            response_model=None,
            kwargs={"model": resolved.model, "messages": said, "config": config},
        )
        return dict(request)

    async def send(self, client: genai.Client, request: dict[str, Any]) -> Reply:
        """See `WireProtocol.send`."""
        answer = await client.aio.models.generate_content(**request)
        http = answer.sdk_http_response
        headers = (http.headers if http is not None else None) or {}
        body = (http.body if http is not None else None) or ""
        return Reply(body.encode(), {name.lower(): value for name, value in headers.items()})

    def read(self, body: Any) -> Reading:
        """See `WireProtocol.read`."""
        usage = _usage(mapping(mapping(body).get("usageMetadata")))
        candidates = items(mapping(body).get("candidates"))
        if not candidates:
            if mapping(mapping(body).get("promptFeedback")).get("blockReason"):
                return Reading("", "refused", usage)
            if usage != Usage():
                return Reading("", "stop", usage)  # it was charged for
            raise NoAnswer("it has no candidates")
        candidate = mapping(candidates[0])
        parts = [mapping(part) for part in items(mapping(candidate.get("content")).get("parts"))]
        said = [part for part in parts if not part.get("thought")]
        calls = [mapping(part.get("functionCall")) for part in said if part.get("functionCall")]
        words = "".join(text(part.get("text")) for part in said)
        return Reading(
            text=json.dumps(calls[0].get("args"), ensure_ascii=False) if calls else words,
            stopped=_stopped(text(candidate.get("finishReason"))),
            usage=usage,
        )


async def _raise_for_status(response: httpx2.Response) -> None:
    if not response.is_success:
        await response.aread()
        response.raise_for_status()


def _output(resolved: Resolved, answer_type: type[BaseModel]) -> dict[str, Any]:
    """The part of a configuration that holds an answer to its schema."""
    if resolved.output_mode == "tools":
        name = answer_type.__name__
        declared = {
            "name": name,
            "description": answer_type.__doc__,
            "parameters_json_schema": answer_type.model_json_schema(),
        }
        only = {"mode": "ANY", "allowed_function_names": [name]}
        return {
            "tools": [{"function_declarations": [declared]}],
            "tool_config": {"function_calling_config": only},
        }
    asked: dict[str, Any] = {"response_mime_type": "application/json"}
    if resolved.output_mode == "json_schema":
        asked["response_json_schema"] = answer_type.model_json_schema()
    return asked


def _with_schema(messages: Sequence[Message], answer_type: type[BaseModel]) -> list[Message]:
    """The messages with the schema among the instructions, in instructor's words."""
    from instructor.v2 import Mode, Provider, mode_registry

    handlers = mode_registry.get_handlers(Provider.OPENAI, Mode.JSON)
    _, request = handlers.request_handler(
        response_model=answer_type, kwargs={"messages": list(messages)}
    )
    said: list[Message] = request["messages"]
    return said


def _stopped(reason: str) -> Stopped:
    if reason == "MAX_TOKENS":
        return "length"
    return "refused" if reason in _REFUSED else "stop"


def _usage(usage: Mapping[str, Any]) -> Usage:
    """What it thinks with is written too, and charged as such, but counted apart."""
    thoughts = count(usage.get("thoughtsTokenCount"))
    return Usage(
        prompt_tokens=count(usage.get("promptTokenCount"))
        + count(usage.get("toolUsePromptTokenCount")),
        cached_tokens=count(usage.get("cachedContentTokenCount")),
        completion_tokens=count(usage.get("candidatesTokenCount")) + thoughts,
        reasoning_tokens=thoughts,
    )
