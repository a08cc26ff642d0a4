"""What the command line takes, read and checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.models import Article


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


def read_article(file: str) -> Article:
    """The article in a file, or on standard input for "-".

    Raises:
        InputError: It cannot be read, or holds no article.
    """
    from dateline.articles import from_file, read_bytes

    if file != "-":
        return from_file(Path(file))
    if sys.stdin.isatty():
        say("Reading the article from the terminal; end it with Ctrl-D.")
    return read_bytes(sys.stdin.buffer.read(), name="standard input", suffix="")


def check_writable(out: Path | None) -> None:
    """Whether the result can be kept, before anything is spent on it.

    Raises:
        InputError: The folder is not there, or the path is a folder.
    """
    if out is None:
        return
    if out.is_dir():
        raise InputError(f"{str(out)!r} is a folder.", hint="Name a file in it.")
    if not out.parent.is_dir():
        raise InputError(
            f"{str(out)!r} cannot be written: there is no such folder.", hint="Make it first."
        )


@contextmanager
def working(*, quiet: bool) -> Iterator[None]:
    """A spinner while the model reads, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the article…"):
        yield
