"""The store: what is kept comes back, an older one is brought up to date, faults say what to do."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from tests.batch.made import Reading, extraction, start, story

from dateline.batch.rescue import rescue, rescue_file
from dateline.batch.store import Store, reading
from dateline.batch.store.answers import METER, Meter, RunAnswers, count_call
from dateline.batch.store.outcomes import begin
from dateline.batch.store.packing import pack, unpack
from dateline.batch.store.schema import KIND
from dateline.batch.store.starts import begin_start
from dateline.batch.store.totals import Totals, totals
from dateline.cache import Kept
from dateline.errors import ConfigError, InputError, StoreError
from dateline.models import Article, Call, Finding, Mention, Receipt, Record, Usage
from dateline.observe import CallEvent

SIX = [story(n) for n in range(6)]


class Announcement(Record):
    """A record type of a user's own."""

    company: Mention


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is rescued goes nowhere else."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def whole():
    """An extraction with something in every corner."""
    article = Article.from_text("Acme will close a mine in Karsa, said “the … board”.")
    return extraction((), article=article).model_copy(
        update={
            "records": {"announcement": (Announcement(company=Mention.at(article.span(0, 4))),)},
            "findings": (
                Finding(kind="uncovered", severity="info", message="m", span=article.span(5, 9)),
                Finding(kind="ungrounded", severity="warning", message="m", value={"a": [1, None]}),
                Finding(kind="unanswered", severity="error", message="m", record="i1", field="f"),
                Finding(kind="hostile", severity="info", message="m", value=""),
            ),
            "receipt": Receipt(
                provider="p",
                model="m",
                dateline_version="0",
                calls=(Call(question="q", attempts=2, usage=Usage(), seconds=1, outcome="failed"),),
                started=datetime(2024, 3, 11, tzinfo=UTC),
                seconds=1.5,
            ),
        }
    )


def test_what_is_kept_of_an_extraction_is_all_of_it() -> None:
    """Though its findings and its receipt are kept apart."""
    before = whole()
    kept = pack(before)
    own = {"announcement": Announcement}
    assert unpack(kept.extraction, kept.receipt, kept.findings, own) == before
    assert (kept.other_records, kept.unanswered) == (1, 1)


def columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every column of every table."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        (table, column[1])
        for (table,) in tables
        for column in connection.execute(f"PRAGMA table_info({table})")
    }


def of_version(path: Path, version: int) -> None:
    """A store as an older dateline made it, with an article in it."""
    with closing(sqlite3.connect(path)) as connection:
        for statements in KIND.versions[:version]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {KIND.application}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("INSERT INTO configurations VALUES (1, 'x', '{}', 0)")
        connection.execute("INSERT INTO articles VALUES (1, 'abc')")
        connection.execute(
            "INSERT INTO outcomes (article, state, configuration, finished) "
            "VALUES (1, 'done', 1, 0)"
        )
        connection.commit()


@pytest.mark.parametrize("version", range(1, len(KIND.versions) + 1))
def test_a_store_of_an_older_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """And has what it had, and all that a new one has."""
    of_version(tmp_path / "old.db", version)
    with reading(tmp_path / "old.db") as connection:
        assert totals(connection).done == 1
        made_over = columns(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(KIND.versions),)
    Store(tmp_path / "new.db").close()
    with reading(tmp_path / "new.db") as connection:
        assert columns(connection) == made_over


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """And left as it is."""
    path = tmp_path / "new.db"
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(KIND.versions) + 1}")
    before = path.read_bytes()
    with pytest.raises(ConfigError, match="made by a newer dateline"):
        Store(path)
    assert path.read_bytes() == before


def test_what_is_no_store(tmp_path: Path) -> None:
    """Says what it is, and is left as it is."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    with pytest.raises(ConfigError, match="another program's database"):
        Store(other)
    text = tmp_path / "notes.db"
    text.write_text("These are my notes. " * 20)
    with pytest.raises(StoreError, match="no store of a run, or is damaged"):
        Store(text)
    with pytest.raises(InputError, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        Store(tmp_path / "none" / "runs.db")
    with pytest.raises(InputError, match="No such file"), reading(tmp_path / "none.db"):
        pass
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="no run was begun"), reading(tmp_path / "empty.db"):
        pass


HOLD = """
import sys
from pathlib import Path
from dateline.batch.store import Store
store = Store(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_run_belongs_to_one_process_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    """Another one is told which; after a SIGKILL nothing has to be cleared away."""
    path = tmp_path / "runs.db"
    asyncio.run(start(path, SIX[:1], Reading()))
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=r"Another process goes on .*: process \d+ on"):
            Store(path)
        with reading(path) as connection:
            assert totals(connection).done == 1
        holder.kill()
    Store(path).close()


