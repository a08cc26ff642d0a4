"""`dateline export`: extractions as what analysts load."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from dateline.cli import options, streams
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.export import Coded, Selection

_SQLITE = b"SQLite format 3\0"
_JSON = ("jsonl", "plover", "jsonld")
Severities = Literal["info", "warning", "error"]


def export(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="The store of a run (runs.db), or JSON Lines of extractions as `dateline extract "
            "--format jsonl` writes them, or JSON; - for standard input.",
        ),
    ],
    output_format: Annotated[
        Literal[
            "jsonl", "csv", "parquet", "duckdb", "acled", "ucdp", "gtd", "plover", "jsonld", "html"
        ],
        typer.Option(
            "--format",
            help="csv and parquet are folders of tables, html one of pages; the rest a file.",
        ),
    ] = "jsonl",
    out: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="The file or folder; standard output without."
        ),
    ] = None,
    records: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS", help="Only these: incidents, statements, policy, findings, own."
        ),
    ] = None,
    found_by: Annotated[
        str | None,
        typer.Option(metavar="CODERS", help="Only records found by these: model, parser, both."),
    ] = None,
    realis: Annotated[
        str | None,
        typer.Option(
            help="Only incidents that are: actual, attempted, planned, threatened, denied, "
            "hypothetical, historical. Without it acled and ucdp have actual ones, gtd attempted "
            "ones too, the rest all."
        ),
    ] = None,
    severity: Annotated[
        Severities | None, typer.Option(help="Only findings of this severity or worse.")
    ] = None,
    without: Annotated[
        Severities | None,
        typer.Option(help="No records that a finding of this severity or worse is about."),
    ] = None,
    versions: Annotated[
        Literal["newest", "all"] | None,
        typer.Option(
            help="Of an article that came anew under its url, the newest version or all. Without "
            "it acled, ucdp, gtd and plover have the newest, the rest all. Only a store knows them."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Write extractions as tables, or as ACLED, UCDP, GTD, PLOVER or schema.org have them.

    Several values of an option have commas between them. With acled, ucdp and gtd a second file,
    OUT.provenance.csv, says which words of the article each cell rests on. Which column comes from
    where: docs/exports.md. Ends with status 1 where a line of the input held no extraction, or an
    article of a run has failed.
    """
    from dateline.export.formats import format_of, selected

    path = options.given_path("-o", out)
    selection = replace(_selection(records, found_by, realis, severity, without), versions=versions)
    wanted = format_of(output_format)
    if path is not None:
        _check_is_no_input(path, inputs)
    reading = _Reading(inputs, lambda each: wanted.has(each, selection))
    articles = selected(reading.articles(), wanted, selection)
    if path is not None:
        wanted.write(articles, path)
    elif wanted.pieces is None:
        raise InputError(f"{output_format} needs a place to be written to.", hint="Name it: -o OUT")
    else:
        options.check_writable(None)
        for piece in wanted.pieces(articles):
            streams.emit(piece, escaped_as="json" if output_format in _JSON else "plain")
    reading.end(None if quiet else path)


