"""`dateline batch` as a process: killed fifty times, interrupted, out of disk."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.servers.loopback import LoopbackServer, Reply, Request, as_json

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]

ARTICLES = 2_000
KILLS = 50
NUMBER = re.compile(r"Story number (\d+)\.")


def text_of(number: int) -> str:
    """A short story of its own, which no survey sees a gap in."""
    return f"The council of Lenz met on Monday to look at a bridge. Story number {number}.\n"


@pytest.fixture
def counting() -> Iterator[LoopbackServer]:
    """A server that answers every question with nothing, after a moment."""
    server = LoopbackServer()
    message = {"role": "assistant", "content": '{"items": []}', "refusal": None}
    usage = {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": usage,
    }
    reply = as_json(body).but(delay=0.02)

    def answer(_: Request) -> Reply:
        return reply

    server.add(answer)
    yield server
    server.close()


FEW = 500


@pytest.fixture
def folder(tmp_path: Path, counting: LoopbackServer) -> Path:
    """A folder with a configuration and a few articles."""
    (tmp_path / "dateline.toml").write_text(
        'default = "m"\ncoders = "model"\nconcurrency = 16\n[providers.m]\n'
        f'model = "openai-compatible:m"\nbase_url = "{counting.root}/v1"\n'
    )
    write_articles(tmp_path, FEW)
    return tmp_path


def write_articles(folder: Path, count: int) -> None:
    """So many articles as JSON Lines."""
    with (folder / "articles.jsonl").open("w") as lines:
        for number in range(count):
            lines.write(json.dumps({"id": number, "text": text_of(number)}) + "\n")


def begin(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """`dateline batch` over the articles."""
    command = [sys.executable, "-m", "dateline", "batch", "articles.jsonl", "--out", "runs.db"]
    return subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_DATA_HOME": str(folder / "data")},
        **options,  # type: ignore[call-overload]
    )


def found(folder: Path, query: str) -> list[tuple]:
    """What a query finds in the store."""
    with closing(sqlite3.connect(folder / "runs.db")) as connection:
        return connection.execute(query).fetchall()


def put(server: LoopbackServer) -> Counter[tuple[str, int]]:
    """How often each question was put: the record type and the story's number."""
    counted: Counter[tuple[str, int]] = Counter()
    for request in server.requests:
        number = NUMBER.search(json.dumps(request.json["messages"]))
        assert number is not None
        kind = request.json["response_format"]["json_schema"]["name"]
        counted[kind, int(number.group(1))] += 1
    return counted


def test_killed_fifty_times_it_has_one_outcome_for_each_article(
    folder: Path, counting: LoopbackServer
) -> None:
    """At random moments, and started again; nothing is asked twice but what was under way."""
    write_articles(folder, ARTICLES)
    moments = random.Random(20261130)
    for _ in range(KILLS):
        # A moment of progress, not of the clock: a quick machine is killed as often as a slow one.
        reached = len(counting.requests) + moments.randint(0, 160)
        process = begin(folder, "--quiet")
        wait_until(process, lambda: len(counting.requests) >= reached)  # noqa: B023  # in turn
        time.sleep(moments.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert found(folder, "PRAGMA integrity_check") == [("ok",)]
    process = begin(folder)
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    assert f"{ARTICLES:,} read, 0 failed" in out
    assert found(folder, "PRAGMA integrity_check") == [("ok",)]
    assert found(folder, "SELECT count(*), count(DISTINCT id) FROM articles") == [
        (ARTICLES, ARTICLES)
    ]
    assert found(folder, "SELECT state, count(*) FROM outcomes GROUP BY state") == [
        ("done", ARTICLES)
    ]
    done_once = "SELECT count(*) FROM attempts WHERE ended_as = 'done'"
    assert found(folder, done_once) == [(ARTICLES,)]
    cut_off = dict(
        found(
            folder,
            "SELECT CAST(given_id AS INTEGER), count(*) FROM attempts JOIN rows USING (article) "
            "WHERE ended_as = 'interrupted' GROUP BY article",
        )
    )
    asked = put(counting)
    assert len(asked) == 3 * ARTICLES
    for (kind, number), times in asked.items():
        assert times <= 1 + cut_off.get(number, 0), (kind, number)
    again = sum(asked.values()) - len(asked)
    assert again <= 16 * KILLS  # no more than were under way at once


def wait_until(process: subprocess.Popen[str], condition: Callable[[], bool]) -> None:
    """Wait until it holds, while the process goes on."""
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.002)


def test_ctrl_c_finishes_what_is_under_way_and_twice_breaks_it_off(
    folder: Path, counting: LoopbackServer
) -> None:
    """Says which; nothing is lost, and the same command goes on."""
    process = begin(folder)
    wait_until(process, lambda: len(counting.requests) > 60)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopping: no other article is begun" in err
    assert "The same command goes on from here." in err
    assert found(folder, "SELECT count(*) FROM attempts WHERE ended_as IS NOT 'done'") == [(0,)]
    (done,) = found(folder, "SELECT count(*) FROM outcomes")[0]
    assert 0 < done < FEW
    counting.forget()
    counting.add(Reply(how="hang"))
    process = begin(folder, "--grace", "600")
    wait_until(process, lambda: len(counting.requests) > 8)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Broken off, to be read next time: articles.jsonl:" in err
    assert found(folder, "SELECT count(*) FROM outcomes") == [(done,)]
    assert found(folder, "SELECT count(*) FROM attempts WHERE ended IS NULL") == [(0,)]


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(
    folder: Path, counting: LoopbackServer
) -> None:
    """No file may grow beyond so many bytes; without that bound the same command goes on."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    process = begin(folder, preexec_fn=bounded)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "cannot grow" in err
    assert "Make room on its disk" in err
    assert "Traceback" not in err
    (done,) = found(folder, "SELECT count(*) FROM outcomes")[0]
    assert done > 0
    process = begin(folder)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert f"{FEW:,} read, 0 failed" in out
    assert found(folder, "PRAGMA integrity_check") == [("ok",)]
    assert max(put(counting).values()) <= 2
