"""The README's own lines, run as they stand there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])]


def test_the_first_lines_of_python_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the embedded model, and with what the comments beside them say."""
    readme = (root / "README.md").read_text("utf-8")
    lines = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)[0]
    monkeypatch.chdir(root)
    names: dict[str, Any] = {}
    exec(compile(lines, "README.md", "exec"), names)
    assert (names["toll"].count.low, names["toll"].count.high) == (23, None)
    assert names["toll"].count.mention.span.text == "At least 23 soldiers"
    assert names["result"].incidents[0].when.start == date(2024, 3, 9)
