"""The command line run in this process, in a folder of its own, with no provider behind it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.canned import STORY, Canned
from tests.misbehaving import server

import dateline.wiring
from dateline.cli import main
from dateline.models import Article

__all__ = ["server"]


@dataclass(frozen=True)
class Ended:
    """What a command came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def dateline_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    """`dateline ARGUMENTS` in an empty folder; `stdin` is what comes through a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        piped = SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False)
        monkeypatch.setattr(sys, "stdin", piped)
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        captured = capsys.readouterr()
        return Ended(status, captured.out, captured.err)

    return command


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, Article, date | None]]:
    """What the extractor was asked."""
    monkeypatch.setattr(dateline.wiring, "Extractor", Canned)
    Canned.calls.clear()
    Canned.made.clear()
    return Canned.calls


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with the story."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path
