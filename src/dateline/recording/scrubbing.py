"""What never reaches the disk: keys, ids of accounts, cookies, addresses, and what changes daily.

Of the headers only a few are kept, by name; a list of what to leave out would miss the next one.
Bodies are kept whole but for secrets and for what says who asked and when. The model's own words,
and an article's, lose nothing but keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import SecretStr

from dateline.recording.private import (
    HIDDEN,
    hides,
    hides_all,
    is_address,
    names_a_key,
    names_an_account,
    names_one_request,
    without_addresses,
)
from dateline.recording.secrets import in_headers, known_secrets, sent, without_secrets

_KEPT_HEADERS = frozenset({"content-type"})
_FORM = "application/x-www-form-urlencoded"
_LEFT_OUT = frozenset({"timings", "prompt_cache_key", "safety_identifier"})
# A model's own words, as an object, and schemas: whatever their keys are called, they are records'.
_WORDS = frozenset({"input", "args", "arguments", "parameters", "properties"})
# What a later try answers: a replay has no need to wait for it again.
_WORTH_ANOTHER = frozenset({408, 409, 425, 429})


def scrubbed_request(request: Any) -> Any:
    """Vcrpy's hook for requests; it is applied to what is asked and to what was recorded."""
    sent(in_headers(request.headers))
    is_form = str(request.headers.get("content-type", "")).startswith(_FORM)
    request.headers = _kept(request.headers)
    parts = urlsplit(request.uri)
    if parts.query:
        query = [(n, v) for n, v in _pairs(parts.query) if not _is_private(n)]
        request.uri = parts._replace(query=urlencode(query)).geturl()
    if isinstance(request.body, bytes):
        body = _scrubbed_form(request.body) if is_form else request.body
        request.body = _scrubbed(body, known_secrets())
    return request


def _pairs(words: str) -> list[tuple[str, str]]:
    return parse_qsl(words, keep_blank_values=True)


def _is_private(name: str) -> bool:
    return hides(name) or names_a_key(name)


def _scrubbed_form(body: bytes) -> bytes:
    fields = _pairs(body.decode("utf-8", "surrogateescape"))
    if not any(_is_private(name) for name, _ in fields):
        return body
    hidden = [(name, HIDDEN if _is_private(name) else value) for name, value in fields]
    return urlencode(hidden, errors="surrogateescape").encode("ascii")


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
    known = (*known_secrets(), *in_headers(response["headers"]))
    return {
        "recorded_at": response["recorded_at"],
        "status": response["status"],
        "headers": _kept(response["headers"]),
        "body": {"string": _scrubbed(body, known, answered=True, is_error=status >= 400)},
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
    except UnicodeDecodeError:  # byte by byte, so that nothing else changes
        return without_secrets(body.decode("latin-1"), known).encode("latin-1", "replace")
    try:
        before = json.loads(text)
    except (ValueError, RecursionError):
        after_text = without_secrets(text, known)
        return (without_addresses(after_text) if is_error else after_text).encode("utf-8")
    after = _Scrubber(known, answered=answered, is_error=is_error).value(before)
    if after == before:
        return body
    return json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class _Scrubber:
    def __init__(self, known: tuple[SecretStr, ...], *, answered: bool, is_error: bool) -> None:
        self._known, self._answered, self._is_error = known, answered, is_error
        self.hidden: list[str] = []
        """The names under which something private stood."""

    def value(self, value: Any, *, ours: bool = False, account: bool = False) -> Any:
        """A value without what is to be hidden.

        Args:
            value: What was asked or answered, or a part of it.
            ours: Whether names in it are a record's own.
            account: Whether it stands below a name for somebody who asks.
        """
        if isinstance(value, str):
            return self._words(value, ours=ours)
        if isinstance(value, list):
            return [self.value(item, ours=ours, account=account) for item in value]
        if not isinstance(value, dict):
            return value
        if ours:
            return {name: self.value(inner, ours=True) for name, inner in value.items()}
        return {
            name: self._under(name, inner, account=account)
            for name, inner in value.items()
            if name not in _LEFT_OUT
        }

    def _words(self, words: str, *, ours: bool) -> str:
        clean = without_secrets(words, self._known)
        if self._is_error:
            return without_addresses(clean)
        return HIDDEN if self._answered and not ours and is_address(clean) else clean

    def _under(self, name: str, value: Any, *, account: bool) -> Any:
        """The value under a name of a protocol's."""
        if name in _WORDS or name.lower().endswith("schema"):
            return self.value(value, ours=True)
        if isinstance(value, dict | list):
            if hides_all(name):
                return self._hiding(name, value, _all_hidden(value))
            return self.value(value, account=account or names_an_account(name))
        if value is None or isinstance(value, bool):
            return value
        if hides(name, within_account=account) or (isinstance(value, str) and names_a_key(name)):
            return self._hiding(name, value, HIDDEN)
        if self._answered and names_one_request(name):
            return HIDDEN if isinstance(value, str) else 0
        return self.value(value)

    def _hiding(self, name: str, value: Any, hidden: Any) -> Any:
        if value != hidden:
            self.hidden.append(name)
        return hidden


def private_names(interaction: Mapping[str, Any]) -> Iterator[str]:
    """Under which names of a recorded interaction something stands that would not be kept."""
    for message in (interaction["request"], interaction["response"]):
        yield from (n for n, v in message["headers"].items() if _is_private(n) and v != [HIDDEN])
        body = message["body"]
        scrubber = _Scrubber((), answered=False, is_error=False)
        with suppress(ValueError, RecursionError):
            scrubber.value(json.loads((body["string"] if isinstance(body, dict) else body) or b"0"))
        yield from scrubber.hidden
    parts = urlsplit(str(interaction["request"]["uri"]))
    yield from (name for name, value in _pairs(parts.query) if _is_private(name))


def _all_hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _all_hidden(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_all_hidden(item) for item in value]
    return value if value is None or isinstance(value, bool) else HIDDEN
