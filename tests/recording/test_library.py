"""vcrpy as it is set up, over every client that sends: what is kept, and what is played."""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import vcr
from vcr.errors import CannotOverwriteExistingCassetteException

from dateline.recording.files import cassettes_in
from dateline.recording.library import configure, options

KEY = "sk-planted0123456789abcdefXYZ"
PLANTED = (KEY, "org-planted0123456789", "planted-cookie-1", "planted-request-1", "203.0.113.9")


def answer_of(library: Any) -> Any:
    """A server that repeats what it should not."""

    def answer(_request: Any) -> Any:
        body = {
            "id": "planted-request-1",
            "organization": "org-planted0123456789",
            "cookie": "planted-cookie-1",
            "error": {"message": f"wrong key {KEY} of org-planted0123456789 from 203.0.113.9"},
        }
        headers = {"set-cookie": "__cf_bm=planted-cookie-1", "x-request-id": "planted-request-1"}
        return library.Response(401, json=body, headers=headers)

    return library.MockTransport(answer)


def sent(library: Any, *, awaited: bool, body: Any, port: int) -> int:
    """One request's status, by a client of the library."""
    url = f"http://host:{port}/v1/x?api_key={KEY}"
    headers = {
        "Authorization": f"Bearer {KEY}",
        "OpenAI-Organization": "org-planted0123456789",
        "Cookie": "session=planted-cookie-1",
        "X-Request-Id": "planted-request-1",
        "X-Forwarded-For": "203.0.113.9",
    }
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
    body = {
        "a": [1, {"b": 2}],
        "api_key": KEY,
        "organization": "org-planted0123456789",
        "metadata": {"cookie": "planted-cookie-1", "client_ip": "203.0.113.9"},
    }
    with player("new_episodes").use_cassette(str(path)):
        assert sent(library, awaited=awaited, body=body, port=1) == 401
    text = path.read_text("utf-8")
    assert [word for word in PLANTED if word in text] == []
    with player("none").use_cassette(str(path)) as cassette:
        assert sent(library, awaited=awaited, body=body, port=2) == 401
        assert cassette.all_played
    with (
        player("none").use_cassette(str(path)),
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        sent(library, awaited=awaited, body={"a": [1, {"b": 3}]}, port=2)


@pytest.mark.parametrize("awaited", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", ["httpx", "httpx2"])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_while_recording_leaves_no_secret_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, awaited: bool, step: str
) -> None:
    """Not even in the file that stands beside the cassette until it is whole."""
    library = importlib.import_module(name)
    on_disk: list[str] = []

    def crash(*_: object) -> None:
        on_disk.extend(file.read_text("utf-8") for file in tmp_path.iterdir())
        raise OSError("no space left on the device")

    monkeypatch.setattr("os.fsync" if step == "fsync" else "pathlib.Path.replace", crash)
    with (
        pytest.raises(OSError, match="no space"),
        player("new_episodes").use_cassette(str(tmp_path / "kept.yaml")),
    ):
        sent(library, awaited=awaited, body={"a": 1, "api_key": KEY}, port=1)
    # vcrpy takes its patches back when it has saved; after a crash, when its context is collected.
    gc.collect()
    assert any("interactions" in text for text in on_disk)
    assert [word for word in PLANTED for text in on_disk if word in text] == []
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_killed_while_it_writes_leaves_no_cassette(tmp_path: Path) -> None:
    """What it had begun is none by its name, and holds no secret either."""
    script = (
        "import os, sys, httpx2\n"
        "from pathlib import Path\n"
        "from tests.recording.test_library import KEY, player, sent\n"
        "os.fsync = lambda *_: os._exit(9)\n"
        "with player('new_episodes').use_cassette(sys.argv[1]):\n"
        "    sent(httpx2, awaited=False, body={'a': 1, 'api_key': KEY}, port=1)\n"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "src"), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "kept.yaml")],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert ended.returncode == 9
    (part,) = tmp_path.iterdir()
    assert cassettes_in(tmp_path) == []
    text = part.read_text("utf-8")
    assert "interactions" in text
    assert [word for word in PLANTED if word in text] == []
