"""What an answer's headers say may still be asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.providers.allowance import read_allowance
from dateline.providers.base import Allowance

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)

OPENAI = {
    "x-ratelimit-limit-requests": "60",
    "x-ratelimit-limit-tokens": "150000",
    "x-ratelimit-remaining-requests": "59",
    "x-ratelimit-remaining-tokens": "149984",
    "x-ratelimit-reset-requests": "1s",
    "x-ratelimit-reset-tokens": "6m0s",
}
ANTHROPIC = {
    "anthropic-ratelimit-requests-limit": "1000",
    "anthropic-ratelimit-requests-remaining": "999",
    "anthropic-ratelimit-requests-reset": "2026-03-01T12:00:01Z",
    "anthropic-ratelimit-tokens-limit": "80000",
    "anthropic-ratelimit-tokens-remaining": "4000",
    "anthropic-ratelimit-tokens-reset": "2026-03-01T12:00:57Z",
}


@pytest.mark.parametrize(
    ("headers", "allowance"),
    [
        (OPENAI, Allowance(59, 149984, 1.0)),
        ({**OPENAI, "x-ratelimit-remaining-tokens": "0"}, Allowance(59, 0, 360.0)),
        (ANTHROPIC, Allowance(999, 4000, 57.0)),
        (  # Anthropic's newer pair
            {
                "anthropic-ratelimit-input-tokens-remaining": "12000",
                "anthropic-ratelimit-input-tokens-reset": "2026-03-01T12:00:30Z",
            },
            Allowance(None, 12000, 30.0),
        ),
        (  # Groq: requests of a day, tokens of a minute
            {
                "x-ratelimit-limit-requests": "14400",
                "x-ratelimit-limit-tokens": "18000",
                "x-ratelimit-remaining-requests": "14370",
                "x-ratelimit-remaining-tokens": "17997",
                "x-ratelimit-reset-requests": "2m59.56s",
                "x-ratelimit-reset-tokens": "7.66s",
            },
            Allowance(14370, 17997, 179.56),
        ),
        (  # OpenRouter: milliseconds since 1970
            {
                "X-RateLimit-Limit": "20",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": str(int(NOW.timestamp() * 1000) + 2500),
            },
            Allowance(0, None, 2.5),
        ),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": "12"}, Allowance(3, None, 12.0)),
        (
            {"x-ratelimit-remaining": "3", "x-ratelimit-reset": str(int(NOW.timestamp()) + 9)},
            Allowance(3, None, 9.0),
        ),
        ({"RateLimit-Remaining": "7", "RateLimit-Reset": "5"}, Allowance(7, None, 5.0)),
        ({"x-ratelimit-remaining-requests": "59"}, Allowance(59, None, None)),
    ],
)
def test_each_dialect_is_read(headers: dict[str, str], allowance: Allowance) -> None:
    """OpenAI's, Anthropic's, Groq's, OpenRouter's and the draft standard's."""
    assert read_allowance(headers, now=NOW) == allowance


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        ("20ms", 0.02),
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("1h2m3.5s", 3723.5),
        ("1d1h", 90000.0),
        ("500µs", 0.0005),
        ("7.66", 7.66),
        ("2026-03-01T12:01:00Z", 60.0),
        ("2026-03-01T13:01:00+01:00", 60.0),
        ("2026-03-01T12:01:00", 60.0),
        ("2026-03-01T11:00:00Z", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_resets_are_durations_numbers_and_moments(reset: str, seconds: float | None) -> None:
    """One that is past is now; one that cannot be read is unknown."""
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": reset}
    allowance = read_allowance(headers, now=NOW)
    assert allowance is not None
    assert allowance.reset == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "application/json", "retry-after": "3"},
        {"x-ratelimit-remaining-requests": "", "x-ratelimit-reset-requests": "1s"},
        {"x-ratelimit-remaining-requests": "many"},
        {"anthropic-ratelimit-requests-reset": "2026-03-01T12:00:01Z"},
    ],
)
def test_headers_that_say_nothing_of_it_are_none(headers: dict[str, str]) -> None:
    """Most servers have none; a reset alone is no allowance."""
    assert read_allowance(headers, now=NOW) is None


@pytest.mark.parametrize("value", ["9" * 500, "-1", "1e309", "٣", "12abc", "0x10", "\x00", "∞"])
def test_no_header_breaks_an_answer(value: str) -> None:
    """Whatever a gateway makes of them."""
    for name in OPENAI:
        read_allowance({**OPENAI, name: value}, now=NOW)
    for name in ANTHROPIC:
        read_allowance({**ANTHROPIC, name: value}, now=NOW)


def test_what_is_left_is_never_less_than_nothing() -> None:
    """Some count below."""
    allowance = read_allowance({"x-ratelimit-remaining-requests": "-1"}, now=NOW)
    assert allowance == Allowance(0, None, None)
