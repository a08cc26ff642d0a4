"""`dateline review`: the links, the gold, and how far reviewers agree."""

from __future__ import annotations

import builtins
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.review.conftest import _read, path
from tests.review.made import decide_all

from dateline.review import serving

__all__ = ["_read", "path"]
Run = Callable[..., Any]


@pytest.mark.slow
def test_it_tells_the_links_and_ends_with_ctrl_c(path: Path) -> None:
    """One for each reviewer, on standard error; the status is 0, and nothing is left open."""
    command = [sys.executable, "-m", "dateline", "review", str(path)]
    with subprocess.Popen(
        [*command, "--reviewer", "anna", "--reviewer", "ben  b"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        told = [process.stderr.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=30)
    link = r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{43}"
    assert re.fullmatch(rf"dateline: anna reviews at {link}\n", told[0])
    assert re.fullmatch(rf"dateline: ben b reviews at {link}\n", told[1])
    assert (out, process.returncode) == ("", 0)
    assert "every decision is kept" in rest
    assert "Traceback" not in rest


def test_without_a_name_the_login_reviews(
    path: Path, dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system has it."""
    asked: list[Any] = []
    monkeypatch.setattr(serving, "serve", lambda *a, **_: asked.append(a))
    monkeypatch.setattr("getpass.getuser", lambda: "someone")
    assert dateline_command("review", path, "--port", "8123").status == 0
    assert asked == [(path, ["someone"], 8123)]


@pytest.mark.slow
def test_gold_is_written_and_evaluated(path: Path, dateline_command: Run) -> None:
    """As any other gold, by the command that reads it."""
    decide_all(path, "accepted")
    ended = dateline_command("review", path, "--export", "gold.jsonl")
    assert (ended.status, ended.out) == (0, "")
    assert "1 article of gold." in ended.err
    ended = dateline_command(
        "evaluate", "gold.jsonl", "--provider", "parser", "--format", "json", "--quiet"
    )
    assert ended.status == 0
    assert "statement" in ended.out


def test_gold_goes_to_standard_output_too(path: Path, dateline_command: Run) -> None:
    """Of the reviewer who is named; articles that nobody is through with are counted."""
    decide_all(path, "accepted")
    line = json.loads(dateline_command("review", path, "--export", "-").out)
    assert line["reviewed"]["by"] == "anna"
    decide_all(path, "rejected", "ben")
    refused = dateline_command("review", path, "--export", "-")
    assert (refused.status, refused.out) == (2, "")
    assert "--reviewer anna --reviewer ben" in refused.err
    named = dateline_command("review", path, "--export", "-", "--reviewer", "ben")
    assert json.loads(named.out)["incidents"] == []


def test_an_unfinished_article_is_told(path: Path, dateline_command: Run) -> None:
    """With the key that finishes it."""
    from tests.review.made import decide

    decide(path, "i1", "accepted")
    ended = dateline_command("review", path, "--export", "-")
    assert (ended.status, ended.out) == (0, "")
    assert "0 articles of gold." in ended.err
    assert "1 article left out" in ended.err


def test_agreement_is_shown(path: Path, dateline_command: Run) -> None:
    """Field by field, with counts; as JSON the same."""
    assert "No two reviewers" in dateline_command("review", path, "--agreement").out
    decide_all(path, "accepted")
    decide_all(path, "rejected", "ben")
    shown = dateline_command("review", path, "--agreement").out.splitlines()
    assert shown[0] == "anna and ben, 1 article"
    assert [line.split() for line in shown[1:]] == [
        ["field", "agreed", "of", "alpha"],
        ["incident", "0", "1", "0.00"],
        ["statement", "0", "2", "-0.50"],
        ["policy-context", "0", "1", "0.00"],
    ]
    (told,) = json.loads(dateline_command("review", path, "--agreement", "--format", "json").out)
    assert told["reviewers"] == ["anna", "ben"]
    assert told["fields"][1] == {
        "field": "statement",
        "compared": 2,
        "agreed": 0,
        "alpha": pytest.approx(-0.5),
    }


@pytest.mark.parametrize("name", ["", " ", "a" * 81, "a\u202eb", "a\0"])
def test_a_name_that_is_none_is_refused(path: Path, dateline_command: Run, name: str) -> None:
    """Before anything is served."""
    ended = dateline_command("review", path, "--reviewer", name)
    assert ended.status == 2
    assert "is no name" in ended.err


def test_what_cannot_be_read_or_written_is_said(path: Path, dateline_command: Run) -> None:
    """The store, the file of the gold."""
    assert dateline_command("review", "nowhere.db").status == 2
    assert not Path("nowhere.db").exists()
    ended = dateline_command("review", path, "--export", "nowhere/gold.jsonl")
    assert ended.status == 2
    assert "no such folder" in ended.err


def test_without_the_extra_it_is_named(
    path: Path, dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it; gold and agreement need none."""
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name in ("uvicorn", "starlette"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest, **more)

    for name in [n for n in sys.modules if n.startswith("dateline.review.serving")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    ended = dateline_command("review", path)
    assert ended.status == 2
    assert "pip install 'dateline[review]'" in ended.err
    assert dateline_command("review", path, "--agreement").status == 0


def test_importing_the_command_line_starts_no_server_library() -> None:
    """It is loaded when somebody reviews."""
    code = "import sys, dateline.cli; print({'starlette', 'uvicorn'} & set(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert ended.stdout == "set()\n"