def test_a_store_that_another_program_keeps_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run stops, with what to do; what was stored is there, and the same start goes on."""
    monkeypatch.setattr("dateline.batch.store.store._PATIENCE", 0.2)
    path = tmp_path / "runs.db"
    other = sqlite3.connect(tmp_path / "runs.db", isolation_level=None)
    reader = Reading(at_once=1)
    reader.meanwhile = lambda article: (
        other.execute("BEGIN IMMEDIATE") if "number 2." in article.text else None
    )
    ended = asyncio.run(start_stopped(path, reader, other))
    assert ended.ending.stopped == "store"
    assert "locked by another program" in str(ended.ending.error)
    assert ended.totals.done in (2, 3)
    assert asyncio.run(start(path, SIX, Reading())).totals.done == 6


async def start_stopped(path: Path, reader: Reading, other: sqlite3.Connection):
    """A start during which another program has the store; it lets go when the run has stopped."""

    def let_go(runner) -> None:
        write = runner._write_once_more

        async def after() -> None:
            other.execute("ROLLBACK")
            other.close()
            await write()

        runner._write_once_more = after

    return await start(path, SIX, reader, with_runner=let_go)


def no_room(connection: sqlite3.Connection) -> None:
    """A few pages more and no other, as where a disk is nearly full."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 14}")


def test_a_full_disk_loses_no_outcome_that_was_paid_for(tmp_path: Path) -> None:
    """What the store cannot take is kept elsewhere, and is in the store after the next start."""
    path = tmp_path / "runs.db"
    asyncio.run(start(path, SIX[:1], Reading()))

    def with_store(store: Store) -> None:
        asyncio.get_running_loop().create_task(store.do(no_room))

    first = Reading(at_once=3, delay=0.05)
    many = [story(n) for n in range(40)]
    ended = asyncio.run(start(path, many, first, with_store=with_store))
    assert ended.totals.done < 37
    stored = ended.totals.done
    assert ended.ending.stopped == "store"
    assert "cannot grow: database or disk is full" in str(ended.ending.error)
    assert "Make room on its disk" in ended.ending.error.hint
    unwritten = len(ended.ending.unwritten)
    assert unwritten > 0
    assert rescue(path, ended.ending.unwritten, 1).stat().st_mode & 0o077 == 0
    second = Reading()
    ended = asyncio.run(start(path, many, second))
    assert (ended.totals.done, ended.totals.failed) == (40, 0)
    assert len(second.texts) == 40 - stored - unwritten
    assert not rescue_file(path).exists()


def test_what_was_paid_for_before_a_kill_counts_and_is_not_paid_for_again(tmp_path: Path) -> None:
    """An answer is in the store as soon as it is there, with what it cost."""
    event = CallEvent(
        question="incident",
        provider="p",
        model="m",
        attempt=1,
        seconds=1,
        usage=Usage(prompt_tokens=100, completion_tokens=10),
        cost=Decimal("0.02"),
    )

    async def killed_after_one_answer() -> None:
        store = Store(tmp_path / "runs.db")
        answers = RunAnswers()
        answers.store = store
        await store.do(begin_start)
        begun = await store.do(partial(begin, article=1, start=2, alone=False))
        METER.set(Meter(begun.attempt))
        count_call(event)
        await answers.put("key", Kept("the answer", "stop"))
        store.close()

    async def afterwards() -> tuple[Kept | None, Totals]:
        store = Store(tmp_path / "runs.db")
        answers = RunAnswers()
        answers.store = store
        await store.do(begin_start)
        try:
            return await answers.get("key"), await store.do(totals)
        finally:
            store.close()

    asyncio.run(start(tmp_path / "runs.db", SIX[:1], Reading(), limit=0))
    asyncio.run(killed_after_one_answer())
    kept, found = asyncio.run(afterwards())
    assert kept == Kept("the answer", "stop")
    assert (found.requests, found.prompt_tokens, found.cost) == (1, 100, Decimal("0.02"))


def test_opening_a_store_writes_no_word_where_others_can_read_it(tmp_path: Path) -> None:
    """It quotes articles."""
    path = tmp_path / "runs.db"
    asyncio.run(start(path, SIX[:1], Reading()))
    assert path.stat().st_mode & 0o077 == 0
