"""How long a provider asks us to wait, in all the ways that providers say it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str], delay: str = "") -> float | None:
    """Seconds to wait, or None where nothing is said.

    Args:
        headers: Of the answer, their names in lower case. `retry-after` holds seconds, or a date
            (RFC 9110, 10.2.3); `retry-after-ms` is OpenAI's and Azure's.
        delay: What the body says, such as "34.5s" (Google's `RetryInfo.retryDelay`).
    """
    milliseconds = _seconds(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "").strip()
    for said in (value, delay.strip().removesuffix("s")):
        seconds = _seconds(said)
        if seconds is not None:
            return seconds
    return _until(value)


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return max(0.0, seconds) if not math.isnan(seconds) else 0.0


def _until(value: str) -> float | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
