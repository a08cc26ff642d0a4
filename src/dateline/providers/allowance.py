"""What a provider says in its headers of what may still be asked."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.providers.base import Allowance


def read_allowance(headers: Mapping[str, str]) -> Allowance | None:
    """What the headers of an answer say, or None where they say nothing.

    Args:
        headers: Their names in lower case.
    """
    requests = _number(headers, "x-ratelimit-remaining-requests")
    tokens = _number(headers, "x-ratelimit-remaining-tokens")
    if requests is None:
        requests = _number(headers, "anthropic-ratelimit-requests-remaining")
    if tokens is None:
        tokens = _number(headers, "anthropic-ratelimit-tokens-remaining")
    if requests is None and tokens is None:
        return None
    return Allowance(requests=requests, tokens=tokens)


def _number(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(name, "").strip()
    return int(value) if value.isdecimal() else None
