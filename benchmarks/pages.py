"""The marked blocks of a page that hold a benchmark's result: `<!-- seed:begin -->` and its end."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def add_write(parser: argparse.ArgumentParser, name: str) -> None:
    """`--write PAGE`, refused before anything is measured where the page has no such block."""

    def page(path: str) -> Path:
        try:
            _parts(Path(path), name)
        except (OSError, ValueError) as error:
            raise argparse.ArgumentTypeError(str(error)) from error
        return Path(path)

    parser.add_argument("--write", type=page, metavar="PAGE", help="fill the block of a page")


def fill(page: Path, name: str, lines: Sequence[str]) -> None:
    """Put the lines between the marks of the block `name`."""
    head, tail = _parts(page, name)
    page.write_text("\n".join([head, *lines, tail]), "utf-8")


def _parts(page: Path, name: str) -> tuple[str, str]:
    """The page up to the block's first mark, and from its last one on."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, begins, rest = page.read_text("utf-8").partition(begin)
    _, ends, tail = rest.partition(end)
    if not begins or not ends:
        raise ValueError(f"{page} does not hold {begin} and {end}")
    return head + begin, end + tail
