"""`extract_many` and its async twin, over a server on this machine."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from tests.batch.made import story
from tests.batch.test_store import no_room
from tests.misbehaving import MisbehavingServer, server

import dateline
from dateline import CallEvent, Hooks, Outcome, Settings, aextract_many, extract_many
from dateline.batch import read_outcomes
from dateline.batch.run import Run, Wanted
from dateline.batch.store import reading
from dateline.batch.store.totals import totals
from dateline.errors import (
    AuthenticationFailed,
    BudgetExhausted,
    ConfigError,
    ConfigurationChanged,
    InputError,
    StoreError,
)
from dateline.settings import Profile

__all__ = ["server"]
pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

STORIES = [story(n) for n in range(5)]
INCIDENT = {"kind": "Attack", "evidence": ["Gunmen killed at least 14 traders"]}
PRICE = {"input": 1, "output": 1}  # dollars for a million tokens


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def settings(server: MisbehavingServer, **changed: object) -> Settings:
    """That ask the server, with the model as the only coder."""
    profile = {"model": "openai-compatible:m", "base_url": server.url, "price": PRICE}
    profile.update(changed.pop("profile", {}))
    values = {"coders": "model", "retries": 1, **changed, "providers": {"m": Profile(**profile)}}
    return Settings(**values)


def questions(server: MisbehavingServer) -> Counter[tuple[str, str]]:
    """How often each question was put: the record type, and all that was sent."""
    put = []
    for request in server.requests:
        said = json.dumps(request.json)
        kind = request.json["response_format"]["json_schema"]["name"]
        put.append((kind, said))
    return Counter(put)


def test_for_each_article_an_outcome(server: MisbehavingServer) -> None:
    """By a plain loop, with nothing kept: and the hooks that a user gives are called."""
    server.answer('{"items": []}')
    calls: list[CallEvent] = []
    found = list(extract_many(STORIES, settings(server), hooks=Hooks(on_call=calls.append)))
    assert sorted(outcome.place for outcome in found) == [1, 2, 3, 4, 5]
    assert all(o.extraction.article.text == STORIES[o.place - 1] for o in found)
    assert set(questions(server).values()) == {1}
    assert len(calls) == len(server.requests)


def test_articles_without_a_day_of_their_own_get_the_one_given(server: MisbehavingServer) -> None:
    """A text, a row and an article; one that has a day keeps it."""
    server.answer('{"items": []}')
    own = {"text": STORIES[1], "published": "2024-03-02"}
    given = [STORIES[0], own, {"text": STORIES[2]}, dateline.Article.from_text(STORIES[3])]

    async def later() -> AsyncIterator[object]:
        for one in given:
            yield one

    for articles in (given, later()):
        found = list(extract_many(articles, settings(server), published="2024-03-11"))
        days = {outcome.place: str(outcome.extraction.article.published) for outcome in found}
        assert days == {1: "2024-03-11", 2: "2024-03-02", 3: "2024-03-11", 4: "2024-03-11"}
    with pytest.raises(InputError, match="'yesterday' is no date"):
        extract_many(given, settings(server), published="yesterday")


def test_async_it_is_the_same(server: MisbehavingServer) -> None:
    """From an async source too; and `async for` over extract_many."""
    server.answer('{"items": []}')

    async def articles():
        for text in STORIES:
            await asyncio.sleep(0)
            yield {"id": text[-3:-2], "text": text}

    async def collect() -> list[Outcome]:
        return [o async for o in aextract_many(articles(), settings(server))]

    async def collect_again() -> list[Outcome]:
        return [o async for o in extract_many(STORIES, settings(server))]

    assert sorted(o.given_id for o in asyncio.run(collect())) == ["0", "1", "2", "3", "4"]
    assert len(asyncio.run(collect_again())) == 5


def test_whoever_stops_listening_stops_the_run(server: MisbehavingServer, tmp_path: Path) -> None:
    """At once; what was read is kept, and the rest is read the next time."""
    server.answer('{"items": []}', delay=0.02)
    many = (story(n) for n in range(500))
    for number, _ in enumerate(extract_many(many, settings(server), out=tmp_path / "runs.db")):
        if number == 3:
            break
    with reading(tmp_path / "runs.db") as connection:
        assert 3 < totals(connection).done < 100
        assert totals(connection).under_way == 0


@pytest.mark.slow
def test_an_async_loop_may_be_left_too(server: MisbehavingServer, tmp_path: Path) -> None:
    """The run is closed, and another one can go on with its store."""
    server.answer('{"items": []}', delay=0.02)
    out = tmp_path / "runs.db"

    async def first() -> str:
        async for outcome in extract_many(
            [story(n) for n in range(200)], settings(server), out=out
        ):
            return outcome.id
        return ""

    assert asyncio.run(first())
    assert len(list(extract_many(STORIES, settings(server), out=out))) >= 5


def test_nothing_is_asked_twice(server: MisbehavingServer, tmp_path: Path) -> None:
    """A second call gives what was read, and asks for nothing; a grown input is gone on with."""
    server.answer('{"items": []}')
    out = tmp_path / "runs.db"
    first = {o.id: o for o in extract_many(STORIES[:3], settings(server), out=out)}
    asked = len(server.requests)
    again = {o.id: o for o in extract_many(STORIES[:3], settings(server), out=out)}
    assert len(server.requests) == asked
    assert all(o.resumed for o in again.values())
    assert {k: o.extraction for k, o in again.items()} == {
        k: o.extraction for k, o in first.items()
    }
    assert len(list(extract_many(STORIES, settings(server), out=out))) == 5
    assert set(questions(server).values()) == {1}


def test_an_answer_is_kept_as_soon_as_it_is_there(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """An article of which one question failed is asked that one alone the next time."""

    def broken_statement(request) -> object:
        from tests.servers.loopback import as_json

        kind = request.json["response_format"]["json_schema"]["name"]
        if kind.startswith("Statement"):
            return as_json({"error": {"message": "no"}}, status=400)
        return as_json(completion('{"items": []}'))

    server.add(broken_statement)
    out = tmp_path / "runs.db"
    (outcome,) = extract_many(STORIES[:1], settings(server), out=out)
    assert [f.kind for f in outcome.extraction.findings if f.severity == "error"] == ["unanswered"]
    with reading(out) as connection:
        assert totals(connection).incomplete == 1
    server.forget()
    server.answer('{"items": []}')
    (outcome,) = extract_many(STORIES[:1], settings(server), out=out, retry_failed=True)
    assert {kind for kind, _ in questions(server)} == {"StatementList"}
    assert not [f for f in outcome.extraction.findings if f.kind == "unanswered"]
    with reading(out) as connection:
        assert totals(connection).incomplete == 0


def completion(content: str) -> dict:
    """A chat completion."""
    message = {"role": "assistant", "content": content, "refusal": None}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def test_what_was_spent_stands_in_the_store(server: MisbehavingServer, tmp_path: Path) -> None:
    """Requests, tokens and money, over all starts."""
    server.say(completion('{"items": []}'))
    list(extract_many(STORIES[:2], settings(server), out=tmp_path / "runs.db"))
    list(extract_many(STORIES[:3], settings(server), out=tmp_path / "runs.db"))
    with reading(tmp_path / "runs.db") as connection:
        found = totals(connection)
    assert found.requests == len(server.requests) >= 9
    assert found.prompt_tokens == 1000 * found.requests
    assert found.cost == Decimal("0.0011") * found.requests


def test_a_budget_is_that_of_the_run_and_not_of_a_start(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """It is never crossed, and what it stopped is read once there is more."""
    server.say(completion('{"items": []}'))
    out, many = tmp_path / "runs.db", [story(n) for n in range(20)]
    for _ in range(3):
        with pytest.raises(BudgetExhausted, match=r"budget of \$0.05 is used up: \$0.0"):
            list(extract_many(many, settings(server), out=out, budget=0.05))
    spent = len(server.requests) * Decimal("0.0011")
    assert Decimal("0.02") < spent <= Decimal("0.05")
    with reading(out) as connection:
        found = totals(connection)
    assert (found.failed, found.to_read > 0, found.known_cost) == (0, True, spent)
    assert len(list(extract_many(many, settings(server), out=out, budget=5))) == 20
    assert set(questions(server).values()) == {1}


def test_a_run_that_cannot_go_on_says_so(server: MisbehavingServer, tmp_path: Path) -> None:
    """After the outcomes that there are; a wrong key costs no article."""
    server.fail(401, "wrong key")
    with pytest.raises(AuthenticationFailed):
        list(extract_many(STORIES, settings(server), out=tmp_path / "runs.db"))
    server.forget()
    server.answer('{"items": []}')
    assert len(list(extract_many(STORIES, settings(server), out=tmp_path / "runs.db"))) == 5


@pytest.mark.slow
def test_a_full_disk_costs_no_answer(
    server: MisbehavingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be stored is kept elsewhere, and taken up by the next start unasked."""
    server.answer('{"items": []}', delay=0.05)
    out = tmp_path / "runs.db"
    open_run = Run.open

    async def full(self: Run) -> Run:
        await open_run(self)
        await self.store.do(no_room)
        return self

    monkeypatch.setattr(Run, "open", full)
    with pytest.raises(StoreError, match=r"cannot grow.*Make room.*Kept in .*jsonl"):
        list(extract_many([story(n) for n in range(40)], settings(server), out=out))
    monkeypatch.setattr(Run, "open", open_run)
    found = list(extract_many([story(n) for n in range(40)], settings(server), out=out))
    assert len(found) == 40
    with reading(out) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert totals(connection).done == 40


