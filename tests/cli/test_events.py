"""`dateline events`: what the articles of a run tell together, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.batch.test_events import path

__all__ = ["path"]
Run = Callable[..., Any]


def test_events_are_shown_with_the_reasons(path: Path, dateline_command: Run) -> None:
    """Day, kind, place, tolls of all; and a line for each report."""
    ended = dateline_command("events", path)
    assert ended.status == 0
    shown = ended.out.splitlines()
    assert shown[0].endswith("2024-03-09  Attack, a market in Karsa, ET-OR, ET")
    assert shown[1] == "    killed 14 or more"
    assert shown[2] == "    2024-03-11  articles:1 i1: the event's first report"
    assert shown[3].startswith("    2024-03-12  articles:2 i1: as articles:1: same day (+1.5)")


def test_as_json_they_hold_the_same(path: Path, dateline_command: Run) -> None:
    """An id that stays, tolls with their rule, reports with what they were linked by."""
    (event,) = json.loads(dateline_command("events", path, "--format", "json").out)
    assert event["id"].startswith("ev-")
    assert event["tolls"][0]["rule"] == "latest of all reports, range of all"
    assert [report["likest"] for report in event["reports"]] == [None, "articles:1"]
    again = json.loads(dateline_command("events", path, "--format", "json").out)
    assert again == [event]


def test_all_are_linked_anew_where_that_is_asked(path: Path, dateline_command: Run) -> None:
    """By the same rules to the same events, with their ids."""
    shown = dateline_command("events", path).out
    again = dateline_command("events", path, "--again")
    assert (again.status, again.out) == (0, shown)


def test_events_of_few_reports_can_be_left_out(path: Path, dateline_command: Run) -> None:
    """Two tell of this one."""
    assert "Attack" in dateline_command("events", path, "--reports", "2").out
    assert dateline_command("events", path, "--reports", "3").out == "No such events.\n"


def test_a_store_that_is_not_there_is_said(tmp_path: Path, dateline_command: Run) -> None:
    """And none is made."""
    ended = dateline_command("events", "nowhere.db")
    assert ended.status == 2
    assert "No such file: 'nowhere.db'." in ended.err
    assert not (tmp_path / "nowhere.db").exists()
