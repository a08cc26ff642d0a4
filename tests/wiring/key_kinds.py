"""Ways to have a key, and what servers do that were sent one: most of them repeat it."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from pydantic import SecretStr
from tests.faults.replies import usage
from tests.servers.anthropic import Anthropic
from tests.servers.chat import Chat
from tests.servers.dialect import Dialect, Ending, ErrorKind, Json, answer
from tests.servers.google import Google
from tests.servers.loopback import Reply, Request, Step, as_json
from tests.servers.responses import Responses
from tests.wiring.planted import GATEWAY, KEY

from dateline.settings import Profile, Timeouts

if TYPE_CHECKING:
    from tests.servers.loopback import LoopbackServer

BEARER = {"authorization": "Bearer {}"}
TIMEOUT = "timeout"
EMPTY = '{"items": []}'
SAID = f"What did you send me? {KEY} and {GATEWAY}"
_ESCAPED = json.dumps(SAID)[1:-1]
_NO = "I cannot help with that."


@dataclass(frozen=True)
class Kind:
    """One way to have a key.

    Attributes:
        model: What is asked.
        env: The variable that holds the key, or None where the settings do.
        sent: The header that it is sent in, and how; any one of these.
        dialect: What the server speaks.
        again: Whether a few faults will do: another has all of them in its protocol.
    """

    model: str
    env: str | None
    sent: Mapping[str, str] = field(default_factory=lambda: BEARER)
    dialect: Dialect = Chat()  # noqa: RUF009  # it has no state
    again: bool = False

    def profile(self, server: LoopbackServer, fault: str = "none") -> Profile:
        """A provider of this kind, at the test's server."""
        return Profile(
            model=self.model,
            base_url=f"{server.root}{self.dialect.prefix}",
            api_key=None if self.env else SecretStr(KEY),
            headers={"x-gateway": SecretStr(GATEWAY)},
            timeout=Timeouts(total=0.2, read=0.2) if fault == TIMEOUT else Timeouts(),
        )


KINDS = {
    "chat, from the settings": Kind("openai-compatible:m", None),
    "chat, from the variable": Kind("openai-compatible:m", "OPENAI_COMPATIBLE_API_KEY", again=True),
    "openai": Kind("openai:gpt-5-mini", "OPENAI_API_KEY", again=True),
    "azure": Kind("azure:m", "AZURE_OPENAI_API_KEY", {"api-key": "{}"}, again=True),
    "responses": Kind(Responses.model, "OPENAI_API_KEY", dialect=Responses()),
    "anthropic": Kind(
        Anthropic.model,
        "ANTHROPIC_API_KEY",
        {"x-api-key": "{}", **BEARER},  # which of them, the releases of its SDK do not agree on
        dialect=Anthropic(),
    ),
    "google": Kind(Google.model, "GEMINI_API_KEY", {"x-goog-api-key": "{}"}, dialect=Google()),
}


def _answer(text: str, ending: Ending = "stop") -> Callable[[Dialect], Step]:
    """An answer of the model's; a refusal repeats what it was sent."""

    def of(dialect: Dialect) -> Step:
        def reply(asked: Request) -> Reply:
            made = answer(dialect, text, asked, usage=usage(), ending=ending)
            return made.but(body=made.body.replace(_NO.encode(), _ESCAPED.encode()))

        return reply

    return of


def _record(dialect: Dialect) -> Step:
    """A valid record that repeats what was sent, where such a one was asked for."""
    record = {"kind": "visit", "what": SAID, "actors": [], "when": None, "status": "unknown"}
    text = json.dumps({"items": [{**record, "evidence": [SAID]}]})

    def reply(asked: Request) -> Reply:
        wanted = "PolicyContextList" in json.dumps(asked.json)
        return answer(dialect, text if wanted else EMPTY, asked, usage=usage())

    return reply


def _error(kind: ErrorKind, status: int, **headers: str) -> Callable[[Dialect], Step]:
    """A vendor's error, which repeats what it was sent."""

    def of(dialect: Dialect) -> Step:
        body = _repeating(dialect.error(kind, status))
        return as_json(body, status=status, headers=_named(headers))

    return of


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _repeating(body: Json) -> Json:
    error = body["error"]
    return {**body, "error": {**error, "message": f"{SAID} {error['message']}"}}


def _raw(body: bytes, status: int = 200, **headers: str) -> Callable[[Dialect], Step]:
    return lambda _dialect: as_json(body, status=status, headers=_named(headers))


FAULTS: dict[str, Callable[[Dialect], Step]] = {
    "none": _answer(EMPTY),
    "a record": _record,
    "400": _error("schema", 400),
    "401": _error("key", 401),
    "403": _error("permission", 403),
    "404": _error("model", 404),
    "429": _error("rate limit", 429, Retry_After="0"),
    "500": _error("server", 500),
    "500, in its headers": _error(
        "server", 500, x_request_id=KEY, request_id=GATEWAY, x_seen=f"{KEY} {GATEWAY}"
    ),
    "200, in its headers": lambda dialect: (
        lambda asked: answer(dialect, EMPTY, asked, usage=usage()).but(
            headers=(("x-request-id", KEY), ("request-id", GATEWAY), ("x-seen", SAID))
        )
    ),
    "a page of HTML": _raw(
        f"<p>{html.escape(SAID)}</p>".encode(), status=502, Content_Type="text/html"
    ),
    "a page of HTML in an answer's place": _raw(f"<p>{html.escape(SAID)}</p>".encode()),
    "reset": lambda _dialect: Reply(how="reset"),
    TIMEOUT: lambda _dialect: Reply(how="hang"),
    "malformed": _raw(f'{{"choices": "{_ESCAPED}'.encode()),
    "200 with an error": lambda dialect: as_json(_repeating(dialect.reported())),
    "an answer that is cut off": _answer(f'{{"items": [{{"what": "{_ESCAPED}', "cut off"),
    "a refusal": _answer("", "refused"),
    "cut short": lambda _dialect: Reply(body=_ESCAPED.encode(), how="short"),
    "elsewhere": _raw(
        b"", status=302, Location=f"http://127.0.0.1:1/?key={quote(KEY, safe='')}&{quote(GATEWAY)}"
    ),
    "an answer that is no JSON": _answer(SAID),
    "an answer that breaks the schema": _answer(json.dumps({"items": SAID})),
}

_FEW = ("none", "401", "500, in its headers")
_TRANSPORT = ("cut short", "elsewhere", "an answer that is no JSON")
"""What all protocols leave to the same code."""
PROTOCOLS = [name for name, kind in KINDS.items() if not kind.again]
"""One way to have a key in each."""


def cases() -> list[tuple[str, str]]:
    """Each way to have a key with what it has to meet."""
    first, *others = PROTOCOLS
    rest = [fault for fault in FAULTS if fault not in _TRANSPORT]
    met = {first: list(FAULTS), **dict.fromkeys(others, rest)}
    return [(name, fault) for name in KINDS for fault in met.get(name, _FEW)]