CHANGES: dict[str, Callable[[MisbehavingServer], Settings]] = {
    "grounding": lambda server: settings(server, grounding="flag"),
    "coders": lambda server: settings(server, coders="both"),
    "provider, model": lambda server: settings(
        server, profile={"model": "openai-compatible:other"}
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_configuration_is_a_question(
    server: MisbehavingServer, tmp_path: Path, name: str
) -> None:
    """With what changed, and what may be said; resumed, what was read stands."""
    server.answer('{"items": []}')
    out, changed = tmp_path / "runs.db", CHANGES[name](server)
    list(extract_many(STORIES[:2], settings(server), out=out))
    asked = len(server.requests)
    with pytest.raises(
        ConfigurationChanged, match=rf"(?s)  {name}: .*--on-change resume"
    ) as raised:
        list(extract_many(STORIES, changed, out=out))
    assert "redo" in raised.value.hint
    assert len(server.requests) == asked
    found = list(extract_many(STORIES, changed, out=out, on_change="resume"))
    assert sum(o.resumed for o in found) == 2
    # Answered once, the question is not put again.
    assert len(list(extract_many(STORIES, changed, out=out))) == 5


def test_keys_and_limits_are_no_change(server: MisbehavingServer, tmp_path: Path) -> None:
    """Nor are budgets and timeouts: what is asked and how it is read stays the same."""
    server.answer('{"items": []}')
    out = tmp_path / "runs.db"
    list(extract_many(STORIES[:2], settings(server), out=out))
    other = settings(
        server,
        profile={"api_key": "another", "timeout": 5, "requests_per_minute": 10},
        budget=3,
        concurrency=2,
    )
    assert len(list(extract_many(STORIES[:2], other, out=out))) == 2


def test_redone_a_question_that_is_the_same_is_not_paid_for_again(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """Another grounding reads the answers anew; another model is asked."""
    server.answer('{"items": []}')
    out = tmp_path / "runs.db"
    list(extract_many(STORIES, settings(server), out=out))
    asked = len(server.requests)
    found = list(extract_many(STORIES, CHANGES["grounding"](server), out=out, on_change="redo"))
    assert (len(found), any(o.resumed for o in found)) == (5, False)
    assert len(server.requests) == asked
    list(extract_many(STORIES, CHANGES["provider, model"](server), out=out, on_change="redo"))
    assert len(server.requests) == 2 * asked


def test_one_record_type_is_redone_alone(
    server: MisbehavingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """Where nothing else changed; it alone is asked for again."""
    from dateline.pipeline import ask
    from dateline.prompts import load_prompt

    server.answer('{"items": []}')
    out, same = tmp_path / "runs.db", settings(server)
    list(extract_many(STORIES, same, out=out))
    server.forget()
    server.answer('{"items": []}')
    template = (root / "prompts/incident.jinja").read_text("utf-8")
    written = template.replace("Incidents: who", "Incidents, exactly: who")
    assert written != template
    (tmp_path / "incident.jinja").write_text(written, "utf-8")
    changed = load_prompt("incident", folder=tmp_path)

    def prompts(record_type):
        return changed if record_type.name == "incident" else load_prompt(record_type.name)

    monkeypatch.setattr(ask, "prompt_of", prompts)
    monkeypatch.setattr("dateline.wiring.configuration.prompt_of", prompts)
    with pytest.raises(ConfigurationChanged, match="redo-type=incident reads it anew"):
        list(extract_many(STORIES, same, out=out))
    with pytest.raises(ConfigurationChanged, match="More than statement changed"):
        list(extract_many(STORIES, same, out=out, on_change="redo-type=statement"))
    list(extract_many(STORIES, same, out=out, on_change="redo-type=incident"))
    assert {kind for kind, _ in questions(server)} == {"IncidentList"}
    assert set(questions(server).values()) == {1}


@pytest.mark.parametrize("said", ["redo-type", "redo-type=", "again", ""])
def test_what_is_said_of_a_change_is_checked(server: MisbehavingServer, said: str) -> None:
    """Before anything else."""
    with pytest.raises(ConfigError, match="says nothing"):
        extract_many(STORIES, settings(server), on_change=said)


def test_several_processes_are_not_for_batches(server: MisbehavingServer) -> None:
    """Which are waited for."""
    with pytest.raises(ConfigError, match="are waited for"):
        list(extract_many(STORIES, settings(server), processes=2, batch_api=True))


@pytest.mark.slow
def test_what_is_given_is_taken_as_it_is_needed(server: MisbehavingServer) -> None:
    """However much there is: no more than a few articles wait in memory."""
    server.answer('{"items": []}')
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield story(taken)

    for number, _ in enumerate(extract_many(endless(), settings(server))):
        assert taken < number + 60
        if number == 60:
            break


def test_a_source_that_breaks_is_told(server: MisbehavingServer) -> None:
    """As it was raised, after the outcomes of what came before."""
    server.answer('{"items": []}')

    def breaking() -> Iterator[str]:
        yield STORIES[0]
        raise InputError("the archive is gone")

    found = []
    with pytest.raises(InputError, match="the archive is gone"):
        found.extend(extract_many(breaking(), settings(server)))
    assert Wanted(settings=Settings()).processes == 1
    assert dateline.extract_many is extract_many


def test_a_store_is_read_without_its_articles(server: MisbehavingServer, tmp_path: Path) -> None:
    """In the order in which they were met; one that failed says why."""
    server.answer('{"items": []}')
    out = tmp_path / "runs.db"
    given = list(extract_many([*STORIES, "\0"], settings(server), out=out))
    kept = list(read_outcomes(out))
    assert [o.place for o in kept] == [1, 2, 3, 4, 5, 6]
    assert {o.id: o.extraction for o in kept} == {o.id: o.extraction for o in given}
    assert "NUL character" in kept[-1].problem


def test_a_store_is_plain_sqlite(server: MisbehavingServer, tmp_path: Path) -> None:
    """Findings, receipts and counts can be asked for in SQL."""
    server.answer(json.dumps({"items": []}))
    list(extract_many(STORIES[:2], settings(server), out=tmp_path / "runs.db"))
    with closing(sqlite3.connect(tmp_path / "runs.db")) as connection:
        (kinds,) = connection.execute("SELECT count(DISTINCT kind) FROM findings").fetchone()
        models = connection.execute("SELECT provider, model FROM receipts").fetchall()
    assert kinds >= 1
    assert models == [("m", "m")] * 2
