"""Messages between a run and its processes: a length, and then a pickle of that length.

Both ends are ours: nothing is read here that another program wrote.
"""

from __future__ import annotations

import pickle
from typing import Any, BinaryIO

LENGTH = 8  # bytes before each message that say how long it is


def message(value: object) -> bytes:
    """A value as it goes through a pipe."""
    written = pickle.dumps(value)
    return len(written).to_bytes(LENGTH, "big") + written


def length_of(head: bytes) -> int:
    """How long the message is that begins so."""
    return int.from_bytes(head, "big")


def value_of(written: bytes) -> Any:
    """What a message says."""
    return pickle.loads(written)  # noqa: S301  # see above


def receive(incoming: BinaryIO) -> Any:
    """The next value out of a pipe; None where the other end has gone."""
    head = incoming.read(LENGTH)
    return value_of(incoming.read(length_of(head))) if len(head) == LENGTH else None
