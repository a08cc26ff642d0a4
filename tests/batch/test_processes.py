"""Articles read in other processes, and asked about by this one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.batch.made import story as plain
from tests.daft.made import PUBLISHED, answering, asked, settings, story
from tests.misbehaving import MisbehavingServer, server

from dateline import CallEvent, Finding, Hooks, Outcome, Settings, extract, extract_many
from dateline.batch.inputs import packed
from dateline.batch.messages import Crashed, Setup
from dateline.batch.processes import Processes, _Elsewhere
from dateline.batch.reading import WasRead
from dateline.batch.store import reading
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import unpack
from dateline.batch.store.totals import totals
from dateline.errors import BudgetExhausted, ConfigError
from dateline.models import Article, Extraction
from dateline.settings import Profile
from dateline.wiring import Extractor

__all__ = ["server"]
pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]

GIVEN = [{"id": str(n), "text": story(n), "published": PUBLISHED} for n in range(12)]


def comparable(outcome: Outcome) -> Extraction | None:
    """What was read, without what is never twice the same."""
    found = outcome.extraction
    if found is None:
        return None
    calls = [c.model_copy(update={"seconds": 0.0}) for c in found.receipt.calls]
    same = {"started": None, "seconds": 0.0, "calls": tuple(calls)}
    return found.model_copy(update={"receipt": found.receipt.model_copy(update=same)})


def test_what_other_processes_read_is_what_this_one_reads(
    server: MisbehavingServer, capfd: pytest.CaptureFixture[str]
) -> None:
    """Record for record, question for question, token for token; and they print nothing."""
    server.add(answering())
    here = {o.given_id: o for o in extract_many(GIVEN, settings(server.url))}
    once = asked(server)
    server.forget()
    server.add(answering())
    there = {o.given_id: o for o in extract_many(GIVEN, settings(server.url), processes=2)}
    assert asked(server) == once
    assert {k: comparable(o) for k, o in there.items()} == {
        k: comparable(o) for k, o in here.items()
    }
    assert capfd.readouterr() == ("", "")


def test_what_fails_there_is_told_as_it_is_here(server: MisbehavingServer) -> None:
    """With the error's own name and words."""
    server.add(answering(refuses=[2]))
    given = [*GIVEN[:4], {"id": "nul", "text": "\0"}]

    def failures(**more: int) -> dict[str | None, tuple[str | None, str | None]]:
        outcomes = extract_many(given, settings(server.url), **more)
        return {o.given_id: (o.error, o.problem) for o in outcomes}

    there = failures(processes=2)
    assert there == failures()
    assert there["nul"][0] == "InputError"
    assert there["2"][0] is not None


def test_hooks_are_called_here(server: MisbehavingServer) -> None:
    """With each request, under its article's digest, and with each finding."""
    server.add(answering())
    calls: list[CallEvent] = []
    findings: list[Finding] = []
    hooks = Hooks(on_call=calls.append, on_finding=findings.append)
    outcomes = list(extract_many(GIVEN[:4], settings(server.url), hooks=hooks, processes=2))
    assert len(calls) == len(server.requests)
    assert len({call.article for call in calls}) == 4
    told = Counter(f for o in outcomes if o.extraction for f in o.extraction.findings)
    assert Counter(findings) == told


def test_what_a_hook_raises_comes_out_as_it_is(server: MisbehavingServer) -> None:
    """It is an article's error; the others are read."""
    server.add(answering())

    def raising(_: CallEvent) -> None:
        raise LookupError("not mine")

    outcomes = list(
        extract_many(GIVEN[:3], settings(server.url), hooks=Hooks(on_call=raising), processes=2)
    )
    assert [(o.error, o.problem) for o in outcomes] == [
        ("LookupError", "LookupError: not mine")
    ] * 3


