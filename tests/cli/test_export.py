"""`dateline export`: files in, files out."""

from __future__ import annotations

import asyncio
import csv
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from tests.batch.made import Reading, start
from tests.batch.test_events import paper, path
from tests.export.made import extraction, incident, market, with_text

from dateline import Extraction
from dateline.export import FORMATS

__all__ = ["path"]
Run = Callable[..., Any]


def came_out(read: Extraction, published: date | None = date(2024, 3, 11)) -> Extraction:
    """What was read of an article of that day."""
    article = read.article.model_copy(update={"published": published})
    return read.model_copy(update={"article": article})


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Two articles, as `dateline extract --format jsonl` writes them."""
    whole = came_out(extraction(incidents=(market(), incident(id="i2", realis="planned"))))
    other = came_out(with_text("b"))
    file = tmp_path / "runs.jsonl"
    file.write_text(f"{whole.model_dump_json()}\n{other.model_dump_json()}\n", "utf-8")
    return file


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_written(dateline_command: Run, runs: Path, format_: str) -> None:
    """To the place that is named, with a word on standard error."""
    ended = dateline_command("export", runs, "--format", format_, "-o", "out")
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == "dateline: 2 articles written to 'out'.\n"
    assert (runs.parent / "out").is_dir() is (format_ in ("csv", "parquet", "html"))


def test_articles_without_a_day_are_counted(dateline_command: Run, runs: Path) -> None:
    """Their dates are empty cells, and nothing else would say why."""
    undated = came_out(extraction(incidents=(market(),)), None)
    with runs.open("a", encoding="utf-8") as file:
        file.write(f"{undated.model_dump_json()}\n")
    ended = dateline_command("export", runs, "--format", "acled", "-o", "out.csv")
    assert ended.status == 0
    assert "3 articles written to 'out.csv'." in ended.err
    assert "\ndateline: 1 article without a day of publication: " in ended.err
    assert "with --published." in ended.err
    quiet = dateline_command("export", runs, "--format", "acled", "-o", "out.csv", "--quiet")
    assert quiet.err == ""


@pytest.mark.parametrize("format_", ["acled", "ucdp", "gtd"])
def test_a_scheme_has_a_second_file_with_the_words(
    dateline_command: Run, runs: Path, format_: str
) -> None:
    """Beside the first, with its name."""
    dateline_command("export", runs, "--format", format_, "-o", "events.csv", "--quiet")
    beside = (runs.parent / "events.provenance.csv").read_text("utf-8-sig")
    assert beside.startswith("row,column,article_id,record_id,start,end,words,inferred")
    assert '"at least 14 traders"' in beside


def test_two_schemes_with_one_stem_keep_their_words_apart(
    dateline_command: Run, runs: Path, tmp_path: Path
) -> None:
    """What lies beside `x.gtd` does not take the place of what lies beside `x.acled`."""
    for format_ in ("acled", "gtd"):
        dateline_command("export", runs, "--format", format_, "-o", f"x.{format_}", "--quiet")
    assert {file.name for file in tmp_path.glob("*.provenance.csv")} == {
        "x.acled.provenance.csv",
        "x.gtd.provenance.csv",
    }


def test_text_goes_to_standard_output_without_a_place(dateline_command: Run, runs: Path) -> None:
    """Without a byte order mark, for whatever reads on."""
    ended = dateline_command("export", runs, "--format", "acled")
    (row,) = list(csv.DictReader(StringIO(ended.out)))
    assert (row["sub_event_type"], row["fatalities"]) == ("Attack", "17")
    assert dateline_command("export", runs, "--format", "jsonl").out == runs.read_text("utf-8")


@pytest.mark.parametrize("format_", ["jsonl", "plover", "jsonld"])
def test_a_terminal_of_few_characters_gets_json_escapes(
    dateline_command: Run, runs: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost in them."""
    odd = extraction().article.model_copy(update={"source": "Größe"})
    runs.write_text(extraction(article=odd).model_dump_json(), "utf-8")
    out = TextIOWrapper(BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", out)
    dateline_command("export", runs, "--format", format_)
    out.flush()
    written = out.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    assert "Gr\\u00f6\\u00dfe" in written


@pytest.mark.parametrize("format_", ["csv", "parquet", "duckdb", "html"])
def test_a_folder_or_a_database_needs_a_place(
    dateline_command: Run, runs: Path, format_: str
) -> None:
    """And says how to name it."""
    ended = dateline_command("export", runs, "--format", format_)
    assert ended.status == 2
    assert "-o OUT" in ended.err


def test_it_reads_a_pipe(dateline_command: Run, runs: Path) -> None:
    """As `dateline extract … --format jsonl | dateline export -` has it."""
    ended = dateline_command("export", "-", "--format", "jsonl", stdin=runs.read_bytes())
    assert ended.out == runs.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ([], ["Attack"]),
        (["--realis", "actual,planned"], ["Attack", "Attack"]),
        (["--found-by", "parser"], []),
        (["--found-by", "both, parser"], ["Attack"]),
        (["--records", "statements"], []),
    ],
)
def test_filters(dateline_command: Run, runs: Path, options: list[str], kinds: list[str]) -> None:
    """Several values with commas; ACLED has what happened, where nothing else is asked for."""
    ended = dateline_command("export", runs, "--format", "acled", *options)
    assert [r["sub_event_type"] for r in csv.DictReader(StringIO(ended.out))] == kinds


