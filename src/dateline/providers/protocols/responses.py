"""OpenAI's Responses."""

from __future__ import annotations

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
from dateline.providers.protocols.chat import chat_request, openai_client, post

if TYPE_CHECKING:
    import httpx2
    import openai

    from dateline.providers.base import Message
    from dateline.providers.resolve import Resolved

_INCOMPLETE: dict[str, Stopped] = {"max_output_tokens": "length", "content_filter": "refused"}


class Responses:
    """`POST /responses`."""

    def connect(self, resolved: Resolved, key: str, http: httpx2.AsyncClient) -> openai.AsyncOpenAI:
        """See `WireProtocol.connect`."""
        return openai_client(resolved, key, http)

    def request(
        self, resolved: Resolved, messages: Sequence[Message], answer_type: type[BaseModel]
    ) -> dict[str, Any]:
        """See `WireProtocol.request`.

        instructor's own request for this protocol asks for a tool and for a schema at once, and
        cannot ask for a schema alone; hence its chat request, in the other protocol's words.
        """
        # Nobody asks for an article to be kept at the provider's.
        parameters = {
            "max_output_tokens": resolved.max_tokens,
            "store": False,
            **resolved.sampling,
        }
        asked = chat_request(resolved, messages, answer_type, parameters)
        asked["input"] = [{"type": "message", **message} for message in asked.pop("messages")]
        if "response_format" in asked:
            asked["text"] = {"format": _format(asked.pop("response_format"))}
        if "tools" in asked:
            asked["tools"] = [{"type": "function", **t["function"]} for t in asked["tools"]]
            asked["tool_choice"] = {"type": "function", "name": asked["tools"][0]["name"]}
        return {**asked, **resolved.profile.extra_body}

    async def send(self, client: openai.AsyncOpenAI, request: dict[str, Any]) -> Reply:
        """See `WireProtocol.send`."""
        return await post(client, "/responses", request)

    def read(self, body: Any) -> Reading:
        """See `WireProtocol.read`."""
        output = mapping(body).get("output")
        if not isinstance(output, list):
            raise NoAnswer("it has no output")
        said = [mapping(item) for item in output]
        parts = [
            mapping(part)
            for item in said
            if item.get("type") == "message"
            for part in items(item.get("content"))
        ]
        arguments = [text(i.get("arguments")) for i in said if i.get("type") == "function_call"]
        words = [text(part.get("text")) for part in parts if part.get("type") == "output_text"]
        reason = text(mapping(body.get("incomplete_details")).get("reason"))
        refused = any(part.get("type") == "refusal" for part in parts)
        return Reading(
            text=arguments[0] if arguments else "".join(words),
            stopped="refused" if refused else _INCOMPLETE.get(reason, "stop"),
            usage=_usage(mapping(body.get("usage"))),
        )


def _format(response_format: dict[str, Any]) -> dict[str, Any]:
    """Where Chat Completions nests a schema, Responses does not."""
    return {"type": response_format["type"], **response_format.get("json_schema", {})}


def _usage(usage: Mapping[str, Any]) -> Usage:
    read, written = (mapping(usage.get(f"{part}_tokens_details")) for part in ("input", "output"))
    return Usage(
        prompt_tokens=count(usage.get("input_tokens")),
        cached_tokens=count(read.get("cached_tokens")),
        completion_tokens=count(usage.get("output_tokens")),
        reasoning_tokens=count(written.get("reasoning_tokens")),
    )
