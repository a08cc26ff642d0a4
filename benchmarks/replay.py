"""What replaying costs: a request beyond the SDK's own time, and a hundred tests.

    python benchmarks/replay.py

The answers are those of `examples/newsdesk/cassettes` and `cassettes/openai`. The hundred tests
each read an article of their own, so that nothing is remembered from one test for the next, in a
pytest run of their own, its start and the loading of the parser included; Python's bytecode is
there, as an installer leaves it. What is judged is CPU time, which other programs on the machine
change less than the clock; nothing of a replay waits. Exit status 1 where replaying costs 3 ms a
request or more, or a hundred tests take 10 s or more.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import httpx2

from dateline import Article, Extractor, Settings
from dateline.prompts import fence_for
from dateline.providers import sdk
from dateline.recording.files import read_data
from dateline.recording.recorder import cassette_name
from dateline.settings import Profile

ROOT = Path(__file__).parents[1]
MOST_MS, MOST_SECONDS = 3.0, 10.0
TESTS = 100
_TEST = """
from pathlib import Path
import pytest
from dateline import extract
ARTICLE = Path(__file__).with_name("article.txt").read_text("utf-8")

@pytest.mark.vcr
@pytest.mark.parametrize("number", range(%d))
def test_it(number):
    assert extract(ARTICLE + %r %% number, published="2024-05-06").incidents
"""
_OWN = "\n\nThe harvest of plot %d was good.\n"  # nothing is asked about it


def seconds_of(extractor: Extractor, article: Article, times: int = 20) -> float:
    """CPU seconds of one reading, the median."""

    async def all_of_them() -> list[float]:
        found = []
        for _ in range(times):
            started = time.process_time()
            await extractor.aextract(article, published=date(2024, 3, 11))
            found.append(time.process_time() - started)
        return found

    asyncio.run(extractor.aextract(article, published=date(2024, 3, 11)))  # SDKs are loaded
    return statistics.median(asyncio.run(all_of_them()))


def one_request() -> float:
    """Milliseconds of a request beyond the SDK's own."""
    article = Article.from_file(ROOT / "examples/raid-and-roadside-bomb.txt")
    recorded = ROOT / "cassettes/openai/raid-and-roadside-bomb.yaml"
    profile = Profile(
        model="openai:gemma-3-270m", asking="choices", max_tokens=512, api_key="sk-none"
    )
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "openai" / f"{cassette_name(article)}.yaml"
        place.parent.mkdir()
        data = read_data(recorded)
        from dateline.recording.files import write_data

        write_data(place, data)  # in the form of today, whatever it was recorded in
        settings = Settings(
            providers={"openai": profile}, recording={"mode": "replay", "folder": scratch}
        )
        with Extractor(settings=settings) as extractor:
            replayed = seconds_of(extractor, article)
    bodies = {
        httpx2_body(i["request"]["body"]): i["response"]["body"]["string"]
        for i in data["interactions"]
    }

    def answer(request: httpx2.Request) -> httpx2.Response:
        found = bodies[httpx2_body(request.content)]
        return httpx2.Response(200, content=found, headers={"content-type": "application/json"})

    usual = sdk.http_client
    sdk.http_client = lambda *_, **__: httpx2.AsyncClient(  # type: ignore[assignment]
        transport=httpx2.MockTransport(answer)
    )
    try:
        with Extractor(settings=Settings(providers={"openai": profile})) as extractor:
            bare = seconds_of(extractor, article)
    finally:
        sdk.http_client = usual
    count = len(data["interactions"])
    print(
        f"an article of {count} requests: {1000 * replayed:.0f} ms replayed, "
        f"{1000 * bare:.0f} ms with answers from memory"
    )
    return 1000 * (replayed - bare) / count


def httpx2_body(body: bytes | str) -> str:
    """A body that can be looked up."""
    from dateline.recording.matching import canonical

    return canonical(body if isinstance(body, bytes) else body.encode())


def hundred_tests() -> tuple[float, float]:
    """Seconds of a pytest run, its start included: of CPU, and by the clock."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        write_tests(project)
        run_tests(project, "test_it[0]")  # the bytecode is written
        before, started = os.times(), time.monotonic()
        run_tests(project, "test_it")
        after = os.times()
        cpu = (after.children_user + after.children_system) - (
            before.children_user + before.children_system
        )
        return cpu, time.monotonic() - started


def write_tests(project: Path) -> None:
    """A project whose tests have an article and a cassette each."""
    example = ROOT / "examples/newsdesk"
    for name in ("pyproject.toml", "article.txt"):
        shutil.copy(example / name, project)
    (project / "test_many.py").write_text(_TEST % (TESTS, _OWN), "utf-8")
    (cassette,) = (example / "cassettes").rglob("*.yaml")
    recorded, article = cassette.read_text("utf-8"), (project / "article.txt").read_text("utf-8")
    folder = project / "cassettes/test_many"
    folder.mkdir(parents=True)
    for number in range(TESTS):
        own = Article.from_text(article + _OWN % number).text
        # The mark around a passage is made of the article: all requests differ.
        text = recorded.replace(
            fence_for(Article.from_text(article).text, length=6), fence_for(own, length=6)
        )
        (folder / f"test_it[{number}].yaml").write_text(text, "utf-8")


def run_tests(project: Path, which: str) -> None:
    """Those tests, in a process of their own, with the plugins alone that a user has."""
    environment = {
        **os.environ,
        "PYTEST_PLUGINS": "dateline.testing.plugin",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONPYCACHEPREFIX": str(project / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    plugins = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, f"test_many.py::{which}"],
        cwd=project,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Measure and judge."""
    request, (tests, clock) = one_request(), hundred_tests()
    print(f"a replayed request beyond the SDK's own time: {request:.2f} ms (under {MOST_MS:g})")
    print(
        f"{TESTS} tests that extract: {tests:.1f} s of CPU (under {MOST_SECONDS:g}), "
        f"{clock:.1f} s by the clock"
    )
    return int(request >= MOST_MS or tests >= MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
