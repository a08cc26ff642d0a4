"""The pytest plugin in a project of its own, as a user has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of the example project, outside of the checkout."""
    return Path(shutil.copytree(root / "examples/newsdesk", tmp_path / "newsdesk"))


def ran(project: Path, root: Path, *words: str) -> tuple[int, str]:
    """A module of Python's in the project, and what it said."""
    path = os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path, "PYTEST_PLUGINS": "dateline.testing.plugin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.slow
def test_the_example_project_replays(project: Path, root: Path) -> None:
    """Its own tests, from its own cassette, and the check finds nothing."""
    status, said = ran(project, root, "pytest", "-q")
    assert status == 0, said
    assert "2 passed" in said


@pytest.mark.slow
def test_check_finds_what_is_wrong_and_prune_clears_it(project: Path, root: Path) -> None:
    """An orphan, then an answer that nobody asks for, a changed model, and a key."""
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert (status, said.strip()) == (0, "")
    cassette = next((project / "cassettes").rglob("*.yaml"))
    orphan = cassette.with_name("orphan.yaml")
    shutil.copy(cassette, orphan)
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert status == 1
    assert "orphan.yaml: no test and no command plays it" in said
    assert ran(project, root, "dateline", "cassettes", "prune")[0] == 0
    assert not orphan.exists()
    assert cassette.exists()

    config = project / "pyproject.toml"
    config.write_text(
        config.read_text("utf-8") + '[tool.dateline.providers.local]\nmodel = "llama.cpp"\n'
        "max_tokens = 100\n",
        "utf-8",
    )
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert status == 1
    assert "+max_tokens: 100" in said
    assert cassette.name in said


@pytest.mark.slow
def test_check_finds_secrets_and_hostile_yaml_without_running_anything(
    project: Path, root: Path
) -> None:
    """Each named with its file; the secret is not shown."""
    cassette = next((project / "cassettes").rglob("*.yaml"))
    text = cassette.read_text("utf-8")
    key = "sk-planted0123456789abcdef"
    cassette.with_name("key.yaml").write_text(text.replace("Halima Sabo", key), "utf-8")
    cassette.with_name("tag.yaml").write_text("interactions: !!python/none x", "utf-8")
    status, said = ran(project, root, "dateline", "cassettes", "check", "--no-run")
    assert status == 1
    assert "key.yaml: it holds what looks like an API key" in said
    assert key not in said
    assert "tag.yaml' is refused" in said


def test_a_project_that_does_not_ask_for_it_is_left_alone(root: Path, tmp_path: Path) -> None:
    """No network is blocked, no fixture is replaced, and dateline is not imported."""
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    (tmp_path / "test_other.py").write_text(
        "import sys\n\n\ndef test_it(pytestconfig):\n"
        "    assert not pytestconfig.getoption('--block-network')\n"
        "    assert 'dateline.recording' not in sys.modules\n"
        "    assert 'pydantic' not in sys.modules\n",
        "utf-8",
    )
    status, said = ran(tmp_path, root, "pytest", "-q", "-p", "no:hypothesispytest")
    assert status == 0, said


@pytest.mark.slow
def test_a_missing_cassette_fails_its_test_by_name(project: Path, root: Path) -> None:
    """With the command that records it."""
    shutil.rmtree(project / "cassettes")
    status, said = ran(project, root, "pytest", "-q")
    assert status == 1
    assert "test_a_raid_is_one_line_for_the_desk.yaml is missing" in said
    assert "--record-mode=rewrite" in said
