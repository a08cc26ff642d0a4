"""Recording and replaying by the settings, outside of any test framework."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.recording.conftest import settings

from dateline import Article, Extractor, Settings
from dateline.errors import BadCassette, NotRecorded
from dateline.pipeline import ask
from dateline.prompts import Prompt
from dateline.recording import keep_out, open_recorder
from dateline.recording.files import read_data
from dateline.recording.recorder import FolderRecorder, cassette_name
from dateline.settings import RecordingSettings

KEY = "sk-planted0123456789abcdefXYZ"
PLANTED = (KEY, "org-planted0123456789", "planted-cookie-1", "planted-request-1", "203.0.113.9")
ARTICLE = Article.from_text("A raid in Sarnel. Gunmen killed three traders, police said.")


def folder_recorder(folder: Path, mode: Any, **more: Any) -> FolderRecorder:
    """One of its own, as each process has."""
    return FolderRecorder(RecordingSettings(mode=mode, **more), folder)


class Server:
    """Counts what it is asked, and plants what must not be kept."""

    def __init__(self, status: int = 200) -> None:
        self.asked = 0
        self.status = status

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """With secrets in headers and body."""
        self.asked += 1
        body = {
            "id": "planted-request-1",
            "organization": "org-planted0123456789",
            "client_ip": "203.0.113.9",
            "answer": f"number {self.asked}, and by the way {KEY}",
        }
        headers = {
            "set-cookie": "__cf_bm=planted-cookie-1",
            "x-request-id": "planted-request-1",
            "openai-organization": "org-planted0123456789",
        }
        return httpx2.Response(self.status, json=body, headers=headers)


def put(
    who: FolderRecorder, server: Server, body: dict[str, Any], *, base: str = "http://a:1"
) -> Any:
    """One request, within the reading of the article; what is answered."""

    async def once() -> Any:
        with who.reading(ARTICLE, "mine"):
            onward = httpx2.MockTransport(server.answer)
            headers = {"Authorization": f"Bearer {KEY}", "Cookie": "session=planted-cookie-1"}
            async with httpx2.AsyncClient(transport=who.transport(lambda: onward)) as client:
                reply = await client.post(
                    f"{base}/v1/chat?key={KEY}", json={**body, "api_key": KEY}, headers=headers
                )
                return reply.json()

    return asyncio.run(once())


def test_what_was_recorded_is_played_and_nothing_is_sent(tmp_path: Path) -> None:
    """To another port, with the keys of the object in another order."""
    server = Server()
    put(folder_recorder(tmp_path, "record"), server, {"a": 1, "b": 2})
    played = put(
        folder_recorder(tmp_path, "replay"), server, {"b": 2, "a": 1}, base="https://other:2"
    )
    assert server.asked == 1
    assert played["answer"].startswith("number 1")


def test_no_secret_reaches_the_disk(tmp_path: Path) -> None:
    """Planted in headers, addresses and bodies, asked and answered."""
    keep_out(None)
    put(folder_recorder(tmp_path, "record"), Server(), {"a": 1})
    (path,) = tmp_path.rglob("*.yaml")
    text = path.read_text("utf-8")
    assert [word for word in PLANTED if word in text] == []
    assert "number 1" in text


def test_a_key_of_the_environment_is_kept_out_whatever_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the server repeats it in its answer."""
    monkeypatch.setenv("SOME_API_KEY", "number 1, and by the way")
    put(folder_recorder(tmp_path, "record"), Server(), {"a": 1})
    (path,) = tmp_path.rglob("*.yaml")
    assert "by the way" not in path.read_text("utf-8")


def test_a_request_that_was_not_recorded_is_explained(tmp_path: Path) -> None:
    """The request, the nearest one, the difference, and what to do."""
    prompt = "Read the article.\nSay who was killed.\nAnswer in JSON."
    ask = {"model": "m-1", "messages": [{"role": "user", "content": prompt}]}
    put(folder_recorder(tmp_path, "record"), Server(), ask)
    other = json.loads(json.dumps(ask).replace("killed", "hurt"))
    with pytest.raises(NotRecorded) as raised:
        put(folder_recorder(tmp_path, "replay"), Server(), other)
    message = str(raised.value)
    for words in (
        "POST /v1/chat for 'm-1'",
        "-    Say who was killed.",
        "+    Say who was hurt.",
        ".yaml",
        "DATELINE_RECORDING",
    ):
        assert words in message
    assert KEY not in message


def test_without_a_cassette_the_error_says_so(tmp_path: Path) -> None:
    """And where it would be."""
    with pytest.raises(NotRecorded, match="is not there, or empty"):
        put(folder_recorder(tmp_path, "replay"), Server(), {"a": 1})


def test_auto_plays_what_is_there_and_records_what_is_not(tmp_path: Path) -> None:
    """Adding to the cassette."""
    server = Server()
    for body in ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}):
        put(folder_recorder(tmp_path, "auto"), server, body)
    assert server.asked == 2
    (path,) = tmp_path.rglob("*.yaml")
    assert len(read_data(path)["interactions"]) == 2


