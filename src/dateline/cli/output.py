"""Results as a table or a page for people, or as JSON for machines."""

from __future__ import annotations

import shutil
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateline.cli.streams import OutputFailed, emit, rescue
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.models import Extraction

Format = Literal["table", "json", "jsonl", "html"]

_ESCAPED_AS = {"table": "plain", "json": "json", "jsonl": "json", "html": "html"}


def write_result(result: Extraction, output_format: Format, out: Path | None) -> None:
    """Write `result` to `out`, or to standard output. It was paid for: it is never lost.

    Raises:
        InputError: The file cannot be written; the result is on standard output instead.
        OutputFailed: Nor can standard output; the result is in a file that the message names.
    """
    if out is None:
        _print(_rendered(result, output_format, colours=sys.stdout.isatty()), output_format)
        return
    text = _rendered(result, output_format, colours=False)
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        _print(text, output_format)
        raise InputError(
            f"{str(out)!r} cannot be written: {error.strerror}.",
            hint="The result went to standard output instead.",
        ) from error


def _print(text: str, output_format: Format) -> None:
    try:
        emit(text, escaped_as=_ESCAPED_AS[output_format])
    except OutputFailed as error:
        kept = rescue(text, ".txt" if output_format == "table" else f".{output_format}")
        raise OutputFailed(error.message, hint=f"The result is in {kept!r}.") from error


def _rendered(result: Extraction, output_format: Format, *, colours: bool) -> str:
    if output_format == "json":
        return result.model_dump_json(indent=2) + "\n"
    if output_format == "jsonl":
        return result.model_dump_json() + "\n"
    if output_format == "html":
        return result.to_html()
    from rich.console import Console

    from dateline.cli.table import print_tables

    text = StringIO()
    width = max(40, shutil.get_terminal_size((110, 24)).columns)
    console = Console(file=text, width=width, force_terminal=colours, highlight=False)
    print_tables(result, console)
    return without_padding(text.getvalue())


def without_padding(text: str) -> str:
    """The lines without the spaces that cells are filled up with; a file would keep them."""
    return "\n".join(line.rstrip() for line in text.split("\n"))
