"""What a server's headers and errors are read as."""

from __future__ import annotations

import pytest

from dateline.providers.retry_after import retry_after


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", 2.0),
        (" 0.5 ", 0.5),
        ("", None),
        ("soon", None),
        ("-5", 0.0),
        ("nan", 0.0),
        ("Mon, 99 Foo 2024", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0.0),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 +99999999999999", None),
    ],
)
def test_retry_after_is_a_wait_or_nothing(value: str, expected: float | None) -> None:
    """Seconds are seconds, a past date means now, and nonsense is ignored."""
    assert retry_after({"retry-after": value}) == expected


def test_no_retry_after_is_no_wait() -> None:
    """Most errors have none."""
    assert retry_after({}) is None
