"""`recording = "auto"` and "record", by an `Extractor` over a server that is none."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.recording.conftest import Server, rewritten, settings

from dateline import Article, Extraction, Extractor, Settings
from dateline.errors import MissingExtra, MissingKey
from dateline.providers import embedded, transport
from dateline.providers.embedded import RunningServer
from dateline.recording.files import read_data

KEY = "sk-planted0123456789abcdefXYZ"


def read(article: Article, given: Settings, provider: str | None = None) -> Extraction:
    """The article read once."""
    with Extractor(provider, settings=given) as extractor:
        return extractor.extract(article, published=date(2024, 3, 11))


def test_what_is_recorded_needs_no_key_in_auto(raid: tuple[Article, Path], server: Server) -> None:
    """Nor may it leave the machine."""
    article, folder = raid
    given = settings(folder, "auto").model_copy(update={"allow_remote": False})
    result = read(article, given)
    assert result.receipt.replay is not None
    assert result.incidents
    assert server.asked == []


def test_a_key_is_missed_as_soon_as_something_has_to_be_asked(
    raid: tuple[Article, Path], server: Server
) -> None:
    """The error is ours, says which key, and nothing was sent."""
    article, folder = raid
    rewritten(folder, lambda data: data["interactions"].pop())
    with pytest.raises(MissingKey, match="OPENAI_API_KEY"):
        read(article, settings(folder, "auto"))
    assert server.asked == []


def test_only_what_is_missing_is_asked_and_it_is_kept(
    raid: tuple[Article, Path], server: Server
) -> None:
    """With the key that is there."""
    article, folder = raid
    before = read(article, settings(folder))
    path = rewritten(folder, lambda data: data["interactions"].pop())
    count = len(read_data(path)["interactions"])
    result = read(article, settings(folder, "auto", api_key=KEY))
    assert result.incidents == before.incidents
    assert [request.headers["authorization"] for request in server.asked] == [f"Bearer {KEY}"]
    assert len(read_data(path)["interactions"]) == count + 1
    assert KEY not in path.read_text("utf-8")


def test_the_embedded_model_is_started_only_for_what_is_not_recorded(
    raid: tuple[Article, Path], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is not installed, all that is recorded is played, and the rest is an error."""
    article, folder = raid
    started = RunningServer("http://127.0.0.1:4321/v1", "its-own-key", None)
    monkeypatch.setattr(embedded, "start_server", lambda *_, **__: started)
    monkeypatch.setattr(embedded, "model_file", Path)
    # By their names: `resolve` is a function of the package too.
    modules = [importlib.import_module(f"dateline.providers.{m}") for m in ("resolve", "checks")]
    for looked_up in modules:
        monkeypatch.setattr(looked_up, "has_extra", lambda name: True)
    kept = {"mode": "record", "folder": folder}

    def nothing(request: httpx2.Request) -> httpx2.Response:
        server.asked.append(request)
        asked = json.loads(request.content)["response_format"]["json_schema"]["schema"]
        answer = {
            name: None if {"type": "null"} in part.get("anyOf", []) else part["enum"][0]
            for name, part in asked["properties"].items()
        }
        choice = {"message": {"content": json.dumps(answer)}, "finish_reason": "stop"}
        return httpx2.Response(200, json={"choices": [choice]})

    monkeypatch.setattr(transport, "_directly", lambda: httpx2.MockTransport(nothing))
    read(article, Settings(recording=kept), "local")  # type: ignore[arg-type]
    assert {str(request.url) for request in server.asked} == {
        "http://127.0.0.1:4321/v1/chat/completions"
    }
    assert {r.headers["authorization"] for r in server.asked} == {"Bearer its-own-key"}
    assert {r.headers["host"] for r in server.asked} == {"127.0.0.1:4321"}

    asked = len(server.asked)
    for looked_up in modules:
        monkeypatch.setattr(looked_up, "has_extra", lambda name: name != "local")
    auto = Settings(recording={"mode": "auto", "folder": folder})  # type: ignore[arg-type]
    assert read(article, auto).receipt.provider == "local"
    assert len(server.asked) == asked
    with pytest.raises(MissingExtra, match=r"dateline\[local\]"):
        read(Article.from_text("Gunmen killed two guards in Sarnel, police said."), auto)


def test_a_cassette_says_once_and_to_the_second_when_it_was_recorded(
    raid: tuple[Article, Path], server: Server
) -> None:
    """In UTC; so does the receipt of what is played from it."""
    article, folder = raid
    begun = datetime.now(UTC).replace(microsecond=0)
    read(article, settings(folder, "record", api_key=KEY))
    (path,) = folder.rglob("*.yaml")
    text = path.read_text("utf-8")
    assert text.count("recorded_at") == 1
    replay = read(article, settings(folder)).receipt.replay
    assert replay is not None
    assert isinstance(replay.recorded, datetime)
    assert begun <= replay.recorded <= datetime.now(UTC)
    assert f"recorded_at: '{replay.recorded:%Y-%m-%dT%H:%M:%SZ}'" in text


def test_a_day_of_an_older_cassette_stays_a_day(raid: tuple[Article, Path]) -> None:
    """It is no midnight, also when the receipt has been through JSON."""
    article, folder = raid

    def older(data: dict[str, Any]) -> None:
        for one in data["interactions"]:
            one["response"]["recorded_at"] = "2024-05-06"

    rewritten(folder, older)
    result = read(article, settings(folder))
    for one in (result, Extraction.model_validate(result.model_dump(mode="json"))):
        assert one.receipt.replay is not None
        assert one.receipt.replay.recorded == date(2024, 5, 6)
        assert not isinstance(one.receipt.replay.recorded, datetime)
