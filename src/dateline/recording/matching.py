"""Which recorded request is the one that is made now."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

MATCH_ON = ("method", "path", "query", "json_body")
"""Not the host, the port or the key: they differ from one machine to the next."""


def same_request(one: Any, other: Any) -> bool:
    """Whether two of vcrpy's requests, scrubbed both, ask the same."""
    return _asked(one) == _asked(other)


def _asked(request: Any) -> tuple[str, str, list[tuple[str, str]], str]:
    return request.method, request.path, request.query, canonical(request.body)


@lru_cache(maxsize=1024)
def canonical(body: bytes | None) -> str:
    """The body with keys in order and no spaces, if it is JSON; as it is, if not."""
    if not body:
        return ""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError):
        return body.decode("utf-8", "backslashreplace")


def same_json_body(asked: Any, recorded: Any) -> None:
    """Vcrpy's matcher of bodies: the order of keys and white space do not count.

    Raises:
        AssertionError: They differ; how, is told once for the nearest one (`nearest`).
    """
    if canonical(asked.body) != canonical(recorded.body):
        raise AssertionError("the bodies differ")
