"""What a vendor's protocol of batches has to say of itself."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dateline.errors import ProviderError
from dateline.providers.protocols.base import Reading

if TYPE_CHECKING:
    import httpx2

    from dateline.providers.refusals import Told

Line = tuple[str, bytes]
"""A request of a batch: the key that its result comes back under, and its body as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A batch as its vendor tells of it.

    Attributes:
        id: Its id there.
        name: What it was called by whoever submitted it; None where none was given, or where the
            vendor keeps no names.
        requests: How many there are in it.
        made: When it was made, in seconds since 1970 by the vendor's clock.
        deadline: When the vendor gives up what is left of it, by the same.
        ended: Whether nothing more comes of it.
        refused: Why it was refused as a whole, with none of it begun; None where it was not.
        full: Whether that is since too much of the account's is waiting there already.
        results: The ids of the files that its results stand in, where they do.
    """

    id: str
    name: str | None = None
    requests: int = 0
    made: float = 0.0
    deadline: float | None = None
    ended: bool = False
    refused: str | None = None
    full: bool = False
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a line of results says.

    Attributes:
        key: The key of its request.
        body: The answer, as it would have come by itself; None where there is none.
        error: What was told in its place; None where the request was never asked.
        status: The HTTP status of that, where it is known.
        unasked: Why it was never asked.
    """

    key: str
    body: bytes | None = None
    error: Told | None = None
    status: int | None = None
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one request of a batch.

    Attributes:
        key: The key of the request.
        came: The answer, or why there is none; a text where it was never asked.
    """

    key: str
    came: Reading | ProviderError | str


class BatchProtocol(Protocol):
    """One vendor's batches, over the client of its SDK.

    Attributes:
        keeps_names: Whether the vendor keeps the name that a batch is given.
    """

    keeps_names: bool

    async def submit(self, client: Any, name: str, lines: Sequence[Line]) -> Remote:
        """Hand a batch over. Raises whatever the SDK raises."""
        ...

    async def look(self, client: Any, remote: str) -> Remote:
        """How far a batch is."""
        ...

    def newest(self, client: Any) -> AsyncIterator[Remote]:
        """The account's batches, the newest first."""
        ...

    def results(self, client: Any, remote: Remote) -> AsyncIterator[str]:
        """The lines of a batch that has ended, in whatever order."""
        ...

    def read(self, line: Mapping[str, Any]) -> Said:
        """What a line says."""
        ...


async def get(client: Any, path: str, **query: Any) -> Any:
    """The JSON at a path."""
    import httpx2

    options = {"params": query} if query else {}
    response: httpx2.Response = await client.get(path, cast_to=httpx2.Response, options=options)
    return json.loads(response.content)


async def lines_of(client: Any, path: str) -> AsyncIterator[str]:
    """The lines of a file, as they come: it may be long."""
    import httpx2

    # The SDK's own word for a body that is not read before it is needed.
    options = {"headers": {"X-Stainless-Raw-Response": "stream", "Accept": "*/*"}}
    response: httpx2.Response = await client.get(path, cast_to=httpx2.Response, options=options)
    try:
        async for line in response.aiter_lines():
            if line.strip():
                yield line
    finally:
        await response.aclose()
