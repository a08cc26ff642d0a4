"""What never reaches the disk: keys, ids of accounts, cookies, addresses, and what changes daily.

Of the headers only a few are kept, by name; a list of what to leave out would miss the next one.
Bodies are kept whole but for secrets and for what says who asked and when. The model's own words,
and an article's, lose nothing but keys.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import SecretStr

from dateline.recording.secrets import known_secrets, without_secrets
from dateline.settings.keys import names_a_secret

_KEPT_HEADERS = frozenset({"content-type"})
_HIDDEN = "***"
# Ids and times of one request; where they are replaced, a recording differs only in what was said.
_VOLATILE = frozenset(
    [
        "id",
        "created",
        "created_at",
        "completed_at",
        "request_id",
        "requestId",
        "responseId",
        "system_fingerprint",
        "x_groq",
        "createTime",
        "obfuscation",
    ]
)
_LEFT_OUT = frozenset({"timings", "prompt_cache_key", "safety_identifier"})
_ACCOUNT = frozenset(
    [
        "organization",
        "organization_id",
        "org_id",
        "organizationId",
        "project",
        "project_id",
        "projectId",
        "account",
        "account_id",
        "tenant",
        "tenant_id",
        "user",
        "user_id",
        "ip",
        "ip_address",
        "client_ip",
        "remote_addr",
        "email",
        "cookie",
        "set-cookie",
    ]
)
# A model's own words, as an object: whatever its keys are called, they are the record's.
_WORDS = frozenset({"input", "args", "arguments", "schema", "parameters", "input_schema"})
_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
# What a later try answers: a replay has no need to wait for it again.
_WORTH_ANOTHER = frozenset({408, 409, 425, 429})


def scrubbed_request(request: Any) -> Any:
    """Vcrpy's hook for requests; it is applied to what is asked and to what was recorded."""
    request.headers = _kept(request.headers)
    parts = urlsplit(request.uri)
    if parts.query:
        query = [(n, v) for n, v in parse_qsl(parts.query) if not names_a_secret(n)]
        request.uri = parts._replace(query=urlencode(query)).geturl()
    if isinstance(request.body, bytes):
        request.body = _scrubbed(request.body, known_secrets())
    return request


class ResponseScrubber:
    """Vcrpy's hook for the answers of one cassette.

    All that it records has one time, the first answer's: a cassette says once when it was recorded.
    """

    def __init__(self) -> None:
        self._begun: str | None = None

    def __call__(self, response: dict[str, Any]) -> dict[str, Any] | None:
        """The answer as it is kept, or None where it is not."""
        if "recorded_at" not in response:
            self._begun = self._begun or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            response = {**response, "recorded_at": self._begun}
        return _scrubbed_response(response)


def _scrubbed_response(response: dict[str, Any]) -> dict[str, Any] | None:
    status = response["status"]["code"]
    if status in _WORTH_ANOTHER or status >= 500:
        return None
    body = response["body"].get("string") or b""
    body = body.encode("utf-8") if isinstance(body, str) else body
    return {
        "recorded_at": response["recorded_at"],
        "status": response["status"],
        "headers": _kept(response["headers"]),
        "body": {"string": _scrubbed(body, known_secrets(), answered=True, is_error=status >= 400)},
    }


def _kept(headers: Any) -> dict[str, Any]:
    return {name: value for name, value in headers.items() if name.lower() in _KEPT_HEADERS}


@lru_cache(maxsize=1024)
def _scrubbed(
    body: bytes,
    known: tuple[SecretStr, ...],
    *,
    answered: bool = False,
    is_error: bool = False,
) -> bytes:
    """A body as it is kept: the same bytes where there is nothing to hide."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return body
    try:
        before = json.loads(text)
    except (ValueError, RecursionError):
        after_text = without_secrets(text, known)
        return (_ADDRESS.sub(_HIDDEN, after_text) if is_error else after_text).encode("utf-8")
    after = _Scrubber(known, answered=answered, is_error=is_error).value(before)
    if after == before:
        return body
    return json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class _Scrubber:
    def __init__(self, known: tuple[SecretStr, ...], *, answered: bool, is_error: bool) -> None:
        self._known, self._answered, self._is_error = known, answered, is_error

    def value(self, value: Any, *, ours: bool = False) -> Any:
        """A value without what is to be hidden; `ours` are a record's own keys."""
        if isinstance(value, str):
            clean = without_secrets(value, self._known)
            return _ADDRESS.sub(_HIDDEN, clean) if self._is_error else clean
        if isinstance(value, list):
            return [self.value(item, ours=ours) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            name: inner if (hidden := self._hidden(name, inner, ours=ours)) is None else hidden
            for name, inner in self._inner(value, ours=ours)
        }

    def _inner(self, value: dict[str, Any], *, ours: bool) -> list[tuple[str, Any]]:
        kept = value.items() if ours else [(n, v) for n, v in value.items() if n not in _LEFT_OUT]
        return [(n, self.value(v, ours=ours or n in _WORDS)) for n, v in kept]

    def _hidden(self, name: str, value: Any, *, ours: bool) -> str | int | None:
        """What stands in place of a value, or None where it may stay."""
        if ours or not isinstance(value, str | int | float) or isinstance(value, bool):
            return None
        if name in _ACCOUNT or (isinstance(value, str) and names_a_secret(name)):
            return _HIDDEN
        if self._answered and name in _VOLATILE:
            return _HIDDEN if isinstance(value, str) else 0
        return None
