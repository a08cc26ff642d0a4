"""What of an extraction is exported."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.export.made import extraction, incident, market, place

from dateline.export import FORMATS, Coded, Selection, coded, export
from dateline.models import Finding

WHOLE = extraction(incidents=(market(), incident(id="i2", realis="planned", found_by="model")))


def ids(selection: Selection) -> list[str]:
    """The ids of all records that are selected."""
    found = selection.of(WHOLE)
    own = [r for records in found.records.values() for r in records]
    records = (*found.incidents, *found.statements, *found.policy_context, *own)
    return [record.id for record in records]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["i1", "i2", "s1", "p1", "o1"]),
        (Selection(found_by=frozenset({"both", "parser"})), ["i1", "p1"]),
        (Selection(realis=frozenset({"actual"})), ["i1", "s1", "p1", "o1"]),
        (Selection(records=frozenset({"incidents"})), ["i1", "i2"]),
        (Selection(records=frozenset({"own", "policy"})), ["p1", "o1"]),
        (Selection(without="warning"), ["i1", "i2", "p1", "o1"]),
        (Selection(without="error"), ["i1", "i2", "s1", "p1", "o1"]),
    ],
)
def test_records_are_selected(selection: Selection, expected: list[str]) -> None:
    """By who found them, by kind, by realis, by what findings are about them."""
    assert ids(selection) == expected


@pytest.mark.parametrize(
    ("selection", "severities"),
    [
        (Selection(), ["warning", "info", "error"]),
        (Selection(severity="warning"), ["warning", "error"]),
        (Selection(severity="error"), ["error"]),
        (Selection(records=frozenset({"findings", "statements"})), ["warning", "info", "error"]),
        (Selection(records=frozenset({"incidents"})), []),
        (Selection(without="warning"), ["info", "error"]),
    ],
)
def test_findings_are_selected(selection: Selection, severities: list[str]) -> None:
    """By severity; those about a record that is left out are left out with it."""
    assert [finding.severity for finding in selection.of(WHOLE).findings] == severities


def test_nothing_refers_to_a_record_that_was_left_out() -> None:
    """Links to incidents go where the incidents go."""
    found = Selection(records=frozenset({"statements", "policy"})).of(WHOLE)
    assert found.statements[0].about == ()
    assert found.policy_context[0].follows == ()
    assert Selection(found_by=frozenset({"both", "model"})).of(WHOLE).statements[0].about == ("i1",)


def test_selecting_nothing_leaves_the_extraction_as_it_is() -> None:
    """The very same one."""
    assert Selection().of(WHOLE) is WHOLE


EACH_FORMAT: dict[str, str] = {
    "csv": "out/incidents.csv",
    "parquet": "out/incidents.parquet",
    "duckdb": "out",
    "jsonl": "out",
    "acled": "out",
    "ucdp": "out",
    "gtd": "out",
    "plover": "out",
    "jsonld": "out",
}


def incidents_in(format_: str, file: Path) -> set[str]:
    """The ids of the incidents that an export holds."""
    if format_ == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return set(parquet.read_table(file)["record_id"].to_pylist())
    if format_ == "duckdb":
        with pytest.importorskip("duckdb").connect(str(file), read_only=True) as database:
            rows = database.execute("SELECT record_id FROM incidents").fetchall()
        return {row[0] for row in rows}
    text = file.read_text("utf-8-sig")
    if format_ == "jsonl":
        return {i["id"] for line in text.splitlines() for i in json.loads(line)["incidents"]}
    if format_ == "plover":
        ids = {json.loads(line)["record_id"] for line in text.splitlines()}
        return {each for each in ids if each.startswith("i")}
    if format_ == "jsonld":
        nodes = json.loads(text)["@graph"]
        return {node["identifier"] for node in nodes if node["@type"] == "Event"}
    column = {"csv": "record_id", "acled": "event_id_cnty", "ucdp": "relid", "gtd": "eventid"}
    rows = csv.DictReader(StringIO(text))
    return {row[column[format_]].rpartition("/")[2] for row in rows}


def test_each_format_is_filtered() -> None:
    """None is forgotten by the next test."""
    assert set(EACH_FORMAT) <= set(FORMATS)


SELECTIONS = (
    (Selection(), {"i1", "i2", "i3"}),
    (Selection(found_by=frozenset({"both"})), {"i1"}),
    (Selection(without="error"), {"i1", "i2"}),
    (Selection(found_by=frozenset({"model", "parser"}), without="warning"), set()),
)


@pytest.mark.parametrize("format_", EACH_FORMAT)
@pytest.mark.parametrize(("selection", "ids"), SELECTIONS)
def test_every_format_has_what_is_selected(
    tmp_path: Path, format_: Any, selection: Selection, ids: set[str]
) -> None:
    """By who found it, and by how bad the findings about it are."""
    by_coder = tuple(
        market().model_copy(update={"id": id_, "found_by": coder, "place": place(name)})
        for id_, coder, name in (("i1", "both", "A"), ("i2", "model", "B"), ("i3", "parser", "C"))
    )
    findings = (
        Finding(kind="disagreement", severity="info", message="m", record="i1"),
        Finding(kind="ungrounded", severity="warning", message="m", record="i2"),
        Finding(kind="unsupported", severity="error", message="m", record="i3"),
    )
    whole = extraction(incidents=by_coder, findings=findings)
    export(coded([whole]), format_, tmp_path / "out", selection=selection)
    assert incidents_in(format_, tmp_path / EACH_FORMAT[format_]) == ids


COUNTED = {"acled", "ucdp", "gtd", "plover"}


@pytest.mark.parametrize("format_", EACH_FORMAT)
@pytest.mark.parametrize("versions", [None, "newest", "all"])
def test_an_article_that_was_revised_is_counted_once(
    tmp_path: Path, format_: Any, versions: Any
) -> None:
    """By the schemes of events, whose rows are counted; what else there is has all versions."""
    told = [
        Coded(
            id_, extraction(incidents=(market().model_copy(update={"id": record}),)), None, {}, by
        )
        for id_, record, by in (("older", "i1", "newer"), ("newer", "i2", None))
    ]
    export(told, format_, tmp_path / "out", selection=Selection(versions=versions))
    newest = versions == "newest" or (versions is None and format_ in COUNTED)
    found = incidents_in(format_, tmp_path / EACH_FORMAT[format_])
    assert found == ({"i2"} if newest else {"i1", "i2"})
