"""vcrpy as it is set up, over every client that sends: what is kept, and what is played."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import pytest
import vcr
from vcr.errors import CannotOverwriteExistingCassetteException

from dateline.recording.library import configure, options

KEY = "sk-planted0123456789abcdefXYZ"
PLANTED = (KEY, "org-planted0123456789", "planted-cookie-1", "planted-request-1", "203.0.113.9")


def answer_of(library: Any) -> Any:
    """A server that repeats what it should not."""

    def answer(_request: Any) -> Any:
        body = {
            "id": "planted-request-1",
            "organization": "org-planted0123456789",
            "error": {"message": f"wrong key {KEY} from 203.0.113.9"},
        }
        headers = {"set-cookie": "__cf_bm=planted-cookie-1", "x-request-id": "planted-request-1"}
        return library.Response(401, json=body, headers=headers)

    return library.MockTransport(answer)


def sent(library: Any, *, awaited: bool, body: Any, port: int) -> int:
    """One request's status, by a client of the library."""
    url = f"http://host:{port}/v1/x"
    headers = {"Authorization": f"Bearer {KEY}", "OpenAI-Organization": "org-planted0123456789"}
    if not awaited:
        with library.Client(transport=answer_of(library)) as client:
            return int(client.post(url, json=body, headers=headers).status_code)

    async def once() -> int:
        async with library.AsyncClient(transport=answer_of(library)) as client:
            return int((await client.post(url, json=body, headers=headers)).status_code)

    return asyncio.run(once())


def player(mode: str) -> vcr.VCR:
    """vcrpy, as the plugin has it."""
    made = vcr.VCR(record_mode=vcr.mode(mode), **options())
    configure(made)
    return made


@pytest.mark.parametrize("awaited", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", ["httpx", "httpx2"])
def test_secrets_are_kept_out_and_answers_played(tmp_path: Path, name: str, awaited: bool) -> None:
    """Over httpx and httpx2; another port is no other question, and another body is one."""
    library = importlib.import_module(name)
    path = tmp_path / "kept.yaml"
    body = {"a": [1, {"b": 2}], "api_key": KEY}
    with player("new_episodes").use_cassette(str(path)):
        assert sent(library, awaited=awaited, body=body, port=1) == 401
    text = path.read_text("utf-8")
    assert [word for word in PLANTED if word in text] == []
    with player("none").use_cassette(str(path)) as cassette:
        assert sent(library, awaited=awaited, body=body, port=2) == 401
        assert cassette.all_played
        with pytest.raises(CannotOverwriteExistingCassetteException):
            sent(library, awaited=awaited, body={"a": [1, {"b": 3}]}, port=2)
