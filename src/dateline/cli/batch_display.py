"""How far a run is: a live display on a terminal, or a line a minute; and a summary."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from dateline.batch.store.totals import Totals
from dateline.batch.tally import Tally
from dateline.cli import options
from dateline.export.wording import plural

if TYPE_CHECKING:
    from rich.console import RenderableType

_A_LINE_EVERY = 60.0  # seconds
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Figures:
    """A run at its end: over all its starts, and this one.

    Attributes:
        totals: Over all of them.
        tally: Of this one.
    """

    totals: Totals
    tally: Tally | None = None

    @property
    def cost_so_far(self) -> str:
        """What was spent over all starts, for people."""
        return money(self.totals.known_cost, unknown=self.totals.cost_unknown)


@contextmanager
def shown(tally: Tally, *, quiet: bool) -> Iterator[None]:
    """Show how far it is, as long as it goes on: on standard error, in a running event loop."""
    if quiet:
        yield
    elif sys.stderr.isatty():
        with _live(tally):
            yield
    else:
        telling = asyncio.create_task(_tell_now_and_then(tally))
        try:
            yield
        finally:
            telling.cancel()


@contextmanager
def _live(tally: Tally) -> Iterator[None]:
    from rich.console import Console
    from rich.live import Live

    class Display:
        def __rich__(self) -> RenderableType:
            return _rendered(tally)

    console = Console(stderr=True)
    with Live(Display(), console=console, refresh_per_second=4, redirect_stdout=False):
        yield


def _rendered(tally: Tally) -> RenderableType:
    from rich.console import Group
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    finished = tally.finished
    total = finished + tally.left
    bar = Table.grid()  # by itself it would not end its line
    bar.add_row(ProgressBar(total=max(1, total), completed=finished, width=40))
    lines = [Text(progress_line(tally), overflow="ellipsis", no_wrap=True)]
    lines += [Text(p, "red", overflow="ellipsis", no_wrap=True) for p in tally.problems]
    return Group(bar, *lines)


async def _tell_now_and_then(tally: Tally) -> None:
    while True:
        await asyncio.sleep(_A_LINE_EVERY)
        options.say(progress_line(tally))


def progress_line(tally: Tally) -> str:
    """How far it is, in one line."""
    all_of_them = plural(tally.finished + tally.left, "article")
    known = tally.expected is not None
    told = [f"{tally.finished:,} of {all_of_them}" if known else plural(tally.finished, "article")]
    failed = tally.failed + tally.before.failed + tally.unreadable
    if failed:
        told.append(f"{failed:,} failed")
    rate = tally.rate
    if rate is not None:
        told.append(pace(rate))
    tokens = tally.prompt_tokens + tally.completion_tokens
    tokens += tally.before.prompt_tokens + tally.before.completion_tokens
    if tokens:
        told.append(f"{tokens:,} tokens")
        spent = tally.before.known_cost + tally.known_cost
        told.append(money(spent, unknown=tally.cost is None))
    if tally.projected_cost:
        told.append(f"about ${tally.projected_cost:,.2f} in all")
    left = tally.seconds_left
    if left is not None and tally.left:
        told.append(f"about {duration(left)} left")
    return ", ".join(told)


def summary(figures: Figures, left_out: Counter[str] | None = None) -> str:
    """A run in a few lines."""
    totals, tally = figures.totals, figures.tally
    asked = (
        f"{plural(totals.requests, 'request')}, {totals.prompt_tokens:,} tokens read, "
        f"{totals.completion_tokens:,} written, {figures.cost_so_far}"
    )
    lines = [
        ("Articles", _articles(totals)),
        ("Rows", _rows(totals, tally)),
        (
            "Records",
            f"{plural(totals.incidents, 'incident')}, {plural(totals.statements, 'statement')}, "
            f"{totals.policy_context:,} of policy context"
            + (f", {plural(totals.other_records, 'other')}" if totals.other_records else ""),
        ),
        ("Asked", asked),
    ]
    if totals.batches or totals.batch_answers:
        lines.append(("Batches", _batches(totals)))
    if totals.copies:
        saved = money(totals.saved_cost, unknown=False)
        spared = f"{totals.saved_tokens:,} tokens, {saved} saved"
        lines.append(("Copies", f"{totals.copies:,} took over an answer: {spared}"))
    if tally is not None:
        read = tally.done + tally.failed
        speed = f", {pace(read / tally.seconds)}" if read and tally.seconds else ""
        articles = plural(read, "article")
        lines.append(("This time", f"{articles} in {duration(tally.seconds)}{speed}"))
    if left_out:
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in left_out.most_common(5))
        lines.append(("Left out", f"files that are no articles: {kinds}"))
    return "".join(f"{name:<10}{told}\n" for name, told in lines)


def _articles(totals: Totals) -> str:
    told = [f"{totals.done:,} read", f"{totals.failed:,} failed"]
    told += [f"{totals.to_read:,} to read"] * bool(totals.to_read)
    told += [f"{totals.incomplete:,} with an unanswered question"] * bool(totals.incomplete)
    return f"{totals.articles:,}: {', '.join(told)}"


def _batches(totals: Totals) -> str:
    answers = plural(totals.batch_answers, "answer")
    told = [f"{answers} at the batch price"] * bool(totals.batch_answers)
    if totals.batches:
        requests = plural(totals.batch_requests, "request")
        told.append(f"{totals.batches:,} under way at the provider's with {requests}")
    return ", ".join(told)


def _rows(totals: Totals, tally: Tally | None) -> str:
    told = [f"{totals.rows:,}"]
    told += [f"{totals.unreadable:,} unreadable"] * bool(totals.unreadable)
    if tally is not None:
        told += [f"{tally.repeated:,} with an article met before"] * bool(tally.repeated)
        told += [f"{tally.resumed:,} known from an earlier start"] * bool(tally.resumed)
    return ", ".join(told)


def money(known: Decimal, *, unknown: bool) -> str:
    """A cost, for people."""
    if unknown:
        return f"cost unknown (${known:,.2f} of it known)" if known else "cost unknown"
    return f"${known:,.4f}" if known < 1 else f"${known:,.2f}"


def pace(rate: float) -> str:
    """Articles a second, for people; a minute where they are few."""
    return f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"


def duration(seconds: float) -> str:
    """Seconds, for people."""
    if seconds < 90:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
