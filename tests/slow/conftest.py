"""What slow tests share: the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the tree."""
    out = tmp_path_factory.mktemp("dist")
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))
