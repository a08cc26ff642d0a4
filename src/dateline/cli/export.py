"""`dateline export`: what a run has read, for other programs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from dateline.batch import Outcome, read_outcomes
from dateline.cli import options
from dateline.cli.streams import emit
from dateline.errors import InputError

_NAMED = 10  # failures that are named one by one


def export(store: Path, out: Path | None) -> int:
    """Write each extraction as a line of JSON. The exit status: 1 where articles failed.

    Raises:
        InputError: There is no such store, or the file cannot be written.
        StoreError: It is no store, or cannot be read.
    """
    failed: list[str] = []
    with closing(_lines(store, failed)) as lines:
        if out is None:
            for line in lines:
                emit(line, escaped_as="json")
        else:
            _write(lines, out)
    for where in failed[:_NAMED]:
        options.say(f"Failed, and not in it: {where}")
    if len(failed) > _NAMED:
        options.say(f"Failed, and not in it: {len(failed) - _NAMED} others.")
    return 1 if failed else 0


def _lines(store: Path, failed: list[str]) -> Generator[str, None, None]:
    for outcome in read_outcomes(store):
        if outcome.extraction is not None:
            yield outcome.extraction.model_dump_json() + "\n"
        else:
            failed.append(_told(outcome))


def _told(outcome: Outcome) -> str:
    return f"{outcome.where}: {outcome.problem}"


def _write(lines: Iterator[str], out: Path) -> None:
    try:
        with out.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise InputError(
            f"{str(out)!r} cannot be written: {error.strerror}.", hint="Name another with -o."
        ) from error