def test_findings_by_severity(dateline_command: Run, runs: Path) -> None:
    """And records without a finding that is as bad."""
    dateline_command("export", runs, "--format", "csv", "-o", "t", "--severity", "error")
    with (runs.parent / "t/findings.csv").open(encoding="utf-8", newline="") as file:
        assert [row["severity"] for row in csv.DictReader(file)] == ["error"]
    dateline_command("export", runs, "--format", "csv", "-o", "t", "--without", "warning")
    with (runs.parent / "t/statements.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 1  # of the other article


def test_a_broken_line_is_told_and_the_rest_is_written(dateline_command: Run, runs: Path) -> None:
    """Status 1, with the line's number."""
    runs.write_text("{}\n" + runs.read_text("utf-8"), "utf-8")
    ended = dateline_command("export", runs, "--format", "jsonl", "-o", "out.jsonl")
    assert ended.status == 1
    assert "line 1 holds no extraction" in ended.err
    assert len((runs.parent / "out.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.jsonl", "--format", "csv", "-o", "t"], "no file 'none.jsonl'"),
        (["runs.jsonl", "--format", "csv", "-o", ""], "-o is empty"),
        (["runs.jsonl", "--format", "acled", "-o", "no/f.csv"], "cannot be written"),
        (["runs.jsonl", "--format", "acled", "--found-by", "me"], "--found-by cannot be 'me'"),
        (["runs.jsonl", "--format", "xlsx"], "xlsx"),
    ],
)
def test_wrong_use(dateline_command: Run, runs: Path, arguments: list[str], words: str) -> None:
    """Status 2, and what is wrong."""
    ended = dateline_command("export", *arguments)
    assert ended.status == 2
    assert words in ended.err


@pytest.mark.parametrize("format_", ["jsonl", "acled", "duckdb"])
def test_what_is_read_is_not_written_over(dateline_command: Run, runs: Path, format_: str) -> None:
    """A run's store above all: what is in it was paid for."""
    before = runs.read_bytes()
    ended = dateline_command("export", runs, "--format", format_, "-o", runs)
    assert ended.status == 2
    assert "is the input" in ended.err
    assert runs.read_bytes() == before


