"""`dateline evaluate`: figures on standard output, failures by name, a page of mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.made import TEXT, Counting, bomb, interruptible, market

import dateline.cli.evaluate as command
from dateline.errors import InputError

Run = Callable[..., Any]
GOLD = {
    "id": "karsa",
    "article": {"text": TEXT, "published": "2024-03-11"},
    "incidents": [
        {"kind": "Attack", "evidence": [TEXT.split("\n\n")[1]]},
        {"kind": "Attack", "evidence": ["A bomb wounded three guards in Dumo on Sunday."]},
    ],
}


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str | None, Counting]:
    """Two readers, one of which finds more."""
    made = {
        None: Counting("usual", (market(),)),
        "one": Counting("one", (market(),)),
        "other": Counting("other", (market(), bomb())),
    }
    monkeypatch.setattr(command, "provider_reader", lambda name, settings: made[name].reader())
    return made


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """Gold of three articles."""
    file = tmp_path / "gold.jsonl"
    lines = [
        {**GOLD, "id": f"karsa-{n}", "article": {"text": f"{TEXT}\nEdition {n}.\n"}}
        for n in range(3)
    ]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return file


def test_two_providers_side_by_side(
    dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path
) -> None:
    """Each with precision, recall and interval, and what lies between them."""
    ended = dateline_command(
        "evaluate", gold_file, "--provider", "one", "--provider", "other", "--runs", "runs"
    )
    assert (ended.status, ended.err) == (0, "")
    (row,) = [line.split() for line in ended.out.splitlines() if line.startswith("incident ")]
    assert row[:3] == ["incident", "0.667", "1.000"]
    assert "+0.333" in row
    assert "may be noise" in ended.out
    assert "one: 3 articles, 0 failed, 1.50 s each, 330 tokens, cost $0.0300" in ended.out


def test_it_resumes(
    dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path
) -> None:
    """What was read is read once; with the configured default where no provider is named."""
    first = dateline_command("evaluate", gold_file, "--limit", "2", "--runs", "runs")
    assert "gold.jsonl: 2 documents" in first.out
    dateline_command("evaluate", gold_file, "--runs", "runs")
    assert len(readers[None].read) == 3


def test_json(dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path) -> None:
    """For machines."""
    ended = dateline_command("evaluate", gold_file, "--format", "json", "--runs", "runs")
    (corpus,) = json.loads(ended.out)["corpora"]
    assert corpus["readers"][0]["metrics"]["incident"]["recall"] == 0.5


def test_the_page(
    dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path, tmp_path: Path
) -> None:
    """Beside the table."""
    ended = dateline_command("evaluate", gold_file, "-o", "report.html", "--runs", "runs")
    assert "report.html" in ended.err
    assert "karsa-1" in (tmp_path / "report.html").read_text("utf-8")


def test_an_article_that_fails_is_named(
    dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path
) -> None:
    """The others are measured; the status says that something failed."""
    readers[None].fails, readers[None].error = "Edition 1", InputError("too odd")
    ended = dateline_command("evaluate", gold_file, "--runs", "runs")
    assert ended.status == 1
    assert "gold.jsonl, karsa-1, usual: too odd" in ended.err
    assert "2 articles, 1 failed" in ended.out


def test_interrupted_it_says_how_to_go_on(
    dateline_command: Run, readers: dict[str | None, Counting], gold_file: Path
) -> None:
    """With the status of an interrupted command."""
    readers[None].fails, readers[None].error = "Edition 1", KeyboardInterrupt()
    with interruptible():
        ended = dateline_command("evaluate", gold_file, "--runs", "runs")
    assert ended.status == 130
    assert "'runs': run it again" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing.jsonl",), "no gold 'nothing.jsonl'"),
        (("gold.jsonl", "-o", "missing/report.html"), "no such folder"),
        (("gold.jsonl", "--coders", "nobody"), "coders"),
        (("gold.jsonl", "--runs", "gold.jsonl"), "--runs"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(
    dateline_command: Run,
    readers: dict[str | None, Counting],
    gold_file: Path,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    """Status 2."""
    ended = dateline_command("evaluate", *arguments)
    assert ended.status == 2
    assert words in ended.err
    assert readers[None].read == []


def test_progress_shows_articles_cost_and_failures(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    dateline_command: Run,
    readers: dict[str | None, Counting],
    gold_file: Path,
) -> None:
    """On a terminal only."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    readers[None].fails, readers[None].error = "Edition 1", InputError("too odd")
    ended = dateline_command("evaluate", gold_file, "--runs", "runs")
    assert "3/3" in ended.err
    assert "$0.0200, 1 failed" in ended.err
