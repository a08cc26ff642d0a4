"""A project's tests and commands, run to see which cassettes they play, or to record them."""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.models.plain import flat
from dateline.recording.report import FOLDER, NEAREST, REPORT, read

_NO_TESTS = 5  # pytest's status where none was found


@dataclass
class Ran:
    """What came of it.

    Attributes:
        played: By cassette, which of its interactions.
        missing: What no recording answered.
        stale: The cassettes that were to answer it.
        read: By who read it, the records of each article in order.
        paired: Who asked something else than was recorded, and was given the old answers.
        failed: What did not end well, with the end of what it said.
    """

    played: dict[Path, set[int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    stale: set[Path] = field(default_factory=set)
    read: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    paired: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)

    def add(self, line: Mapping[str, Any]) -> None:
        """One line of a report."""
        if "played" in line:
            self.played.setdefault(Path(line["cassette"]).resolve(), set()).update(line["played"])
        elif "missing" in line:
            self.missing.append(f"{line['by']}: {line['missing']}")
            self.stale.add(Path(line["cassette"]).resolve())
        elif "paired" in line:
            self.paired.add(line["by"])
        elif "extraction" in line:
            self.read.setdefault(line["by"], []).append(line["extraction"])


def run_project(
    root: Path,
    folder: Path,
    commands: Sequence[str],
    *,
    record: bool = False,
    nearest: bool = False,
    tests: Sequence[str] = (),
    mark: str = "vcr",
) -> Ran:
    """Run the tests that have cassettes, and the commands.

    Args:
        root: The project's folder.
        folder: Where its cassettes are, or are to be.
        commands: What else plays them.
        record: Whether answers are recorded anew.
        nearest: Whether a request that is not recorded has the answer of the nearest one.
        tests: Which tests; all of them where there are none, and then the commands too.
        mark: Which of them: pytest's `-m`.
    """
    ran = Ran()
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.jsonl"
        environment = {**os.environ, REPORT: str(report), FOLDER: str(folder)}
        environment.pop("DATELINE_RECORDING", None)
        if nearest:
            environment[NEAREST] = "1"
        mode = "--record-mode=" + ("rewrite" if record else "none")
        if importlib.util.find_spec("pytest") is not None:
            command = [sys.executable, "-m", "pytest", "-q", "-m", mark, mode, *tests]
            _run(command, root, environment, ran, fine=(0, _NO_TESTS))
        environment["DATELINE_RECORDING"] = "record" if record else "replay"
        for words in commands if not tests else ():
            parts = shlex.split(words)
            python = parts[0] in ("python", "python3")
            _run([sys.executable, *parts[1:]] if python else parts, root, environment, ran)
        for line in read(report):
            ran.add(line)
    return ran


def _run(
    command: Sequence[str],
    root: Path,
    environment: Mapping[str, str],
    ran: Ran,
    *,
    fine: Sequence[int] = (0,),
) -> None:
    try:
        ended = subprocess.run(  # noqa: S603  # the user's own project
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        ran.failed.append(f"{shlex.join(command)}: {error}")
        return
    if ended.returncode not in fine:
        said = "\n".join((ended.stdout + ended.stderr).strip().splitlines()[-25:])
        ran.failed.append(f"{shlex.join(command)} ended with {ended.returncode}:\n{said}")


def changes(before: Ran, after: Ran) -> Iterator[str]:
    """What became other in the records, field by field.

    Where there was no recording, there are no old records to set beside the new.
    """
    for who, now in sorted(after.read.items()):
        old = before.read.get(who, [])
        for number, new in enumerate(now):
            if number >= len(old):
                yield f"{who}: no old reading to compare with; now {_counts(new)}"
                continue
            left, right = dict(flat(old[number])), dict(flat(new))
            for name in sorted(left.keys() | right.keys()):
                if left.get(name) != right.get(name):
                    yield f"{who}: {name}: {_shown(left, name)} → {_shown(right, name)}"


def _counts(read_anew: Mapping[str, Any]) -> str:
    kinds = ("incidents", "statements", "policy_context", "findings")
    return ", ".join(f"{len(read_anew[kind])} {kind.replace('_', ' ')}" for kind in kinds)


def _shown(values: Mapping[str, Any], name: str) -> str:
    return repr(values[name])[:80] if name in values else "(nothing)"
