"""The example project outside of the checkout: recorded with the model, replayed without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def _run(python: Path | str, project: Path, *words: str, **more: str) -> tuple[int, str]:
    ended = subprocess.run(
        [str(python), "-m", *words],
        cwd=project,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_a_project_records_and_its_ci_replays_without_the_model(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    """In an environment of the wheel alone, where neither the model nor a network is there."""
    project = tmp_path / "newsdesk"
    shutil.copytree(
        root / "examples/newsdesk",
        project,
        ignore=shutil.ignore_patterns("cassettes", "__pycache__"),
    )
    here = {"PYTHONPATH": str(root / "src"), "PYTEST_PLUGINS": "dateline.testing.plugin"}
    status, said = _run(sys.executable, project, "pytest", "-q", "--record-mode=rewrite", **here)
    assert status == 0, said
    (cassette,) = (project / "cassettes").rglob("*.yaml")

    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    for packages in (("--upgrade", "pip>=25.1"), (f"{wheel}[testing,parser]",)):
        status, said = _run(python, project, "pip", "install", "--quiet", *packages)
        assert status == 0, said
    status, said = _run(python, project, "pip", "show", "xllamacpp")
    assert status == 1, "the model is there"

    ended = subprocess.run(
        ["sh", "ci.sh"],
        cwd=project,
        env={**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2 passed" in ended.stdout

    text = cassette.read_text("utf-8")
    cassette.write_text(text.replace("in the news", "in the papers"), "utf-8")
    status, said = _run(python, project, "pytest", "-q", PYTHONPATH="")
    assert status == 1
    assert "in the papers" in said
