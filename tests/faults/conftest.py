"""The whole matrix takes half a minute: in the fast suite Chat Completions alone."""

from __future__ import annotations

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The other protocols run with the slow tests; what they share is tested in both."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        protocol = callspec.params.get("protocol", "chat") if callspec is not None else "chat"
        if item.path.parent == _HERE and protocol != "chat":
            item.add_marker(pytest.mark.slow)
