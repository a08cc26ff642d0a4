"""Runs over articles of our own making, read by whoever a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.evaluation.made import ARTICLE, TEXT, extraction, market

from dateline.batch.feed import given_lots
from dateline.batch.inputs import Given, unpacked
from dateline.batch.outcome import Outcome
from dateline.batch.reading import Reader, WasRead
from dateline.batch.rescue import take_back
from dateline.batch.runner import Ending, Runner
from dateline.batch.store import Store
from dateline.batch.store.articles import ask_again
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import pack
from dateline.batch.store.starts import begin_start, end_start, use_configuration
from dateline.batch.store.totals import Totals, totals
from dateline.batch.tally import Tally
from dateline.batch.verdicts import Verdicts
from dateline.errors import StoreError
from dateline.models import Article, Finding

__all__ = ["ARTICLE", "TEXT", "Reading", "Started", "extraction", "market", "start", "story"]


def story(number: int) -> str:
    """A story of its own."""
    return f"{TEXT}\nStory number {number}.\n"


@dataclass
class Reading:
    """A reader that notes what it reads, and fails where it is told to.

    Attributes:
        fails: What it raises, by words of the article.
        delay: Seconds for each.
        meanwhile: Called with each article, once its reading has begun.
        unanswered: Whether a question of each got no usable answer.
    """

    at_once: int = 4
    fails: dict[str, BaseException] = field(default_factory=dict)
    delay: float = 0.0
    meanwhile: Callable[[Article], None] = lambda _: None
    unanswered: bool = False
    texts: list[str] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    async def read(self, begun: Begun) -> WasRead:
        """What it is told to find, or to raise."""
        article = unpacked(begun.content)
        self.texts.append(article.text)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        self.meanwhile(article)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.under_way -= 1
        for words, error in self.fails.items():
            if words in article.text:
                raise error
        found = extraction((market(),), article=article)
        if self.unanswered:
            gap = Finding(kind="unanswered", severity="warning", message="statement: no answer")
            found = found.model_copy(update={"findings": (gap,)})
        return WasRead(pack(found), found)

    async def aclose(self) -> None:
        """Nothing is open."""


@dataclass
class Started:
    """One start of a run, and what came of it."""

    ending: Ending
    outcomes: list[Outcome]
    tally: Tally
    totals: Totals


async def start(
    path: Path | None,
    articles: Sequence[Given],
    reader: Reading,
    *,
    limit: int | None = None,
    grace: float = 5.0,
    resumed: bool = False,
    retry_failed: bool = False,
    out_of_budget: Callable[[], bool] = lambda: False,
    with_runner: Callable[[Runner], None] = lambda _: None,
    with_store: Callable[[Store], None] = lambda _: None,
    lots: AsyncIterator[list] | None = None,  # type: ignore[type-arg]
    reads: Callable[[Reading, Store, int], Reader] = lambda reader, *_: reader,
) -> Started:
    """Start a run, and wait for its end."""
    store = Store(path)
    try:
        number = await store.do(partial(use_configuration, configuration={"a": "b"}))
        this = await store.do(begin_start)
        if path is not None:
            await store.do(partial(take_back, store=path))
        if retry_failed:
            await store.do(ask_again)
        outcomes: list[Outcome] = []

        async def take(outcome: Outcome) -> None:
            outcomes.append(outcome)

        tally = Tally(await store.do(totals))
        runner = Runner(
            store,
            reads(reader, store, number),
            tally,
            Verdicts(out_of_budget, reader.at_once),
            this,
            number,
            take,
            resumed=resumed,
            limit=limit,
            grace=grace,
        )
        with_store(store)
        with_runner(runner)
        ending = await runner.run(lots if lots is not None else given_lots(list(articles)))
        with suppress(StoreError):
            await store.do(partial(end_start, start=this, ended_as=ending.stopped or "finished"))
        return Started(ending, outcomes, tally, await store.do(totals))
    finally:
        store.close()
