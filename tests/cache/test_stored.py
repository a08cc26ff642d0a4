"""Answers kept in a file: found again, bounded, and never in the way."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dateline.cache import Kept, StoredAnswers, answer_key, measure

ANSWER = Kept('{"items": []}', "stop")


class Clock:
    """A time that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """The time now."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of the test's caches."""
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is to be; its folder is not there yet."""
    return tmp_path / "deep" / "answers.db"


@pytest.fixture
def cache(path: Path, clock: Clock) -> Iterator[StoredAnswers]:
    """A cache of at most 0.2 MB and ten days."""
    made = StoredAnswers(path, max_age_days=10, max_size_mb=0.2, clock=clock)
    yield made
    asyncio.run(made.aclose())


@pytest.fixture
def holder(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program with the file open; the test's to lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = sqlite3.connect(path, isolation_level=None)
    yield opened
    opened.close()


def rows(path: Path) -> dict[str, tuple[str, float, float, bytes]]:
    """What stands in the file."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT key, stopped, made, used, raw FROM answers").fetchall()
    connection.close()
    return {key: tuple(rest) for key, *rest in found}


def size(path: Path) -> int:
    """The file's bytes."""
    return path.stat().st_size


def test_an_answer_is_found_again(cache: StoredAnswers) -> None:
    """With its words and why it ended; another question is not."""

    async def use() -> None:
        assert await cache.get("a") is None
        await cache.put("a", ANSWER)
        await cache.put("b", Kept('{"items": [', "length"))
        assert await cache.get("a") == ANSWER
        assert await cache.get("b") == Kept('{"items": [', "length")
        assert await cache.get("c") is None

    asyncio.run(use())


def test_it_is_found_by_another_cache_of_the_same_file(cache: StoredAnswers, path: Path) -> None:
    """After a restart, and beside one that is still open."""

    async def use() -> None:
        await cache.put("a", ANSWER)
        other = StoredAnswers(path, clock=cache._clock)
        assert await other.get("a") == ANSWER
        await other.aclose()

    asyncio.run(use())


@given(text=st.text(st.characters(), max_size=60))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_words_are_kept(cache: StoredAnswers, text: str) -> None:
    """Lone surrogates and zero characters too: models write them."""

    async def use() -> Kept | None:
        await cache.put("a", Kept(text, "stop"))
        return await cache.get("a")

    assert asyncio.run(use()) == Kept(text, "stop")


def test_it_can_be_used_from_one_event_loop_after_another(cache: StoredAnswers) -> None:
    """And after it was closed: it is opened again."""
    asyncio.run(cache.put("a", ANSWER))
    asyncio.run(cache.aclose())
    assert asyncio.run(cache.get("a")) == ANSWER


