"""Jobs that are started again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from tests.daft.made import answering, asked, number_of, settings, stories, told
from tests.misbehaving import MisbehavingServer, server

import dateline.daft
from dateline.daft.checkpoint import Checkpoint
from dateline.daft.rows import Result
from dateline.errors import ConfigurationChanged, StoreError

daft = pytest.importorskip("daft")
__all__ = ["server"]
pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def by_id(df: object) -> dict[str, tuple[object, ...]]:
    """The rows by the ids that they were given."""
    rows = df.select("id", "extraction", "error", "problem").to_pylist()  # type: ignore[attr-defined]
    return {row["id"]: (row["extraction"], row["error"], row["problem"]) for row in rows}


def test_a_restarted_job_asks_for_nothing_that_was_read(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """It gives what was read and what failed, and reads what is new."""
    server.add(answering(refuses=[2]))
    where = {"checkpoint": str(tmp_path / "kept"), "batch_size": 4}
    articles = stories(9)
    articles["text"][8] = None
    first = dateline.daft.extract(
        daft.from_pydict({name: cells[:6] for name, cells in articles.items()}),
        settings(server.url),
        **where,
    )
    before = by_id(first)
    server.forget()
    server.add(answering())
    again = by_id(dateline.daft.extract(daft.from_pydict(articles), settings(server.url), **where))
    assert {number_of(request) for request in server.requests} == {6, 7}
    assert {name: again[name] for name in before} == before
    assert before["a2"][1] == "RequestRefused"
    assert again["a8"][1] == "InputError"
    assert sorted(again) == sorted(articles["id"])
    server.forget()
    third = dateline.daft.extract(daft.from_pydict(articles), settings(server.url), **where)
    assert by_id(third) == again
    assert not server.requests


def test_a_dataframe_that_is_wanted_twice_is_read_once(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """Daft works it out anew each time; with a checkpoint that costs nothing."""
    server.add(answering())
    where = str(tmp_path / "kept")
    wanted = settings(server.url)
    df = dateline.daft.extract(daft.from_pydict(stories(4)), wanted, checkpoint=where)
    assert by_id(df) == by_id(df)
    assert set(asked(server).values()) == {1}


def test_what_failed_is_read_once_more_when_that_is_said(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """And stands from then on."""
    server.add(answering(refuses=[1]))
    df, where = daft.from_pydict(stories(3)), {"checkpoint": str(tmp_path / "kept")}
    assert by_id(dateline.daft.extract(df, settings(server.url), **where))["a1"][0] is None
    server.forget()
    server.add(answering())
    again = dateline.daft.extract(df, settings(server.url), **where, retry_failed=True)
    assert by_id(again)["a1"][1] is None
    assert {number_of(request) for request in server.requests} == {1}
    server.forget()
    assert by_id(dateline.daft.extract(df, settings(server.url), **where))["a1"][1] is None
    assert not server.requests


def test_what_may_pass_is_not_kept_as_failed(server: MisbehavingServer, tmp_path: Path) -> None:
    """With a wrong key nothing failed for good: with the right one it is read."""
    server.fail(401, "wrong key")
    df, where = daft.from_pydict(stories(3)), {"checkpoint": str(tmp_path / "kept")}
    assert by_id(dateline.daft.extract(df, settings(server.url), **where))["a0"][0] is None
    server.forget()
    server.add(answering())
    again = by_id(dateline.daft.extract(df, settings(server.url), **where))
    assert [error for _, error, _ in again.values()] == [None] * 3


def test_a_job_that_broke_off_goes_on(server: MisbehavingServer, tmp_path: Path) -> None:
    """What was read until then is not asked for again, though not all rows came to their end."""
    server.add(answering(delay=0.01))
    where = {"checkpoint": str(tmp_path / "kept"), "checkpoint_seconds": 0.05}
    wanted, df = settings(server.url, concurrency=2), daft.from_pydict(stories(30))
    rows = dateline.daft.extract(df, wanted, batch_size=5, **where).iter_rows()
    next(rows)
    rows.close()
    first = asked(server)
    kept = Checkpoint(where["checkpoint"])
    done = {name for path in kept.files() for name in kept.read(path)}
    assert len(done) >= 5
    server.forget()
    server.add(answering())
    found = dateline.daft.extract(df, wanted, **where).to_pydict()
    assert len(told(found["extraction"])) == 30
    again = {found["id"][found["article_id"].index(name)] for name in done}
    assert not {f"a{number}" for number, _ in asked(server)} & again
    assert first


def test_the_budget_counts_what_earlier_jobs_spent(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """Together they do not cross it."""
    server.add(answering())
    wanted = settings(server.url, budget={"run": Decimal("0.06")})
    df, where = daft.from_pydict(stories(30)), str(tmp_path / "kept")
    for _ in range(3):
        dateline.daft.extract(df, wanted, checkpoint=where, batch_size=4).collect()
    assert 20 < len(server.requests) <= 54  # 0.0011 dollars each


def test_another_configuration_is_a_question(server: MisbehavingServer, tmp_path: Path) -> None:
    """Unless it was said to go on."""
    server.add(answering())
    df, where = daft.from_pydict(stories(2)), {"checkpoint": str(tmp_path / "kept")}
    dateline.daft.extract(df, settings(server.url), **where).collect()
    server.forget()
    changed = settings(server.url, grounding="flag")
    with pytest.raises(ConfigurationChanged, match=r"grounding.*on_change=\"resume\""):
        dateline.daft.extract(df, changed, **where)
    assert len(by_id(dateline.daft.extract(df, changed, **where, on_change="resume"))) == 2
    assert not server.requests


def test_a_file_that_was_not_finished_is_none(tmp_path: Path) -> None:
    """A worker may be killed while it writes: what is there is there whole."""
    kept = Checkpoint(str(tmp_path / "kept"))
    kept.begin({"a": "b"}, resume=False)
    kept.add("run-worker", [result("x", "1"), result("y", "2")], Decimal("0.5"))
    (tmp_path / "kept/parts/run-worker-1.parquet.12345678.unfinished").write_bytes(b"PAR1")
    (path,) = kept.files()
    assert kept.read(path) == {"x": result("x", "1"), "y": result("y", "2")}
    assert kept.finished("run") == {"x": path, "y": path}
    assert kept.finished("other") == {}
    assert (kept.spent(), kept.spent("run-other")) == (Decimal("0.5"), 0)


def result(name: str, whole: str) -> Result:
    """One that stands."""
    return Result(name, whole, settled=True)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Before anything is asked."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be used"):
        Checkpoint(str(tmp_path / "file/kept")).begin({}, resume=False)


def test_what_cannot_be_kept_ends_the_job(
    server: MisbehavingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do: answers that were paid for would be lost otherwise, one after the other."""

    def full(self: Checkpoint, whose: str, results: Sequence[Result], spent: Decimal) -> str:
        raise OSError("No space left on device")

    server.add(answering())
    monkeypatch.setattr(Checkpoint, "add", full)
    where = str(tmp_path / "kept")
    df = dateline.daft.extract(daft.from_pydict(stories(2)), settings(server.url), checkpoint=where)
    with pytest.raises(Exception, match=r"cannot be kept in .*Make room"):
        df.collect()


def test_what_was_spent_on_articles_that_are_to_be_read_again_counts(tmp_path: Path) -> None:
    """A part without a result is nobody's, and its cost is the run's."""
    kept = Checkpoint(str(tmp_path / "kept"))
    kept.begin({}, resume=False)
    path = kept.add("run-a", [], Decimal("0.0011"))
    assert kept.spent() == Decimal("0.0011")
    assert kept.read(path) == {}
    assert kept.finished("run") == {}
