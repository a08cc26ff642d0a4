"""What the rest of dateline knows of a provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from dateline.models import Usage
from dateline.settings import Asking

T = TypeVar("T", bound=BaseModel)


class Message(TypedDict):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer, as it came.

    Attributes:
        value: The answer as the schema has it, or None where it does not fit.
        raw: The model's own words.
        usage: Tokens of this request alone.
        problem: Why there is no value, in words that can go back to the model.
        stopped: Why it ended: "stop", "length" (the token limit) or "refused".
    """

    value: T | None
    raw: str
    usage: Usage
    problem: str | None = None
    stopped: Literal["stop", "length", "refused"] = "stop"


class Provider(Protocol):
    """A model that answers questions. One request a call, nothing retried inside."""

    name: str
    model: str
    asking: Asking
    free: bool

    async def ask(self, messages: Sequence[Message], answer_type: type[T]) -> Answer[T]:
        """Put one question.

        Raises:
            TransportError: The request did not get through.
            RequestRefused: It did, and trying again changes nothing.
        """
        ...

    async def aclose(self) -> None:
        """Close what the running event loop has opened; it may be asked again afterwards."""
        ...
