"""Several workers: processes of Daft's own runner, and actors of a Ray cluster on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.daft.made import answering, asked, rows, settings, stories, told
from tests.misbehaving import MisbehavingServer, server

from dateline import extract_many

__all__ = ["server"]
pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]

RUNNERS = ("native", "ray")


def job(root: Path, tmp_path: Path, **said: Any) -> tuple[dict[str, dict[str, Any]], Any]:
    """Run a job to its end: its rows by their ids, and what it says of itself."""
    import pyarrow.parquet as pq

    out = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
    said = {"out": str(out), **said}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.daft.job", json.dumps(said)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = {row["id"]: row for row in pq.read_table(out).to_pylist()}
    return found, json.loads(ran.stdout.splitlines()[-1])


def expected(server: MisbehavingServer, articles: int) -> dict[str, Any]:
    """What `extract_many` makes of the same articles, by their ids."""
    server.forget()
    server.add(answering())
    outcomes = extract_many(rows(stories(articles)), settings(server.url))
    return {o.given_id: told([o.extraction])[0] for o in outcomes if o.extraction and o.given_id}


@pytest.mark.parametrize("runner", RUNNERS)
def test_several_workers_read_what_one_would(
    server: MisbehavingServer, root: Path, tmp_path: Path, runner: str
) -> None:
    """The same records, each question put once, and no more at once than all may together."""
    server.add(answering(delay=0.02))
    found, _ = job(root, tmp_path, runner=runner, url=server.url, articles=60, concurrency=6)
    assert set(asked(server).values()) == {1}
    assert 1 < server.most_at_once <= 6
    by_daft = asked(server)
    whole = expected(server, 60)
    assert {name: told([row["extraction"]])[0] for name, row in found.items()} == whole
    assert asked(server) == by_daft


@pytest.mark.parametrize("runner", RUNNERS)
def test_the_budget_is_that_of_all_workers(
    server: MisbehavingServer, root: Path, tmp_path: Path, runner: str
) -> None:
    """It is not crossed, and what it stopped says so."""
    server.add(answering())
    found, _ = job(root, tmp_path, runner=runner, url=server.url, articles=60, budget="0.12")
    assert len(server.requests) * Decimal("0.0011") <= Decimal("0.12")
    errors = [row["error"] for row in found.values()]
    assert set(errors) == {None, "BudgetExhausted"}


def test_a_worker_that_is_killed_loses_nothing(
    server: MisbehavingServer, root: Path, tmp_path: Path
) -> None:
    """Its rows are read all the same; and a restarted job asks nobody for anything."""
    server.add(answering(delay=0.05))
    said = {"runner": "ray", "url": server.url, "articles": 120, "batch_size": 30}
    said["checkpoint"] = str(tmp_path / "kept")
    found, ended = job(root, tmp_path, **said, kill=True)
    assert len(ended["killed"]) == 1
    twice = {number for (number, _), times in asked(server).items() if times > 1}
    assert len(twice) < 30  # what was under way, or not kept yet; not all that it was handed
    assert all(row["error"] is None for row in found.values())
    server.forget()
    server.add(answering())
    again, _ = job(root, tmp_path, **said)
    assert not server.requests
    assert again == found
    assert {name: told([row["extraction"]])[0] for name, row in found.items()} == expected(
        server, 120
    )
