"""One file, many processes."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cache import Kept, StoredAnswers

pytestmark = pytest.mark.slow

USE = """
import asyncio, logging, sys
from pathlib import Path
from dateline.cache import Kept, StoredAnswers

async def use(path, name, count, size):
    cache = StoredAnswers(path, max_size_mb=size)
    async def one(n):
        await cache.put(f"shared{n}", Kept(f"shared{n}" * 300, "stop"))
        await cache.put(f"{name}{n}", Kept(f"{name}{n}" * 300, "stop"))
        for key in (f"shared{n}", f"{name}{n}"):
            kept = await cache.get(key)
            if kept is None:
                print("missed", key)
            elif kept != Kept(key * 300, "stop"):
                print("wrong", key)
    await asyncio.gather(*(one(n) for n in range(count)))
    await cache.aclose()

logging.basicConfig(stream=sys.stdout)
asyncio.run(use(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
"""


def at_once(path: Path, *, count: int, size: float, processes: int = 4) -> str:
    """What processes say that begin together with a file that is not there yet."""
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", USE, str(path), name, str(count), str(size)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name in "abcdefgh"[:processes]
    ]
    return "".join(process.communicate(timeout=60)[0] for process in started)


def test_no_answer_is_lost_and_none_is_mixed_up(tmp_path: Path) -> None:
    """All begin at once, with the file still to be made."""
    path = tmp_path / "answers.db"
    assert at_once(path, count=50, size=1024) == ""
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
    (state,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    assert (count, state) == (5 * 50, "ok")


def test_the_bound_holds_for_all_of_them_together(tmp_path: Path) -> None:
    """Answers go while others come; none that comes back is another's."""
    path = tmp_path / "answers.db"
    said = at_once(path, count=60, size=0.1)
    assert "wrong" not in said
    assert "WARNING" not in said
    assert path.stat().st_size <= 100_000 + 4096


ENDLESS = """
import asyncio, sys
from pathlib import Path
from dateline.cache import Kept, StoredAnswers

async def use(path):
    cache = StoredAnswers(path, max_size_mb=0.1)
    number = 0
    while True:
        await cache.put(str(number), Kept(str(number) * 500, "stop"))
        print(number, flush=True)
        number += 1

asyncio.run(use(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("after", [3, 60])
def test_what_was_kept_outlives_a_process_that_is_killed(tmp_path: Path, after: int) -> None:
    """In the middle of writing, or of making room; and the file is as it should be."""
    path = tmp_path / "answers.db"
    command = [sys.executable, "-c", ENDLESS, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = next(int(line) for line in process.stdout if int(line) >= after)
        process.kill()

    async def use() -> Kept | None:
        cache = StoredAnswers(path)
        kept = await cache.get(str(last))
        await cache.aclose()
        return kept

    assert asyncio.run(use()) == Kept(str(last) * 500, "stop")
    connection = sqlite3.connect(path)
    (state,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    assert state == "ok"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_a_connection_of_its_own(tmp_path: Path) -> None:
    """The parent's thread is not there in it, and its connection must not be used."""
    cache = StoredAnswers(tmp_path / "answers.db")
    asyncio.run(cache.put("parent", Kept("p", "stop")))
    child = os.fork()
    if child == 0:
        status = 1
        try:

            async def use() -> bool:
                found = await asyncio.wait_for(cache.get("parent"), 20)
                await asyncio.wait_for(cache.put("child", Kept("c", "stop")), 20)
                return found == Kept("p", "stop")

            status = 0 if asyncio.run(use()) else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert asyncio.run(cache.get("child")) == Kept("c", "stop")
    assert asyncio.run(cache.get("parent")) == Kept("p", "stop")
    asyncio.run(cache.aclose())
