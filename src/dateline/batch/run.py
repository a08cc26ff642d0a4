"""A run over many articles, put together: who reads, where it is kept, what is left to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self

from dateline.batch.by_batches import batch_service, finished, refuse_other_accounts
from dateline.batch.change import OnChange, decide
from dateline.batch.copies import CopyReader
from dateline.batch.desk import BatchDesk
from dateline.batch.feed import Lots
from dateline.batch.messages import Setup
from dateline.batch.outcome import Outcome
from dateline.batch.processes import Processes
from dateline.batch.reading import OwnReader, Reader
from dateline.batch.rescue import rescue, take_back
from dateline.batch.rounds import Pauses, Rounds
from dateline.batch.runner import Ending, Runner
from dateline.batch.store import Store
from dateline.batch.store.answers import RunAnswers, count_call
from dateline.batch.store.api import accounts, start_over
from dateline.batch.store.articles import ask_again, read_all_again
from dateline.batch.store.starts import begin_start, end_start, expect, use_configuration
from dateline.batch.store.totals import Totals, last_configuration, totals
from dateline.batch.tally import Tally
from dateline.batch.verdicts import Verdicts
from dateline.errors import BudgetExhausted, ConfigError, StoreError
from dateline.export.wording import plural
from dateline.observe import CallEvent, Hooks
from dateline.pipeline.types import RecordType
from dateline.providers import resolve
from dateline.settings import CacheSettings, Settings
from dateline.wiring import Extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a run is to be.

    Attributes:
        provider: Who reads; the configured default where it is None.
        settings: How.
        out: The store; None is one that is gone with the run.
        hooks: What to call meanwhile.
        record_types: Record types of the user's own.
        on_change: What is done where the configuration changed since the run was begun.
        retry_failed: Whether articles that were set aside are read once more.
        processes: Processes that work on the words of articles; 1 is this one.
        dedupe: Whether a copy of an article that was read takes over its answer. Where the parser
            alone reads, nothing would be saved, and each is read.
        limit: The most articles that are read.
        grace: Seconds that articles under way have to come to their end when it is stopped.
        resumed: Whether outcomes of earlier starts are given too.
        extractions: Whether outcomes are wanted with what was read.
        batch_api: Whether the provider is asked in batches, at their price and with their delay.
        live_after: Rounds of batches after which what is left is asked as usual.
        pauses: How long it waits between two looks at the batches.
        tell: Is told in a line what becomes of the batches, and of an upgrade.
    """

    provider: str | None = None
    settings: Settings
    out: Path | None = None
    hooks: Hooks = field(default_factory=Hooks)
    record_types: Sequence[RecordType] = ()
    on_change: OnChange | None = None
    retry_failed: bool = False
    processes: int = 1
    dedupe: bool = True
    limit: int | None = None
    grace: float = 30.0
    resumed: bool = False
    extractions: bool = True
    batch_api: bool = False
    live_after: int | None = None
    pauses: Pauses = field(default_factory=Pauses)
    tell: Callable[[str], None] = lambda _: None


