"""Messages between a run and its processes: a length, and then a pickle of that length.

Both ends are ours: nothing is read here that another program wrote.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.batch.store.packing import Packed
from dateline.errors import DatelineError
from dateline.models import Finding
from dateline.pipeline.elsewhere import Came, Sent
from dateline.pipeline.types import RecordType
from dateline.settings import Settings

_LENGTH = 8  # bytes before each message that say how long it is


class Crashed(DatelineError):
    """The process that read an article ended over it."""


class FaultElsewhere(DatelineError):
    """A fault of ours in another process.

    Attributes:
        kind: The name of what was raised there.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.kind = type(error).__name__


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message to a process.

    Attributes:
        provider: Who reads.
        settings: How.
        record_types: Record types of the user's own.
    """

    provider: str | None
    settings: Settings
    record_types: tuple[RecordType, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An article to be read, and its number in the conversation."""

    article: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Abandon:
    """An article that is not to be read to its end."""

    article: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about an article, and its number."""

    article: int
    question: int
    sent: Sent


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question."""

    question: int
    came: Came


@dataclass(frozen=True, slots=True)
class Done:
    """An article that was read."""

    article: int
    packed: Packed
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that was not."""

    article: int
    error: DatelineError


def message(value: object) -> bytes:
    """A value as it goes through a pipe."""
    written = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(written).to_bytes(_LENGTH, "big") + written


async def receive(incoming: asyncio.StreamReader) -> Any:
    """The next value out of a pipe; None where the other end has gone."""
    try:
        head = await incoming.readexactly(_LENGTH)
        written = await incoming.readexactly(int.from_bytes(head, "big"))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return pickle.loads(written)  # noqa: S301  # see above
