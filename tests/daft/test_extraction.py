"""Articles in a dataframe, with Daft's own runner."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.daft.made import answering, asked, rows, settings, stories, story, told
from tests.misbehaving import MisbehavingServer, server

import dateline.daft
from dateline import Extraction, Settings, extract_many
from dateline.errors import ConfigError, InputError

daft = pytest.importorskip("daft")
__all__ = ["server"]
pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def test_the_records_are_those_of_extract_many(server: MisbehavingServer) -> None:
    """The same questions are put, and the same is made of the answers; the columns stay."""
    server.add(answering())
    articles = stories(6)
    df = dateline.daft.extract(daft.from_pydict(articles), settings(server.url))
    assert not server.requests
    found = df.to_pydict()
    by_daft = asked(server)
    server.forget()
    server.add(answering())
    outcomes = {o.given_id: o for o in extract_many(rows(articles), settings(server.url))}
    assert asked(server) == by_daft
    assert set(by_daft.values()) == {1}
    whole = told(found["extraction"])
    assert whole == told([outcomes[name].extraction for name in found["id"]])
    assert all(one["incidents"] or one["statements"] for one in whole)
    assert found["article_id"] == [outcomes[name].id for name in found["id"]]
    assert {name: found[name] for name in articles} == articles
    assert found["error"] == found["problem"] == [None] * 6


def test_what_fails_stays_with_the_reason(server: MisbehavingServer) -> None:
    """A row without an article, one with a bad day, and one that the provider refuses."""
    server.add(answering(refuses=[1]))
    articles = stories(5)
    articles["text"][2] = None
    articles["published"][3] = "some day"
    df = dateline.daft.extract(daft.from_pydict(articles), settings(server.url))
    found = df.to_pydict()
    assert found["id"] == articles["id"]
    assert [name is not None for name in found["error"]] == [False, True, True, True, False]
    assert [e is None for e in found["extraction"]] == [False, True, True, True, False]
    assert found["error"][1:4] == ["RequestRefused", "InputError", "InputError"]
    assert "not this one" in found["problem"][1]
    assert "`text` is null" in found["problem"][2]
    assert "some day" in found["problem"][3]


def test_the_parser_reads_alone() -> None:
    """With no provider, whose limits could be parted."""
    articles = stories(2)
    df = dateline.daft.extract(daft.from_pydict(articles), Settings(), provider="parser")
    outcomes = extract_many(rows(articles), Settings(), provider="parser")
    by_name = {o.given_id: o.extraction for o in outcomes}
    found = df.to_pydict()
    assert told(found["extraction"]) == told([by_name[name] for name in found["id"]])


def test_columns_have_other_names_and_types(server: MisbehavingServer) -> None:
    """By a mapping; pages for texts, and days as days."""
    server.add(answering())
    page = f"<html><body><article><p>{story(0)}</p></article></body></html>"
    df = daft.from_pydict({"page": [page], "day": [date(2024, 3, 11)], "no": [7]})
    names = {"html": "page", "published": "day", "id": "no"}
    (whole,) = dateline.daft.extract(df, settings(server.url), columns=names).to_pydict()[
        "extraction"
    ]
    assert Extraction.model_validate_json(whole).article.published == date(2024, 3, 11)


def test_the_same_article_twice_is_read_once(server: MisbehavingServer) -> None:
    """Where one worker is handed both, each row has the answer."""
    server.add(answering())
    df = daft.from_pydict({"text": [story(0), story(1), story(0)]})
    found = dateline.daft.extract(df, settings(server.url)).to_pydict()["extraction"]
    assert found[0] == found[2] != found[1]
    assert set(asked(server).values()) == {1}


def test_it_is_written_as_parquet_and_read_again(server: MisbehavingServer, tmp_path: Path) -> None:
    """Nothing is lost: it is the same extraction."""
    server.add(answering(refuses=[2]))
    df = dateline.daft.extract(daft.from_pydict(stories(3)), settings(server.url)).collect()
    df.write_parquet(str(tmp_path / "out"))
    found = daft.read_parquet(str(tmp_path / "out/*.parquet")).to_pydict()
    assert found == df.to_pydict()
    whole = Extraction.model_validate_json(found["extraction"][0])
    assert whole.model_dump_json() == found["extraction"][0]


def test_no_more_requests_are_under_way_than_allowed(server: MisbehavingServer) -> None:
    """Whatever Daft hands over at a time."""
    server.add(answering(delay=0.02))
    wanted = settings(server.url, concurrency=4)
    df = dateline.daft.extract(daft.from_pydict(stories(12)), wanted, batch_size=3)
    assert df.where(df["error"].is_null()).count_rows() == 12
    assert server.most_at_once <= 4
    assert server.most_at_once > 1


def test_the_budget_is_not_crossed(server: MisbehavingServer) -> None:
    """And what it stopped says so."""
    server.add(answering())
    wanted = settings(server.url, budget={"run": Decimal("0.06")})
    df = dateline.daft.extract(daft.from_pydict(stories(40)), wanted, batch_size=5)
    found = df.to_pydict()
    assert len(server.requests) * Decimal("0.0011") <= Decimal("0.06")
    assert {e for e in found["error"] if e} == {"BudgetExhausted"}
    assert 0 < sum(e is None for e in found["error"]) < 40


def test_a_wrong_key_ends_the_asking(server: MisbehavingServer) -> None:
    """Every row says why, and the provider is not asked once more for each."""
    server.fail(401, "wrong key")
    df = dateline.daft.extract(daft.from_pydict(stories(40)), settings(server.url))
    assert set(df.to_pydict()["error"]) == {"AuthenticationFailed"}
    assert len(server.requests) < 40


def test_what_cannot_work_is_said_before_anything_is_asked(server: MisbehavingServer) -> None:
    """A dataframe without articles, a name that is none, too many workers."""
    df = daft.from_pydict({"body": ["x"], "error": ["y"]})
    wanted = settings(server.url)
    with pytest.raises(InputError, match="neither a column `text` nor `html`"):
        dateline.daft.extract(df, wanted)
    with pytest.raises(InputError, match="no column 'words', for our 'text'"):
        dateline.daft.extract(df, wanted, columns={"text": "words"})
    with pytest.raises(InputError, match="'txt' is none of ours"):
        dateline.daft.extract(df, wanted, columns={"txt": "body"})
    with pytest.raises(InputError, match="a column `error`, which is one of those that are added"):
        dateline.daft.extract(df, wanted, columns={"text": "body"})
    with pytest.raises(ConfigError, match="9 workers cannot part concurrency = 8"):
        dateline.daft.extract(daft.from_pydict(stories(1)), wanted, workers=9)
    assert not server.requests


def test_daft_is_imported_when_it_is_needed() -> None:
    """And not with `dateline.daft`, nor is Ray."""
    code = "import sys, dateline.daft; print({'daft', 'ray', 'pyarrow'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
