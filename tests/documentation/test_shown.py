"""What counts as shown."""

from __future__ import annotations

import pytest
from tests.documentation.shown import differs


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\nb", "a\nb\n"),
        ("a  \nb", "a\nb"),
        ("a\n...\nd", "a\nb\nc\nd"),
        ("a\n…    (two more)\nd", "a\nb\nc\nd"),
        ("a\n...", "a\nb\nc"),
        ("6 articles in 3.7 s, 1.6 a second", "6 articles in 2 min, 3.1 a minute"),
        ("x\nReceipt  local: 16 requests", "x\nReceipt  local: 17\n  tokens 3"),
    ],
)
def test_it_is_shown(shown: str, printed: str) -> None:
    """White space at a line's end, gaps that are marked, times and receipts are no difference."""
    assert differs(shown, printed) is None


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\nb", "a"),
        ("a", "a\nb"),
        ("a\nc", "a\nb\nc"),
        ("...\na", "a\nb"),
        ("killed 14", "killed 41"),
        ("6 articles", "5 articles"),
    ],
)
def test_it_is_not(shown: str, printed: str) -> None:
    """A line more or less, or another figure."""
    assert differs(shown, printed) is not None