def test_the_budget_is_one_for_all_of_them(server: MisbehavingServer, tmp_path: Path) -> None:
    """It is not crossed, and what it stopped is gone on with, with nothing paid for twice."""
    server.add(answering(delay=0.02))
    out = tmp_path / "runs.db"
    with pytest.raises(BudgetExhausted):
        list(extract_many(GIVEN, settings(server.url), out=out, processes=2, budget=0.03))
    with reading(out) as connection:
        found = totals(connection)
    assert found.known_cost <= Decimal("0.03")
    assert found.requests == len(server.requests)
    assert len(list(extract_many(GIVEN, settings(server.url), out=out, processes=2))) == len(GIVEN)
    assert set(asked(server).values()) == {1}


def test_no_more_requests_are_under_way_than_allowed(server: MisbehavingServer) -> None:
    """However many processes there are."""
    server.add(answering(delay=0.02))
    list(extract_many(GIVEN, settings(server.url), concurrency=3, processes=3))
    assert server.most_at_once == 3


def test_whoever_stops_listening_stops_them(server: MisbehavingServer, tmp_path: Path) -> None:
    """And what they had under way is read the next time."""
    server.add(answering(delay=0.02))
    out = tmp_path / "runs.db"
    for _ in extract_many(GIVEN, settings(server.url), out=out, processes=2):
        break
    assert len(list(extract_many(GIVEN, settings(server.url), out=out))) == len(GIVEN)
    assert max(asked(server).values()) <= 2


def test_with_the_parser_alone_too(capfd: pytest.CaptureFixture[str]) -> None:
    """Also what fails there; it comes back out of the store as it was, and they say nothing."""
    given = [plain(0), plain(1), "\0"]
    found = {o.place: o for o in extract_many(given, Settings(), provider="parser", processes=2)}
    assert found[3].error == "InputError"
    assert "NUL character" in found[3].problem
    for place in (1, 2):
        here = extract(given[place - 1], provider="parser", settings=Settings())
        there = found[place].extraction
        assert there is not None
        assert there.model_copy(update={"receipt": here.receipt}) == here
    assert capfd.readouterr() == ("", "")


def test_copies_that_come_in_together_are_asked_about_once(server: MisbehavingServer) -> None:
    """They wait for the answer to the first, wherever it is read."""
    server.add(answering(delay=0.05))
    copies = [
        {"id": str(n), "text": f"{story(0)}\n\nFrom our desk.{' ' * n}", "published": PUBLISHED}
        for n in range(4)
    ]
    outcomes = list(extract_many(copies, settings(server.url), processes=2))
    assert all(o.extraction for o in outcomes)
    assert set(Counter(kind for _, kind in asked(server)).values()) == {1}


