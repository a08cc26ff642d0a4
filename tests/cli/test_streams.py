"""Standard streams that are closed, full, or in another encoding: no traceback, nothing lost.

Each command is a process of its own, with its streams as a shell would tie them. In `extract`
a canned extractor stands in the real one's place, and says so in a file when it was asked.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.canned import STORY

from dateline.models import Extraction

Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMANDS = [
    "extract story.txt",
    "extract story.txt --format json",
    "extract story.txt --format jsonl",
    "extract story.txt --format html",
    "providers",
    "schema",
    "--help",
    "extract --help",
    "--version",
]
pytestmark = pytest.mark.slow  # each case is a process of its own
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
# Loaded where `extract` asks for it: the pipeline that it stands for takes as long as all the rest.
_CODE = """
import sys
import types
from dateline.cli import main

class Wiring(types.ModuleType):
    @property
    def Extractor(self):
        import pathlib
        from tests.cli.canned import Canned

        class Noted(Canned):
            def extract(self, *a, **k):
                pathlib.Path("asked").touch()
                return super().extract(*a, **k)

        return Noted

if sys.argv[1:2] == ["extract"]:
    sys.modules["dateline.wiring"] = Wiring("dateline.wiring")
main()
"""


@pytest.fixture
def shell(tmp_path: Path, root: Path) -> Shell:
    """A shell command in a folder with the story.

    `dateline` is the command line, `python` the interpreter.
    """
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "code.py").write_text(_CODE, "utf-8")

    def run(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join([str(root), str(root / "src")])
        commands = (
            f'dateline() {{ "{sys.executable}" code.py "$@"; }}; '
            f'python() {{ "{sys.executable}" "$@"; }}; '
        )
        return subprocess.run(
            ["bash", "-c", commands + command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(tmp_path), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=30,
        )

    return run


def quiet(ended: subprocess.CompletedProcess[bytes]) -> None:
    """Nothing of the interpreter's was said."""
    for words in (b"Traceback", b"Exception ignored", b"BrokenPipe"):
        assert words not in ended.stderr


@pytest.mark.parametrize(
    ("command", "reader"),
    [*((command, "head -1") for command in COMMANDS), (COMMANDS[0], "true"), ("--help", "true")],
)
def test_a_reader_that_goes_is_no_failure(shell: Shell, command: str, reader: str) -> None:
    """After a line, or before any."""
    ended = shell(f"dateline {command} | {reader}; exit ${{PIPESTATUS[0]}}")
    assert ended.returncode == 0
    quiet(ended)


@needs_full
@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("extract story")])
def test_an_output_without_room_is_told(shell: Shell, command: str) -> None:
    """In one line, with status 2."""
    ended = shell(f"dateline {command} > /dev/full")
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert b"No space left" in ended.stderr


@needs_full
@pytest.mark.parametrize("where", ["> /dev/full", "-o /dev/full > /dev/full"])
def test_a_result_without_room_is_kept(shell: Shell, where: str, tmp_path: Path) -> None:
    """In a file that the message names."""
    ended = shell(f"dateline extract story.txt --published 2024-03-11 --format json {where}")
    assert ended.returncode == 2
    quiet(ended)
    (kept,) = tmp_path.glob("dateline-*.json")
    assert str(kept).encode() in ended.stderr
    assert Extraction.model_validate_json(kept.read_text("utf-8")).incidents


@needs_full
def test_a_file_without_room_sends_the_result_to_standard_output(shell: Shell) -> None:
    """It was paid for."""
    ended = shell("dateline extract story.txt --format json --quiet -o /dev/full")
    assert ended.returncode == 2
    assert b"/dev/full" in ended.stderr
    assert b"standard output" in ended.stderr
    assert Extraction.model_validate_json(ended.stdout).incidents


@needs_proc
def test_a_file_that_cannot_be_made_costs_nothing(shell: Shell, tmp_path: Path) -> None:
    """It is tried before the model runs."""
    ended = shell("dateline extract story.txt --quiet -o /proc/dateline.json")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert b"cannot be written" in ended.stderr
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("command", ["providers", "schema", "extract story.txt"])
def test_a_closed_output_is_told(shell: Shell, command: str, tmp_path: Path) -> None:
    """And nothing is asked for it."""
    ended = shell(f"dateline {command} >&-")
    assert ended.returncode == 2
    assert b"Standard output is closed" in ended.stderr
    assert not (tmp_path / "asked").exists()
    quiet(ended)


def test_a_closed_output_is_not_needed_with_a_file(shell: Shell, tmp_path: Path) -> None:
    """Nothing would be written there."""
    ended = shell("dateline extract story.txt --quiet --format json -o out.json >&-")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert Extraction.model_validate_json((tmp_path / "out.json").read_text("utf-8")).incidents


def test_a_closed_input_is_told(shell: Shell) -> None:
    """In one line."""
    ended = shell("dateline extract - <&-")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"dateline: Standard input is closed.")


def test_a_closed_error_stream_mixes_nothing_into_the_result(shell: Shell) -> None:
    """Without a publication date there is something to say, and nowhere to say it."""
    ended = shell("dateline extract story.txt --format json 2>&-")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["incidents"]


def test_the_pipeline_loads_without_any_stream(shell: Shell) -> None:
    """What stands behind the canned extractor."""
    assert shell("python -c 'import dateline.wiring' <&- >&- 2>&-").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_what_a_terminal_cannot_show_is_replaced(shell: Shell, encoding: str) -> None:
    """Quotation marks by plain ones; in JSON, everything by its escape, so that nothing is lost."""
    table = shell("dateline extract story.txt --quiet", PYTHONIOENCODING=encoding)
    assert (table.returncode, table.stderr) == (0, b"")
    shown = table.stdout.decode(encoding.partition(":")[0])
    assert "They came [from] the river" in shown
    if encoding != "cp1252":
        assert '"at least 14 traders"' in shown
    for output_format in ("json", "jsonl"):
        command = f"dateline extract story.txt --quiet --format {output_format}"
        ended = shell(command, PYTHONIOENCODING=encoding)
        assert (ended.returncode, ended.stderr) == (0, b"")
        text = ended.stdout.decode(encoding.partition(":")[0])
        assert Extraction.model_validate_json(text).article.text == STORY
    assert shell("dateline schema", PYTHONIOENCODING=encoding).returncode == 0


def test_a_page_is_written_in_what_every_encoding_holds(shell: Shell) -> None:
    """It says of itself that it is UTF-8; elsewhere it is written in ASCII with references."""
    command = "dateline extract story.txt --quiet --format html"
    plain = shell(command, PYTHONIOENCODING="utf-8").stdout.decode("utf-8")
    ended = shell(command, PYTHONIOENCODING="cp1252")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert html.unescape(ended.stdout.decode("ascii")) == html.unescape(plain)
    assert b"&#8220;" in ended.stdout


def test_a_file_is_written_in_utf_8_whatever_the_terminal_is(shell: Shell, tmp_path: Path) -> None:
    """Nobody's terminal decides what a file holds."""
    shell("dateline extract story.txt --quiet -o out.txt", PYTHONIOENCODING="ascii")
    assert "“at least 14 traders”" in (tmp_path / "out.txt").read_text("utf-8")


def test_the_streams_are_given_back(dateline_command: Any) -> None:
    """A program that calls `main` goes on with its own."""
    before = sys.stdout, sys.stderr
    dateline_command("--version")
    assert (sys.stdout, sys.stderr) == before