@pytest.mark.parametrize("format_", ["acled", "ucdp", "gtd"])
def test_a_pipe_has_no_place_beside_it(
    dateline_command: Run, runs: Path, tmp_path: Path, format_: str
) -> None:
    """It gets the rows alone."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    ended = dateline_command("export", runs, "--format", format_, "-o", pipe, "--quiet")
    reader.join(10)
    assert ended.status == 0
    assert len(list(csv.DictReader(StringIO(got[0])))) == 1
    assert not list(tmp_path.glob("*.provenance.csv"))


def test_a_runs_articles_have_the_events_that_they_were_linked_to(
    path: Path, dateline_command: Run, tmp_path: Path
) -> None:
    """The store is an input like any other; a table says which event, and why."""
    dateline_command("events", path)
    ended = dateline_command("export", path, "--format", "csv", "-o", "tables")
    assert ended.status == 0
    with (tmp_path / "tables" / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert len({row["event_id"] for row in rows}) == 1
    assert rows[0]["explanation"] == "the event's first report"
    with (tmp_path / "tables" / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        ids = {(row["article_id"], row["record_id"]) for row in csv.DictReader(file)}
    assert {(row["article_id"], row["record_id"]) for row in rows} == ids


def test_events_of_several_stores_stay_apart(
    path: Path, dateline_command: Run, tmp_path: Path
) -> None:
    """In each store they are counted anew."""
    dateline_command("events", path)
    shutil.copy(path, tmp_path / "other.db")
    dateline_command("export", path, "other.db", "--format", "csv", "-o", "tables")
    with (tmp_path / "tables" / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        ids = [row["event_id"] for row in csv.DictReader(file)]
    assert len(ids) == 4
    assert set(ids) == {ids[0], f"{ids[0]}-2"}


def test_a_run_is_written_as_pages(path: Path, dateline_command: Run, tmp_path: Path) -> None:
    """An index, both articles, and their event with what the reports were linked by."""
    dateline_command("events", path)
    ended = dateline_command("export", path, "--format", "html", "-o", "site/")
    assert (ended.status, ended.err) == (0, "dateline: 2 articles written to 'site'.\n")
    assert (tmp_path / "site" / "index.html").is_file()
    assert len(list((tmp_path / "site" / "articles").iterdir())) == 2
    (event,) = (tmp_path / "site" / "events").iterdir()
    text = event.read_text("utf-8")
    assert "same day (+1.5)" in text
    assert "beside report 1" in text


def test_it_is_told_where_articles_came_after_events_were_linked(
    path: Path, dateline_command: Run, tmp_path: Path
) -> None:
    """With the command that links them; their page has no link to the event of old records."""
    dateline_command("events", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE outcomes SET finished = finished + 1 WHERE article = 2")
    ended = dateline_command("export", path, "--format", "html", "-o", "site")
    told = "dateline: 1 article came or changed since events were linked. To link them: "
    assert ended.err.splitlines()[1:] == [f"{told}dateline events {path}"]
    assert list((tmp_path / "site" / "events").iterdir()) == []
    dateline_command("events", path)
    ended = dateline_command("export", path, "--format", "html", "-o", "site")
    assert ended.err == "dateline: 2 articles written to 'site'.\n"


def test_an_earlier_version_counts_as_little_on_pages_as_in_events(
    dateline_command: Run, tmp_path: Path
) -> None:
    """Both say that there is one report, and what the newer version says."""
    url = "https://paper.example/a"
    articles = [
        paper(words, day).model_copy(update={"url": url})
        for words, day in (("Page 4.", 11), ("Page 9.", 12))
    ]
    asyncio.run(start(tmp_path / "runs.db", articles, Reading()))
    told = dateline_command("events", "runs.db").out
    assert told.count("an earlier version of") == 1
    dateline_command("export", "runs.db", "--format", "html", "-o", "site")
    (event,) = (tmp_path / "site" / "events").iterdir()
    text = event.read_text("utf-8")
    assert "an earlier version of report 2, which counts instead" in text
    assert "1 report of one event, 1 earlier version" in text


def test_a_revised_article_is_one_row_of_a_scheme(tmp_path: Path, dateline_command: Run) -> None:
    """The newest version's, linked or not; how many were left out is said, and how to have them."""
    url = "https://example.org/a"
    papers = [paper(words, day=day) for words, day in (("First.", 11), ("Second.", 12))]
    versions = [one.model_copy(update={"url": url}) for one in papers]
    asyncio.run(start(tmp_path / "runs.db", versions, Reading()))
    ended = dateline_command("export", "runs.db", "--format", "acled", "-o", "acled.csv")
    assert ended.err.splitlines() == [
        "dateline: 1 article written to 'acled.csv'.",
        "dateline: 1 earlier version of articles left out. To have all: --versions all",
    ]
    assert len((tmp_path / "acled.csv").read_text("utf-8-sig").splitlines()) == 2
    many = dateline_command("export", "runs.db", "--format", "acled", "--versions", "all")
    assert len(many.out.splitlines()) == 3
    few = dateline_command("export", "runs.db", "--versions", "newest", "-o", "few.jsonl")
    assert "1 article written" in few.err
    (line,) = (tmp_path / "few.jsonl").read_text("utf-8").splitlines()
    assert Extraction.model_validate_json(line).article.published == date(2024, 3, 12)


def test_filters_hold_for_pages_too(path: Path, dateline_command: Run, tmp_path: Path) -> None:
    """What is left out is on no page."""
    dateline_command("events", path)
    dateline_command("export", path, "--format", "html", "-o", "site", "--records", "statements")
    assert list((tmp_path / "site" / "events").iterdir()) == []
    assert '"incidents":[\n\n]' in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_folder_of_somebody_elses_is_refused(
    dateline_command: Run, runs: Path, tmp_path: Path
) -> None:
    """Status 2, with the file that is in the way."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine", "utf-8")
    ended = dateline_command("export", runs, "--format", "html", "-o", "site")
    assert ended.status == 2
    assert "holds what no export wrote there: 'thesis.txt'" in ended.err
