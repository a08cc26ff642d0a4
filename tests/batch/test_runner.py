"""Articles read so many at once, each to one outcome, whatever goes wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.batch.made import Reading, start, story

from dateline.batch.inputs import Row
from dateline.batch.processes import Crashed
from dateline.batch.runner import Runner
from dateline.errors import (
    AuthenticationFailed,
    BudgetExhausted,
    InputError,
    InvalidAnswer,
    TimedOut,
)

TWELVE = [story(n) for n in range(12)]


def run(path: Path | None, articles: list[str], reader: Reading, **options):
    """One start, to its end."""
    return asyncio.run(start(path, articles, reader, **options))


def rows(path: Path, query: str) -> list[tuple]:
    """What a query finds in a store."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("kept", [True, False])
def test_each_article_is_read_once_and_not_more_at_once_than_allowed(
    tmp_path: Path, kept: bool
) -> None:
    """In a file, or in none."""
    reader = Reading(at_once=3, delay=0.01)
    ended = run(tmp_path / "runs.db" if kept else None, TWELVE, reader)
    assert sorted(reader.texts) == sorted(TWELVE)
    assert reader.most_under_way == 3
    assert len({outcome.id for outcome in ended.outcomes}) == 12
    assert all(outcome.extraction for outcome in ended.outcomes)
    assert (ended.totals.done, ended.totals.incidents, ended.totals.to_read) == (12, 12, 0)
    assert ended.ending.stopped is None


def test_the_same_article_twice_is_read_once() -> None:
    """Its words and its day are the same, whatever stands beside it."""
    reader = Reading()
    again = {"text": TWELVE[0], "title": "Another headline", "url": "https://b.example"}
    other = {"text": TWELVE[0], "published": "2024-03-12"}
    ended = run(None, [TWELVE[0], again, other], reader)
    assert len(reader.texts) == 2
    assert (ended.tally.repeated, ended.totals.rows, ended.totals.articles) == (1, 3, 2)


def test_a_second_start_reads_what_is_left(tmp_path: Path) -> None:
    """Also where the inputs hold less than before: what was met is in the store."""
    path = tmp_path / "runs.db"
    run(path, TWELVE, Reading(at_once=1), limit=5)
    second = Reading()
    ended = run(path, TWELVE[:2], second)
    assert len(second.texts) == len(set(second.texts))
    first_met = rows(path, "SELECT count(*) FROM articles")[0][0]
    assert len(second.texts) == first_met - 5
    assert ended.totals.to_read == 0


def test_outcomes_of_earlier_starts_are_handed_over_where_they_are_wanted(tmp_path: Path) -> None:
    """Each once, and told apart."""
    path = tmp_path / "runs.db"
    first = run(path, TWELVE[:3], Reading())
    ended = run(path, [TWELVE[0], *TWELVE[:4]], Reading(), resumed=True)
    assert sorted(outcome.resumed for outcome in ended.outcomes) == [False, True, True, True]
    kept = {outcome.id: outcome for outcome in ended.outcomes}
    for outcome in first.outcomes:
        assert kept[outcome.id].extraction == outcome.extraction


def test_a_row_without_an_article_is_a_failed_row(tmp_path: Path) -> None:
    """With its reason and its place; it is read again, and gone once it is mended."""
    path = tmp_path / "runs.db"
    ended = run(path, [TWELVE[0], {"body": "x"}, {"text": 3}], Reading())
    failed = [outcome for outcome in ended.outcomes if outcome.problem]
    assert [outcome.place for outcome in failed] == [2, 3]
    assert "neither `text` nor `html`" in failed[0].problem
    assert (ended.totals.unreadable, ended.totals.done) == (2, 1)
    ended = run(path, [TWELVE[0], TWELVE[1], {"text": 3}], Reading())
    assert (ended.totals.unreadable, ended.totals.done) == (1, 2)


def error(kind: type, words: str = "no"):
    """A provider's error."""
    return kind(words, provider="p", model="m")


def test_an_article_that_fails_for_good_is_set_aside_at_once(tmp_path: Path) -> None:
    """And read once more only where that is asked for."""
    path, reader = tmp_path / "runs.db", Reading(fails={"number 3.": error(InvalidAnswer, "odd")})
    ended = run(path, TWELVE, reader)
    assert len(reader.texts) == 12
    assert [(o.error, o.problem) for o in ended.outcomes if o.problem] == [("InvalidAnswer", "odd")]
    assert (ended.totals.done, ended.totals.failed) == (11, 1)
    again = Reading()
    assert run(path, TWELVE, again).totals.failed == 1
    assert again.texts == []
    ended = run(path, TWELVE, again, retry_failed=True)
    assert again.texts == [TWELVE[3]]
    assert (ended.totals.done, ended.totals.failed) == (12, 0)


