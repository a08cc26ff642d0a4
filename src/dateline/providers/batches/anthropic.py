"""Anthropic's batches of messages.

https://platform.claude.com/docs/en/api/messages/batches
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from dateline.providers.batches.base import Line, Remote, Said, get, lines_of
from dateline.providers.protocols.base import count, items, mapping, text
from dateline.providers.refusals import Told, status_of, told_of

_PATH = "/v1/messages/batches"
_A_PAGE = 1000
_UNASKED = {"expired": "The batch expired before it was asked.", "canceled": "It was cancelled."}


class AnthropicBatches:
    """`/v1/messages/batches`. A batch has no name there: its requests tell which it is."""

    keeps_names = False

    async def submit(self, client: Any, name: str, lines: Sequence[Line]) -> Remote:
        """See `BatchProtocol.submit`."""
        del name
        import httpx2

        requests = b",".join(
            b'{"custom_id":"%b","params":%b}' % (key.encode(), body) for key, body in lines
        )
        made: httpx2.Response = await client.post(
            _PATH,
            cast_to=httpx2.Response,
            content=b'{"requests":[%b]}' % requests,
            options={"headers": {"Content-Type": "application/json"}},
        )
        return _remote(json.loads(made.content))

    async def look(self, client: Any, remote: str) -> Remote:
        """See `BatchProtocol.look`."""
        return _remote(await get(client, f"{_PATH}/{quote(remote, safe='')}"))

    async def newest(self, client: Any) -> AsyncIterator[Remote]:
        """See `BatchProtocol.newest`."""
        query: dict[str, Any] = {"limit": _A_PAGE}
        while True:
            page = mapping(await get(client, _PATH, **query))
            found = [_remote(one) for one in items(page.get("data"))]
            for one in found:
                yield one
            if not page.get("has_more") or not found:
                return
            query["after_id"] = found[-1].id

    def results(self, client: Any, remote: Remote) -> AsyncIterator[str]:
        """See `BatchProtocol.results`.

        The address that the batch names for them is not used: the key would go wherever it leads.
        """
        return lines_of(client, f"{_PATH}/{quote(remote.id, safe='')}/results")

    def read(self, line: Mapping[str, Any]) -> Said:
        """See `BatchProtocol.read`."""
        key, result = text(line.get("custom_id")), mapping(line.get("result"))
        kind = text(result.get("type"))
        if kind == "succeeded":
            return Said(key, body=json.dumps(result.get("message")).encode())
        if kind == "errored":
            told = told_of(result.get("error")) or Told("it gave no reason")
            return Said(key, error=told, status=status_of(told))
        return Said(key, unasked=_UNASKED.get(kind, f"It came back as {kind[:40]!r}."))


def _remote(told: Any) -> Remote:
    batch = mapping(told)
    return Remote(
        id=str(batch["id"]),
        requests=sum(map(count, mapping(batch.get("request_counts")).values())),
        made=_seconds(batch.get("created_at")) or 0.0,
        deadline=_seconds(batch.get("expires_at")),
        ended=batch.get("processing_status") == "ended",
    )


def _seconds(moment: Any) -> float | None:
    try:
        return datetime.fromisoformat(text(moment)).timestamp()
    except ValueError:
        return None
