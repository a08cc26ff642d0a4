"""What a cache of answers is to the rest of dateline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Literal, Protocol

from dateline.models import Usage


@dataclass(frozen=True, slots=True)
class Batched:
    """What an answer took that came out of a batch of the provider's.

    Attributes:
        usage: Its tokens.
        cost: In US dollars, at the batch's price; None where it is unknown.
        requests: Requests until it came.
    """

    usage: Usage
    cost: Decimal | None
    requests: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given before.

    Attributes:
        raw: The model's own words.
        stopped: Why it ended.
        batched: What it took, where it came out of a batch; None where it was asked by itself, and
            accounted for then.
    """

    raw: str
    stopped: Literal["stop", "length", "refused"]
    batched: Batched | None = None


class AnswerCache(Protocol):
    """Keeps answers by key, for many processes at once."""

    async def get(self, key: str) -> Kept | None:
        """The answer kept under `key`, if it is not too old."""
        ...

    async def put(self, key: str, answer: Kept) -> None:
        """Keep an answer. That it cannot be kept is no error."""
        ...

    async def forget(self, key: str) -> None:
        """Keep the answer under `key` no longer. That it cannot be forgotten is no error."""
        ...

    async def aclose(self) -> None:
        """Close what is open; it may be asked again afterwards."""
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