def test_an_article_that_no_request_got_through_for_is_tried_again_after_the_others() -> None:
    """Three times, and then set aside with the reason."""
    reader = Reading(at_once=1, fails={"number 3.": error(TimedOut, "late")})
    ended = run(None, TWELVE, reader)
    assert reader.texts.count(TWELVE[3]) == 3
    assert reader.texts[-2:] == [TWELVE[3]] * 2
    assert (ended.totals.done, ended.totals.failed) == (11, 1)


def test_a_fault_of_our_own_costs_no_other_article() -> None:
    """Its type says what it is."""
    ended = run(None, TWELVE, Reading(fails={"number 3.": ZeroDivisionError("oops")}))
    assert [o.problem for o in ended.outcomes if o.problem] == ["ZeroDivisionError: oops"]
    assert ended.totals.done == 11


def test_a_provider_that_cannot_be_used_ends_the_run(tmp_path: Path) -> None:
    """No article is set aside for it: they are read when its key is right."""
    path, reader = tmp_path / "runs.db", Reading(fails={"": error(AuthenticationFailed, "key")})
    ended = run(path, TWELVE, reader)
    assert ended.ending.stopped == "provider"
    assert isinstance(ended.ending.error, AuthenticationFailed)
    assert len(reader.texts) <= 8
    assert (ended.totals.failed, ended.totals.done) == (0, 0)
    assert run(path, TWELVE, Reading()).totals.done == 12


def test_a_provider_that_never_answers_ends_the_run(tmp_path: Path) -> None:
    """Rather than to set a hundred thousand articles aside."""
    many = [story(n) for n in range(60)]
    ended = run(tmp_path / "runs.db", many, Reading(fails={"": error(TimedOut, "late")}))
    assert ended.ending.stopped == "provider"
    assert (ended.totals.failed, ended.totals.done) == (0, 0)


def test_few_articles_are_not_set_aside_either_where_nothing_gets_through(tmp_path: Path) -> None:
    """A sample of two at a server that is not up: they are read when it is."""
    path, few = tmp_path / "runs.db", [story(n) for n in range(2)]
    ended = run(path, few, Reading(fails={"": error(TimedOut, "late")}))
    assert (ended.ending.stopped, str(ended.ending.error)) == ("provider", "late")
    assert (ended.totals.failed, ended.totals.done) == (0, 0)
    assert run(path, few, Reading()).totals.done == 2


def test_a_provider_that_refuses_every_article_ends_the_run() -> None:
    """It is not each of them that is odd; those that it refused are set aside."""
    many = [story(n) for n in range(90)]
    ended = run(None, many, Reading(fails={"": error(InvalidAnswer, "odd")}))
    assert (ended.ending.stopped, str(ended.ending.error)) == ("provider", "odd")
    assert 32 <= ended.totals.failed <= 40
    read_between = {f"number {n}.": error(InvalidAnswer, "odd") for n in range(90) if n % 10}
    assert run(None, many, Reading(fails=read_between)).totals.failed == 81


def test_a_budget_that_is_used_up_ends_the_run_without_a_failure() -> None:
    """What could not be asked is asked the next time."""
    reader = Reading(at_once=2, fails={"number 5.": error(BudgetExhausted)})
    ended = run(None, TWELVE, reader, out_of_budget=lambda: story(5) in reader.texts)
    assert ended.ending.stopped == "budget"
    assert (ended.totals.failed, ended.totals.to_read > 0) == (0, True)


def test_an_articles_own_budget_is_its_own_matter() -> None:
    """The run goes on."""
    ended = run(None, TWELVE, Reading(fails={"number 5.": error(BudgetExhausted)}))
    assert (ended.ending.stopped, ended.totals.failed, ended.totals.done) == (None, 1, 11)


def stopping(reader: Reading, words: str, *, at_once: bool = False):
    """Have the run stopped while an article is read."""

    def with_runner(runner: Runner) -> None:
        def meanwhile(article: object) -> None:
            if words in article.text:  # type: ignore[attr-defined]
                runner.stop("interrupted")
                if at_once:
                    runner.stop_at_once()

        reader.meanwhile = meanwhile

    return with_runner


