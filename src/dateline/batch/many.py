"""Many articles from Python: `extract_many`, and its async twin."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dateline.articles import read_published
from dateline.batch.change import OnChange
from dateline.batch.feed import given_lots
from dateline.batch.inputs import Articles
from dateline.batch.outcome import Outcome
from dateline.batch.run import Run, Wanted, with_concurrency
from dateline.observe import Hooks
from dateline.pipeline.types import RecordType
from dateline.settings import Settings
from dateline.wiring.portal import wait_for


class Outcomes:
    """The outcomes of many articles, as they come; for `for` and for `async for`. Once each."""

    def __init__(self, articles: Articles, wanted: Wanted, published: date | None) -> None:
        self._articles = articles
        self._published = published
        self._wanted = wanted

    async def __aiter__(self) -> AsyncIterator[Outcome]:
        run = await Run(self._wanted).open()
        try:
            outcomes = run.outcomes(given_lots(self._articles, self._published))
            try:
                async for outcome in outcomes:
                    yield outcome
            finally:
                await outcomes.aclose()  # type: ignore[attr-defined]  # it is a generator
        finally:
            await run.aclose()
        if run.ending is not None and run.ending.error is not None:
            raise run.ending.error

    def __iter__(self) -> Iterator[Outcome]:
        outcomes: Any = self.__aiter__()

        async def following() -> Outcome | None:
            following: Outcome | None = await anext(outcomes, None)
            return following

        try:
            while (outcome := wait_for(following())) is not None:
                yield outcome
        finally:
            wait_for(outcomes.aclose())


def extract_many(
    articles: Articles,
    settings: Settings | None = None,
    *,
    provider: str | None = None,
    published: date | str | None = None,
    out: str | Path | None = None,
    concurrency: int | None = None,
    budget: Decimal | float | None = None,
    hooks: Hooks | None = None,
    record_types: Sequence[RecordType] = (),
    on_change: str | None = None,
    retry_failed: bool = False,
    processes: int = 1,
    dedupe: bool = True,
    batch_api: bool = False,
    live_after: int | None = None,
) -> Outcomes:
    """The outcomes of many articles, each as soon as it is there, in whatever order.

    `for outcome in extract_many(…)` and `async for` both do. With `out`, everything is kept in a
    store: the same call after a crash goes on where it was, and gives what was read before too.
    The articles are taken as they are needed, in a thread of their own: memory stays bounded,
    however many there are. The same article twice (its words and its day) is read once.

    Args:
        articles: Articles, texts, or mappings with `text` or `html` and optionally `id`,
            `published`, `title`, `url` and `source`; an iterable, or an async one.
        settings: `Settings.load()` where they are left out.
        provider: Who reads; the configured default where it is left out.
        published: The day of articles that have none of their own.
        out: The store, an SQLite file; the same as of `dateline batch`.
        concurrency: Requests under way at once; the configuration's where it is left out.
        budget: The most that may be spent on the whole run, all its starts together, in US
            dollars.
        hooks: Functions to call while it works.
        record_types: Record types of your own.
        on_change: Where the run was begun with another configuration: "resume" keeps what was
            read, "redo" reads all anew, "redo-type=incident" does where nothing else changed.
        retry_failed: Read once more what was set aside.
        processes: Processes that work on the words of articles. Where a model is asked, this one
            asks for all of them: limits, budget and hooks are as of one.
        dedupe: Whether a copy of an article that was read takes over its answer, where it says
            nothing that the other does not.
        batch_api: Whether the provider is asked in batches: for less, and within a day for each
            round of questions. With `out`, a later call goes on with batches that are under way.
        live_after: Rounds of batches after which what is left is asked as usual.

    Raises:
        InputError: `published` is no day.
        ConfigError: It cannot run here; or the configuration changed, and `on_change` is None.
        StoreError: The store cannot be used, or another process goes on with the run.
        DatelineError: It stopped early: the provider does not answer, or the budget is used up.
    """
    settings = settings if settings is not None else Settings.load()
    if budget is not None:
        spend = settings.budget.model_copy(update={"run": Decimal(str(budget))})
        settings = settings.model_copy(update={"budget": spend})
    wanted = Wanted(
        provider=provider,
        settings=with_concurrency(settings, provider, concurrency),
        out=Path(out) if out is not None else None,
        hooks=hooks or Hooks(),
        record_types=record_types,
        on_change=OnChange.of(on_change),
        retry_failed=retry_failed,
        processes=processes,
        dedupe=dedupe,
        resumed=True,
        batch_api=batch_api,
        live_after=live_after,
    )
    return Outcomes(articles, wanted, read_published(published))


async def aextract_many(
    articles: Articles, settings: Settings | None = None, **options: Any
) -> AsyncIterator[Outcome]:
    """The same as `extract_many`, as an async iterator; it takes the same options.

    Args:
        articles: Articles, texts or mappings; an iterable, or an async one.
        settings: `Settings.load()` where they are left out.
        **options: Those of `extract_many`, by name.
    """
    async for outcome in extract_many(articles, settings, **options):
        yield outcome
