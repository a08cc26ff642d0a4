"""A key goes into the request's header and nowhere else, in good weather and in bad.

So does what a gateway wants in a header of its own. A row of `KINDS` is one way to have a key; a
row of `FAULTS` is one thing that a server does, and most of them repeat both secrets.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr
from tests.wiring.key_kinds import EMPTY, FAULTS, KINDS, PROTOCOLS, SAID, Kind, cases
from tests.wiring.planted import (
    BEHIND,
    GATEWAY,
    KEY,
    found,
    words_of,
    words_of_events,
    words_of_extractor,
    words_of_files,
    words_of_logs,
    words_of_result,
)

from dateline.errors import DatelineError
from dateline.observe import Hooks, spans
from dateline.providers import sdk_logs
from dateline.settings import BreakerSettings, CacheSettings, Grounding, Profile, Retries, Settings
from dateline.wiring import Extractor

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer, Request

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]

TEXT = "OSTERMARK, March 4 - Gunmen killed 14 villagers in Karsa on Sunday, police said."


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another test keeps out of the logs would hide what this one does not."""
    monkeypatch.setattr(sdk_logs, "_keys", set())


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The spans, where an SDK is there to export them."""
    exported: list[str] = []
    try:
        from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
    except ImportError:
        return exported

    class Keep(SpanProcessor):
        def on_end(self, span: ReadableSpan) -> None:
            exported.append(span.to_json())

    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(Keep())
    tracer = provider.get_tracer("test")
    monkeypatch.setattr(spans, "_tracer", lambda: tracer)
    return exported


class Watched:
    """An extraction, and all that is shown of it anywhere.

    Args:
        monkeypatch: What sets the variable of the key.
        caplog: The logs.
        capfd: What goes to the terminal.
        traced: The spans.
        tmp_path: Where the cache is kept.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        capfd: pytest.CaptureFixture[str],
        traced: list[str],
        tmp_path: Path,
    ) -> None:
        caplog.set_level(logging.DEBUG)
        self._environment, self._logs, self._terminal = monkeypatch, caplog, capfd
        self._traced = traced
        self.folder = tmp_path / "cache"
        self.folder.mkdir()

    def run(self, kind: Kind, grounding: Grounding = "strict", **providers: Profile) -> list[str]:
        """What is shown while the first provider is asked."""
        if kind.env:
            self._environment.setenv(kind.env, KEY)
        events: list[Any] = []
        add = events.append
        settings = Settings(
            default=next(iter(providers)),
            providers=providers,
            retries=Retries(attempts=2, wait=0, deadline=20),
            breaker=BreakerSettings(enabled=False),
            cache=CacheSettings(path=self.folder / "answers.db"),
            coders="model",
            grounding=grounding,
        )
        extractor = Extractor(
            settings=settings,
            hooks=Hooks(on_call=add, on_retry=add, on_fallback=add, on_finding=add),
        )
        shown: list[str] = []
        try:
            with extractor:
                shown += words_of_result(extractor.extract(TEXT))
                shown += words_of_extractor(extractor, settings)
        except DatelineError as error:
            shown += words_of(error)
        shown += words_of_extractor(extractor, settings)
        shown += [*words_of_logs(self._logs.records), self._logs.text]
        shown += [*words_of_events(events), *self._traced, *self._terminal.readouterr()]
        return [*shown, *words_of_files(self.folder)]


@pytest.fixture
def watched(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    traced: list[str],
    tmp_path: Path,
) -> Watched:
    """One that looks everywhere."""
    return Watched(monkeypatch, caplog, capfd, traced, tmp_path)


def words_of_requests(requests: list[Request], kind: Kind, key: str = KEY) -> list[str]:
    """The requests without the headers where the secrets belong, and have to be."""
    assert requests, "nothing was sent: nothing is shown"
    words = []
    for request in requests:
        headers = dict(request.headers)
        (header,) = kind.sent.keys() & headers.keys()
        assert headers.pop(header) == kind.sent[header].format(key)
        assert headers.pop("x-gateway", None) == (GATEWAY if key == KEY else None)
        words.append(repr((request.method, request.path, headers, request.json)))
        words.append(json.dumps(request.json))
    return words


