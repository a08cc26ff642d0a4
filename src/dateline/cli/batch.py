"""`dateline batch`: many articles, kept in a store, watched, stopped and resumed."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.batch.by_batches import batch_service
from dateline.batch.change import OnChange
from dateline.batch.estimate import ANSWER_SHARE, Estimate, estimate
from dateline.batch.feed import aside, lots
from dateline.batch.inputs import Columns, Inputs
from dateline.batch.outcome import Outcome
from dateline.batch.run import Run, Wanted, with_concurrency
from dateline.batch.runner import Ending
from dateline.cli import options
from dateline.cli.batch_display import Figures, shown, summary
from dateline.cli.output import write_result
from dateline.cli.streams import emit
from dateline.errors import InputError
from dateline.export.wording import plural
from dateline.wiring import Extractor

if TYPE_CHECKING:
    from dateline.settings import Settings

_NAMED = 10  # failures and articles that are named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for.

    Attributes:
        inputs: Files, folders, or "-".
        columns: What `--map` says.
        published: The day of articles that have none of their own.
        out: The store.
        provider: Who reads.
        concurrency: Requests under way at once.
        budget: The most that may be spent on the run, in US dollars.
        on_change: What is done where the configuration changed.
        retry_failed: Whether articles that were set aside are read once more.
        processes: Processes that work on the words of articles.
        dedupe: Whether copies take over the answer to what they copy.
        grace: Seconds for what is under way once it is stopped.
        dry_run: Whether it is only counted.
        sample: How many are read and shown, instead of all.
        quiet: Whether nothing is said but errors.
        batch_api: Whether the provider is asked in batches.
        live_after: Rounds of batches after which what is left is asked as usual.
    """

    inputs: Sequence[str]
    columns: Sequence[str] = ()
    published: date | None = None
    out: Path
    provider: str | None = None
    concurrency: int | None = None
    budget: float | None = None
    on_change: str | None = None
    retry_failed: bool = False
    processes: int = 1
    dedupe: bool = True
    grace: float = 30.0
    dry_run: bool = False
    sample: int | None = None
    quiet: bool = False
    batch_api: bool = False
    live_after: int | None = None


def batch(asked: Asked, settings: Settings) -> int:
    """Read what is to be read. The exit status: 1 where something failed or is left, 130 stopped.

    Raises:
        InputError: An input cannot be read.
        ConfigError: It cannot run here, or the configuration changed since the run was begun.
        StoreError: The store cannot be used.
    """
    stream = sys.stdin.buffer if "-" in asked.inputs and sys.stdin is not None else None
    inputs = Inputs(asked.inputs, Columns.of(asked.columns), stream, asked.published)
    inputs.check()
    if not asked.inputs and asked.published is not None:
        raise InputError(
            "--published dates what is read, and there is no INPUT.", hint="Name files or folders."
        )
    if not asked.inputs and not asked.out.exists():
        raise InputError(
            f"There is nothing to read, and no run {str(asked.out)!r} to go on with.",
            hint="Name files or folders.",
        )
    settings = with_concurrency(
        _with_budget(settings, asked.budget), asked.provider, asked.concurrency
    )
    if asked.dry_run:
        return _count_only(asked, inputs, settings)
    wanted = Wanted(
        provider=asked.provider,
        settings=settings,
        out=asked.out,
        on_change=OnChange.of(asked.on_change),
        retry_failed=asked.retry_failed,
        processes=asked.processes,
        dedupe=asked.dedupe,
        limit=asked.sample,
        grace=asked.grace,
        extractions=asked.sample is not None,
        batch_api=asked.batch_api,
        live_after=asked.live_after,
        tell=(lambda _: None) if asked.quiet else options.say,
    )
    return asyncio.run(_read(Run(wanted), inputs, asked))


def _with_budget(settings: Settings, budget: float | None) -> Settings:
    if budget is None:
        return settings
    spend = settings.budget.model_copy(update={"run": Decimal(str(budget))})
    return settings.model_copy(update={"budget": spend})


async def _read(run: Run, inputs: Inputs, asked: Asked) -> int:
    await run.open()
    if run.rescued:
        rescued = plural(run.rescued, "outcome")
        options.say(f"Stored now: {rescued} that could not be stored before.")
    try:
        counting = asyncio.create_task(_expect(run, inputs, asked))
        outcomes = run.outcomes(lots(inputs.rows(), one_by_one=inputs.is_stream))
        failures = _Failures()
        with _interruptible(run), shown(run.tally, quiet=asked.quiet):
            async for outcome in outcomes:
                _settle()
                failures.note(outcome)
                if asked.sample is not None and outcome.extraction is not None:
                    options.say(f"{outcome.where}:")
                    write_result(outcome.extraction, "table", None)
        counting.cancel()
        await asyncio.gather(counting, return_exceptions=True)
        figures = Figures(await run.totals(), run.tally)
    finally:
        await run.aclose()
    ending = run.ending or Ending()
    if not asked.quiet:
        emit(summary(figures, inputs.left_out), escaped_as="plain")
    failures.tell()
    return _told(ending, failures, figures)


