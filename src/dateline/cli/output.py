"""Results as a table for people, or as JSON for machines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.models import Extraction


def write_result(
    result: Extraction, output_format: Literal["table", "json", "jsonl"], out: Path | None
) -> None:
    """Write `result` to `out`, or to standard output.

    Raises:
        InputError: The file cannot be written.
    """
    if out is None:
        _write(result, output_format, sys.stdout)
        return
    try:
        with out.open("w", encoding="utf-8") as file:
            _write(result, output_format, file)
    except OSError as error:
        raise InputError(f"{str(out)!r} cannot be written: {error.strerror}.") from error


def _write(result: Extraction, output_format: str, file: TextIO) -> None:
    if output_format == "json":
        file.write(result.model_dump_json(indent=2) + "\n")
    elif output_format == "jsonl":
        file.write(result.model_dump_json() + "\n")
    else:
        from dateline.cli.table import print_tables

        print_tables(result, file)
