"""`dateline batch` and `dateline status`: what they take, say and end with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.canned import STORY
from tests.misbehaving import MisbehavingServer

from dateline.batch.store import Store
from dateline.models import Extraction

Run = Callable[..., Any]
pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def stories(tmp_path: Path, server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four stories and a row that is none, and a server that answers with nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DEFAULT", "m")
    monkeypatch.setenv("DATELINE_CODERS", "model")
    monkeypatch.setenv("DATELINE_RETRIES", "1")
    monkeypatch.setenv("DATELINE_PROVIDERS__M__MODEL", "openai-compatible:m")
    monkeypatch.setenv("DATELINE_PROVIDERS__M__BASE_URL", server.url)
    server.answer('{"items": []}')
    return written(tmp_path, *({"text": f"{STORY}\nNumber {n}."} for n in range(4)), {"body": "x"})


def written(folder: Path, *rows: object) -> Path:
    """Rows as JSON Lines."""
    path = folder / "stories.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def priced(monkeypatch: pytest.MonkeyPatch, dollars: str) -> None:
    """So many dollars for a million tokens."""
    for side in ("INPUT", "OUTPUT"):
        monkeypatch.setenv(f"DATELINE_PROVIDERS__M__PRICE__{side}", dollars)


def test_a_run_and_what_it_says(dateline_command: Run, stories: Path) -> None:
    """The summary on standard output, failures by name on standard error, and status 1 for them."""
    ended = dateline_command("batch", stories, "--out", "runs.db")
    assert ended.status == 1
    assert "Articles  4: 4 read, 0 failed" in ended.out
    assert "Rows      5, 1 unreadable" in ended.out
    assert f"Failed: {stories}:5: " in ended.err
    assert "neither `text` nor `html`" in ended.err


def test_again_it_goes_on_and_reads_nothing_twice(
    dateline_command: Run, stories: Path, server: MisbehavingServer
) -> None:
    """A row that was mended is read; nothing else is asked."""
    dateline_command("batch", stories, "--out", "runs.db")
    asked = len(server.requests)
    rows = [json.loads(line) for line in stories.read_text("utf-8").splitlines()]
    rows[-1] = {"text": f"{STORY}\nNumber 4."}
    written(stories.parent, *rows)
    ended = dateline_command("batch", stories, "--out", "runs.db")
    assert ended.status == 0
    assert "Articles  5: 5 read, 0 failed" in ended.out
    assert "4 known from an earlier start" in ended.out
    assert "This time 1 article in " in ended.out
    assert len(server.requests) == asked / 4 * 5


def test_status_from_another_shell(dateline_command: Run, stories: Path) -> None:
    """For people and for programs; with what failed and why."""
    dateline_command("batch", stories, "--out", "runs.db")
    ended = dateline_command("status", "runs.db")
    assert ended.status == 0
    assert ended.out.startswith("State     finished, ")
    assert "Articles  4: 4 read" in ended.out
    assert f"Failed    {stories}:5: " in ended.out
    told = json.loads(dateline_command("status", "runs.db", "--format", "json").out)
    assert (told["done"], told["unreadable"], told["running"]) == (4, 1, False)
    assert told["configuration"]["provider, model"] == "m"
    assert dateline_command("status", "none.db").status == 2


def test_what_was_read_is_exported(dateline_command: Run, stories: Path, tmp_path: Path) -> None:
    """One extraction a line, whole; what failed is named, and is not in it."""
    dateline_command("batch", stories)
    ended = dateline_command("export", "runs.db")
    assert (ended.status, ended.err) == (0, "")
    found = [Extraction.model_validate_json(line) for line in ended.out.splitlines()]
    assert [e.article.text for e in found] == [f"{STORY}\nNumber {n}." for n in range(4)]
    assert dateline_command("export", "runs.db", "-o", "out.jsonl").out == ""
    assert (tmp_path / "out.jsonl").read_text("utf-8") == ended.out
    with closing(sqlite3.connect(tmp_path / "runs.db")) as connection:
        connection.execute(
            "UPDATE outcomes SET state = 'failed', problem = 'odd' WHERE article = 2"
        )
        connection.commit()
    ended = dateline_command("export", "runs.db")
    assert (ended.status, len(ended.out.splitlines())) == (1, 3)
    assert f"Left out: {stories}:2 failed: odd" in ended.err
    assert dateline_command("export", "none.db").status == 2


def test_a_store_in_use_is_refused_and_status_still_answers(
    dateline_command: Run, stories: Path, tmp_path: Path
) -> None:
    """With the process that has it."""
    dateline_command("batch", stories, "--out", "runs.db")
    store = Store(tmp_path / "runs.db")
    try:
        ended = dateline_command("batch", stories, "--out", "runs.db")
        assert (ended.status, ended.out) == (1, "")
        assert "Another process goes on with the run 'runs.db'" in ended.err
        assert dateline_command("status", "runs.db").status == 0
    finally:
        store.close()


def test_a_dry_run_asks_nobody_and_writes_nothing(
    dateline_command: Run,
    stories: Path,
    server: MisbehavingServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Articles, tokens and money; where the price is unknown, so is the cost."""
    ended = dateline_command("batch", stories, "--dry-run")
    assert ended.status == 0
    assert ended.out.startswith("Articles to read  4 (1 row unreadable)\n")
    assert "Cost              unknown" in ended.out
    priced(monkeypatch, "1000")
    ended = dateline_command("batch", stories, stories, "--dry-run")
    assert "(4 the same again, 2 rows unreadable)" in ended.out
    assert "Cost              about $" in ended.out
    assert server.requests == []
    assert not (tmp_path / "runs.db").exists()


