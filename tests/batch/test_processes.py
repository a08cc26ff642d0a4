"""The parser in processes of its own."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
from tests.batch.made import story

from dateline import Settings, extract, extract_many
from dateline.batch.inputs import packed
from dateline.batch.processes import Crashed, ParserProcesses
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import unpack
from dateline.models import Article

pytestmark = pytest.mark.slow


def test_what_other_processes_read_is_what_this_one_reads(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Also what fails there; it comes back out of the store as it was, and they say nothing."""
    given = [story(0), story(1), "\0"]
    settings = Settings()
    found = {o.place: o for o in extract_many(given, settings, provider="parser", processes=2)}
    assert found[3].error == "InputError"
    assert "NUL character" in found[3].problem
    for place in (1, 2):
        here = extract(given[place - 1], provider="parser", settings=settings)
        there = found[place].extraction
        assert there is not None
        assert there.model_copy(update={"receipt": here.receipt}) == here
    assert capfd.readouterr() == ("", "")


def test_a_process_that_ends_over_an_article_costs_no_other() -> None:
    """Another one is started in its place."""

    async def read() -> list[str]:
        processes = ParserProcesses(1, Settings())
        begun = Begun(1, 1, "a", packed(Article.from_text(story(0))), "here", 1, None)
        try:
            first = await processes.read(begun)
            os.kill(processes._started[-1].pid, signal.SIGKILL)
            with pytest.raises(Crashed, match="ended with status -9"):
                await processes.read(begun)
            third = await processes.read(begun)
        finally:
            await processes.aclose()
        read = [
            unpack(w.packed.extraction, w.packed.receipt, w.packed.findings, {})
            for w in (first, third)
        ]
        return [extraction.article.text for extraction in read]

    assert asyncio.run(read()) == [story(0)] * 2
