"""What an answer's headers say may still be asked of its provider."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from dateline.providers.base import Allowance

# What is left, how much there is in all, and when it is back, as each provider names them. The
# first that an answer has is read.
_REQUESTS = (
    # OpenAI, Azure, Groq, DeepSeek, litellm's proxy
    ("x-ratelimit-remaining-requests", "x-ratelimit-limit-requests", "x-ratelimit-reset-requests"),
    (
        "anthropic-ratelimit-requests-remaining",
        "anthropic-ratelimit-requests-limit",
        "anthropic-ratelimit-requests-reset",
    ),
    # OpenRouter, Together
    ("x-ratelimit-remaining", "x-ratelimit-limit", "x-ratelimit-reset"),
    # https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ up to its version 06
    ("ratelimit-remaining", "ratelimit-limit", "ratelimit-reset"),
)
_TOKENS = (
    ("x-ratelimit-remaining-tokens", "x-ratelimit-limit-tokens", "x-ratelimit-reset-tokens"),
    *(
        tuple(f"anthropic-ratelimit-{kind}-{part}" for part in ("remaining", "limit", "reset"))
        for kind in ("tokens", "input-tokens", "output-tokens")
    ),
    ("x-tokenlimit-remaining", "x-tokenlimit-limit", "x-ratelimit-reset"),
)
_LIMIT = "limit"
"""What all of these names hold."""
_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6}
_DURATION = re.compile(r"(?:\d+(?:\.\d+)?(?:d|h|ms|us|µs|m|s))+", re.ASCII)
_PART = re.compile(r"(\d+(?:\.\d+)?)(d|h|ms|us|µs|m|s)", re.ASCII)
# From here on a bare number is no wait but a moment: seconds, or milliseconds, since 1970.
_SECONDS_SINCE_1970 = 1e9
_MILLISECONDS_SINCE_1970 = 1e12


def read_allowance(headers: Mapping[str, str], *, now: datetime | None = None) -> Allowance | None:
    """What is left of a provider's limits, or None where its headers do not say.

    `reset` is that of the scarcer of requests and tokens.

    Args:
        headers: An answer's.
        now: When it came; this moment where it is left out.
    """
    said = {n: value.strip() for name, value in headers.items() if _LIMIT in (n := name.lower())}
    if not said:
        return None
    requests = _read(said, _REQUESTS)
    tokens = _read(said, _TOKENS)
    known = [kind for kind in (requests, tokens) if kind is not None]
    if not known:
        return None
    moment = now or datetime.now(UTC)
    resets = [(share, wait) for _, share, at in known if (wait := _seconds(at, moment)) is not None]
    return Allowance(
        requests=requests[0] if requests else None,
        tokens=tokens[0] if tokens else None,
        # The smaller share is left of it; where neither share is known, the longer wait.
        reset=min(resets, key=lambda r: (r[0], -r[1]))[1] if resets else None,
    )


def _read(
    said: Mapping[str, str], names: tuple[tuple[str, ...], ...]
) -> tuple[int, float, str] | None:
    """What is left, which share that is, and when there is more, in the provider's words."""
    for remaining, limit, reset in names:
        left = _number(said.get(remaining))
        if left is not None:
            most = _number(said.get(limit)) or 0.0
            share = 0.0 if left <= 0 else left / most if most else 1.0
            return max(0, int(left)), share, said.get(reset, "")
    return None


def _number(value: str | None) -> float | None:
    """A header's number; further ones in it (a sum over several limits) are left alone."""
    found = re.match(r"-?\d{1,15}(?:\.\d+)?", value or "", re.ASCII)
    return float(found[0]) if found else None


def _seconds(value: str, now: datetime) -> float | None:
    """Seconds until a reset: "6m0s", "20ms", "7.66", a moment since 1970, or RFC 3339's."""
    if re.fullmatch(r"\d{1,15}(?:\.\d+)?", value, re.ASCII):
        number = float(value)
        if number >= _MILLISECONDS_SINCE_1970:
            number /= 1000
        return max(0.0, number - now.timestamp()) if number >= _SECONDS_SINCE_1970 else number
    if _DURATION.fullmatch(value):
        return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(value))
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
