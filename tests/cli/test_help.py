"""Help that teaches: every command, argument and option says what it is for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer.main

from dateline import __version__
from dateline.cli.app import app

Run = Callable[..., Any]
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_version(dateline_command: Run) -> None:
    """Of the package."""
    ended = dateline_command("--version")
    assert (ended.status, ended.out, ended.err) == (0, f"dateline {__version__}\n", "")


def test_the_commands_are_those_of_the_design() -> None:
    """A new one is added here with its tests."""
    assert COMMANDS == [
        "batch",
        "cassettes",
        "evaluate",
        "events",
        "export",
        "extract",
        "providers",
        "review",
        "revisions",
        "schema",
        "status",
    ]


def test_without_a_command_the_help_is_shown(dateline_command: Run) -> None:
    """With every command and an example to start with."""
    ended = dateline_command()
    text = ended.out + ended.err
    for command in COMMANDS:
        assert command in text
    assert "dateline extract article.txt" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(dateline_command: Run, command: str) -> None:
    """In its own words, shown by --help."""
    group: Any = typer.main.get_command(app)
    found = group.commands[command]
    assert found.help
    assert all(getattr(p, "help", None) for p in found.params if p.name != "help")
    ended = dateline_command(command, "--help")
    assert ended.status == 0
    assert found.help.splitlines()[0] in " ".join(ended.out.split())


def test_help_of_extract_names_what_it_takes(dateline_command: Run) -> None:
    """The options of the contract."""
    text = dateline_command("extract", "--help").out
    for words in ("--provider", "--published", "--format", "-o", "dateline[local]"):
        assert words in text


def test_python_m_dateline_is_the_command() -> None:
    """For where the script is not on the path."""
    ended = subprocess.run(
        [sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout == f"dateline {__version__}\n"
    assert ended.stderr == ""
