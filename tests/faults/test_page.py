"""docs/reliability.md is what the matrix says."""

from __future__ import annotations

from tests.faults.page import PAGE, written


def test_the_page_is_written_from_the_matrix() -> None:
    """Otherwise: make reliability."""
    assert PAGE.read_text("utf-8") == written()
