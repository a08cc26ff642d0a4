"""What was played, missing and read, for whoever checks cassettes; written only where asked for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# No setting of the user's: `dateline cassettes` sets both for the processes that it starts.
REPORT = "_DATELINE_CASSETTES_REPORT"
"""The variable that names the file: a JSON object in each line."""

FOLDER = "_DATELINE_CASSETTES_FOLDER"
"""The variable that names another folder of cassettes."""


def note(**what: Any) -> None:
    """Add a line, with who did it."""
    path = os.environ.get(REPORT)
    if path:
        by = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0] or " ".join(sys.argv)
        line = json.dumps({"by": by, **what}, ensure_ascii=False) + "\n"
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(line)


def wanted() -> bool:
    """Whether somebody asked for a report."""
    return bool(os.environ.get(REPORT))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Its lines."""
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)
