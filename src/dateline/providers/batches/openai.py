"""OpenAI's batches: a file of requests, and files of results.

https://developers.openai.com/api/reference/resources/batches
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dateline.providers.batches.base import Line, Remote, Said, get, lines_of
from dateline.providers.protocols.base import count, items, mapping, text
from dateline.providers.refusals import told_of

_ENDPOINT = "/v1/chat/completions"
_NAME = "dateline"
_ENDED = frozenset({"completed", "expired", "cancelled", "failed"})
_FULL = "token_limit_exceeded"
_A_PAGE = 100


class OpenAIBatches:
    """`/v1/files` and `/v1/batches`."""

    keeps_names = True

    async def submit(self, client: Any, name: str, lines: Sequence[Line]) -> Remote:
        """See `BatchProtocol.submit`. A file that no batch came of costs nothing."""
        import httpx2

        content = b"".join(
            b'{"custom_id":"%b","method":"POST","url":"%b","body":%b}\n'
            % (key.encode(), _ENDPOINT.encode(), body)
            for key, body in lines
        )
        file: httpx2.Response = await client.post(
            "/files",
            cast_to=httpx2.Response,
            body={"purpose": "batch"},
            files={"file": (f"{name}.jsonl", content, "application/jsonl")},
            options={"headers": {"Content-Type": "multipart/form-data"}},
        )
        made: httpx2.Response = await client.post(
            "/batches",
            cast_to=httpx2.Response,
            body={
                "input_file_id": json.loads(file.content)["id"],
                "endpoint": _ENDPOINT,
                "completion_window": "24h",
                "metadata": {_NAME: name},
            },
        )
        return _remote(json.loads(made.content))

    async def look(self, client: Any, remote: str) -> Remote:
        """See `BatchProtocol.look`."""
        return _remote(await get(client, f"/batches/{quote(remote, safe='')}"))

    async def newest(self, client: Any) -> AsyncIterator[Remote]:
        """See `BatchProtocol.newest`."""
        query: dict[str, Any] = {"limit": _A_PAGE}
        while True:
            page = mapping(await get(client, "/batches", **query))
            found = [_remote(one) for one in items(page.get("data"))]
            for one in found:
                yield one
            if not page.get("has_more") or not found:
                return
            query["after"] = found[-1].id

    async def results(self, client: Any, remote: Remote) -> AsyncIterator[str]:
        """See `BatchProtocol.results`."""
        for file in remote.results:
            async for line in lines_of(client, f"/files/{quote(file, safe='')}/content"):
                yield line

    def read(self, line: Mapping[str, Any]) -> Said:
        """See `BatchProtocol.read`."""
        key = text(line.get("custom_id"))
        response, error = mapping(line.get("response")), mapping(line.get("error"))
        if error:
            # It expired, was cancelled, or the model took too long.
            return Said(key, unasked=text(error.get("message")) or text(error.get("code")))
        status, body = response.get("status_code"), response.get("body")
        told = told_of(body) if status != 200 else None
        if told is not None:
            return Said(key, error=told, status=status if isinstance(status, int) else None)
        if status != 200:
            return Said(key, unasked=f"HTTP status {status}")
        return Said(key, body=json.dumps(body).encode())


def _remote(told: Any) -> Remote:
    batch = mapping(told)
    status = text(batch.get("status"))
    errors = [mapping(error) for error in items(mapping(batch.get("errors")).get("data"))]
    words = [text(error.get("message")) or text(error.get("code")) for error in errors]
    files = (text(batch.get(f"{kind}_file_id")) for kind in ("output", "error"))
    expires = batch.get("expires_at")
    return Remote(
        id=str(batch["id"]),
        name=text(mapping(batch.get("metadata")).get(_NAME)) or None,
        requests=count(mapping(batch.get("request_counts")).get("total")),
        made=float(count(batch.get("created_at"))),
        deadline=float(expires) if isinstance(expires, int) else None,
        ended=status in _ENDED,
        refused="; ".join(words[:3]) or "it gave no reason" if status == "failed" else None,
        full=any(error.get("code") == _FULL for error in errors),
        results=tuple(filter(None, files)),
    )
