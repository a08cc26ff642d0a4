"""`dateline evaluate`: gold read by providers, measured and compared."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateline.cli import options
from dateline.cli.output import without_padding
from dateline.cli.streams import emit
from dateline.errors import InputError
from dateline.evaluation.as_json import as_json
from dateline.evaluation.corpora import load_corpus, sample
from dateline.evaluation.page import as_page
from dateline.evaluation.readers import Reader, provider_reader
from dateline.evaluation.results import CorpusResult, results_of
from dateline.evaluation.runs import Outcome, Progress, RunFolder, read_all
from dateline.export.wording import plural

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from dateline.evaluation.documents import GoldDocument
    from dateline.evaluation.significance import Difference
    from dateline.settings import Settings

_FAILURES_NAMED = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for.

    Attributes:
        gold: Names or paths of gold.
        providers: Who is measured; the configured default where there are none.
        out: Where the page goes.
        output_format: What goes to standard output.
        limit: The most documents of a corpus.
        seed: Of the draw of those.
        runs: Where extractions are kept; the user's cache folder where None.
        quiet: Whether nothing is said but errors.
    """

    gold: Sequence[str]
    providers: Sequence[str]
    out: Path | None
    output_format: Literal["table", "json"]
    limit: int | None
    seed: int
    runs: Path | None
    quiet: bool


def evaluate(wanted: Wanted, settings: Settings) -> int:
    """Read, measure and show. The exit status: 1 where an article could not be read.

    Raises:
        InputError: Gold cannot be read, or the page not be written.
        ConfigError: A provider cannot run here.
    """
    options.check_writable(wanted.out)
    corpora = {name: _drawn(name, wanted) for name in dict.fromkeys(wanted.gold)}
    named: Sequence[str | None] = wanted.providers or (None,)
    readers = [provider_reader(name, settings) for name in named]
    folder = RunFolder(wanted.runs or _usual_folder())
    documents = [document for drawn in corpora.values() for document in drawn]
    with _progress(readers, len(documents), quiet=wanted.quiet) as progress:
        try:
            outcomes = asyncio.run(read_all(readers, documents, folder, progress))
        except KeyboardInterrupt:
            options.say(f"Stopped. What was read is kept in {str(folder.path)!r}: run it again.")
            raise
    results = results_of(corpora, [reader.name for reader in readers], outcomes)
    _show(results, wanted)
    return _failures(results)


def _drawn(name: str, wanted: Wanted) -> tuple[GoldDocument, ...]:
    return sample(load_corpus(name), wanted.limit, wanted.seed)


def _usual_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "evaluation"


def _show(results: Sequence[CorpusResult], wanted: Wanted) -> None:
    if wanted.out is not None:
        try:
            wanted.out.write_text(as_page(results), "utf-8")
        except OSError as error:
            raise InputError(
                f"{str(wanted.out)!r} cannot be written: {error.strerror}.",
                hint="Run it again with another -o: what was read is kept.",
            ) from error
        if not wanted.quiet:
            options.say(f"The mistakes, beside the articles: {wanted.out}")
    if wanted.output_format == "json":
        emit(as_json(results), escaped_as="json")
    else:
        emit(_as_table(results), escaped_as="plain")


def _failures(results: Sequence[CorpusResult]) -> int:
    failed = [
        f"{result.corpus}, {outcome.document.id}, {reader.name}: {outcome.problem}"
        for result in results
        for reader in result.readers
        for outcome in reader.failed
    ]
    for line in failed[:_FAILURES_NAMED]:
        options.say(f"Not read: {line}")
    if len(failed) > _FAILURES_NAMED:
        others = plural(len(failed) - _FAILURES_NAMED, "other")
        options.say(f"Not read: {others}, named in --format json.")
    return 1 if failed else 0


# --- the table -----------------------------------------------------------------------------


