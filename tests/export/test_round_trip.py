"""What holds of every export, whatever the extractions are: generated ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.export.generated import articles

from dateline.export import Coded, Selection, export, read_extractions, unique
from dateline.export.formats import FORMATS, selected
from dateline.export.tables import TABLES, Cell
from dateline.export.tables.csv_text import line, unguarded

parquet = pytest.importorskip("pyarrow.parquet")
SOME = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(SOME, max_examples=30)
KINDS = ("incidents", "statements", "policy", "own")
RUNS = st.lists(articles(), min_size=1, max_size=2).map(lambda found: [*unique(found)])
SELECTIONS = st.builds(
    Selection,
    records=st.none() | st.frozensets(st.sampled_from(KINDS)),
    found_by=st.none() | st.frozensets(st.sampled_from(("model", "parser", "both"))),
    severity=st.none() | st.sampled_from(("info", "warning", "error")),
    without=st.none() | st.sampled_from(("info", "warning", "error")),
)


def rows(name: str, run: Iterable[Coded]) -> list[dict[str, Cell]]:
    """A table's rows, by the names of its columns."""
    return [dict(row) for article in run for row in TABLES[name].records(article)]


@SOME
@given(RUNS)
def test_what_is_exported_without_loss_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, run: list[Coded]
) -> None:
    """Every record, own types, findings, receipt, of whatever characters."""
    out = tmp_path_factory.mktemp("lines") / "all.jsonl"
    export(run, "jsonl", out)
    assert [*read_extractions(out)] == [article.extraction for article in run]


@SOME
@given(RUNS)
def test_every_row_of_every_table_has_article_record_and_span(run: list[Coded]) -> None:
    """A stretch of that very article; a finding may be about no record, and stand nowhere."""
    texts = {article.article_id: article.extraction.article.text for article in run}
    for name in TABLES:
        for row in rows(name, run):
            assert row["article_id"] in texts
            assert row["record_id"] or name in ("articles", "findings")
            start, end = row["start"], row["end"]
            if name == "findings" and start is None:
                continue
            assert isinstance(start, int), (name, row)
            assert isinstance(end, int)
            assert 0 <= start < end <= len(texts[str(row["article_id"])])


@SOME
@given(RUNS, SELECTIONS)
def test_no_key_leads_nowhere(run: list[Coded], selection: Selection) -> None:
    """Whatever is selected: a part has its record, a link what it leads to, no key is twice."""
    run = [*selected(run, FORMATS["csv"], selection)]
    keys: dict[str, set[tuple[Cell, Cell]]] = {}
    for name, table in TABLES.items():
        found = [tuple(row[column] for column in table.key) for row in rows(name, run)]
        assert len(found) == len(set(found)), name
        keys[name] = {(row["article_id"], row["record_id"]) for row in rows(name, run)}
    records = set().union(*(keys[n] for n in ("incidents", "statements", "policy", "own_records")))
    for part in ("perpetrators", "targets", "casualties", "place_candidates", "events"):
        assert keys[part] <= keys["incidents"]
    assert keys["statement_incidents"] <= keys["statements"]
    assert keys["policy_actors"] | keys["policy_follows"] <= keys["policy"]
    links: list[tuple[str, str, set[Any]]] = [
        ("perpetrators", "actor_id", keys["actors"]),
        ("targets", "actor_id", keys["actors"]),
        ("statement_incidents", "incident_id", keys["incidents"]),
        ("policy_follows", "follows_id", records),
        ("findings", "record_id", records),
    ]
    for name, column, there in links:
        led = {(r["article_id"], r[column]) for r in rows(name, run) if r[column] is not None}
        assert led <= there, name


@pytest.mark.slow
@MANY
@given(RUNS)
def test_tables_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, run: list[Coded]
) -> None:
    """From Parquet with their types, and from CSV cell by cell."""
    csv.field_size_limit(10_000_000)
    folder = tmp_path_factory.mktemp("tables")
    export(run, "parquet", folder / "parquet")
    export(run, "csv", folder / "csv")
    for name in TABLES:
        expected = [[*row.values()] for row in rows(name, run)]
        read = parquet.read_table(folder / "parquet" / f"{name}.parquet").to_pylist()
        assert [[*row.values()] for row in read] == expected
        assert in_csv(folder / "csv" / f"{name}.csv") == [[*map(written, row)] for row in expected]


def in_csv(file: Path) -> list[list[str]]:
    """A table's cells as a reader has them who takes everything for text."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [[*map(unguarded, row)] for row in list(csv.reader(lines))[1:]]


def written(cell: Cell) -> str:
    """A cell as text."""
    return cell if isinstance(cell, str) else line((cell,)).removesuffix("\r\n")


@SOME
@given(RUNS)
def test_every_scheme_has_a_row_for_whatever_there_is(
    tmp_path_factory: pytest.TempPathFactory, run: list[Coded]
) -> None:
    """None fails, and each cell's words stand where they are said to stand."""
    texts = {article.article_id: article.extraction.article.text for article in run}
    folder = tmp_path_factory.mktemp("schemes")
    for scheme in ("acled", "ucdp", "gtd"):
        export(run, scheme, folder / f"{scheme}.csv")  # type: ignore[arg-type]
        with (folder / f"{scheme}.provenance.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                text = texts[unguarded(row["article_id"])]
                words = text[int(row["start"]) : int(row["end"])]
                assert words == unguarded(row["words"])
    export(run, "plover", folder / "plover.jsonl")
    events = (folder / "plover.jsonl").read_text("utf-8").split("\n")[:-1]
    assert all(json.loads(event)["article_id"] in texts for event in events)
    export(run, "jsonld", folder / "all.jsonld")
    assert json.loads((folder / "all.jsonld").read_text("utf-8"))["@graph"]
