"""A key goes into the request's header and nowhere else, in good weather and in bad.

A row of `KINDS` is one way to have a key; a row of `FAULTS` is one thing that a server does, and
most of them repeat the key. Another protocol is another row of `KINDS`.
"""

from __future__ import annotations

import base64
import html
import io
import json
import logging
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from pydantic import SecretStr
from rich.console import Console

from dateline.cache import answer_key
from dateline.cli.table import print_tables
from dateline.errors import DatelineError
from dateline.models import Extraction
from dateline.observe import Hooks, spans
from dateline.settings import BreakerSettings, Profile, Retries, Settings, Timeouts
from dateline.wiring import Extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

KEY = 'sk-PLANTED-7f3a/9c+e1=&<b>"d'
"""One that is written differently in JSON, in HTML and in a URL."""
FORMS = {
    KEY,
    quote(KEY),
    quote(KEY, safe=""),
    html.escape(KEY),
    json.dumps(KEY)[1:-1],
    json.dumps(json.dumps(KEY)[1:-1])[1:-1],
    base64.b64encode(KEY.encode()).decode(),
}
TEXT = "OSTERMARK, March 4 - Gunmen killed 14 villagers in Karsa on Sunday, police said."
EMPTY = '{"items": []}'


@dataclass(frozen=True)
class Kind:
    """One way to have a key.

    Attributes:
        model: What is asked.
        env: The variable that holds the key, or None where the settings do.
        header: Where it is sent.
        sent: What is sent there.
    """

    model: str
    env: str | None
    header: str = "authorization"
    sent: str = f"Bearer {KEY}"

    def profile(self, server: MisbehavingServer) -> Profile:
        """A provider of this kind, at the test's server."""
        return Profile(
            model=self.model,
            base_url=server.url,
            api_key=None if self.env else SecretStr(KEY),
            timeout=Timeouts(total=0.4, read=0.4),
        )


KINDS = {
    "chat, from the settings": Kind("openai-compatible:m", None),
    "chat, from the variable": Kind("openai-compatible:m", "OPENAI_COMPATIBLE_API_KEY"),
    "openai": Kind("openai:gpt-5-mini", "OPENAI_API_KEY"),
}

_SAID = f"What did you send me? {KEY}"

FAULTS: dict[str, Callable[[MisbehavingServer], None]] = {
    "none": lambda s: s.answer(EMPTY),
    "refused words": lambda s: s.answer(
        json.dumps({"items": [{"what": "not there", "kind": "visit", "status": "unknown"}]})
    ),
    "400": lambda s: s.fail(400, _SAID),
    "401": lambda s: s.fail(401, f"Incorrect API key provided: {KEY}"),
    "403": lambda s: s.fail(403, _SAID),
    "404": lambda s: s.fail(404, _SAID),
    "429": lambda s: s.fail(429, _SAID, headers={"Retry-After": "0"}),
    "500": lambda s: s.fail(500, _SAID),
    "500, in its headers": lambda s: s.fail(500, "no", headers={"x-request-id": KEY}),
    "a page of HTML": lambda s: s.say(
        f"<p>{html.escape(_SAID)}</p>".encode(), status=502, content_type="text/html"
    ),
    "reset": lambda s: s.reset(),
    "cut short": lambda s: s.cut_short(),
    "timeout": lambda s: s.hang(),
    "malformed": lambda s: s.say(f'{{"choices": "{KEY}'.encode()),
    "no completion": lambda s: s.say({"error": {"message": _SAID}}),
    "elsewhere": lambda s: s.say(
        b"", status=302, headers={"Location": f"http://127.0.0.1:1/?key={quote(KEY, safe='')}"}
    ),
    "an answer that is no JSON": lambda s: s.answer(_SAID),
    "an answer that breaks the schema": lambda s: s.answer(json.dumps({"items": _SAID})),
    "an answer that is cut off": lambda s: s.answer(_SAID, finish_reason="length"),
    "a refusal": lambda s: s.answer(None, refusal=_SAID),
}


def words_of(error: BaseException | None) -> Iterator[str]:
    """All that an error and its causes show, in a traceback and to whoever looks at them."""
    seen = set[int]()
    waiting = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield from (str(current), repr(current), repr(vars(current)), repr(current.args))
        waiting += [current.__cause__, current.__context__]
    yield "".join(traceback.format_exception(error))


def words_of_result(result: Extraction) -> Iterator[str]:
    """The result as it is written, and as it is shown."""
    yield result.model_dump_json()
    yield repr(result)
    shown = io.StringIO()
    print_tables(result, Console(file=shown, width=100))
    yield shown.getvalue()


def words_of_extractor(extractor: Extractor, settings: Settings) -> Iterator[str]:
    """What a debugger or a log shows of the objects; and what a cache would be keyed by."""
    yield from (repr(extractor), repr(settings), str(settings), settings.model_dump_json())
    yield repr(settings.model_dump())
    yield repr(extractor._route)
    yield repr(vars(extractor))
    for endpoint in extractor._route.endpoints:
        provider = endpoint.provider
        yield from (repr(provider), repr(vars(provider)), provider.identity)
        yield answer_key(provider.identity, [], "{}")


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


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_in_the_header_and_nowhere_else(
    server: MisbehavingServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    traced: list[str],
    kind: str,
    fault: str,
) -> None:
    """Every log at DEBUG, every error, every repr, the result, spans, hooks, and the request."""
    caplog.set_level(logging.DEBUG)
    if KINDS[kind].env:
        monkeypatch.setenv(str(KINDS[kind].env), KEY)
    FAULTS[fault](server)
    events: list[Any] = []
    add = events.append
    settings = Settings(
        default="mine",
        providers={"mine": KINDS[kind].profile(server)},
        retries=Retries(attempts=2, wait=0, deadline=20),
        breaker=BreakerSettings(enabled=False),
        coders="model",
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
    for record in caplog.records:
        shown += [record.getMessage(), repr(vars(record)), caplog.text]
    for event in events:
        shown += [repr(event), *words_of(getattr(event, "error", None))]
    shown += [*traced, *capfd.readouterr()]

    assert server.requests, "nothing was sent: nothing is shown"
    for request in server.requests:
        headers = dict(request.headers)
        assert headers.pop(KINDS[kind].header) == KINDS[kind].sent
        shown.append(repr((request.method, request.path, headers, request.json)))
    found = [words[:300] for words in shown if any(form in words for form in FORMS)]
    assert found == []
    assert len(shown) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_would_find_it(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Where it does stand: in a request's header, and in an error that shows it."""
    if KINDS[kind].env:
        monkeypatch.setenv(str(KINDS[kind].env), KEY)
    server.answer(EMPTY)
    settings = Settings(default="mine", providers={"mine": KINDS[kind].profile(server)})
    with Extractor(settings=settings) as extractor:
        extractor.extract(TEXT)
    assert all(KEY in repr(request.headers.values()) for request in server.requests)
    shown = ValueError(KEY)
    shown.__cause__ = KeyError("x")
    hidden = RuntimeError("y")
    hidden.__context__ = shown
    assert any(form in words for words in words_of(hidden) for form in FORMS)
