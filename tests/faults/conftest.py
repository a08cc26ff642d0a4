"""The matrix waits for what does not come, half a minute in all: it runs with the slow tests."""

from __future__ import annotations

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that runs over a protocol; whether the page is what the matrix says is told at once."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        if item.path.parent == _HERE and callspec is not None and "protocol" in callspec.params:
            item.add_marker(pytest.mark.slow)
