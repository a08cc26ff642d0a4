"""What is done with a block, by its language."""

from __future__ import annotations

import contextlib
import io
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from sybil import Example
from sybil.evaluators.python import PythonEvaluator
from tests.documentation.desk import Desk
from tests.documentation.pages import Handler, info_of
from tests.documentation.shown import differs

from dateline import Settings
from dateline.evaluation.corpora import load_corpus
from dateline.recording.layout import read_cassette
from dateline.wiring.actor_list import load_actors

_COMMAND = re.compile(r"^\$ ", re.MULTILINE)
_PLUGIN_KEYS = {"dateline_cassettes"}


class Handlers:
    """The handlers of one desk."""

    LANGUAGES: ClassVar[Mapping[str, str]] = {
        "python": "python",
        "sh": "shell",
        "console": "console",
        "text": "output",
        "toml": "toml",
        "csv": "actors",
        "json": "gold",
        "yaml": "cassette",
        "sql": "sql",
    }

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._python = PythonEvaluator()
        self._files: set[str] = set()

    def by_language(self) -> Mapping[str, Handler]:
        """All of them."""
        return {language: getattr(self, name) for language, name in self.LANGUAGES.items()}

    def python(self, example: Example) -> None:
        """Run here, in the page's one namespace; a file is only written."""
        if self._kept(example):
            return
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            self._python(example)
        self._desk.printed = printed.getvalue()

    def shell(self, example: Example) -> None:
        """Run by a shell; a command that fails is a failure."""
        ended = self._desk.run(str(example.parsed))
        assert ended.returncode == 0, ended.stdout + ended.stderr
        self._desk.printed = ended.stdout

    def console(self, example: Example) -> None:
        """Commands after "$ ", each with what it prints."""
        _, *sessions = _COMMAND.split(str(example.parsed))
        assert sessions, "there is no command"
        for session in sessions:
            command, _, shown = session.partition("\n")
            ended = self._desk.run(command)
            problem = differs(shown, ended.stdout)
            assert problem is None, f"$ {command}\n{problem}\n{ended.stderr}"

    def output(self, example: Example) -> None:
        """What the block before it printed; or a text that is a file."""
        if self._kept(example):
            return
        problem = differs(str(example.parsed), self._desk.printed)
        assert problem is None, problem

    def toml(self, example: Example) -> None:
        """A configuration, a list of actors, or a part of a pyproject.toml."""
        text = str(example.parsed)
        self._kept(example)
        table = tomllib.loads(text)
        tools = table.get("tool", {})
        if "actor" in table:
            assert load_actors(self._file("actors.toml", text))
        elif "pytest" in tools:
            assert set(tools["pytest"]["ini_options"]) <= _PLUGIN_KEYS
        else:
            name = "pyproject.toml" if tools else "dateline.toml"
            assert Settings.load(self._file(name, text)).config_file

    def actors(self, example: Example) -> None:
        """A list of actors."""
        self._kept(example)
        assert load_actors(self._file("actors.csv", str(example.parsed)))

    def gold(self, example: Example) -> None:
        """One article of gold, on one line of its file."""
        line = json.dumps(json.loads(str(example.parsed)))
        assert load_corpus(str(self._file("gold.jsonl", line + "\n")))

    def cassette(self, example: Example) -> None:
        """A cassette, as it is written."""
        assert read_cassette(str(example.parsed))

    def sql(self, example: Example) -> None:
        """Run in the file that the page exported."""
        import duckdb

        with duckdb.connect(self._desk.folder / "runs.duckdb", read_only=True) as database:
            assert database.execute(str(example.parsed)).fetchall()

    def _file(self, name: str, text: str) -> Path:
        folder = self._desk.folder / ".read"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, "utf-8")
        return path

    def _kept(self, example: Example) -> bool:
        """Whether it is a file of the page's, which is written; a second block goes on with it."""
        title = info_of(example).title
        if title is None:
            return False
        path = self._desk.folder / title
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if title in self._files else "w", encoding="utf-8") as file:
            file.write(f"{example.parsed}\n")
        self._files.add(title)
        return True