class Run:
    """One start of a run.

    Args:
        wanted: What it is to be.

    Attributes:
        tally: How far it is.
        ending: How it ended; None until then.
        rescued: Outcomes that an earlier start could not store, and that are stored now.

    Raises:
        ConfigError: It cannot run here.
        StoreError: The store cannot be used, or another process goes on with the run.
    """

    tally: Tally

    def __init__(self, wanted: Wanted) -> None:
        if wanted.processes > 1 and wanted.batch_api:
            raise ConfigError(
                "Several processes are of no use for a provider's batches: these are waited for.",
                hint="Leave --processes or --batch-api out.",
            )
        self.wanted = wanted
        self.ending: Ending | None = None
        self.rescued = 0
        answers = RunAnswers()
        self._service = (
            batch_service(wanted.settings, wanted.provider) if wanted.batch_api else None
        )
        self._desk = BatchDesk(self._service) if self._service is not None else None
        hooks = self._hooks = replace(wanted.hooks, on_call=_both(wanted.hooks.on_call))
        self.extractor = Extractor(
            wanted.provider,
            settings=wanted.settings,
            hooks=hooks,
            record_types=wanted.record_types,
            answers=answers,
            desk=self._desk,
        )
        self._reader = self._who_reads()
        own = {t.name: t.model for t in self.extractor.record_types}
        self.store = answers.store = Store(wanted.out, own)
        if self._desk is not None:
            self._desk.store = self.store
        self._runner: Runner | None = None
        self._outcomes: asyncio.Queue[Outcome | None] = asyncio.Queue(1)

    async def open(self) -> Self:
        """Look what is there, and decide what is to be done.

        Raises:
            ConfigurationChanged: The run was begun with another configuration.
        """
        store, wanted = self.store, self.wanted
        try:
            refuse_other_accounts(
                await store.do(accounts), self._service.account if self._service else None
            )
            await store.do(start_over)
            again = await self._is_to_be_read_again()
            configuration = await store.do(
                partial(use_configuration, configuration=self.extractor.configuration)
            )
            start = await store.do(begin_start)
            if wanted.out is not None:
                self.rescued = await store.do(partial(take_back, store=wanted.out))
            if again:
                await store.do(partial(read_all_again, configuration=configuration))
            if wanted.retry_failed:
                await store.do(ask_again)
            before = await store.do(totals)
        except BaseException:
            await self.aclose()
            raise
        self.extractor.note_spent(before.known_cost)
        self.tally = Tally(before)
        reader = self._without_copies(configuration)
        self._runner = Runner(
            store,
            reader,
            self.tally,
            Verdicts(lambda: self.extractor.budget_reached, reader.at_once),
            start,
            configuration,
            hand_over=self._outcomes.put,
            resumed=wanted.resumed,
            extractions=wanted.extractions,
            limit=wanted.limit,
            grace=wanted.grace,
            before_again=self._between_rounds(),
        )
        return self

    async def outcomes(self, lots: Lots) -> AsyncIterator[Outcome]:
        """Each outcome as it comes. Whoever stops listening stops the run, at once.

        Raises:
            DatelineError: It stopped early, for a reason that is not one article's.
        """
        running = asyncio.create_task(self._run(lots))
        try:
            while (outcome := await self._outcomes.get()) is not None:
                yield outcome
            await running
        finally:
            if not running.done():
                self.runner.stop_at_once()
                while not running.done():  # workers may wait to hand an outcome over
                    with suppress(asyncio.QueueEmpty):
                        self._outcomes.get_nowait()
                    await asyncio.wait({running}, timeout=0.01)

    @property
    def runner(self) -> Runner:
        """What reads; there once it is open."""
        assert self._runner is not None  # noqa: S101  # nobody asks before
        return self._runner

    async def expect(self, rows: int | None) -> None:
        """Note how many rows the inputs have, about."""
        self.tally.expected = rows
        if rows is not None:
            await self.store.do(partial(expect, start=self.runner.start, rows=rows))

    async def totals(self) -> Totals:
        """The run in figures, over all its starts."""
        return await self.store.do(totals)

    async def aclose(self) -> None:
        """Close everything, and let go of the run."""
        await self._reader.aclose()
        await self.extractor.aclose()
        if self._service is not None:
            await self._service.aclose()
        await asyncio.to_thread(self.store.close)

    async def _run(self, lots: Lots) -> None:
        ended_as = "fault"
        try:
            ending = self._with_budget(await self.runner.run(lots))
            self.ending = await asyncio.to_thread(self._with_rescued, ending)
            ended_as = ending.stopped or "finished"
        finally:
            with suppress(StoreError):
                await self.store.do(partial(end_start, start=self.runner.start, ended_as=ended_as))
            await self._outcomes.put(None)

    def _with_budget(self, ending: Ending) -> Ending:
        """The ending, with an error where the budget was the reason."""
        if ending.stopped != "budget":
            return ending
        spent = self.tally.before.known_cost + self.tally.known_cost
        asked = resolve(self.wanted.settings, self.wanted.provider)
        error = BudgetExhausted(
            f"The run's budget of ${self.wanted.settings.budget.run} is used up: ${spent:.4f} are "
            "spent, and the next call may cross it.",
            provider=asked.name,
            model=asked.model,
            hint="With a larger one the same call goes on from here.",
        )
        return replace(ending, error=error)

    def _with_rescued(self, ending: Ending) -> Ending:
        """The ending, with where outcomes are that the store could not take."""
        failed = ending.error
        if not ending.unwritten or self.wanted.out is None or failed is None:
            return ending
        outcomes = plural(len(ending.unwritten), "outcome")
        try:
            file = rescue(self.wanted.out, ending.unwritten, self.runner.configuration)
        except OSError as error:
            kept = f"{outcomes} could not be kept anywhere ({error.strerror})."
        else:
            kept = f"Kept in {str(file)!r} until then, to be taken up: {outcomes}."
        return replace(ending, error=StoreError(failed.message, hint=f"{failed.hint} {kept}"))

    def _between_rounds(self) -> Callable[[], Awaitable[bool]] | None:
        """What is done before articles are read again whose questions were put off."""
        wanted = self.wanted
        if self._service is None or self._desk is None:
            return None
        rounds = Rounds(
            self._service,
            self.store,
            self._desk,
            self.tally,
            self.extractor.price,
            wanted.settings.budget.run,
            wanted.live_after,
            wanted.pauses,
            wanted.tell,
            self.extractor.note_spent,
        )
        return partial(finished, rounds, lambda: self.runner)

    async def _is_to_be_read_again(self) -> bool:
        before = await self.store.do(last_configuration)
        if before is None:
            return False
        _, configuration = before
        now, wanted = self.extractor.configuration, self.wanted
        return decide(configuration, now, wanted.on_change, wanted.out, wanted.tell)

    def _who_reads(self) -> Reader:
        wanted = self.wanted
        if wanted.processes > 1:
            setup = Setup(
                wanted.provider,
                # Answers are kept here alone.
                wanted.settings.model_copy(update={"cache": CacheSettings()}),
                tuple(wanted.record_types),
            )
            return Processes(wanted.processes, self.extractor, setup, self._hooks)
        return OwnReader(self.extractor)

    def _without_copies(self, configuration: int) -> Reader:
        """Who reads, with copies taking over the answer to what they copy, where that saves any."""
        if not self.wanted.dedupe or not self.extractor.concurrency:
            return self._reader
        desk = self._desk
        return CopyReader(
            self._reader,
            self.extractor.take_over,
            self.store,
            configuration,
            lambda: desk is not None and desk.patient and not desk.live,
        )


def with_concurrency(settings: Settings, provider: str | None, concurrency: int | None) -> Settings:
    """The settings, with so many requests under way at once at the provider that is named."""
    if concurrency is None:
        return settings
    resolved = resolve(settings, provider)
    profile = resolved.profile.model_copy(update={"concurrency": concurrency})
    return settings.model_copy(
        update={
            "concurrency": concurrency,
            "providers": {**settings.providers, resolved.name: profile},
        }
    )


def _both(
    hook: Callable[[CallEvent], None] | None,
) -> Callable[[CallEvent], None]:
    """Our own hook, and then the user's."""
    if hook is None:
        return count_call
    theirs = hook

    def both(event: CallEvent) -> None:
        count_call(event)
        theirs(event)

    return both