def test_they_know_the_record_types_that_the_settings_name(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """As they know those that the call gives."""
    server.add(answering())
    (tmp_path / "things_of_settings.py").write_text(
        "from dateline import Mention, Record, RecordType\n"
        "class Thing(Record):\n    what: Mention\n    evidence: tuple[Mention, ...] = ()\n"
        'THING = RecordType("thing", Thing, instructions="Copy them.")\n'
    )
    named = {
        "config_file": tmp_path / "dateline.toml",
        "record_types": ("things_of_settings:THING",),
    }
    there = settings(server.url).model_copy(update=named)
    outcomes = list(extract_many(GIVEN[:2], there, processes=2))
    assert [o.problem for o in outcomes] == [None, None]
    assert all(o.extraction and "thing" in o.extraction.records for o in outcomes)


def with_processes(
    settings: Settings,
    provider: str | None,
    work: Callable[[Processes, Callable[[int], Begun]], Awaitable[None]],
) -> None:
    """Let processes work, and end them."""

    def begun(number: int) -> Begun:
        content = packed(Article.from_text(story(number)))
        return Begun(number, number, "a", content, "here", 1, None)

    async def run() -> None:
        setup = Setup(provider, settings, ())
        processes = Processes(1, Extractor(provider, settings=settings), setup, Hooks())
        try:
            await work(processes, begun)
        finally:
            await processes.aclose()

    asyncio.run(run())


def text_of(was_read: WasRead) -> str:
    """Of the article."""
    kept = was_read.packed
    return unpack(kept.extraction, kept.receipt, kept.findings, {}).article.text


def test_a_process_that_ends_over_an_article_costs_no_other() -> None:
    """Another one is started in its place."""

    async def work(processes: Processes, begun: Callable[[int], Begun]) -> None:
        assert text_of(await processes.read(begun(0))) == story(0)
        reads = asyncio.create_task(processes.read(begun(1)))
        await asyncio.sleep(0)
        os.kill(processes._workers[0]._process.pid, signal.SIGKILL)
        with pytest.raises(Crashed, match="ended with status -9"):
            await reads
        assert text_of(await processes.read(begun(2))) == story(2)

    with_processes(Settings(), "parser", work)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[_Elsewhere]:
    """The processes that were started, in order."""
    found: list[_Elsewhere] = []
    start = _Elsewhere.start

    async def noted(first: bytes) -> _Elsewhere:
        found.append(await start(first))
        return found[-1]

    monkeypatch.setattr(_Elsewhere, "start", noted)
    return found


async def under_way_and_ended(
    processes: Processes, begun: Callable[[int], Begun], server: MisbehavingServer
) -> list[asyncio.Task[WasRead]]:
    """Three articles that one process had under way when it ended."""
    asked = len(server.requests)
    reads = [asyncio.create_task(processes.read(begun(n))) for n in range(3)]
    while len(server.requests) < asked + 3:  # noqa: ASYNC110  # the server is in a thread
        await asyncio.sleep(0.01)
    os.kill(processes._workers[0]._process.pid, signal.SIGKILL)
    return reads


async def by_itself(started: list[_Elsewhere]) -> None:
    """Wait until the second process has an article."""
    while len(started) < 2 or not started[1].under_way:  # noqa: ASYNC110  # nothing tells of it
        await asyncio.sleep(0.01)


def test_where_it_had_several_one_more_reads_each_by_itself(
    server: MisbehavingServer, started: list[_Elsewhere]
) -> None:
    """Whichever it ended over: none of the others fails. The same one is there the next time."""
    server.add(answering(delay=0.3))

    async def work(processes: Processes, begun: Callable[[int], Begun]) -> None:
        for starts in (2, 3):
            reads = await under_way_and_ended(processes, begun, server)
            found = [text_of(r) for r in await asyncio.gather(*reads)]
            assert found == [story(n) for n in range(3)]
            assert len(started) == starts

    with_processes(settings(server.url), None, work)
    assert not any(process.runs for process in started)


def test_what_ends_it_by_itself_fails_and_the_others_get_a_new_one(
    server: MisbehavingServer, started: list[_Elsewhere]
) -> None:
    """It is the one that did it."""
    server.add(answering(delay=0.3))

    async def work(processes: Processes, begun: Callable[[int], Begun]) -> None:
        reads = await under_way_and_ended(processes, begun, server)
        await by_itself(started)
        os.kill(started[1]._process.pid, signal.SIGKILL)
        found = await asyncio.gather(*reads, return_exceptions=True)
        assert sorted(type(f) for f in found if isinstance(f, BaseException)) == [Crashed]
        assert sum(isinstance(f, WasRead) for f in found) == 2
        assert len(started) == 3

    with_processes(settings(server.url), None, work)


def test_what_is_given_up_when_by_itself_is_not_there_beside_the_next(
    server: MisbehavingServer, started: list[_Elsewhere]
) -> None:
    """It might end the process over it, and the next would be blamed."""
    server.add(answering(delay=0.3))

    async def work(processes: Processes, begun: Callable[[int], Begun]) -> None:
        reads = await under_way_and_ended(processes, begun, server)
        await by_itself(started)
        reads[0].cancel()
        found = await asyncio.gather(*reads, return_exceptions=True)
        assert isinstance(found[0], asyncio.CancelledError)
        assert [text_of(f) for f in found if isinstance(f, WasRead)] == [story(1), story(2)]
        assert not started[1].runs

    with_processes(settings(server.url), None, work)


def test_what_cannot_be_asked_for_another_is_refused(server: MisbehavingServer) -> None:
    """Questions by choices are about what the parser of this process saw."""
    profile = Profile(model="openai-compatible:m", base_url=server.url, asking="choices")
    with pytest.raises(ConfigError, match="ask about whole articles"):
        list(extract_many(GIVEN, Settings(providers={"m": profile}), provider="m", processes=2))
    assert not server.requests
