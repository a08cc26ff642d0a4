"""What the rest of dateline knows of a provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from dateline.models import Usage
from dateline.settings import Asking

if TYPE_CHECKING:
    import httpx2

    from dateline.providers.resolve import Resolved

T = TypeVar("T", bound=BaseModel)


class Message(TypedDict):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a provider says may still be asked of it, in the headers of an answer.

    Attributes:
        requests: Requests left.
        tokens: Tokens left.
        reset: Seconds until there are more.
    """

    requests: int | None = None
    tokens: int | None = None
    reset: float | None = None


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer, as it came.

    Attributes:
        value: The answer as the schema has it, or None where it does not fit.
        raw: The model's own words.
        usage: Tokens of this request alone.
        problem: Why there is no value, in words that can go back to the model.
        stopped: Why it ended: "stop", "length" (the token limit) or "refused".
        request_id: The provider's id of the request, where it gave one.
        allowance: What may still be asked, where the provider says so.
    """

    value: T | None
    raw: str
    usage: Usage
    problem: str | None = None
    stopped: Literal["stop", "length", "refused"] = "stop"
    request_id: str | None = None
    allowance: Allowance | None = None


class Recording(Protocol):
    """Whoever keeps answers and plays them.

    Attributes:
        plays: Whether answers may be played: what sending needs, such as a key, a server or a
            model, is looked for only when something is sent.
    """

    @property
    def plays(self) -> bool: ...  # noqa: D102  # an attribute of the class

    def transport(
        self, onward: Callable[[], httpx2.AsyncBaseTransport]
    ) -> httpx2.AsyncBaseTransport:
        """A transport that plays and records, and sends on what it may by what `onward` makes."""
        ...


class Described:
    """What `Provider` says of itself, as it was resolved.

    Args:
        resolved: The provider.
    """

    def __init__(self, resolved: Resolved) -> None:
        self.name = resolved.name
        self.model = resolved.model
        self.asking = resolved.asking
        self.free = resolved.spec.free
        self.max_tokens = resolved.max_tokens
        self.fenced = resolved.output_mode == "json"
        self.identity = resolved.identity
        self.resolved = resolved


class Provider(Protocol):
    """A model that answers questions. One request a call, nothing retried inside.

    Attributes:
        name: What the user calls it.
        model: The model asked.
        asking: How it is asked.
        free: Whether an answer costs nothing.
        max_tokens: The longest answer.
        fenced: Whether its JSON may stand in a code block, with words around it.
        identity: Everything but a question that affects its answer, as text, without the key.
    """

    name: str
    model: str
    asking: Asking
    free: bool
    max_tokens: int
    fenced: bool
    identity: str

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
