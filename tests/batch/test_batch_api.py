"""A run that asks in a provider's batches, over servers that keep the documented protocols.

Nothing here was ever tried against the vendors themselves: see `tests/servers/batches.py`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.batch.made import TEXT, story
from tests.batch.test_copies import HEADED, LATER_TOLL, SPELLED
from tests.misbehaving import without_certificates
from tests.servers.batches import (
    CANCELED,
    EXPIRED,
    KEY,
    LOST,
    AnthropicServer,
    Batch,
    BatchServer,
    OpenAIServer,
)
from tests.servers.loopback import Reply

from dateline import Outcome, Settings, extract_many
from dateline.batch import rounds
from dateline.batch.feed import given_lots
from dateline.batch.rounds import Pauses
from dateline.batch.run import Run, Wanted
from dateline.batch.runner import Ending
from dateline.batch.store import reading
from dateline.batch.store.schema import KIND
from dateline.batch.store.totals import Totals, totals
from dateline.cli.batch import Asked, batch
from dateline.database import open_database
from dateline.errors import AuthenticationFailed, ConfigError, StoreError, UnknownModel
from dateline.settings import Price, Profile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_quick"),
]
NO_RECORDS = '{"items": []}'
PRICE = {"input": 1, "output": 1}  # dollars for a million tokens
HALF_A_CALL = Decimal("0.00055")  # of 1,100 tokens
QUICK = Pauses(0.01, 0.02)


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_certificates(monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(params=[OpenAIServer, AnthropicServer], ids=["openai", "anthropic"])
def server(request: pytest.FixtureRequest) -> Iterator[BatchServer]:
    """One of each vendor's."""
    running: BatchServer = request.param()
    yield running
    running.close()


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    """OpenAI's alone, for what only its protocol has."""
    running = OpenAIServer()
    yield running
    running.close()


def settings(server: BatchServer, key: str = KEY, **changed: Any) -> Settings:
    """That ask the server, with the model as the only coder."""
    vendor = "openai" if isinstance(server, OpenAIServer) else "anthropic"
    profile = Profile(model=f"{vendor}:m", base_url=server.url, price=PRICE, api_key=key)
    return Settings(**{"coders": "model", "retries": 1, **changed, "providers": {"m": profile}})


def wanted(server: BatchServer, out: Path | None = None, **changed: Any) -> Wanted:
    """A run over its batches."""
    made = changed.pop("settings", None) or settings(server)
    values = {"batch_api": True, "pauses": QUICK, **changed}
    return Wanted(provider="m", settings=made, out=out, **values)


def run(
    asked: Wanted, articles: list[Any], *, meanwhile: Callable[[Run], None] = lambda _: None
) -> tuple[list[Outcome], Ending, Totals]:
    """A start of a run, to its end."""

    async def read() -> tuple[list[Outcome], Ending, Totals]:
        started = await Run(asked).open()
        try:
            meanwhile(started)
            outcomes = [o async for o in started.outcomes(given_lots(articles))]
            assert started.ending is not None
            return outcomes, started.ending, await started.totals()
        finally:
            await started.aclose()

    return asyncio.run(read())


def plain(number: int) -> str:
    """An article that holds nothing to record, so that nobody asks what was left out."""
    return (
        f"The museum of the old harbour opened its hall number {number} to all in the summer.\n\n"
        f"Its {number} large windows look on to the quay, and the floor is of oak and of slate.\n"
    )


def kind_of(body: dict[str, Any]) -> str:
    """Which record type a request asks for."""
    if "tools" in body:
        return str(body["tools"][0]["name"])
    return str(body["response_format"]["json_schema"]["name"])


def is_further(body: dict[str, Any]) -> bool:
    """Whether a request goes on from an answer."""
    return any(message["role"] == "assistant" for message in body["messages"])


def stop_soon(run: Run) -> None:
    """Interrupt it while its batches are open."""
    asyncio.get_running_loop().call_later(0.6, run.runner.stop, "interrupted")


