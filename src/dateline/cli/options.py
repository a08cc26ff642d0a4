"""What the command line takes, read and checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli import streams
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.models import Article, Extraction
    from dateline.settings import Settings


StoreArgument = Annotated[str, typer.Argument(metavar="STORE", help="The store of a run: runs.db.")]
"""The store that a command is about."""


def say(message: str) -> None:
    """A message for the person, on standard error."""
    print(f"dateline: {message}", file=sys.stderr)  # noqa: T201  # this is the command line


def parse_date(value: str | None) -> date | None:
    """The day that `--published` names.

    Raises:
        InputError: It is no day.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(
            f"--published {value!r} is no date.", hint="Write it as 2024-03-11."
        ) from error


def given_path(option: str, value: str | None) -> Path | None:
    """The path that an option names.

    Raises:
        InputError: It is empty, as an unset variable in a script leaves it.
    """
    if value is None:
        return None
    if not value.strip():
        raise InputError(f"{option} is empty.", hint="Name a path, or leave the option out.")
    return Path(value)


def read_article(file: str) -> Article:
    """The article in a file, or on standard input for "-".

    Raises:
        InputError: It cannot be read, or holds no article.
    """
    from dateline.articles import from_file, read_bytes
    from dateline.articles.files import MAX_BYTES

    if not file.strip():
        raise InputError("FILE is empty.", hint="Name a file, or give - for standard input.")
    if file != "-":
        return from_file(Path(file))
    if sys.stdin is None:
        raise InputError("Standard input is closed.", hint="Pipe the article in, or name a file.")
    if sys.stdin.isatty():
        say("Reading the article from the terminal; end it with Ctrl-D.")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"Standard input cannot be read: {error.strerror}.") from error
    return read_bytes(data, name="standard input", suffix="")


def check_writable(out: Path | None) -> None:
    """Whether the result can be kept, before anything is spent on it.

    Raises:
        InputError: The folder is not there, the path is a folder, or the file is not to be
            written; or there is no standard output.
    """
    if out is None:
        if streams.output_is_closed():
            raise InputError("Standard output is closed.", hint="Name a file with -o.")
        return
    if out.is_dir():
        raise InputError(f"{str(out)!r} is a folder.", hint="Name a file in it.")
    if not out.parent.is_dir():
        raise InputError(
            f"{str(out)!r} cannot be written: there is no such folder.", hint="Make it first."
        )
    if out.is_file() or not out.exists():  # opening a pipe or a device may do something
        new = not out.exists()
        try:
            out.open("ab").close()
            if new:
                out.unlink()
        except OSError as error:
            raise InputError(
                f"{str(out)!r} cannot be written: {error.strerror}.", hint="Name another file."
            ) from error


def settings(**said: str | None) -> Settings:
    """The settings, with what the command line says of them."""
    from dateline.settings import Settings

    return Settings.load(**{key: value for key, value in said.items() if value is not None})


def fail_on_findings(result: Extraction, severity: Literal["warning", "error"] | None) -> None:
    """End with status 1 where a finding is as severe as that, and say how many are."""
    failing = ("error",) if severity == "error" else ("warning", "error")
    count = sum(finding.severity in failing for finding in result.findings)
    if severity is not None and count:
        from dateline.export.wording import plural

        say(f"{plural(count, 'finding')} of severity {' or '.join(failing)}.")
        raise typer.Exit(1)


@contextmanager
def working(*, quiet: bool) -> Iterator[None]:
    """A spinner while the model reads, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the article…"):
        yield
