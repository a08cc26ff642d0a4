"""A row for each record."""

from __future__ import annotations

import json

import pytest
from tests.daft.made import answering, settings, stories
from tests.misbehaving import MisbehavingServer, server

import dateline.daft
from dateline import Extraction, Incident
from dateline.errors import InputError
from dateline.pipeline.ground import spans_of

daft = pytest.importorskip("daft")
__all__ = ["server"]
pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def test_a_row_for_each_record_with_its_spans(server: MisbehavingServer) -> None:
    """What failed has none; every span of a record is there, and stands in its article."""
    server.add(answering(refuses=[3]))
    df = dateline.daft.extract(daft.from_pydict(stories(4)), settings(server.url)).collect()
    whole = [Extraction.model_validate_json(e) for e in df.to_pydict()["extraction"] if e]
    for what in ("incidents", "statements", "policy_context"):
        found = dateline.daft.records(df, what).to_pylist()
        expected = [(f"a{n}", r) for n, e in enumerate(whole) for r in getattr(e, what)]
        assert [(row["id"], row["record_id"]) for row in found] == [(n, r.id) for n, r in expected]
        for row, (_, record) in zip(found, expected, strict=True):
            assert json.loads(row["record"]) == record.model_dump(mode="json")
            assert [(s["start"], s["end"], s["text"]) for s in row["spans"]] == [
                (s.start, s.end, s.text) for s in spans_of(record)
            ]
    assert len(dateline.daft.records(df, "statements").to_pylist()) > 4


def test_spans_say_what_they_are_for(server: MisbehavingServer) -> None:
    """By the fields that lead to them; and a record can be made of its row again."""
    server.add(answering())
    df = dateline.daft.extract(daft.from_pydict(stories(4)), settings(server.url))
    found = dateline.daft.records(df, keep=()).to_pylist()
    assert set(found[0]) == {"article_id", "record_id", "kind", "found_by", "spans", "record"}
    fields = {span["field"] for row in found for span in row["spans"]}
    assert {"evidence", "place.mention", "casualties.count.mention"} <= fields
    assert Incident.model_validate_json(found[0]["record"]).id == found[0]["record_id"]
    assert {row["found_by"] for row in found} == {"model"}


def test_records_of_a_type_of_ones_own() -> None:
    """Under their name."""
    span = {"start": 0, "end": 3, "text": "Acme"}
    record = {"id": "x1", "company": {"text": "Acme", "spans": [span]}}
    whole = json.dumps({"incidents": [], "records": {"announcement": [record, record]}})
    df = daft.from_pydict({"article_id": ["a"], "extraction": [whole]})
    found = dateline.daft.records(df, "announcement").to_pydict()
    assert found["record_id"] == ["x1", "x1"]
    assert found["kind"] == [None, None]
    assert found["spans"][0] == [{"field": "company", **span}]
    assert dateline.daft.records(df, "nothing").count_rows() == 0


def test_a_dataframe_without_extractions_is_an_error() -> None:
    """With what to give instead."""
    with pytest.raises(InputError, match=r"no extractions\. Give what"):
        dateline.daft.records(daft.from_pydict({"text": ["a"]}))
