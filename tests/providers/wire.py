"""The protocols as their vendors publish them, for a server that a test puts words into.

No recording: what a real server answered stands in `cassettes/`. Here are the stop reasons, the
counts of tokens and the errors that no server within reach gives when it is asked to.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from dateline.providers import Answer, build, resolve
from dateline.settings import Profile, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "sk-very/secret+key&=\\"
MESSAGES = [
    {"role": "system", "content": "Count."},
    {"role": "user", "content": "How many?"},
]


class Tolls(BaseModel):
    """What is asked for."""

    items: list[int]


def ask(
    base_url: str,
    answer_type: type[BaseModel] = Tolls,
    *,
    model: str,
    messages: list[dict[str, str]] = MESSAGES,
    **profile: Any,
) -> Answer[Any]:
    """One question to the provider `mine` at `base_url`."""
    profile.setdefault("api_key", KEY)
    settings = Settings(providers={"mine": Profile(model=model, base_url=base_url, **profile)})

    async def once() -> Answer[Any]:
        provider = build(resolve(settings, "mine"), settings)
        try:
            return await provider.ask(messages, answer_type)  # type: ignore[arg-type]
        finally:
            await provider.aclose()

    return asyncio.run(once())


@dataclass(frozen=True)
class Wire:
    """One protocol.

    Attributes:
        model: What asks over it.
        path: Where a request goes, below the server's own /v1.
        answer: An answer of some words.
        usage: An answer's tokens: 100 read, of which 60 from the cache, and 7 written, of which 5
            are thoughts.
        cut: How an answer says that it was cut off.
        refusals: How an answer says that it is none.
        error: An error of a message and a code.
        written_to_cache: How many of the 100 were written to the cache, where that is counted.
    """

    model: str
    path: str
    answer: Callable[[str], dict[str, Any]]
    usage: dict[str, Any]
    cut: dict[str, Any]
    refusals: tuple[dict[str, Any], ...]
    error: Callable[[str, str], dict[str, Any]]
    written_to_cache: int = 0


def _choice(content: str | None, **more: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, **more.pop("message", {})}
    choice = {"index": 0, "message": message, "finish_reason": "stop", **more}
    return {"id": "chatcmpl-1", "object": "chat.completion", "model": "m", "choices": [choice]}


def _output(content: str, kind: str = "output_text", **more: Any) -> dict[str, Any]:
    field = "refusal" if kind == "refusal" else "text"
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": kind, field: content, "annotations": []}],
    }
    thought = {"id": "rs_1", "type": "reasoning", "summary": []}
    return {
        "id": "resp_1",
        "object": "response",
        "model": "m",
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "output": [thought, message],
        **more,
    }


def _content(words: str, **more: Any) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [{"type": "text", "text": words}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        **more,
    }


def _candidate(words: str, **more: Any) -> dict[str, Any]:
    parts = [{"text": "Let me see.", "thought": True}, {"text": words}]
    content = {"role": "model", "parts": parts}
    return {"candidates": [{"index": 0, "content": content, "finishReason": "STOP", **more}]}


WIRES = {
    "chat": Wire(
        model="openai:m",
        path="/v1/chat/completions",
        answer=_choice,
        usage={
            "usage": {
                "prompt_tokens": 100,
                "completion_tokens": 7,
                "total_tokens": 107,
                "prompt_tokens_details": {"cached_tokens": 60},
                "completion_tokens_details": {"reasoning_tokens": 5},
            }
        },
        cut=_choice('{"items": [14, 1', finish_reason="length"),
        refusals=(
            _choice(None, message={"refusal": "I cannot help with that."}),
            _choice(None, finish_reason="content_filter"),
        ),
        error=lambda message, code: {"error": {"message": message, "type": code, "code": None}},
    ),
    "responses": Wire(
        model="openai-responses:m",
        path="/v1/responses",
        answer=_output,
        usage={
            "usage": {
                "input_tokens": 100,
                "input_tokens_details": {"cached_tokens": 60},
                "output_tokens": 7,
                "output_tokens_details": {"reasoning_tokens": 5},
                "total_tokens": 107,
            }
        },
        cut=_output(
            '{"items": [14, 1',
            status="incomplete",
            incomplete_details={"reason": "max_output_tokens"},
        ),
        refusals=(
            _output("I cannot help with that.", "refusal"),
            _output("", status="incomplete", incomplete_details={"reason": "content_filter"}),
        ),
        error=lambda message, code: {"error": {"message": message, "type": code, "code": None}},
    ),
    "anthropic": Wire(
        model="anthropic:m",
        path="/v1/messages",
        answer=_content,
        usage={
            "usage": {
                "input_tokens": 30,
                "cache_creation_input_tokens": 10,
                "cache_read_input_tokens": 60,
                "output_tokens": 7,
                "output_tokens_details": {"thinking_tokens": 5},
            }
        },
        cut=_content('{"items": [14, 1', stop_reason="max_tokens"),
        refusals=(_content("", stop_reason="refusal"),),
        error=lambda message, code: {"type": "error", "error": {"type": code, "message": message}},
        written_to_cache=10,
    ),
    "google": Wire(
        model="google:m",
        path="/v1/v1beta/models/m:generateContent",
        answer=_candidate,
        usage={
            "usageMetadata": {
                "promptTokenCount": 100,
                "cachedContentTokenCount": 60,
                "candidatesTokenCount": 2,
                "thoughtsTokenCount": 5,
                "totalTokenCount": 107,
            }
        },
        cut=_candidate('{"items": [14, 1', finishReason="MAX_TOKENS"),
        refusals=(
            _candidate("", finishReason="SAFETY"),
            _candidate("", finishReason="RECITATION"),
            {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}},
        ),
        error=lambda message, code: {"error": {"code": 400, "message": message, "status": code}},
    ),
}