def _as_table(results: Sequence[CorpusResult]) -> str:
    from rich.console import Console

    text = StringIO()
    width = max(60, shutil.get_terminal_size((120, 24)).columns)
    console = Console(
        file=text, width=width, force_terminal=sys.stdout.isatty(), highlight=False, markup=False
    )
    for result in results:
        _print_corpus(console, result)
    return without_padding(text.getvalue())


def _print_corpus(console: Console, result: CorpusResult) -> None:
    from rich.table import Table
    from rich.text import Text

    console.print(Text(f"{result.corpus}: {plural(len(result.documents), 'document')}", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for reader in result.readers:
        table.add_column(reader.name, justify="right")
        table.add_column("P", justify="right")
        table.add_column("R", justify="right")
        table.add_column("95%", justify="right")
    for name in result.differences:
        table.add_column(f"{name} − {result.readers[0].name}", justify="right")
    for metric in dict.fromkeys(m for reader in result.readers for m in reader.figures):
        cells = [cell for reader in result.readers for cell in _cells(reader.figures.get(metric))]
        cells += [_compared(d.get(metric)) for d in result.differences.values()]
        table.add_row(metric, *cells)
    console.print(table)
    for reader in result.readers:
        effort = reader.effort
        cost = "unknown" if effort.cost is None else f"${effort.cost:.4f}"
        each = f"{effort.seconds / effort.articles:.2f} s each" if effort.articles else "none read"
        console.print(
            f"{reader.name}: {plural(effort.articles, 'article')}, {len(reader.failed)} failed, "
            f"{each}, {effort.tokens:,} tokens, cost {cost}, findings: "
            f"{plural(effort.findings['error'], 'error')}, "
            f"{plural(effort.findings['warning'], 'warning')}"
        )
    console.print()


def _cells(figure: object) -> tuple[str, str, str, str]:
    from dateline.evaluation.results import Figure

    if not isinstance(figure, Figure):
        return ("–", "", "", "")
    between = figure.interval
    return (
        _number(figure.value),
        _number(figure.tally.precision),
        _number(figure.tally.recall),
        f"{between.low:.2f}–{between.high:.2f}" if between else "",
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _compared(difference: Difference | None) -> str:
    if difference is None:
        return "–"
    verdict = "more than noise" if difference.more_than_noise else "may be noise"
    return f"{difference.value:+.3f}  p {difference.p:.3f}  {verdict}"


# --- progress ------------------------------------------------------------------------------


@dataclass
class _Spent:
    """What this run has cost so far; what earlier runs paid is not in it."""

    known: Decimal = Decimal(0)
    unknown: bool = False
    failed: int = 0
    resumed: int = 0

    def add(self, outcome: Outcome) -> None:
        self.resumed += outcome.resumed
        if outcome.extraction is None:
            self.failed += 1
        elif not outcome.resumed:
            self.known += outcome.extraction.receipt.known_cost
            self.unknown |= outcome.extraction.receipt.cost is None

    def __str__(self) -> str:
        told = [f"${self.known:.4f}{' or more' if self.unknown else ''}"]
        told += [f"{self.resumed} kept"] * bool(self.resumed)
        told += [f"{self.failed} failed"] * bool(self.failed)
        return ", ".join(told)


@contextmanager
def _progress(readers: Sequence[Reader], articles: int, *, quiet: bool) -> Iterator[Progress]:
    """A bar for each reader with articles, cost so far and time left; on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[spent]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        rows: dict[str, tuple[TaskID, _Spent]] = {
            reader.fingerprint: (
                bars.add_task(reader.name, total=articles, spent="", start=False),
                _Spent(),
            )
            for reader in readers
        }
        bars.start_task(rows[readers[0].fingerprint][0])

        def told(reader: Reader, outcome: Outcome) -> None:
            task, spent = rows[reader.fingerprint]
            bars.start_task(task)
            spent.add(outcome)
            bars.update(task, advance=1, spent=str(spent))

        yield told