@pytest.mark.parametrize(("name", "fault"), cases())
def test_the_key_is_in_the_header_and_nowhere_else(
    server: MisbehavingServer, watched: Watched, name: str, fault: str
) -> None:
    """Every log at DEBUG, every error, every repr, the result, spans, hooks, cache, requests."""
    kind = KINDS[name]
    server.add(FAULTS[fault](kind.dialect))
    shown = watched.run(kind, mine=kind.profile(server, fault))
    shown += words_of_requests(server.requests, kind)
    assert found(shown) == []
    assert len(shown) > 20


@pytest.mark.parametrize("grounding", ["flag", "raise"])
def test_what_is_not_proved_is_shown_without_the_key(
    server: MisbehavingServer, watched: Watched, grounding: Grounding
) -> None:
    """Kept in a record, or named by the error."""
    kind = KINDS["chat, from the settings"]
    server.add(FAULTS["a record"](kind.dialect))
    shown = watched.run(kind, grounding, mine=kind.profile(server))
    assert any(SAID.partition(KEY)[0] in words for words in shown)
    assert found(shown) == []


@pytest.mark.parametrize("name", KINDS)
def test_whoever_is_asked_instead_gets_its_own_key_alone(
    server: MisbehavingServer, other: MisbehavingServer, watched: Watched, name: str
) -> None:
    """And is asked without the first one's headers."""
    kind, behind = KINDS[name], KINDS["chat, from the settings"]
    server.add(FAULTS["403"](kind.dialect))
    other.answer(EMPTY)
    shown = watched.run(
        kind,
        mine=kind.profile(server).model_copy(update={"fallback": ("behind",)}),
        behind=Profile(model=behind.model, base_url=other.url, api_key=SecretStr(BEHIND)),
    )
    shown += words_of_requests(server.requests, kind)
    shown += words_of_requests(other.requests, behind, BEHIND)
    assert found(shown) == []


@pytest.mark.parametrize("name", PROTOCOLS)
def test_answers_are_cached_without_the_key_that_they_repeat(
    server: MisbehavingServer, watched: Watched, name: str
) -> None:
    """There is something in the file, then; and what stands around the key is in it."""
    server.add(FAULTS["a record"](KINDS[name].dialect))
    watched.run(KINDS[name], mine=KINDS[name].profile(server))
    words = "".join(words_of_files(watched.folder))
    assert SAID.partition(KEY)[0] in words
    assert "PLANTED" not in words


@pytest.mark.parametrize("name", KINDS)
def test_the_terminal_shows_no_key(
    server: MisbehavingServer,
    dateline_command: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """Of a provider that is shown in full, and of one that is asked and fails."""
    kind = KINDS[name]
    caplog.set_level(logging.DEBUG)
    if kind.env:
        monkeypatch.setenv(kind.env, KEY)
    Path("dateline.toml").write_text(_table(kind, kind.profile(server)), "utf-8")
    server.add(FAULTS["401"](kind.dialect))
    ended = [dateline_command("providers", "mine", *more) for more in ((), ("--check",))]
    assert [each.status for each in ended] == [0, 1]
    assert "header x-gateway" in ended[0].out
    assert "HTTP 401" in ended[1].out
    shown = [words for each in ended for words in (each.out, each.err, " ".join(each.out.split()))]
    shown += [*words_of_logs(caplog.records), *words_of_requests(server.requests, kind)]
    assert found(shown) == []


def _table(kind: Kind, profile: Profile) -> str:
    """The provider as a configuration file has it; a JSON string is one of TOML's too."""
    lines = {"model": kind.model, "base_url": profile.base_url}
    if kind.env is None:
        lines["api_key"] = KEY
    said = [f"{name} = {json.dumps(value)}" for name, value in lines.items()]
    headers = f"headers = {{ x-gateway = {json.dumps(GATEWAY)} }}"
    return "\n".join(["[providers.mine]", *said, headers, ""])


@pytest.mark.parametrize("secret", [KEY, GATEWAY, BEHIND])
def test_the_search_would_find_it(tmp_path: Path, secret: str) -> None:
    """In an error behind an error, in a log and in a file."""
    shown = ValueError(secret)
    shown.__cause__ = KeyError("x")
    hidden = RuntimeError("y")
    hidden.__context__ = shown
    record = logging.LogRecord("a", logging.DEBUG, "a", 1, "%r", (secret,), None)
    (tmp_path / "answers.db").write_bytes(b"\x00\xff" + json.dumps(secret).encode())
    for words in (words_of(hidden), words_of_logs([record]), words_of_files(tmp_path)):
        assert found(words)