class _Reading:
    """The articles of the inputs that are exported, and what was wrong with them."""

    def __init__(self, inputs: list[str], wanted: Callable[[Coded], bool]) -> None:
        self._inputs = inputs
        self._wanted = wanted
        self._stores = 0
        self._read = self._skipped = self._undated = self._revised = 0
        self._later: list[tuple[int, Path]] = []

    def articles(self) -> Iterator[Coded]:
        """Every article with its id; what holds none is told and left out."""
        from dateline.export import unique

        for each in unique(article for name in self._inputs for article in self._of(name)):
            if not self._wanted(each):
                self._revised += 1
                continue
            self._read += 1
            self._undated += each.extraction.article.published is None
            yield each

    def end(self, path: Path | None) -> None:
        """Say what came of it; end with status 1 where something was left out."""
        from dateline.export.wording import plural

        if path is not None:
            options.say(f"{plural(self._read, 'article')} written to {str(path)!r}.")
            if self._revised:
                options.say(
                    f"{plural(self._revised, 'earlier version')} of articles left out. "
                    "To have all: --versions all"
                )
            if self._undated:
                options.say(
                    f"{plural(self._undated, 'article')} without a day of publication: what "
                    "happened 'on Saturday' has no date. Read them again with `published` in a "
                    "table, or with --published."
                )
            for count, store in self._later:
                options.say(
                    f"{plural(count, 'article')} came or changed since events were linked. "
                    f"To link them: dateline events {store}"
                )
        if self._skipped:
            raise typer.Exit(1)

    def _of(self, name: str) -> Iterator[Coded]:
        """The articles of one input."""
        from dateline.export import Coded, article_id, read_extractions

        file = _standard_input() if name == "-" else _existing(name)
        if isinstance(file, Path) and _is_store(file):
            yield from self._of_store(file)
            return
        for extraction in read_extractions(file, skipped=self._skip):
            yield Coded(article_id(extraction), extraction)

    def _of_store(self, file: Path) -> Iterator[Coded]:
        """The articles of a run, with their events as far as those were linked."""
        from dateline.batch import read_outcomes
        from dateline.batch.store import reading
        from dateline.batch.store.events import links_of, not_linked
        from dateline.batch.store.versions import newest_versions
        from dateline.export import Coded, Linked

        # Events are told apart within a store; those of another one have other ids.
        self._stores += 1
        suffix = f"-{self._stores}" if self._stores > 1 else ""
        with reading(file) as connection:
            if later := not_linked(connection):
                self._later.append((later, file))
            newest = newest_versions(connection)
            for outcome in read_outcomes(file):
                if outcome.extraction is None:
                    self._skip(InputError(f"{outcome.where} failed: {outcome.problem}"))
                    continue
                events = {
                    each.record: Linked(
                        f"{each.event}{suffix}",
                        each.explanation,
                        each.likest,
                        each.reports,
                    )
                    for each in links_of(connection, outcome.id)
                }
                yield Coded(
                    outcome.id,
                    outcome.extraction,
                    outcome.given_id,
                    events,
                    newest.get(outcome.id),
                )

    def _skip(self, error: InputError) -> None:
        self._skipped += 1
        options.say(f"Left out: {error}")


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise InputError("Standard input is closed.", hint="Pipe extractions in, or name a file.")
    return sys.stdin.buffer


def _is_store(file: Path) -> bool:
    with contextlib.suppress(OSError), file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE
    return False


def _existing(name: str) -> Path:
    path = options.given_path("INPUT", name)
    if path is None or not path.exists():
        raise InputError(f"There is no file {name!r}.", hint="Name a file of extractions.")
    return path


def _check_is_no_input(path: Path, inputs: list[str]) -> None:
    """Refuse to write over what is read: a run's store cannot be made again for nothing."""
    for name in inputs:
        if name != "-" and path.exists() and Path(name).exists() and path.samefile(name):
            raise InputError(f"-o is the input {name!r}.", hint="Name another place.")


def _selection(
    records: str | None,
    found_by: str | None,
    realis: str | None,
    severity: Severities | None,
    without: Severities | None,
) -> Selection:
    from dateline.export import RecordKind, Selection
    from dateline.models import FoundBy
    from dateline.models.vocabulary import Realis

    return Selection(
        records=_several("--records", records, RecordKind),
        found_by=_several("--found-by", found_by, FoundBy),
        realis=_several("--realis", realis, Realis),
        severity=severity,
        without=without,
    )


def _several(option: str, said: str | None, values: Any) -> frozenset[Any] | None:
    """The values that an option lists with commas.

    Raises:
        InputError: One of them is none.
    """
    if said is None:
        return None
    known = get_args(values)
    found = [value.strip() for value in said.split(",")]
    unknown = next((value for value in found if value not in known), None)
    if unknown is not None:
        raise InputError(
            f"{option} cannot be {unknown!r}.", hint=f"It is some of {', '.join(known)}."
        )
    return frozenset(found)