def put_at_once(who: FolderRecorder, server: Server, readings: int, bodies: list[Any]) -> list[Any]:
    """Several readings of one article at once, each with all of these requests."""

    async def reading(client: httpx2.AsyncClient) -> list[Any]:
        with who.reading(ARTICLE, "mine"):
            await asyncio.sleep(0.01)  # all of them have begun
            sent = (client.post("http://a:1/v1/chat", json=body) for body in bodies)
            return [(await one).json()["answer"] for one in sent]

    async def all_of_them() -> list[Any]:
        async def answer(request: httpx2.Request) -> httpx2.Response:
            await asyncio.sleep(0.01)
            return server.answer(request)

        onward = httpx2.MockTransport(answer)
        async with httpx2.AsyncClient(transport=who.transport(lambda: onward)) as client:
            return await asyncio.gather(*(reading(client) for _ in range(readings)))

    return asyncio.run(all_of_them())


def test_readings_at_once_play_every_answer_each(tmp_path: Path) -> None:
    """In auto too, though they share a cassette: nothing that is recorded is asked again."""
    bodies = [{"a": 1}, {"a": 2}]
    for body in bodies:
        put(folder_recorder(tmp_path, "auto"), Server(), body)
    for mode in ("replay", "auto"):
        server = Server()
        answers = put_at_once(
            folder_recorder(tmp_path, mode), server, 3, [{"a": 1, "api_key": KEY}]
        )
        assert server.asked == 0
        assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("mode", ["record", "auto"])
def test_readings_at_once_record_what_one_of_them_asks(tmp_path: Path, mode: str) -> None:
    """No answer is kept that no reading would play; a question that one asks twice has two."""
    bodies = [{"a": 1}, {"a": 2}, {"a": 1}]
    put_at_once(folder_recorder(tmp_path, mode), Server(), 3, bodies)
    (path,) = tmp_path.rglob("*.yaml")
    assert len(read_data(path)["interactions"]) == 3
    server = Server()
    put_at_once(folder_recorder(tmp_path, "replay"), server, 3, bodies)
    assert server.asked == 0


def test_a_cassette_has_one_order_whatever_comes_in_first(tmp_path: Path) -> None:
    """Recorded again, it is the same file."""
    written = []
    for bodies in ([{"a": 1}, {"b": 2}, {"c": 3}], [{"c": 3}, {"a": 1}, {"b": 2}]):
        server = Server()
        server.answer = lambda request: httpx2.Response(200, json={"x": 1})  # type: ignore[method-assign]
        again = folder_recorder(tmp_path, "record")
        with again.reading(ARTICLE, "mine"):  # one reading for all of them
            for body in bodies:
                put(again, server, body)
        (path,) = tmp_path.rglob("*.yaml")
        written.append([i["request"]["body"] for i in read_data(path)["interactions"]])
    assert len(written[0]) == 3
    assert written[0] == written[1]


def test_another_query_is_not_answered(tmp_path: Path) -> None:
    """But for the keys in it."""
    put(folder_recorder(tmp_path, "record"), Server(), {"a": 1}, base="http://a:1/x?q=one&_=")
    with pytest.raises(NotRecorded, match="q=two"):
        put(folder_recorder(tmp_path, "replay"), Server(), {"a": 1}, base="http://a:1/x?q=two&_=")


def test_a_recording_that_is_to_be_compressed_replaces_the_one_that_is_not(tmp_path: Path) -> None:
    """And the other way round: there is one cassette for an article."""
    for compress, suffix in ((False, ".yaml"), (True, ".gz"), (False, ".yaml")):
        put(folder_recorder(tmp_path, "record", compress=compress), Server(), {"a": 1})
        assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [suffix]


def test_recording_begins_anew_once_in_a_process(tmp_path: Path) -> None:
    """The first reading of an article replaces its cassette, and further ones add to it."""
    put(folder_recorder(tmp_path, "record"), Server(), {"old": 1})
    again = folder_recorder(tmp_path, "record")
    put(again, Server(), {"a": 1})
    put(again, Server(), {"a": 2})
    (path,) = tmp_path.rglob("*.yaml")
    asked = [json.loads(i["request"]["body"]) for i in read_data(path)["interactions"]]
    assert [sorted(body) for body in asked] == [["a", "api_key"], ["a", "api_key"]]


def test_an_error_while_recording_leaves_the_old_cassette(tmp_path: Path) -> None:
    """A half of a reading takes nobody's place."""
    put(folder_recorder(tmp_path, "record"), Server(), {"old": 1})
    (path,) = tmp_path.rglob("*.yaml")
    before = path.read_bytes()
    with (
        pytest.raises(RuntimeError, match="cut short"),
        folder_recorder(tmp_path, "record").reading(ARTICLE, "mine"),
    ):
        raise RuntimeError("cut short")
    assert path.read_bytes() == before


