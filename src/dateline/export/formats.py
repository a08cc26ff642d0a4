"""Every format that extractions are exported in, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dateline.errors import InputError
from dateline.export.output import whole_file
from dateline.export.reading import Coded
from dateline.export.schemes import acled, ged, gtd, plover, schema_org
from dateline.export.schemes.data import columns_of
from dateline.export.schemes.rows import PROVENANCE, SchemeRow
from dateline.export.selecting import Selection, Versions
from dateline.export.tables.csv_text import BYTE_ORDER_MARK, line, lines
from dateline.export.tables.files import write_csv, write_duckdb, write_parquet
from dateline.models.vocabulary import Realis

FormatName = Literal[
    "jsonl", "csv", "parquet", "duckdb", "acled", "ucdp", "gtd", "plover", "jsonld", "html"
]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        doc: What comes of it.
        write: Writes articles to a path, as they come.
        pieces: The same as text, for a stream; None for folders and binary files.
        realis: Incidents of which reality it has, where nothing else is asked for; None for all.
        versions: Which versions of an article it has, likewise. Where rows are events that somebody
            counts, an article that was revised is one report and not two.
    """

    doc: str
    write: Callable[[Iterable[Coded], Path], None]
    pieces: Callable[[Iterable[Coded]], Iterator[str]] | None = None
    realis: frozenset[Realis] | None = None
    versions: Versions = "all"

    def has(self, coded: Coded, selection: Selection) -> bool:
        """Whether an article is in it, or a newer version stands for it.

        Args:
            coded: The article.
            selection: What is exported.
        """
        return coded.revised_as is None or (selection.versions or self.versions) == "all"


def export(
    articles: Iterable[Coded],
    format: FormatName,  # noqa: A002  # the command's own word
    out: Path | str,
    *,
    selection: Selection = Selection(),  # noqa: B008  # it is frozen
) -> None:
    """Write articles in a format, one after another, none of them kept.

    Args:
        articles: What is exported: `coded(extractions)`, or whatever else has articles' ids.
        format: Its name.
        out: The file, or for `csv` and `parquet` the folder.
        selection: What of it. ACLED and UCDP have what happened, and GTD what was attempted too,
            and of an article's versions they and PLOVER have the newest, where it does not say
            otherwise.

    Raises:
        InputError: It cannot be written, or there is no such format.
        MissingExtra: A package is needed that is not installed.
    """
    wanted = format_of(format)
    wanted.write(selected(articles, wanted, selection), Path(out))


def selected(articles: Iterable[Coded], format_: Format, selection: Selection) -> Iterator[Coded]:
    """What is selected of each article, with the format's own realis where none is asked for."""
    if selection.realis is None and format_.realis is not None:
        selection = replace(selection, realis=format_.realis)
    for each in articles:
        if format_.has(each, selection):
            yield replace(each, extraction=selection.of(each.extraction))


def format_of(name: str) -> Format:
    """The format of that name.

    Raises:
        InputError: There is none.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise InputError(
            f"There is no format {name!r}.", hint=f"There are {', '.join(FORMATS)}."
        ) from None


def _json_lines(articles: Iterable[Coded]) -> Iterator[str]:
    for each in articles:
        yield each.extraction.model_dump_json() + "\n"


def _text(
    pieces: Callable[[Iterable[Coded]], Iterator[str]],
) -> Callable[[Iterable[Coded], Path], None]:
    def write(articles: Iterable[Coded], out: Path) -> None:
        with whole_file(out) as part, part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces(articles))

    return write


def _scheme(
    name: str,
    rows: Callable[[Coded], Iterator[SchemeRow]],
    doc: str,
    realis: tuple[Realis, ...] = ("actual",),
) -> Format:
    """A coding scheme: its own columns in one CSV, and in one beside it what each cell rests on."""
    columns = columns_of(name)

    def pieces(articles: Iterable[Coded]) -> Iterator[str]:
        # Without the mark: who reads a stream is no spreadsheet.
        return lines(columns, (row.cells for each in articles for row in rows(each)))

    def write(articles: Iterable[Coded], out: Path) -> None:
        if out.exists() and not out.is_file():  # a pipe or a device has no place beside it
            _text(pieces)(articles, out)
            return
        # Of `x.acled` and `x.gtd` neither is to write over the other's.
        name = out.stem if out.suffix.casefold() == ".csv" else out.name
        beside = out.with_name(f"{name}.provenance.csv")
        with (
            whole_file(out) as part,
            whole_file(beside) as beside_part,
            part.open("w", encoding="utf-8", newline="") as file,
            beside_part.open("w", encoding="utf-8", newline="") as provenance,
        ):
            file.write(BYTE_ORDER_MARK)
            file.writelines(lines(columns, ()))
            provenance.write(BYTE_ORDER_MARK)
            provenance.writelines(lines(PROVENANCE, ()))
            for each in articles:
                for row in rows(each):
                    file.write(line(row.cells))
                    provenance.writelines(map(line, row.provenance()))

    return Format(doc, write, pieces, frozenset(realis), "newest")


def _pages(articles: Iterable[Coded], out: Path) -> None:
    from dateline.export.html.site import write_site  # jinja and the map's tables, for this alone

    write_site(articles, out)


FORMATS: dict[str, Format] = {
    "jsonl": Format("Extractions, one a line; nothing is lost.", _text(_json_lines), _json_lines),
    "csv": Format("A folder of tables that spreadsheets open safely.", write_csv),
    "parquet": Format("A folder of the same tables.", write_parquet),
    "duckdb": Format("The same tables in one DuckDB file.", write_duckdb),
    "acled": _scheme("acled", acled.rows, "ACLED's 31 columns, as CSV."),
    "ucdp": _scheme("ged", ged.rows, "UCDP GED's 49 columns, as CSV."),
    "gtd": _scheme("gtd", gtd.rows, "GTD-style columns, as CSV.", ("actual", "attempted")),
    "plover": Format(
        "PLOVER events, one a line.", _text(plover.lines), plover.lines, versions="newest"
    ),
    "jsonld": Format(
        "schema.org, as one JSON-LD document.", _text(schema_org.pieces), schema_org.pieces
    ),
    "html": Format("A folder of pages: an index, each article, each event.", _pages),
}
"""The formats by their names."""