def test_articles_are_read_out_of_one_batch(server: BatchServer, tmp_path: Path) -> None:
    """Three questions each, in another order; at half the price, and the receipts say so."""
    articles = [plain(n) for n in range(4)]
    outcomes, ending, found = run(wanted(server, tmp_path / "runs.db", dedupe=False), articles)
    assert ending.stopped is None
    assert sorted(o.extraction.article.text for o in outcomes if o.extraction) == sorted(articles)
    assert [len(batch.requests) for batch in server.batches] == [12]
    assert not server.live
    for outcome in outcomes:
        assert outcome.extraction is not None
        calls = outcome.extraction.receipt.calls
        assert [(c.batched, c.attempts, c.cached, c.cost) for c in calls] == [
            (1, 1, 0, HALF_A_CALL)
        ] * 3
    assert (found.requests, found.prompt_tokens, found.cost) == (12, 12_000, 12 * HALF_A_CALL)
    assert (found.batches, found.batch_answers) == (0, 12)


def test_what_was_left_out_is_asked_about_in_a_further_round(server: BatchServer) -> None:
    """As it is live: once all first questions of an article are answered."""
    outcomes, ending, found = run(wanted(server, dedupe=False), [story(0), story(1)])
    assert ending.stopped is None
    first, second = server.batches
    assert len(first.requests) == 6
    assert second.requests
    assert all(is_further(body) for _, body in second.requests)
    for outcome in outcomes:
        assert outcome.extraction is not None
        receipt = outcome.extraction.receipt
        assert any("left out" in call.question for call in receipt.calls)
        assert receipt.cost == receipt.attempts * HALF_A_CALL
    assert found.requests == len(server.asked)


def test_what_is_asked_is_the_same_as_one_by_one(server: BatchServer) -> None:
    """The bodies, to the last word; headers aside."""
    articles = [story(n) for n in range(2)]
    run(wanted(server, dedupe=False), articles)
    run(wanted(server, dedupe=False, batch_api=False), articles)

    def in_order(bodies: list[dict[str, Any]]) -> list[str]:
        return sorted(json.dumps(body) for body in bodies)

    assert len(server.live) > 6
    assert in_order(server.bodies()) == in_order(server.live)


def test_an_invalid_answer_is_asked_about_in_the_next_batch(server: BatchServer) -> None:
    """Once, with what was wrong in it; what was answered well is not asked again."""

    def answers(body: dict[str, Any], _before: int) -> str:
        broken = kind_of(body).startswith("Incident") and not is_further(body)
        return '{"items": 7}' if broken else NO_RECORDS

    server.answers = answers
    outcomes, ending, found = run(wanted(server, dedupe=False), [plain(0), plain(1)])
    assert ending.stopped is None
    assert [len(batch.requests) for batch in server.batches] == [6, 2]
    assert all(is_further(body) for _, body in server.batches[1].requests)
    assert found.cost == 8 * HALF_A_CALL
    (incident,) = [
        call for call in outcomes[0].extraction.receipt.calls if call.record == "incident"
    ]
    assert (incident.attempts, incident.batched, incident.cost) == (2, 2, 2 * HALF_A_CALL)
    assert not [f for f in outcomes[0].extraction.findings if f.kind == "unanswered"]


@pytest.mark.parametrize("came", [EXPIRED, CANCELED, LOST, 500])
def test_a_request_without_an_answer_is_asked_once_more(server: BatchServer, came: Any) -> None:
    """It expired, was cancelled, is missing, or the vendor had an error: the next batch has it."""

    def answers(body: dict[str, Any], before: int) -> Any:
        return came if kind_of(body).startswith("Statement") and not before else NO_RECORDS

    server.answers = answers
    outcomes, _, found = run(wanted(server), [plain(0)])
    assert [len(batch.requests) for batch in server.batches] == [3, 1]
    assert not [f for f in outcomes[0].extraction.findings if f.kind == "unanswered"]
    assert found.cost == 3 * HALF_A_CALL  # what was not answered is not charged


