"""What a protocol has to say of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from pydantic import BaseModel

from dateline.models import Usage

if TYPE_CHECKING:
    import httpx2

    from dateline.providers.base import Message
    from dateline.providers.resolve import Resolved

Client = TypeVar("Client")

Stopped = Literal["stop", "length", "refused"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP, with a status of success.

    Attributes:
        body: As it came.
        headers: Their names in lower case.
    """

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says.

    Attributes:
        text: The JSON that was asked for, or what the model wrote in its place.
        stopped: Why it ended.
        usage: What it took.
    """

    text: str
    stopped: Stopped
    usage: Usage


class NoAnswer(Exception):
    """The body is no answer of this protocol; says what it is instead."""


class WireProtocol(Protocol[Client]):
    """One protocol, in the words of its vendor's SDK."""

    def connect(self, resolved: Resolved, key: str, http: httpx2.AsyncClient) -> Client:
        """The SDK's client, its own retries off."""
        ...

    def request(
        self, resolved: Resolved, messages: Sequence[Message], answer_type: type[BaseModel]
    ) -> dict[str, Any]:
        """What is asked, as the protocol writes it."""
        ...

    async def send(self, client: Client, request: dict[str, Any]) -> Reply:
        """Put one request. Raises whatever the SDK raises."""
        ...

    def read(self, body: Any) -> Reading:
        """What the JSON of an answer says.

        Raises:
            NoAnswer: It is none.
        """
        ...


def mapping(value: Any) -> Mapping[str, Any]:
    """`value` where it is an object, or else an empty one: servers leave out what they like."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """`value` where it is a list, or else an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """`value` where it is text, or else an empty one."""
    return value if isinstance(value, str) else ""


def count(value: Any) -> int:
    """A number of tokens; what the server did not count is 0."""
    return value if isinstance(value, int) and value > 0 else 0
