"""The pytest plugin in a project of its own, as a user has it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.recording.files import read_data, write_data


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
    """A cassette that no test plays, and an answer in one that no test asks for."""
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert (status, said.strip()) == (0, "")
    cassette = next((project / "cassettes").rglob("*.yaml"))
    orphan = cassette.with_name("orphan.yaml")
    shutil.copy(cassette, orphan)
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert status == 1
    assert "orphan.yaml: no test and no command plays it" in said
    bad = cassette.with_name("bad.yaml")
    bad.write_text("interactions: [", "utf-8")
    unused = read_data(cassette)
    unused["interactions"].append(
        json.loads(json.dumps(unused["interactions"][0], default=bytes.decode))
    )
    write_data(cassette, unused)
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert f"{cassette.name}: 1 answer not played" in said
    assert "bad.yaml' is refused" in said
    assert "bad.yaml: no test and no command plays it" in said
    assert "ended with" not in said
    begun = cassette.with_name(f".{cassette.name}.x.part")
    begun.write_text("interactions: [", "utf-8")
    assert ran(project, root, "dateline", "cassettes", "prune")[0] == 0
    assert [p.name for p in cassette.parent.iterdir()] == [cassette.name]
    status, said = ran(project, root, "dateline", "cassettes", "check")
    assert (status, said.strip()) == (0, "")


PROMPT = """
from dateline.prompts import Prompt

_render = Prompt.render
Prompt.render = lambda *a, **k: _render(*a, **k).replace("in the news", "in the papers")
"""
SCHEMA = """
from dateline.pipeline import choices

_made = choices.create_model
choices.create_model = lambda name, **fields: _made(
    name, **{"location" if n == "place" else n: f for n, f in fields.items()}
)
"""
MODEL = '[tool.dateline.providers.local]\nmodel = "llama.cpp:gemma-4-1b"\n'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "change", "lines"),
    [
        ("conftest.py", PROMPT, ("-    Incidents in the news.", "+    Incidents in the papers.")),
        ("conftest.py", SCHEMA, ("-      - place", "+      - location")),
        ("pyproject.toml", MODEL, ("-model: gemma-3-270m", "+model: gemma-4-1b")),
    ],
    ids=["prompt", "schema", "model"],
)
def test_what_has_changed_is_not_replayed_and_check_names_the_cassette(
    project: Path, root: Path, file: str, change: str, lines: tuple[str, str]
) -> None:
    """One word of a prompt, one field of a schema, the model's name: each with the difference."""
    with (project / file).open("a", encoding="utf-8") as opened:
        opened.write(change)
    for words in (("pytest", "-q"), ("dateline", "cassettes", "check")):
        status, said = ran(project, root, *words)
        assert status == 1, said
        assert "test_newsdesk/test_a_raid_is_one_line_for_the_desk.yaml" in said
        assert all(line in said for line in lines), said
        assert "prune" not in said


@pytest.mark.slow
def test_a_test_that_goes_on_without_an_answer_fails(project: Path, root: Path) -> None:
    """A pipeline may well catch our errors: the recording is out of date all the same."""
    test = project / "test_newsdesk.py"
    words = test.read_text("utf-8").replace(
        "    lines = lines_for_the_desk",
        "    try:\n        lines_for_the_desk(ARTICLE, '2024-05-06')\n"
        "    except Exception:\n        return\n    lines = lines_for_the_desk",
    )
    test.write_text(words, "utf-8")
    (project / "conftest.py").write_text(PROMPT, "utf-8")
    status, said = ran(project, root, "pytest", "-q", "-m", "vcr")
    assert status == 1, said
    assert "The test went on without an answer" in said
    assert "+    Incidents in the papers." in said


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
    cassette.with_name("deep.yaml").write_text("interactions: " + "{a: " * 100_000, "utf-8")
    with cassette.with_name("large.yaml").open("wb") as file:
        file.truncate(1 << 30)
    status, said = ran(project, root, "dateline", "cassettes", "check", "--no-run")
    assert status == 1
    assert "key.yaml: it holds what looks like an API key" in said
    assert key not in said
    assert "tag.yaml' is refused" in said
    assert "deep.yaml' is refused" in said
    assert "large.yaml' is longer than 64 MB" in said


@pytest.mark.slow
def test_a_hostile_cassette_fails_its_test(project: Path, root: Path, tmp_path: Path) -> None:
    """And nothing that it says is done."""
    done = tmp_path / "done"
    cassette = next((project / "cassettes").rglob("*.yaml"))
    cassette.write_text(f"interactions: !!python/object/apply:os.mkdir ['{done}']", "utf-8")
    status, said = ran(project, root, "pytest", "-q")
    assert status == 1
    assert "BadCassette" in said
    assert "tag:yaml.org,2002:python/object/apply:os.mkdir" in said
    assert not done.exists()


def test_datelines_modules_are_loaded_as_they_are(root: Path, tmp_path: Path) -> None:
    """Pytest would rewrite all that a package with a plugin holds, in every project that has it."""
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    (tmp_path / "test_other.py").write_text(
        "import importlib\n\n\ndef test_it():\n"
        "    for name in ('dateline.errors', 'dateline.models', 'dateline.recording.layout'):\n"
        "        loader = type(importlib.import_module(name).__loader__).__name__\n"
        "        assert loader == 'SourceFileLoader'\n",
        "utf-8",
    )
    status, said = ran(tmp_path, root, "pytest", "-q", "-p", "no:hypothesispytest")
    assert status == 0, said


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


@pytest.mark.slow
def test_where_nothing_can_be_recorded_the_old_cassette_stays(project: Path, root: Path) -> None:
    """Without a model the test fails, and says what to install; the parser alone asks nothing."""
    (project / "conftest.py").write_text("import sys\n\nsys.modules['xllamacpp'] = None\n", "utf-8")
    cassette = next((project / "cassettes").rglob("*.yaml"))
    before = cassette.read_bytes()
    config = project / "pyproject.toml"
    config.write_text(config.read_text("utf-8").partition("[tool.dateline]")[0], "utf-8")
    status, said = ran(project, root, "pytest", "-q", "--record-mode=rewrite", "-m", "vcr")
    assert status == 1
    assert "pip install 'dateline[local]'" in said
    assert cassette.read_bytes() == before

    test = project / "test_newsdesk.py"
    words = test.read_text("utf-8")
    test.write_text(
        words.replace("lines = lines_for_the_desk", "return\n    lines = lines_for_the_desk")
    )
    status, said = ran(project, root, "pytest", "-q", "--record-mode=rewrite", "-m", "vcr")
    assert status == 1
    assert "Nothing was recorded into cassettes/test_newsdesk/" in said
    assert cassette.read_bytes() == before