def test_stopped_it_finishes_what_is_under_way(tmp_path: Path) -> None:
    """And begins no other article."""
    path, reader = tmp_path / "runs.db", Reading(at_once=2, delay=0.05)
    ended = run(path, TWELVE, reader, with_runner=stopping(reader, "number 4."))
    assert (ended.ending.stopped, ended.ending.abandoned) == ("interrupted", ())
    assert ended.totals.done == len(reader.texts) < 12
    assert run(path, TWELVE, Reading()).totals.done == 12


def test_what_does_not_end_in_time_is_broken_off_and_named(tmp_path: Path) -> None:
    """It is read the next time, and counts as nobody's fault."""
    path, reader = tmp_path / "runs.db", Reading(at_once=1, delay=30)
    options = {"with_runner": stopping(reader, "number 0."), "grace": 0.05}
    ended = run(path, TWELVE, reader, **options)
    assert ended.ending.abandoned == ("articles:1",)
    assert rows(path, "SELECT ended_as FROM attempts") == [("abandoned",)]
    assert run(path, TWELVE, Reading()).totals.done == 12


def test_stopped_twice_it_breaks_off_what_is_under_way(tmp_path: Path) -> None:
    """Without waiting."""
    reader = Reading(at_once=3, delay=30)
    stop = stopping(reader, "number 2.", at_once=True)
    ended = run(tmp_path / "runs.db", TWELVE, reader, with_runner=stop, grace=60)
    assert len(ended.ending.abandoned) == 3


def test_an_article_that_its_process_ended_over_is_tried_again() -> None:
    """Others are read meanwhile; at last it is set aside."""
    reader = Reading(fails={"number 7.": Crashed("it ended with status -11")})
    ended = run(None, TWELVE, reader)
    assert reader.texts.count(TWELVE[7]) == 3
    assert [o.error for o in ended.outcomes if o.problem] == ["Crashed"]


def killed(path: Path, number: int, *, alone: int) -> None:
    """Note that the process was killed while it read an article."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO attempts (article, start, begun, alone) VALUES (?, 1, 0, ?)",
            (number, alone),
        )
        connection.commit()


def test_an_article_that_was_read_whenever_the_process_was_killed_is_read_alone(
    tmp_path: Path,
) -> None:
    """After all others; and set aside where that ends the process too, three times."""
    path = tmp_path / "runs.db"
    run(path, TWELVE, Reading(), limit=0)
    for _ in range(2):
        killed(path, 1, alone=0)
        run(path, [], Reading(), limit=0)
    reader = Reading(delay=0.01)
    alone: list[int] = []

    def meanwhile(article: object) -> None:
        if article.text == TWELVE[0]:  # type: ignore[attr-defined]
            alone.append(reader.under_way)

    reader.meanwhile = meanwhile
    assert run(path, TWELVE, reader).totals.done == 12
    assert (reader.texts[-1], alone) == (TWELVE[0], [1])


def test_an_article_that_ends_the_process_even_alone_is_set_aside(tmp_path: Path) -> None:
    """With the reason."""
    path = tmp_path / "runs.db"
    run(path, TWELVE, Reading(), limit=0)
    for alone in (0, 0, 1, 1, 1):
        killed(path, 1, alone=alone)
        run(path, [], Reading(), limit=0)
    reader = Reading()
    ended = run(path, TWELVE, reader)
    assert TWELVE[0] not in reader.texts
    assert [o.error for o in ended.outcomes if o.problem] == ["Interrupted"]
    assert (ended.totals.done, ended.totals.failed) == (11, 1)


def test_inputs_that_break_do_not_cost_what_is_under_way(tmp_path: Path) -> None:
    """Their error comes out when that is stored."""
    path = tmp_path / "runs.db"

    async def breaking() -> AsyncIterator[list[Row]]:
        from dateline.batch.inputs import given_row

        yield [given_row(text, n) for n, text in enumerate(TWELVE[:3], 1)]
        await asyncio.sleep(0.01)
        raise InputError("torn")

    with pytest.raises(InputError, match="torn"):
        run(path, [], Reading(delay=0.1), lots=breaking())
    assert rows(path, "SELECT count(*) FROM outcomes") == [(3,)]