def test_it_can_be_used_from_many_threads_at_once(cache: StoredAnswers) -> None:
    """Each with an event loop of its own."""
    missed: list[str] = []

    async def use(name: str) -> None:
        for number in range(10):
            await cache.put(f"{name}{number}", Kept(name, "stop"))
        found = await asyncio.gather(*(cache.get(f"{name}{n}") for n in range(10)))
        missed.extend(name for kept in found if kept != Kept(name, "stop"))

    threads = [
        threading.Thread(target=lambda name=name: asyncio.run(use(name))) for name in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert missed == []


def test_an_old_answer_is_not_used(cache: StoredAnswers, clock: Clock) -> None:
    """Its age counts from when it was made, however often it is used."""

    async def use() -> None:
        await cache.put("a", ANSWER)
        clock.now += 9 * 86_400
        assert await cache.get("a") == ANSWER
        clock.now += 2 * 86_400
        assert await cache.get("a") is None

    asyncio.run(use())


def test_old_answers_are_deleted_when_the_file_is_opened(
    cache: StoredAnswers, clock: Clock, path: Path
) -> None:
    """They are not kept longer than was said."""
    asyncio.run(cache.put("old", ANSWER))
    asyncio.run(cache.aclose())
    clock.now += 11 * 86_400
    asyncio.run(cache.put("new", ANSWER))
    assert set(rows(path)) == {"new"}


def test_the_file_stays_within_its_bound_and_what_was_used_longest_ago_goes_first(
    cache: StoredAnswers, clock: Clock, path: Path
) -> None:
    """An answer that is asked for now and then stays."""

    async def use() -> None:
        await cache.put("kept", Kept("k" * 3000, "stop"))
        for number in range(200):
            clock.now += 100
            await cache.put(str(number), Kept("x" * 3000, "stop"))
            assert await cache.get("kept") is not None
            assert size(path) <= 200_000 + 4096 * 4

    asyncio.run(use())
    asyncio.run(cache.aclose())
    left = set(rows(path)) - {"kept"}
    assert len(left) > 30
    assert left == {str(number) for number in range(200 - len(left), 200)}


def test_a_lower_bound_makes_the_file_smaller(path: Path) -> None:
    """What was allowed to grow shrinks at the next answer."""

    async def use() -> None:
        large = StoredAnswers(path, max_size_mb=10)
        for number in range(300):
            await large.put(str(number), Kept("x" * 3000, "stop"))
        await large.aclose()
        assert size(path) > 900_000
        small = StoredAnswers(path, max_size_mb=0.1)
        await small.put("new", ANSWER)
        await small.aclose()

    asyncio.run(use())
    assert size(path) <= 100_000
    assert "new" in rows(path)


def test_an_answer_that_would_drive_out_the_others_is_not_kept(cache: StoredAnswers) -> None:
    """One that takes more than half of the file."""

    async def use() -> None:
        await cache.put("a", ANSWER)
        await cache.put("huge", Kept("x" * 150_000, "stop"))
        assert await cache.get("huge") is None
        assert await cache.get("a") == ANSWER

    asyncio.run(use())


def test_only_its_owner_can_read_the_file(cache: StoredAnswers, path: Path) -> None:
    """It quotes articles; and so do the files that SQLite puts beside it."""
    asyncio.run(cache.put("a", ANSWER))
    files = list(path.parent.iterdir())
    assert path in files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_no_connection_is_left_open(cache: StoredAnswers, path: Path) -> None:
    """SQLite takes its own files away with the last one."""
    asyncio.run(cache.put("a", ANSWER))
    asyncio.run(cache.get("a"))
    asyncio.run(cache.aclose())
    assert [file.name for file in path.parent.iterdir()] == ["answers.db"]


def test_a_locked_file_costs_no_answer_and_holds_nobody_up_for_long(
    cache: StoredAnswers,
    holder: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Many answers wait once, together, and not one after the other; it is said once."""
    monkeypatch.setattr("dateline.cache.worker.connect.__defaults__", (0.3,))

    async def use() -> float:
        await cache.put("before", ANSWER)
        await cache.aclose()
        holder.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        await asyncio.gather(*(cache.put(str(n), ANSWER) for n in range(50)))
        assert await cache.get("before") == ANSWER  # readers do not wait for a writer
        return time.monotonic() - started

    with caplog.at_level(logging.WARNING, "dateline.cache"):
        assert asyncio.run(use()) < 5
    assert len(caplog.records) == 1
    assert "going on without it" in caplog.text
    assert "locked" in caplog.text


def test_after_a_rest_the_file_is_tried_again(
    cache: StoredAnswers, holder: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault that passes is not for ever."""
    monkeypatch.setattr("dateline.cache.worker.connect.__defaults__", (0.1,))
    monkeypatch.setattr("dateline.cache.worker._PAUSE", 0.2)

    async def use() -> None:
        holder.execute("BEGIN IMMEDIATE")
        await cache.put("lost", ANSWER)
        holder.execute("ROLLBACK")
        await cache.put("resting", ANSWER)
        await asyncio.sleep(0.25)
        await cache.put("kept", ANSWER)
        assert await cache.get("resting") is None
        assert await cache.get("kept") == ANSWER

    asyncio.run(use())


def test_a_full_disk_costs_no_answer(
    cache: StoredAnswers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite's own word for it, from a file that may not grow."""

    def bounded(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 10")

    monkeypatch.setattr(cache._writer, "opened", bounded)

    async def use() -> None:
        await cache.put("small", ANSWER)
        await cache.put("large", Kept("x" * 80_000, "stop"))
        assert await cache.get("small") == ANSWER
        assert await cache.get("large") is None

    asyncio.run(use())
    assert "full" in caplog.text


def test_a_file_that_breaks_during_a_run_costs_no_answer(
    cache: StoredAnswers, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Overwritten by something else while nobody looked."""
    asyncio.run(cache.put("a", ANSWER))
    asyncio.run(cache.aclose())
    path.write_bytes(b"something else " * 1000)
    assert asyncio.run(cache.get("a")) is None
    asyncio.run(cache.put("b", ANSWER))
    assert "not a database" in caplog.text


def test_a_file_that_is_deleted_is_made_anew(cache: StoredAnswers, path: Path) -> None:
    """Emptying a cache is as simple as that."""
    asyncio.run(cache.put("a", ANSWER))
    asyncio.run(cache.aclose())
    path.unlink()
    assert asyncio.run(cache.get("a")) is None
    asyncio.run(cache.put("b", ANSWER))
    assert asyncio.run(cache.get("b")) == ANSWER


@pytest.mark.parametrize(
    "change",
    [
        "raw = 'text'",
        "raw = NULL",
        "raw = x'ff'",
        "stopped = 'refused'",
        "made = 'x'",
        "used = 'x'",
        "made = -1",
    ],
)
def test_a_row_that_is_not_as_we_write_it_is_passed_over(
    cache: StoredAnswers, path: Path, change: str
) -> None:
    """Whoever wrote it."""
    asyncio.run(cache.put("a", ANSWER))
    asyncio.run(cache.aclose())
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE answers RENAME TO strict")
    connection.execute("CREATE TABLE answers AS SELECT * FROM strict")
    connection.execute(f"UPDATE answers SET {change}")
    connection.commit()
    connection.close()
    assert asyncio.run(cache.get("a")) is None


def test_the_event_loop_is_never_held_up(
    cache: StoredAnswers, holder: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While SQLite waits for a lock, everything else goes on."""
    monkeypatch.setattr("dateline.cache.worker.connect.__defaults__", (0.4,))

    async def use() -> float:
        holder.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(cache.put("a", ANSWER))
        longest, last = 0.0, time.monotonic()
        while not waiting.done():
            await asyncio.sleep(0.005)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        return longest

    assert asyncio.run(use()) < 0.3


def test_an_answer_is_kept_though_nobody_waits_any_more(cache: StoredAnswers) -> None:
    """It was paid for."""

    async def use() -> None:
        puts = [asyncio.create_task(cache.put(str(n), ANSWER)) for n in range(20)]
        await asyncio.sleep(0)
        for put in puts:
            put.cancel()
        await asyncio.gather(*puts, return_exceptions=True)
        await cache.aclose()
        assert [await cache.get(str(n)) for n in range(20)] == [ANSWER] * 20

    asyncio.run(use())


def test_a_loop_that_ends_while_something_is_kept_hears_of_no_error(
    cache: StoredAnswers,
    holder: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An interrupt in the middle of a run; the next loop finds the cache as it should be."""
    monkeypatch.setattr("dateline.cache.worker.connect.__defaults__", (5.0,))

    async def leave() -> None:
        holder.execute("BEGIN IMMEDIATE")
        put = asyncio.create_task(cache.put("a", ANSWER))
        await asyncio.sleep(0.05)
        put.cancel()

    asyncio.run(leave())
    holder.execute("ROLLBACK")
    asyncio.run(cache.aclose())
    assert asyncio.run(cache.get("a")) == ANSWER
    assert caplog.records == []


def test_what_a_file_holds_can_be_measured(cache: StoredAnswers, path: Path) -> None:
    """Without making one."""
    asyncio.run(cache.put("a", ANSWER))
    found = measure(path)
    assert found is not None
    assert found.answers == 1
    assert found.size == path.stat().st_size
    assert measure(path.parent / "absent.db") is None
    assert not (path.parent / "absent.db").exists()


MESSAGE = {"role": "user", "content": "How many?"}
PARTS = st.sampled_from(
    [
        ("one", [MESSAGE], "{}"),
        ("two", [MESSAGE], "{}"),
        ("one", [MESSAGE, MESSAGE], "{}"),
        ("one", [{**MESSAGE, "content": "How many? "}], "{}"),
        ("one", [MESSAGE], "[]"),
    ]
)


@given(PARTS, PARTS)
def test_a_key_is_the_same_for_the_same_question_alone(
    left: tuple[str, list[dict[str, str]], str], right: tuple[str, list[dict[str, str]], str]
) -> None:
    """The provider, every message and the schema are in it."""
    assert (answer_key(*left) == answer_key(*right)) == (left == right)
