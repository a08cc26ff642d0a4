"""OpenAI's Chat Completions, and whoever else speaks it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic_core import to_json

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
    import openai

    from dateline.providers.base import Message
    from dateline.providers.resolve import Resolved

_STOPPED: dict[str, Stopped] = {"length": "length", "content_filter": "refused"}


class ChatCompletions:
    """`POST /chat/completions`."""

    def connect(self, resolved: Resolved, key: str, http: httpx2.AsyncClient) -> openai.AsyncOpenAI:
        """See `WireProtocol.connect`."""
        return openai_client(resolved, key, http)

    def request(
        self, resolved: Resolved, messages: Sequence[Message], answer_type: type[BaseModel]
    ) -> dict[str, Any]:
        """See `WireProtocol.request`."""
        parameters = {resolved.spec.token_limit_parameter: resolved.max_tokens, **resolved.sampling}
        request = chat_request(resolved, messages, answer_type, parameters)
        return {**request, **resolved.profile.extra_body}

    async def send(self, client: openai.AsyncOpenAI, request: dict[str, Any]) -> Reply:
        """See `WireProtocol.send`."""
        return await post(client, "/chat/completions", request)

    def read(self, body: Any) -> Reading:
        """See `WireProtocol.read`."""
        choices = items(mapping(body).get("choices"))
        usage = _usage(mapping(mapping(body).get("usage")))
        if not choices:
            if usage != Usage():
                return Reading("", "stop", usage)  # it was charged for
            raise NoAnswer("it has no choices")
        choice = mapping(choices[0])
        message = choice.get("message")
        if not isinstance(message, dict):
            raise NoAnswer("its first choice has no message")
        stopped = _STOPPED.get(text(choice.get("finish_reason")), "stop")
        return Reading(
            text=_tool_arguments(message) or text(message.get("content")),
            stopped="refused" if message.get("refusal") else stopped,
            usage=usage,
        )


def openai_client(resolved: Resolved, key: str, http: httpx2.AsyncClient) -> openai.AsyncOpenAI:
    """A client of OpenAI's SDK; for Azure, where an `api-version` says that it is its older API."""
    import openai

    headers = resolved.headers
    if resolved.api_version is not None:
        return openai.AsyncAzureOpenAI(
            azure_endpoint=resolved.base_url or "",
            api_version=resolved.api_version,
            api_key=key,
            max_retries=0,
            default_headers=headers,
            http_client=http,
        )
    return openai.AsyncOpenAI(
        base_url=resolved.base_url,
        api_key=key,
        max_retries=0,  # dateline.calls retries, in one place
        default_headers=headers,
        http_client=http,
    )


def chat_request(
    resolved: Resolved,
    messages: Sequence[Message],
    answer_type: type[BaseModel],
    parameters: Mapping[str, Any],
) -> dict[str, Any]:
    """A request as instructor writes it for the provider's output mode."""
    from instructor.v2 import Mode, Provider, mode_registry

    modes = {"json_schema": Mode.JSON_SCHEMA, "tools": Mode.TOOLS, "json": Mode.JSON}
    handlers = mode_registry.get_handlers(Provider.OPENAI, modes[resolved.output_mode])
    asked = {"model": resolved.model, "messages": list(messages), **parameters}
    if resolved.output_mode == "tools" and resolved.spec.strict_schema:
        asked["strict"] = True
    _, request = handlers.request_handler(response_model=answer_type, kwargs=asked)
    if resolved.output_mode == "json_schema" and resolved.spec.strict_schema:
        request["response_format"]["json_schema"]["strict"] = True  # instructor leaves it out
    return dict(request)


async def post(client: Any, path: str, request: dict[str, Any]) -> Reply:
    """A request by an SDK that Stainless has generated, and its answer unread.

    That the SDK makes no object of the answer saves half of what a request costs, and that it gets
    the body as JSON another tenth.
    """
    import httpx2

    body: dict[str, Any] = {"body": request}
    if _is_sent_as_it_is(client):
        path, body = _address(client.base_url, path), {"content": _json(request)}
    response: httpx2.Response = await client.post(path, cast_to=httpx2.Response, **body)
    return Reply(response.content, response.headers)


@lru_cache(maxsize=16)
def _address(base: httpx2.URL, path: str) -> str:
    """The whole address. The SDK would take it apart twice more for each request."""
    return str(base.copy_with(raw_path=base.raw_path.rstrip(b"/") + path.encode()))


def _is_sent_as_it_is(client: Any) -> bool:
    """Whether the SDK looks at nothing in a request: Azure's takes the address from its model."""
    import openai

    return type(client) is openai.AsyncOpenAI


def _json(request: dict[str, Any]) -> bytes:
    try:
        return to_json(request)
    except ValueError:  # half a character, which a model may write: as an escape it is JSON still
        return json.dumps(request, separators=(",", ":")).encode()


def _tool_arguments(message: Mapping[str, Any]) -> str:
    calls = items(message.get("tool_calls"))
    return text(mapping(mapping(calls[0]).get("function")).get("arguments")) if calls else ""


def _usage(usage: Mapping[str, Any]) -> Usage:
    read, written = (
        mapping(usage.get(f"{part}_tokens_details")) for part in ("prompt", "completion")
    )
    return Usage(
        prompt_tokens=count(usage.get("prompt_tokens")),
        cached_tokens=count(read.get("cached_tokens"))
        or count(usage.get("prompt_cache_hit_tokens")),  # DeepSeek's name
        completion_tokens=count(usage.get("completion_tokens")),
        reasoning_tokens=count(written.get("reasoning_tokens")),
    )
