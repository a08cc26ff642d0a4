"""What is said where no recording answers a request."""

from __future__ import annotations

import difflib
import json
import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from dateline.recording.layout import as_yaml

_MOST_LINES = 24
_WIDTH = 100


def nearest(asked: Any, recorded: Iterable[Any]) -> Any | None:
    """The recorded request that is most like it, or None where there is none at all."""
    lines = set(described(asked))

    def likeness(other: Any) -> tuple[bool, float]:
        others = set(described(other))
        return asked.path == other.path, len(lines & others) / max(1, len(lines | others))

    return max(recorded, key=likeness, default=None)


def difference(asked: Any, recorded: Any) -> str:
    """In what they differ, in a few lines."""
    found = list(
        difflib.unified_diff(
            described(recorded), described(asked), "recorded", "asked now", n=1, lineterm=""
        )
    )
    more = len(found) - _MOST_LINES
    return "\n".join(found[:_MOST_LINES] + ([f"… {more} more lines"] if more > 0 else []))


def described(request: Any) -> list[str]:
    """A request in short lines, as a cassette shows it."""
    return list(_described(request.method, address_of(request), request.body))


def address_of(request: Any) -> str:
    """Where a request goes, without the host."""
    return str(request.path) + (f"?{urlencode(request.query)}" if request.query else "")


@lru_cache(maxsize=512)  # each recorded one is set beside each that is not
def _described(method: str, address: str, body: bytes | None) -> tuple[str, ...]:
    return f"{method} {address}", *_wrapped(_readable(body).splitlines())


def outline(request: Any) -> str:
    """A request in one line: where it goes, which model is asked, and its last words."""
    try:
        body = json.loads(request.body or b"")
    except (ValueError, RecursionError):
        body = None
    model = body.get("model") if isinstance(body, dict) else None
    asked = f" for {model!r}" if isinstance(model, str) else ""
    words = textwrap.shorten(_last_words(body), 120, placeholder="…")
    return f"{request.method} {address_of(request)}{asked}" + (f", {words!r}" if words else "")


def _readable(body: bytes | None) -> str:
    try:
        return as_yaml(json.loads(body or b"null"))
    except (ValueError, RecursionError, TypeError):
        return (body or b"").decode("utf-8", "replace")


def _wrapped(lines: Sequence[str]) -> Iterable[str]:
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, drop_whitespace=False) or [""]


def _last_words(body: Any) -> str:
    """The end of a conversation, over any of the protocols."""
    if not isinstance(body, dict):
        return ""
    turns = next((body[n] for n in ("messages", "input", "contents") if n in body), None)
    while isinstance(turns, list) and turns:
        turns = turns[-1]
        if isinstance(turns, dict):
            turns = next((turns[n] for n in ("content", "parts", "text") if n in turns), None)
    return turns if isinstance(turns, str) else ""
