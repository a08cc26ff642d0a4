"""What `dateline cassettes` says of a folder, and how it compares readings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.cassette_runs import Ran, changes
from dateline.recording.files import read_data
from dateline.recording.shelf import keep_only, look

Run = Callable[..., Any]


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A folder with one real cassette."""
    where = tmp_path / "kept"
    where.mkdir()
    shutil.copy(next((root / "examples/newsdesk/cassettes").rglob("*.yaml")), where / "one.yaml")
    return where


def test_list_shows_what_is_in_each(dateline_command: Run, folder: Path) -> None:
    """How many answers, whose, when, and from which prompts; a broken one is named."""
    (folder / "two.yaml").write_text("interactions: [", "utf-8")
    ended = dateline_command("cassettes", "list", "--folder", folder)
    first, second = ended.out.splitlines()
    held = look(folder / "one.yaml")
    assert first.startswith(f"{folder / 'one.yaml'}: {held.interactions} answers of gemma-3-270m")
    assert "incident 1" in first
    assert str(held.recorded) in first
    assert "two.yaml' is refused" in second
    assert ended.status == 0


def test_a_model_that_the_address_names_is_listed(root: Path) -> None:
    """As in Google's requests, whose bodies name none."""
    assert list(look(root / "cassettes/google/raid-and-roadside-bomb.yaml").models) == [
        "gemma-3-270m"
    ]


def test_nothing_of_a_cassette_commands_the_terminal(dateline_command: Run, folder: Path) -> None:
    """Neither its name nor what it holds."""
    words = (folder / "one.yaml").read_text("utf-8").replace(": gemma-3-270m\n", ': "\\e[2J"\n')
    (folder / "a\x1b[31m.yaml").write_text(words, "utf-8")
    ended = dateline_command("cassettes", "list", "--folder", folder)
    assert "\x1b" not in ended.out
    assert "a\\x1b[31m.yaml" in ended.out
    assert "answers of \\x1b[2J" in ended.out


def test_check_names_a_prompt_that_has_changed(dateline_command: Run, folder: Path) -> None:
    """Told by its hash, without running anything."""
    assert dateline_command("cassettes", "check", "--no-run", "--folder", folder).status == 0
    path = folder / "one.yaml"
    (sha256,) = {p.sha256 for p in look(path).prompts if p.id == "incident"}
    path.write_text(path.read_text("utf-8").replace(sha256, "f" * 64), "utf-8")
    ended = dateline_command("cassettes", "check", "--no-run", "--folder", folder)
    assert ended.status == 1
    assert "the prompt 'incident' has changed since" in ended.out


PLAIN = """
interactions:
- request:
    method: POST
    uri: https://h/v1/chat?api_key=planted
    headers: {Cookie: [planted], Content-Type: [application/json]}
    body: '{"organization": "planted", "max_tokens": 3}'
  response:
    status: {code: 200, message: OK}
    headers: {X-Api-Key: [planted], Date: [today]}
    body: {string: '{"id": "one", "account": {"name": "planted"}}'}
version: 1
"""


def test_check_names_what_stands_under_the_name_of_a_secret(
    dateline_command: Run, folder: Path
) -> None:
    """As in a cassette that vcrpy wrote by itself; the value is not shown."""
    assert dateline_command("cassettes", "check", "--no-run", "--folder", folder).status == 0
    (folder / "plain.yaml").write_text(PLAIN, "utf-8")
    ended = dateline_command("cassettes", "check", "--no-run", "--folder", folder)
    assert ended.status == 1
    found = [line.split("a secret under ")[1].split("'")[1] for line in ended.out.splitlines()]
    assert found == ["Cookie", "organization", "X-Api-Key", "name", "api_key"]
    assert "planted" not in ended.out


def test_an_empty_folder_is_said_to_be_empty(dateline_command: Run, tmp_path: Path) -> None:
    """On standard error."""
    ended = dateline_command("cassettes", "list", "--folder", tmp_path)
    assert (ended.status, ended.out) == (0, "")
    assert "There is no cassette" in ended.err
    assert "dateline cassettes record" in ended.err


def test_a_check_says_so_once(
    dateline_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is unused is looked for in the same empty folder."""
    monkeypatch.setattr("dateline.cli.cassette_runs.run_project", lambda *_, **__: Ran())
    ended = dateline_command("cassettes", "check", "--folder", tmp_path)
    assert ended.err.count("There is no cassette") == 1


def test_what_is_not_played_can_be_taken_out(folder: Path) -> None:
    """The rest stays as it was."""
    path = folder / "one.yaml"
    before = read_data(path)
    keep_only(path, {1})
    after = read_data(path)
    assert after["interactions"] == before["interactions"][1:2]
    assert after["metadata"] == before["metadata"]


def reading(**incident: Any) -> Ran:
    """One article that somebody read."""
    extraction = {"incidents": [incident], "statements": [], "policy_context": [], "findings": []}
    return Ran(read={"test_a": [extraction]})


def test_readings_are_compared_field_by_field() -> None:
    """Changed, added and gone."""
    before, after = reading(kind="Attack", low=7), reading(kind="Attack", low=8, new="x")
    assert list(changes(before, after)) == [
        "test_a: incidents[0].low: 7 → 8",
        "test_a: incidents[0].new: (nothing) → 'x'",
    ]
    assert list(changes(before, before)) == []


def test_a_reading_without_an_old_one_is_counted() -> None:
    """There is nothing to set beside it."""
    (line,) = changes(Ran(), reading(kind="Attack"))
    assert line.startswith("test_a: no old reading to compare with; now 1 incidents")