def test_one_that_expires_again_fails_with_the_reason(server: BatchServer, tmp_path: Path) -> None:
    """The other questions stand; and when failures are retried, it is asked anew."""
    server.answers = lambda body, _: (
        EXPIRED if kind_of(body).startswith("Statement") else NO_RECORDS
    )
    out = tmp_path / "runs.db"
    outcomes, ending, found = run(wanted(server, out), [plain(0)])
    assert ending.stopped is None
    (finding,) = [f for f in outcomes[0].extraction.findings if f.kind == "unanswered"]
    assert "In a batch" in finding.message
    assert (found.done, found.incomplete) == (1, 1)
    assert [len(batch.requests) for batch in server.batches] == [3, 1]
    server.answers = lambda _body, _before: NO_RECORDS
    _, _, found = run(wanted(server, out, retry_failed=True), [plain(0)])
    assert [len(batch.requests) for batch in server.batches] == [3, 1, 1]
    assert (found.incomplete, found.cost) == (0, 3 * HALF_A_CALL)


def test_a_refused_request_is_no_question_of_time(server: BatchServer) -> None:
    """It is not asked again as it is; what is too long is asked in halves, as it would be live."""

    def answers(body: dict[str, Any], _before: int) -> Any:
        return 400 if len(json.dumps(body["messages"])) > longest else NO_RECORDS

    text = "\n\n".join(plain(n) for n in range(6))
    server.answers = lambda _body, _before: NO_RECORDS
    run(wanted(server), [text])
    longest = max(len(json.dumps(body["messages"])) for body in server.bodies()) - 600
    before = len(server.batches)
    server.answers = answers
    outcomes, _, _ = run(wanted(server), [text])
    assert len(set(server.asked[3 * before :])) == len(server.asked[3 * before :])
    assert any("half" in call.question for call in outcomes[0].extraction.receipt.calls)