def test_what_a_later_try_answers_is_not_kept(tmp_path: Path) -> None:
    """A replay has no need to wait for it again."""
    put(folder_recorder(tmp_path, "record"), Server(status=503), {"a": 1})
    assert not list(tmp_path.rglob("*.yaml")) or "503" not in str(list(tmp_path.rglob("*.yaml")))


def test_a_compressed_recording_is_found(tmp_path: Path) -> None:
    """Whether or not compression is asked for where it is played."""
    put(folder_recorder(tmp_path, "record", compress=True), Server(), {"a": 1})
    assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [".gz"]
    assert put(folder_recorder(tmp_path, "replay"), Server(), {"a": 1})["answer"]


def test_extract_replays_without_a_key_and_says_so(raid: tuple[Article, Path]) -> None:
    """In its receipt, with how many answers were played, and from where."""
    article, folder = raid
    with Extractor(settings=settings(folder)) as extractor:
        first = extractor.extract(article, published=date(2024, 3, 11))
        again = extractor.extract(article, published=date(2024, 3, 11))
    assert first.receipt.replay is not None
    assert first.receipt.replay.requests == first.receipt.attempts > 5
    assert first.receipt.replay.cassette.startswith(cassette_name(article))
    assert again.incidents == first.incidents
    assert type(first).model_validate_json(first.model_dump_json()) == first


@pytest.mark.parametrize(
    ("profile", "difference"),
    [
        ({"model": "openai:other-model"}, "+model: other-model"),
        ({"max_tokens": 400}, "+max_completion_tokens: 400"),
    ],
)
def test_another_model_or_limit_is_not_answered(
    raid: tuple[Article, Path], profile: dict[str, Any], difference: str
) -> None:
    """Not even in part: the error goes through all of the pipeline."""
    article, folder = raid
    with (
        Extractor(settings=settings(folder, **profile)) as extractor,
        pytest.raises(NotRecorded) as raised,
    ):
        extractor.extract(article, published=date(2024, 3, 11))
    assert difference in str(raised.value)


def test_another_address_and_another_key_are(raid: tuple[Article, Path]) -> None:
    """They are no part of a question."""
    article, folder = raid
    other = settings(folder, base_url="http://127.0.0.1:3/v1", api_key="sk-another-key-1234567890")
    with Extractor(settings=other) as extractor:
        assert extractor.extract(article, published=date(2024, 3, 11)).receipt.replay


def test_a_changed_prompt_is_not_answered(
    raid: tuple[Article, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One word of it."""
    article, folder = raid
    render = Prompt.render

    def with_another_word(*given: Any, **more: Any) -> str:
        return render(*given, **more).replace("in the news", "in the papers")

    monkeypatch.setattr(Prompt, "render", with_another_word)
    ask._fixed.cache_clear()
    try:
        with (
            Extractor(settings=settings(folder)) as extractor,
            pytest.raises(NotRecorded, match="in the papers"),
        ):
            extractor.extract(article, published=date(2024, 3, 11))
    finally:
        ask._fixed.cache_clear()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("interactions: !!python/name:os.system ''", "tag"),
        ("interactions: " + "[" * 100_000, "nesting depth|levels"),
        ("a: &a [x]\ninteractions: *a", "alias"),
        (None, "longer than 64 MB"),
    ],
    ids=["tag", "deep", "alias", "gigabyte"],
)
@pytest.mark.parametrize("mode", ["replay", "auto"])
def test_a_hostile_cassette_is_an_error_of_ours(
    raid: tuple[Article, Path], text: str | None, why: str, mode: str
) -> None:
    """Before anything is asked."""
    article, folder = raid
    cassette = next(folder.rglob("*.yaml"))
    if text is None:
        with cassette.open("r+b") as file:
            file.truncate(1 << 30)
    else:
        cassette.write_text(text, "utf-8")
    with (
        Extractor(settings=settings(folder, mode)) as extractor,
        pytest.raises(BadCassette, match=why),
    ):
        extractor.extract(article, published=date(2024, 3, 11))


def test_with_nothing_configured_the_embedded_model_is_replayed(tmp_path: Path) -> None:
    """Whether or not it is installed: it is asked where it was recorded."""
    asked = Settings(recording={"mode": "replay", "folder": tmp_path})  # type: ignore[arg-type]
    with (
        Extractor(settings=asked) as extractor,
        pytest.raises(NotRecorded, match="/v1/chat/completions"),
    ):
        extractor.extract("Gunmen killed three traders in Sarnel on Monday, police said.")


def test_off_is_off() -> None:
    """Nothing of it is in the way of a request."""
    assert open_recorder(Settings()) is None
    assert Settings(recording="replay").recording.mode == "replay"  # type: ignore[arg-type]