@cache
def _settle() -> None:
    """Once: what is loaded by now stays, and the garbage collector need not go through it again.

    An SDK makes some 100,000 objects, which cost a full collection more than an article does.
    """
    gc.collect()
    gc.freeze()


async def _expect(run: Run, inputs: Inputs, asked: Asked) -> None:
    """Count the rows, while the first of them are being read already."""
    if asked.sample is None:
        await run.expect(await aside(inputs.count))


@contextmanager
def _interruptible(run: Run) -> Iterator[None]:
    """Ctrl-C once: what is under way is finished. Twice: it is broken off."""
    loop = asyncio.get_running_loop()
    times = 0

    def interrupted() -> None:
        nonlocal times
        times += 1
        if times == 1:
            options.say(
                "Stopping: no other article is begun; those under way have "
                f"{run.wanted.grace:g} s. Ctrl-C again breaks them off."
            )
            run.runner.stop("interrupted")
        else:
            run.runner.stop_at_once()

    signals = (signal.SIGINT, signal.SIGTERM)
    with contextlib.suppress(NotImplementedError):  # where there are none, KeyboardInterrupt comes
        for one in signals:
            loop.add_signal_handler(one, interrupted)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for one in signals:
                loop.remove_signal_handler(one)


class _Failures:
    """What failed in this start: a few by name, and how many."""

    def __init__(self) -> None:
        self.count = 0
        self._named: list[str] = []

    def note(self, outcome: Outcome) -> None:
        """Note it, where it failed."""
        if outcome.problem is not None:
            self.count += 1
            if len(self._named) < _NAMED:
                self._named.append(f"{outcome.where}: {outcome.problem}")

    def tell(self) -> None:
        """Name them on standard error."""
        for line in self._named:
            options.say(f"Failed: {line}")
        if self.count > len(self._named):
            options.say(f"Failed: {plural(self.count - len(self._named), 'other')}.")


def _told(ending: Ending, failures: _Failures, figures: Figures) -> int:
    """Say why it ended early, if it did; the exit status."""
    for where in ending.abandoned[:_NAMED]:
        options.say(f"Broken off, to be read next time: {where}")
    if len(ending.abandoned) > _NAMED:
        others = plural(len(ending.abandoned) - _NAMED, "other")
        options.say(f"Broken off, to be read next time: {others}.")
    if ending.error is not None:
        options.say(f"Stopped: {ending.error}")
    if ending.stopped in ("interrupted", "stopped"):
        options.say("Stopped. The same command goes on from here.")
        if figures.totals.batches:
            batches = plural(figures.totals.batches, "batch", "batches")
            options.say(f"It collects what goes on at the provider's: {batches}.")
        return 130
    earlier = figures.totals.failed - (figures.tally.failed if figures.tally else 0)
    if earlier > 0:
        articles = plural(earlier, "article")
        options.say(f"Failed before: {articles}. To read once more: --retry-failed.")
    return 1 if failures.count or earlier > 0 or ending.stopped else 0


# --- nothing spent -------------------------------------------------------------------------


def _count_only(asked: Asked, inputs: Inputs, settings: Settings) -> int:
    limits = batch_service(settings, asked.provider).limits if asked.batch_api else None
    share = limits.price if limits is not None else Decimal(1)
    with Extractor(asked.provider, settings=settings) as extractor:
        found = asyncio.run(estimate(inputs.rows(), extractor, asked.out, share))
    emit(_as_text(found, share), escaped_as="plain")
    return 0


def _as_text(found: Estimate, share: Decimal) -> str:
    beside = [
        what
        for count, what in (
            (found.read_before, f"{found.read_before:,} read before"),
            (found.repeated, f"{found.repeated:,} the same again"),
            (found.unreadable, f"{plural(found.unreadable, 'row')} unreadable"),
        )
        if count
    ]
    if found.measured:
        how = f"as measured over {plural(found.measured, 'article')} of this run"
    else:
        how = (
            f"4 bytes a token; answers taken as {ANSWER_SHARE:g} tokens for each of the article: "
            "--sample 5 measures them"
        )
    cost = "unknown" if found.cost is None else f"about ${found.cost:,.2f}"
    if share != 1:
        cost += f" (in batches, at {share:.0%} of the usual price)"
    told = f" ({', '.join(beside)})" if beside else ""
    return (
        f"Articles to read  {found.articles:,}{told}\n"
        f"Tokens            about {found.prompt_tokens:,} read, {found.completion_tokens:,} "
        f"written ({how})\n"
        f"Cost              {cost}\n"
    )