def test_batches_keep_to_the_vendors_limits(
    server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many requests, and so many bytes: the rest goes into further batches."""
    asked = wanted(server, dedupe=False)
    started = Run(asked)
    service = started._service
    asyncio.run(started.aclose())
    assert service is not None
    few = replace(service.limits, requests=4)

    def limited(run: Run) -> None:
        run._service.limits = few

    run(asked, [plain(n) for n in range(5)], meanwhile=limited)
    assert [len(batch.requests) for batch in server.batches] == [4, 4, 4, 3]
    size = max(len(json.dumps(body)) for body in server.bodies())
    server.batches.clear()
    monkeypatch.setattr(rounds, "_TOGETHER", 2 * (size + 128))
    run(asked, [plain(n) for n in range(5)])
    assert sum(len(batch.requests) for batch in server.batches) == 15
    assert 5 <= len(server.batches) < 15
    assert max(len(batch.requests) for batch in server.batches) < 5


def test_the_vendors_limits_are_those_that_they_publish() -> None:
    """50,000 requests and 200 MB; 100,000 and 256 MB; at half the price."""
    from dateline.providers import SPECS

    told = {name: spec.batch for name, spec in SPECS.items() if spec.batch is not None}
    assert {
        name: (limits.requests, limits.megabytes, str(limits.price))
        for name, limits in told.items()
    } == {"openai": (50_000, 200, "0.5"), "anthropic": (100_000, 256, "0.5")}


def test_a_stopped_run_goes_on_with_its_batches(server: BatchServer, tmp_path: Path) -> None:
    """Ctrl-C leaves while the batch is under way; the next start collects it, and asks nothing."""
    out = tmp_path / "runs.db"
    server.looks = 10_000

    outcomes, ending, found = run(wanted(server, out), [plain(0), plain(1)], meanwhile=stop_soon)
    assert (outcomes, ending.stopped, found.batches) == ([], "interrupted", 1)
    assert found.batch_requests == len(server.asked)
    server.looks = 0
    outcomes, ending, found = run(wanted(server, out), [plain(0), plain(1)])
    assert (len(outcomes), ending.stopped) == (2, None)
    assert set(Counter(server.asked).values()) == {1}
    assert len(outcomes) == 2


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before it is told", "while it is polled"])
def test_a_killed_run_submits_no_batch_twice(
    server: BatchServer, tmp_path: Path, moment: str
) -> None:
    """Not even where it dies between the batch being made and its id being noted."""
    out = tmp_path / "runs.db"
    server.looks = 10_000 if moment == "while it is polled" else 3
    killed: list[int] = []

    def kill(_batch: Batch) -> None:
        if moment == "before it is told" and not killed:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)

    server.made = kill
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(out), type(server).__name__, server.url],
        env=environment,
    )
    if moment == "while it is polled":
        while not _polled(server):
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    assert process.wait() == -signal.SIGKILL
    assert len(server.batches) == 1
    server.looks = 3
    outcomes, ending, found = run(wanted(server, out), [plain(0), plain(1)])
    assert (len(outcomes), ending.stopped) == (2, None)
    assert set(Counter(server.asked).values()) == {1}
    assert found.cost == len(server.asked) * HALF_A_CALL
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _polled(server: BatchServer) -> bool:
    return any(batch.looks > 1 for batch in server.batches)


_PROGRAM = """
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from tests.batch.test_batch_api import plain, run, wanted
from tests.servers import batches

kind = getattr(batches, sys.argv[2])
server = kind.__new__(kind)
kind.url = property(lambda _: sys.argv[3])
run(wanted(server, Path(sys.argv[1])), [plain(0), plain(1)])
"""


def test_a_batch_in_doubt_that_was_never_made_is_submitted(
    server: BatchServer, tmp_path: Path
) -> None:
    """The vendor's own list says that it is not there."""
    create = "POST /batches" if isinstance(server, OpenAIServer) else "POST /v1/messages/batches"
    server.faults.append((create, Reply(503, body=b"{}")))
    outcomes, ending, _ = run(wanted(server, tmp_path / "runs.db"), [plain(0)])
    assert (len(outcomes), ending.stopped, len(server.batches)) == (1, None, 1)


def test_a_batch_whose_making_nobody_was_told_of_is_found(
    server: BatchServer, tmp_path: Path
) -> None:
    """The connection was cut after the vendor had made it; another batch is not taken for it."""
    create = "POST /batches" if isinstance(server, OpenAIServer) else "POST /v1/messages/batches"
    other = Batch("batch_other", [(f"{n}" * 64, {"tools": [{"name": "x"}]}) for n in range(3)])
    server.batches.append(other)
    server.faults.append((create, Reply(how="reset")))
    outcomes, ending, _ = run(wanted(server, tmp_path / "runs.db"), [plain(0)])
    assert (len(outcomes), ending.stopped) == (1, None)
    assert [len(batch.requests) for batch in server.batches] == [3, 3]


def test_faults_while_it_waits_are_waited_out(server: BatchServer) -> None:
    """A 503 while polling, and one while the results are fetched, cost nothing."""
    look = "GET /batches/" if isinstance(server, OpenAIServer) else "GET /v1/messages/batches/"
    fetch = "GET /files/" if isinstance(server, OpenAIServer) else look
    server.faults += [(look, Reply(503, body=b"{}"))] * 3
    server.faults += [(fetch, Reply(503, body=b"{}"))]
    outcomes, ending, found = run(wanted(server), [plain(0)])
    assert (len(outcomes), ending.stopped) == (1, None)
    assert len(server.batches) == 1
    assert found.cost == 3 * HALF_A_CALL


def test_results_that_break_off_are_fetched_again_and_counted_once(
    openai_server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had come by then is kept."""
    monkeypatch.setattr(rounds, "_KEPT_AT_ONCE", 1)
    server = openai_server
    server.looks = 1
    seen: list[bytes] = []

    def cut(batch: Batch) -> None:
        del batch
        seen.append(b"")

    server.made = cut
    half = b'{"custom_id": "x", "response": null, "error": {"code": "batch_expired"}}\n{"cus'
    server.faults.append(("GET /files/file-output", Reply(body=half, how="short")))
    outcomes, ending, found = run(wanted(server), [plain(0)])
    assert (len(outcomes), ending.stopped, found.cost) == (1, None, 3 * HALF_A_CALL)
    assert len(server.batches) == 1


@pytest.mark.parametrize("ends_as", ["expired", "cancelled"])
def test_what_was_answered_before_a_batch_ended_early_is_kept(
    openai_server: OpenAIServer, ends_as: str
) -> None:
    """The vendor charges for it; the rest goes into another batch."""
    server = openai_server
    server.ends_as = ends_as
    left = EXPIRED if ends_as == "expired" else CANCELED
    server.answers = lambda body, before: (
        left if not before and kind_of(body) == "IncidentList" else NO_RECORDS
    )
    outcomes, ending, found = run(wanted(server), [plain(0)])
    assert (len(outcomes), ending.stopped, found.cost) == (1, None, 3 * HALF_A_CALL)
    assert [len(batch.requests) for batch in server.batches] == [3, 1]


def test_results_that_are_no_longer_kept_are_asked_for_anew(
    server: BatchServer, tmp_path: Path
) -> None:
    """The vendors keep them for a month; a run that comes back later goes on all the same."""
    out = tmp_path / "runs.db"
    server.looks = 10_000

    run(wanted(server, out), [plain(0)], meanwhile=stop_soon)
    server.looks, server.archived = 0, True
    server.made = lambda _batch: setattr(server, "archived", False)
    told: list[str] = []
    outcomes, ending, _ = run(wanted(server, out, tell=told.append), [plain(0)])
    assert (len(outcomes), ending.stopped) == (1, None)
    assert [len(batch.requests) for batch in server.batches] == [3, 3]
    assert any("no longer kept" in line for line in told)


def test_a_batch_that_is_unknown_there_is_not_paid_for_twice(
    server: BatchServer, tmp_path: Path
) -> None:
    """The key may be another account's. A month later nothing can come of it any more."""
    out = tmp_path / "runs.db"
    server.looks = 10_000

    run(wanted(server, out), [plain(0)], meanwhile=stop_soon)
    server.looks = 0
    (gone,) = server.batches
    gone.id = "batch_of_another_account"
    outcomes, ending, _ = run(wanted(server, out), [plain(0)])
    assert (outcomes, ending.stopped, len(server.batches)) == ([], "provider", 1)
    assert ending.error is not None
    assert "batch_0" in str(ending.error)
    assert "account" in str(ending.error)
    with closing(sqlite3.connect(out)) as connection, connection:
        connection.execute("UPDATE api_batches SET begun = begun - 31 * 86400")
    outcomes, ending, _ = run(wanted(server, out), [plain(0)])
    assert (len(outcomes), ending.stopped, len(server.batches)) == (1, None, 2)


def test_a_wrong_key_stops_it_and_costs_no_article(server: BatchServer, tmp_path: Path) -> None:
    """With the right one the same command goes on."""
    out = tmp_path / "runs.db"
    wrong = settings(server, "sk-wrong-0123456789")
    outcomes, ending, found = run(wanted(server, out, settings=wrong), [plain(0)])
    assert (outcomes, ending.stopped, found.failed) == ([], "provider", 0)
    assert isinstance(ending.error, AuthenticationFailed)
    outcomes, ending, _ = run(wanted(server, out), [plain(0)])
    assert (len(outcomes), ending.stopped, len(server.batches)) == (1, None, 1)


def test_a_model_that_is_not_there_stops_it_until_it_is(
    openai_server: OpenAIServer, tmp_path: Path
) -> None:
    """The vendor says so of each request; no article fails for it, and the next start asks anew."""
    server, out = openai_server, tmp_path / "runs.db"
    server.answers = lambda _body, _before: 404
    _, ending, found = run(wanted(server, out), [plain(0)])
    assert (ending.stopped, found.failed) == ("provider", 0)
    assert isinstance(ending.error, UnknownModel)
    server.answers = lambda _body, _before: NO_RECORDS
    outcomes, ending, _ = run(wanted(server, out), [plain(0)])
    assert (len(outcomes), ending.stopped) == (1, None)


def test_keys_are_neither_stored_nor_logged(
    server: BatchServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in the store, which holds the requests while they are out, nor in any log."""
    caplog.set_level(logging.DEBUG)
    server.looks = 10_000

    run(wanted(server, tmp_path / "runs.db"), [plain(0)], meanwhile=stop_soon)
    server.looks = 0
    run(wanted(server, tmp_path / "runs.db"), [plain(0)])
    assert KEY not in caplog.text
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


def test_a_budget_bounds_what_is_handed_over(server: BatchServer, tmp_path: Path) -> None:
    """What may cost more than is left stays; with more money the same command goes on."""
    out, articles = tmp_path / "runs.db", [plain(n) for n in range(6)]
    worst = _worst_of_a_request(server, tmp_path)
    small = settings(server, budget={"run": worst * Decimal("1.1")})
    _, ending, found = run(wanted(server, out, settings=small, dedupe=False), articles)
    assert ending.stopped == "budget"
    assert found.known_cost <= worst * Decimal("1.1")
    assert 0 < len(server.asked) < 18
    assert found.failed == 0
    large = settings(server, budget={"run": 100})
    _, ending, found = run(wanted(server, out, settings=large, dedupe=False), articles)
    assert (ending.stopped, found.done) == (None, 6)
    assert set(Counter(server.asked).values()) == {1}


def _worst_of_a_request(server: BatchServer, tmp_path: Path) -> Decimal:
    run(wanted(server, tmp_path / "other.db"), [plain(0)])
    server.batches.clear()
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        rows = connection.execute("SELECT worst FROM api_requests").fetchall()
    return max(Decimal(worst) for (worst,) in rows)


def test_an_account_that_takes_no_more_is_waited_for(openai_server: OpenAIServer) -> None:
    """A batch that failed for that is handed over later, and costs no try."""
    server = openai_server
    server.refused[1] = {"code": "token_limit_exceeded", "message": "Enqueued token limit."}
    asked = wanted(server, dedupe=False)

    def limited(run: Run) -> None:
        run._service.limits = replace(run._service.limits, requests=3)

    outcomes, ending, found = run(asked, [plain(0), plain(1)], meanwhile=limited)
    assert (len(outcomes), ending.stopped) == (2, None)
    assert [len(batch.requests) for batch in server.batches] == [3, 3, 3]
    assert found.cost == 6 * HALF_A_CALL


def test_a_copy_waits_for_what_it_copies(server: BatchServer) -> None:
    """It is not asked about, though the article that it copies was only put off."""
    outcomes, ending, found = run(wanted(server), [TEXT, SPELLED, HEADED])
    assert (len(outcomes), ending.stopped, found.copies) == (3, None, 2)
    assert [len(batch.requests) for batch in server.batches] == [3, 2]
    assert sum(o.extraction.receipt.reused is not None for o in outcomes if o.extraction) == 2


def test_an_article_that_is_only_like_another_is_asked_about(server: BatchServer) -> None:
    """It is no copy: it says something else, and so it is asked about, at once or a round later."""
    outcomes, ending, found = run(wanted(server), [TEXT, LATER_TOLL])
    assert (len(outcomes), ending.stopped, found.copies) == (2, None, 0)
    first = [
        key for batch in server.batches for key, body in batch.requests if not is_further(body)
    ]
    assert len(first) == 6


def test_after_so_many_rounds_the_rest_is_asked_as_usual(server: BatchServer) -> None:
    """At the full price, and without another day's delay."""
    server.answers = lambda body, _: NO_RECORDS if is_further(body) else '{"items": 7}'
    outcomes, ending, found = run(wanted(server, live_after=1), [plain(0)])
    assert (len(outcomes), ending.stopped) == (1, None)
    assert (len(server.asked), len(server.live)) == (3, 3)
    assert found.cost == 3 * HALF_A_CALL + 3 * 2 * HALF_A_CALL
    assert outcomes[0].extraction.receipt.cost == found.cost


def test_live_and_elsewhere_it_is_refused_while_batches_are_under_way(
    server: BatchServer, tmp_path: Path
) -> None:
    """What is in them would be paid for twice."""
    out = tmp_path / "runs.db"
    server.looks = 10_000

    run(wanted(server, out), [plain(0)], meanwhile=stop_soon)
    with pytest.raises(StoreError, match="under way"):
        run(wanted(server, out, batch_api=False), [plain(0)])
    assert not server.live


def test_providers_without_batches_say_so() -> None:
    """With the names of those that have them."""
    profile = Profile(model="openai-compatible:m", base_url="http://127.0.0.1:9/v1")
    made = Settings(coders="model", providers={"m": profile})
    with pytest.raises(ConfigError, match=r"takes no batches.*openai and anthropic"):
        Run(Wanted(provider="m", settings=made, batch_api=True))


def test_an_articles_budget_is_not_kept_over_batches(server: BatchServer) -> None:
    """Its questions go into several of them; so that is refused beforehand."""
    made = settings(server, budget={"article": 1})
    with pytest.raises(ConfigError, match=r"budget\.article"):
        Run(wanted(server, settings=made))


def test_status_tells_of_batches(server: BatchServer, tmp_path: Path) -> None:
    """How many are under way, from another shell."""
    from dateline.cli.batch_display import Figures, summary

    out = tmp_path / "runs.db"
    server.looks = 10_000

    run(wanted(server, out), [plain(0)], meanwhile=stop_soon)
    with reading(out) as connection:
        told = summary(Figures(totals(connection)))
    assert "1 under way at the provider's with 3 requests" in told


def test_from_python_it_is_an_option(server: BatchServer, tmp_path: Path) -> None:
    """Of `extract_many`, and a second call gives what the first one read."""
    server.looks = 0
    out = tmp_path / "runs.db"
    asked = {"provider": "m", "out": out, "batch_api": True}
    first = list(extract_many([plain(0)], settings(server), **asked))
    again = list(extract_many([plain(0)], settings(server), **asked))
    assert [o.extraction for o in again] == [o.extraction for o in first]
    assert (len(server.asked), len(server.live)) == (3, 0)


def test_on_the_command_line_it_is_an_option(
    server: BatchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run says the lower price and asks nobody; the run tells of its batch."""
    server.looks = 0
    file = tmp_path / "museum.txt"
    file.write_text(plain(0), "utf-8")
    asked = Asked(inputs=[str(file)], out=tmp_path / "runs.db", provider="m", batch_api=True)
    dear = settings(server)
    dear = dear.model_copy(
        update={"providers": {"m": dear.providers["m"].model_copy(update={"price": _DEAR})}}
    )
    costs = []
    for in_batches in (False, True):
        assert batch(replace(asked, dry_run=True, batch_api=in_batches), dear) == 0
        told = capsys.readouterr().out
        costs.append(float(told.partition("about $")[2].split()[0].replace(",", "")))
    assert "in batches, at 50% of the usual price" in told
    assert costs[1] == pytest.approx(costs[0] / 2, abs=0.01)
    assert not server.heard
    assert batch(asked, settings(server)) == 0
    printed = capsys.readouterr()
    assert "3 requests handed to m: batch batch_0." in printed.err
    assert "3 answers at the batch price" in printed.out


_DEAR = Price(input=Decimal(1000), output=Decimal(1000))


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    """One of before there were batches: its articles stand, and its totals can be told."""
    path = tmp_path / "runs.db"
    older = replace(KIND, versions=KIND.versions[:-1])
    open_database(path, older).close()
    with reading(path) as connection:
        found = totals(connection)
    assert (found.articles, found.batches, found.batch_answers, found.requests) == (0, 0, 0, 0)
