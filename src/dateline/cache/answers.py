"""What a cache of answers is to the rest of dateline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given before.

    Attributes:
        raw: The model's own words.
        stopped: Why it ended.
    """

    raw: str
    stopped: Literal["stop", "length"]


class AnswerCache(Protocol):
    """Keeps answers by key, for many processes at once."""

    async def get(self, key: str) -> Kept | None:
        """The answer kept under `key`, if it is not too old."""
        ...

    async def put(self, key: str, answer: Kept) -> None:
        """Keep an answer."""
        ...


def answer_key(identity: str, messages: Sequence[Any], schema: str) -> str:
    """A key of everything that affects an answer, and of nothing secret.

    Args:
        identity: The provider's: address, model and parameters, without the key.
        messages: The conversation.
        schema: The answer's JSON schema, as text.
    """
    parts = json.dumps([identity, list(messages), schema], ensure_ascii=False, sort_keys=True)
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
