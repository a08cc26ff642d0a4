"""CSV: what a spreadsheet opens safely, and what reads back as it was."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from tests.export.made import ODD_TEXTS, extraction, with_text

from dateline.export import Coded, coded, export
from dateline.export.tables import TABLES, Cell
from dateline.export.tables.csv_text import guarded, line, unguarded

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")


@given(ODD_TEXTS)
@example("'=1")
@example("=1")
@example("''")
def test_the_guard_is_reversible(text: str) -> None:
    """Of whatever a text begins with, the apostrophe itself too."""
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_begins_as_a_formula_does(first: str) -> None:
    """The cell begins with an apostrophe instead."""
    assert line((f"{first}cmd|'/C calc'!A0",)).startswith("\"'")


@pytest.mark.parametrize(
    "digits",
    [
        "1234567890123456",
        "007",
        "40e123",
        "1.5E-3",
        "6-8",
        "3/4",
        "10:30",
        "1.50",
        "1,200",
        "12e34.",
    ],
)
def test_digits_that_a_spreadsheet_would_change_are_text(digits: str) -> None:
    """It keeps fifteen of them, drops zeros, and takes a range for a day."""
    assert guarded(digits) == f"'{digits}"


@pytest.mark.parametrize("digits", ["0", "14", "1.5", "123456789012345", "at least 6-8", "e5", "-"])
def test_digits_that_come_out_as_they_went_in_stay_bare(digits: str) -> None:
    """A count is still a number, and words are no digits."""
    assert guarded(digits).lstrip("'") == digits
    assert guarded(digits).startswith("'") is (digits == "-")


def test_numbers_dates_and_truth_values_are_bare() -> None:
    """Below zero too: what a spreadsheet reads as a number is no formula."""
    cells = (-3.075, -2, 1e-7, True, date(2024, 3, 9), datetime(2024, 3, 9, 1, tzinfo=UTC), None)
    assert line(cells) == "-3.075,-2,1e-07,true,2024-03-09,2024-03-09T01:00:00Z,\r\n"


def expected(name: str, article: Coded) -> list[tuple[str, ...]]:
    """The cells of a table as a reader has them who takes everything for text."""

    def written(cell: Cell) -> str:
        return cell if isinstance(cell, str) else line((cell,)).removesuffix("\r\n")

    return [tuple(map(written, row)) for row in TABLES[name].rows(article)]


def in_pandas(file: Path) -> list[tuple[str, ...]]:
    """As a user of pandas reads it."""
    frame = pandas.read_csv(file, dtype=str, keep_default_na=False)
    return [tuple(map(unguarded, row)) for row in frame.itertuples(index=False, name=None)]


def in_duckdb(file: Path) -> list[tuple[str, ...]]:
    """As a user of DuckDB reads it."""
    relation = duckdb.sql(
        f"SELECT * FROM read_csv('{file}', all_varchar=true, header=true, delim=',', quote='\"', "
        "escape='\"', null_padding=false, strict_mode=true, auto_detect=false, columns="
        "{" + ", ".join(f"'{c.name}': 'VARCHAR'" for c in TABLES[file.stem].columns) + "})"
    )
    return [tuple(unguarded(cell or "") for cell in row) for row in relation.fetchall()]


def in_the_standard_library(file: Path) -> list[tuple[str, ...]]:
    """As Python's own reader has it."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [tuple(map(unguarded, row)) for row in list(csv.reader(lines))[1:]]


@pytest.mark.parametrize("reader", [in_pandas, in_duckdb, in_the_standard_library])
@settings(max_examples=15, deadline=None)
@given(text=ODD_TEXTS)
@example(text='a "b", c\r\n=d\n\re')
def test_whatever_stands_in_a_text_is_read_back(
    reader: Any, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Commas, quotation marks, line breaks of every kind, any script."""
    csv.field_size_limit(10_000_000)
    folder = tmp_path_factory.mktemp("csv")
    whole = with_text(text)
    (article,) = coded([whole])
    export([article], "csv", folder)
    for name in ("articles", "statements", "findings"):
        assert reader(folder / f"{name}.csv") == expected(name, article)


def test_every_table_is_a_file_with_a_mark_and_a_header(tmp_path: Path) -> None:
    """Also the one without a row; the mark tells spreadsheets that it is UTF-8."""
    export(coded([extraction(incidents=())]), "csv", tmp_path / "tables")
    for name, table in TABLES.items():
        text = (tmp_path / "tables" / f"{name}.csv").read_bytes().decode()
        assert text.startswith("\ufeff" + ",".join(c.name for c in table.columns) + "\r\n")


def test_numbers_are_numbers_to_whoever_reads_it(tmp_path: Path) -> None:
    """Types are found by themselves, where nobody says what they are."""
    export(coded([extraction()]), "csv", tmp_path / "tables")
    frame = pandas.read_csv(tmp_path / "tables" / "incidents.csv")
    assert frame["longitude"].tolist() == [-0.04]
    assert frame["start"].tolist() == [0]
    found = duckdb.sql(f"SELECT longitude, date_from FROM '{tmp_path}/tables/incidents.csv'")
    assert found.fetchall() == [(-0.04, date(2024, 3, 9))]
