"""OpenAI's Responses, as its published schema has them. No recording of any server.

Schema: https://github.com/openai/openai-openapi, Response, ResponseError and ErrorResponse.
"""

from __future__ import annotations

from typing import Any, ClassVar

from tests.servers.chat import OPENAI_STATUSES, openai_error
from tests.servers.dialect import Ending, ErrorKind, Json
from tests.servers.loopback import Request

from dateline.models import Usage


class Responses:
    """OpenAI Responses."""

    name: ClassVar[str] = "OpenAI Responses"
    model: ClassVar[str] = "openai-responses:m"
    prefix: ClassVar[str] = "/v1"
    path: ClassVar[str] = "/v1/responses"
    id_header: ClassVar[str | None] = "x-request-id"
    statuses: ClassVar[dict[ErrorKind, int]] = OPENAI_STATUSES

    def body(self, text: str, ending: Ending, usage: Usage, asked: Request) -> Json:
        """A `response`; what was cut off or filtered is `incomplete`."""
        reasons = {"cut off": "max_output_tokens", "filtered": "content_filter"}
        done = ending not in reasons
        output = [] if ending == "nothing" else [self._item(text, ending, asked)]
        return {
            **_response(output, usage),
            "status": "completed" if done else "incomplete",
            "incomplete_details": None if done else {"reason": reasons[ending]},
        }

    def _item(self, text: str, ending: Ending, asked: Request) -> Json:
        status = "completed" if ending in ("stop", "refused") else "incomplete"
        if ending == "stop" and isinstance(asked.json.get("tool_choice"), dict):
            name = asked.json["tool_choice"]["name"]
            call = {"type": "function_call", "name": name, "arguments": text}
            return {**call, "id": "fc_1", "call_id": "call_1", "status": status}
        said: Json = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
        if ending == "refused":
            said = {"type": "refusal", "refusal": "I cannot help with that."}
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": [said],
        }

    def error(self, kind: ErrorKind, status: int) -> Json:
        """`ErrorResponse`; the context is worded otherwise than in Chat Completions."""
        body = openai_error(kind, "input" if kind == "context" else None)
        if kind == "context":
            body["error"]["message"] = (
                "Your input exceeds the context window of this model. Please adjust your input "
                "and try again."
            )
        if kind == "schema":
            body["error"]["param"] = "text.format.schema"
        return body

    def reported(self) -> Json:
        """A response that failed: the protocol's own way of saying so."""
        return {
            **_response([], None),
            "status": "failed",
            "error": {
                "code": "server_error",
                "message": "The server had an error while processing your request.",
            },
        }

    def counted(self, usage: Usage) -> Usage:
        """All of it."""
        return usage


def _response(output: list[Any], usage: Usage | None) -> Json:
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": "m",
        "output": output,
        "parallel_tool_calls": True,
        "temperature": None,
        "tool_choice": "auto",
        "tools": [],
        "top_p": None,
        "usage": None
        if usage is None
        else {
            "input_tokens": usage.prompt_tokens,
            "input_tokens_details": {"cached_tokens": usage.cached_tokens},
            "output_tokens": usage.completion_tokens,
            "output_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
            "total_tokens": usage.prompt_tokens + usage.completion_tokens,
        },
    }
