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

NEAREST = "_DATELINE_CASSETTES_NEAREST"
"""The variable that, where it is set, lets a request that has changed have its old answer."""


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


def nearest_plays() -> bool:
    """Whether a request that is not recorded is answered as the nearest one was."""
    return bool(os.environ.get(NEAREST))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Its lines."""
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)
