"""What a chat completion holds, whoever made it."""

from __future__ import annotations

from typing import Any

from dateline.models import Usage


def answer_text(completion: Any) -> str:
    """The words of a completion, or an empty string."""
    choices = getattr(completion, "choices", None) or []
    return (choices[0].message.content or "") if choices else ""


def read_usage(completion: Any) -> Usage:
    """The tokens of one completion. What the server did not count is 0."""
    usage = getattr(completion, "usage", None)
    if usage is None:
        return Usage()
    details = getattr(usage, "prompt_tokens_details", None)
    return Usage(
        prompt_tokens=usage.prompt_tokens or 0,
        cached_tokens=getattr(details, "cached_tokens", None) or 0,
        completion_tokens=usage.completion_tokens or 0,
    )
