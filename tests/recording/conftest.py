"""What tests of recording share: a recorded article, and a server that answers as recorded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest

from dateline import Article, Settings
from dateline.providers import transport
from dateline.recording import recorder
from dateline.recording.files import read_data, write_data
from dateline.recording.matching import canonical
from dateline.recording.recorder import cassette_name
from dateline.settings import Profile


@pytest.fixture(autouse=True)
def _outside_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a script: no test's cassette goes before the settings."""
    monkeypatch.setattr(recorder, "_test_recorder", None)


@pytest.fixture
def raid(root: Path, tmp_path: Path) -> tuple[Article, Path]:
    """An article and a folder with what a real model answered about it."""
    article = Article.from_file(root / "examples/raid-and-roadside-bomb.txt")
    place = tmp_path / "openai" / f"{cassette_name(article)}.yaml"
    place.parent.mkdir()
    shutil.copy(root / "cassettes/openai/raid-and-roadside-bomb.yaml", place)
    return article, tmp_path


def settings(folder: Path, mode: str = "replay", **profile: Any) -> Settings:
    """A provider that needs a key, and whose answers are recorded."""
    given = {"model": "openai:gemma-3-270m", "asking": "choices", "max_tokens": 512, **profile}
    return Settings(
        providers={"openai": Profile(**given)},
        recording={"mode": mode, "folder": folder},  # type: ignore[arg-type]
        allow_remote=mode != "replay",
    )


def rewritten(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The folder's one cassette, changed."""
    (path,) = folder.rglob("*.yaml")
    data = read_data(path)
    change(data)
    write_data(path, data)
    return path


@dataclass
class Server:
    """Answers as the cassette does, whatever else becomes of the cassette."""

    answers: dict[str, bytes]
    asked: list[httpx2.Request] = field(default_factory=list)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """What was recorded."""
        self.asked.append(request)
        content = self.answers[canonical(request.content)]
        return httpx2.Response(200, content=content, headers={"content-type": "application/json"})


def _bytes(body: bytes | str) -> bytes:
    return body.encode("utf-8") if isinstance(body, str) else body


@pytest.fixture
def server(raid: tuple[Article, Path], monkeypatch: pytest.MonkeyPatch) -> Server:
    """Where every request goes that leaves."""
    (path,) = raid[1].rglob("*.yaml")
    answers = {
        canonical(_bytes(i["request"]["body"])): i["response"]["body"]["string"]
        for i in read_data(path)["interactions"]
    }
    made = Server(answers)
    monkeypatch.setattr(transport, "_directly", lambda: httpx2.MockTransport(made.answer))
    return made
