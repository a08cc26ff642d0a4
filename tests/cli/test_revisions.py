"""`dateline revisions`: what newer versions of articles change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.batch.made import Reading, start
from tests.evaluation.made import TEXT

from dateline import Article

Run = Callable[..., Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with an article in two versions, and one in a single one."""
    found = tmp_path / "runs.db"
    articles = [
        Article.from_text(f"{TEXT}\n{end}\n", published=day, url=url)
        for end, day, url in (
            ("Corrected later.", date(2024, 3, 12), "https://example.org/a"),
            ("First told.", date(2024, 3, 11), "https://example.org/a"),
            ("Another story.", date(2024, 3, 11), "https://example.org/b"),
        )
    ]
    asyncio.run(start(found, articles, Reading(at_once=1)))
    return found


def test_versions_are_told_by_their_address(path: Path, dateline_command: Run) -> None:
    """The older first; here nothing in the records changed."""
    ended = dateline_command("revisions", path)
    assert ended.status == 0
    assert ended.out.splitlines() == [
        "https://example.org/a: articles:2 → articles:1",
        "    no record changes",
    ]


def test_a_changed_headline_is_told(tmp_path: Path, dateline_command: Run) -> None:
    """Beside what changed in the records; and a version whose place was taken has its id."""
    table, store = tmp_path / "in.jsonl", tmp_path / "runs.db"
    for title, end in (("Blast in Sarnel", "First."), ("Sarnel blast: toll rises", "Second.")):
        row = {"title": title, "text": f"{TEXT}\n{end}\n", "url": "https://example.org/a"}
        table.write_text(json.dumps(row) + "\n")
        ended = dateline_command("batch", table, "--out", store, "--provider", "parser")
        assert ended.status == 0
    lines = dateline_command("revisions", store).out.splitlines()
    assert lines[1] == "    headline: Blast in Sarnel → Sarnel blast: toll rises"
    assert lines[0].endswith("in.jsonl:1")


def test_an_earlier_version_is_no_report_of_its_own(path: Path, dateline_command: Run) -> None:
    """It stays in the event, and says what it became; the article counts once."""
    shown = dateline_command("events", path).out
    assert shown.count("(an earlier version of articles:1)") >= 1
    told = json.loads(dateline_command("events", path, "--format", "json").out)
    most = max(len(event["reports"]) for event in told)
    assert most == 3
    fewer = json.loads(dateline_command("events", path, "--format", "json", "--reports", "3").out)
    assert fewer == []


def test_as_json(path: Path, dateline_command: Run) -> None:
    """The same."""
    (told,) = json.loads(dateline_command("revisions", path, "--format", "json").out)
    assert (told["older"], told["newer"], told["changes"]) == ("articles:2", "articles:1", [])
