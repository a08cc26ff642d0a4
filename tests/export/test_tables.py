"""Flat tables: what every row has, and the keys between them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.export.made import extraction

from dateline.errors import InputError
from dateline.export import Coded, Linked
from dateline.export.tables import TABLES, Cell, table_of

LINKED = {incident.id: Linked("ev-1", "same day (+1.5)") for incident in extraction().incidents}
WHOLE = Coded("art", extraction(), events=LINKED)


def rows(name: str, coded: Coded = WHOLE) -> list[dict[str, Cell]]:
    """The rows of a table, each by its columns."""
    return [dict(row) for row in TABLES[name].records(coded)]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_article_record_and_span(name: str) -> None:
    """An article's own row is no record's, and a finding may be about none and stand nowhere."""
    found = rows(name)
    assert found, "the example has a row for every table"
    for row in found:
        assert row["article_id"] == "art"
        if name not in ("articles", "findings"):
            assert row["record_id"]
        if name != "findings":
            assert isinstance(row["start"], int)
            assert isinstance(row["end"], int)
            assert row["start"] < row["end"] <= len(WHOLE.extraction.article.text)


@pytest.mark.parametrize("name", TABLES)
def test_the_key_tells_rows_apart(name: str) -> None:
    """And is made of columns that there are."""
    table = TABLES[name]
    keys = [tuple(row[column] for column in table.key) for row in rows(name)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_named_once_and_documented(name: str) -> None:
    """Of a table, so that a file of it can be read by names."""
    columns = TABLES[name].columns
    assert max(Counter(c.name for c in columns).values()) == 1
    assert all(c.doc for c in columns)


@pytest.mark.parametrize("name", TABLES)
def test_words_stand_where_their_columns_say(name: str) -> None:
    """`text[x_start:x_end]` is `x`, for every column of words that has a place."""
    text = WHOLE.extraction.article.text
    for row in rows(name):
        for column in [c.removesuffix("_start") for c in row if c.endswith("_start")]:
            start, end = row[f"{column}_start"], row[f"{column}_end"]
            if isinstance(start, int) and isinstance(end, int):
                words = str(row[column])
                assert text[start:end].startswith(words) or words == "said"


def test_keys_lead_from_one_table_to_another() -> None:
    """Parts to their incidents, statements to those they speak of, actors to their identity."""
    incidents = {row["record_id"] for row in rows("incidents")}
    for part in ("perpetrators", "targets", "casualties", "place_candidates"):
        assert {row["record_id"] for row in rows(part)} <= incidents
    assert {row["incident_id"] for row in rows("statement_incidents")} <= incidents
    assert {row["follows_id"] for row in rows("policy_follows")} <= incidents
    actors = {row["record_id"] for row in rows("actors")}
    named = {row["actor_id"] for row in (*rows("perpetrators"), *rows("targets"))} - {None}
    assert named
    assert named <= actors


def test_the_parts_of_a_discontinuous_quotation_are_told() -> None:
    """The stretch goes from the first to the last, and `spans` has them both."""
    (row,) = rows("statements")
    text = WHOLE.extraction.article.text
    parts = [tuple(map(int, part.split("-"))) for part in str(row["spans"]).split()]
    assert [text[a:b] for a, b in parts] == ["They came from the river,", "and nobody helped."]
    assert (row["start"], row["end"]) == (parts[0][0], parts[-1][1])


def test_an_incident_without_evidence_stands_where_its_words_do() -> None:
    """As one that was kept without proof does."""
    bare = WHOLE.extraction.incidents[0].model_copy(update={"evidence": ()})
    (row,) = rows("incidents", Coded("art", extraction(incidents=(bare,))))
    assert row["start"] == 0
    assert row["end"] == WHOLE.extraction.article.text.index("Saturday") + len("Saturday")


def test_what_stands_in_a_row() -> None:
    """Values of the record under the names of the columns."""
    expected: dict[str, Any] = {
        "found_by": "both",
        "event_type": "Violence against civilians",
        "kind": "Attack",
        "place": "a market in Gao",
        "latitude": 16.27,
        "date_precision": "day",
        "claim": "not_mentioned",
        "weapon": None,
    }
    (row,) = rows("incidents")
    assert {name: row[name] for name in expected} == expected
    assert rows("casualties")[0]["low"] == 14
    assert rows("casualties")[0]["high"] is None
    assert rows("findings")[2]["value"] == '{"a": [1]}'


def test_the_id_that_a_source_gives_is_kept() -> None:
    """Beside ours, for whoever joins with tables of their own."""
    (row,) = rows("articles", Coded("art", extraction(), "desk-17"))
    assert (row["article_id"], row["given_id"]) == ("art", "desk-17")


def test_an_earlier_version_of_an_article_names_the_newest() -> None:
    """The tables have all: whoever counts leaves those out that name one."""
    (row,) = rows("articles", Coded("art", extraction(), revised_as="newer"))
    assert row["revised_as"] == "newer"


def test_an_unknown_table_is_named_with_those_there_are() -> None:
    """So that the next try succeeds."""
    with pytest.raises(InputError, match=r"'incident'.*incidents"):
        table_of("incident")