def test_a_dry_run_of_a_run_that_was_begun_goes_by_what_was_measured(
    dateline_command: Run, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves out what was read."""
    priced(monkeypatch, "1000")
    dateline_command("batch", stories, "--sample", "1", "--quiet")
    ended = dateline_command("batch", stories, "--dry-run")
    assert "Articles to read  3 (1 read before" in ended.out
    assert "as measured over 1 article of this run" in ended.out


def test_a_sample_is_read_shown_and_kept(
    dateline_command: Run, stories: Path, server: MisbehavingServer
) -> None:
    """So many and no more; the run goes on with the others."""
    ended = dateline_command("batch", stories, "--sample", "2")
    assert ended.out.count("Receipt  m (m)") == 2
    assert "Articles  4: 2 read, 0 failed, 2 to read" in ended.out
    assert f"dateline: {stories}:1:" in ended.err
    dateline_command("batch", stories)
    assert "4: 4 read" in dateline_command("status", "runs.db").out


def test_a_budget_ends_the_run_before_it_is_crossed(
    dateline_command: Run, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do; without known prices it does not start."""
    ended = dateline_command("batch", stories, "--budget", "1")
    assert ended.status == 2
    assert "the price of 'm' is not known" in ended.err
    priced(monkeypatch, "1000")
    ended = dateline_command("batch", stories, "--budget", "0.5")
    assert ended.status == 1
    assert "Stopped: The run's budget of $0.5 is used up: $" in ended.err
    assert dateline_command("batch", stories, "--budget", "500").status == 1  # the row that is none
    assert "4: 4 read" in dateline_command("status", "runs.db").out


def test_a_changed_configuration_is_a_question(dateline_command: Run, stories: Path) -> None:
    """Status 2 with what changed and what may be said."""
    dateline_command("batch", stories)
    ended = dateline_command("batch", stories, "--coders", "both")
    assert ended.status == 2
    assert "coders: model -> both" in ended.err
    assert "--on-change resume" in ended.err
    assert dateline_command("batch", stories, "--coders", "both", "--on-change", "no").status == 2
    ended = dateline_command("batch", stories, "--coders", "both", "--on-change", "resume")
    assert "This time 0 articles" in ended.out


def test_an_upgrade_is_told_and_the_run_goes_on(
    dateline_command: Run, stories: Path, tmp_path: Path, server: MisbehavingServer
) -> None:
    """Told once; what was read before can be read anew in any later start."""
    dateline_command("batch", stories)
    with closing(sqlite3.connect(tmp_path / "runs.db")) as connection, connection:
        (parts,) = connection.execute("SELECT parts FROM configurations").fetchone()
        older = json.dumps(json.loads(parts) | {"dateline": "0.0.9"})
        connection.execute("UPDATE configurations SET fingerprint = 'older', parts = ?", (older,))
    asked = len(server.requests)
    ended = dateline_command("batch", stories)
    assert "This time 0 articles" in ended.out
    assert "with another dateline (dateline: 0.0.9 -> " in ended.err
    assert "another dateline" not in dateline_command("batch", stories).err
    assert "This time 4 articles" in dateline_command("batch", "--on-change", "redo").out
    assert "This time 0 articles" in dateline_command("batch", "--on-change", "redo").out
    assert len(server.requests) == asked  # the questions are the same as before


def test_what_failed_is_read_again_only_where_that_is_asked(
    dateline_command: Run, stories: Path, server: MisbehavingServer
) -> None:
    """Without inputs too: the articles are in the store."""
    server.forget()
    server.fail(400, "no")
    ended = dateline_command("batch", stories)
    assert "4: 0 read, 4 failed" in ended.out
    server.forget()
    server.answer('{"items": []}')
    ended = dateline_command("batch", stories)
    assert (ended.status, "4: 0 read, 4 failed" in ended.out) == (1, True)
    assert "Failed before: 4 articles. To read once more: --retry-failed." in ended.err
    assert server.requests == []
    assert "4: 4 read, 0 failed" in dateline_command("batch", "--retry-failed").out


def test_standard_input_and_columns_of_other_names(dateline_command: Run, stories: Path) -> None:
    """JSON Lines through a pipe."""
    rows = "".join(json.dumps({"body": f"{STORY}\nPiped {n}."}) + "\n" for n in range(3))
    ended = dateline_command("batch", "-", "--map", "text=body", stdin=rows.encode())
    assert ended.status == 0
    assert "Articles  3: 3 read" in ended.out


def test_a_day_for_articles_that_have_none(dateline_command: Run, stories: Path) -> None:
    """What has a day of its own keeps it."""
    written(stories.parent, {"text": STORY}, {"text": STORY, "published": "2024-03-09"})
    ended = dateline_command("batch", stories, "--published", "2024-03-11")
    assert ended.status == 0
    found = dateline_command("export", "runs.db").out.splitlines()
    days = [str(Extraction.model_validate_json(line).article.published) for line in found]
    assert days == ["2024-03-11", "2024-03-09"]
    dry = dateline_command("batch", stories, "--published", "2024-03-11", "--dry-run")
    assert dry.out.startswith("Articles to read  0 (2 read before)")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["none.jsonl"], "No such file or folder: 'none.jsonl'"),
        ([], "There is nothing to read"),
        (["stories.jsonl", "--map", "text"], "--map 'text' names no column"),
        (["stories.jsonl", "--published", "soon"], "--published 'soon' is no date"),
        (["--published", "2024-03-11"], "there is no INPUT"),
        (["stories.jsonl", "--out", ""], "--out is empty"),
        (["stories.jsonl", "--out", "none/runs.db"], "no such folder"),
        (["stories.jsonl", "--provider", "opnai"], "Did you mean 'openai'?"),
        (["stories.jsonl", "--provider", "openai"], "Set OPENAI_API_KEY"),
        (["stories.jsonl", "--processes", "2", "--batch-api"], "are waited for"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    dateline_command: Run,
    stories: Path,
    server: MisbehavingServer,
    arguments: list[str],
    problem: str,
) -> None:
    """Status 2, one message, nothing written."""
    ended = dateline_command("batch", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert problem in ended.err
    assert server.requests == []
    assert not (stories.parent / "runs.db").exists()
