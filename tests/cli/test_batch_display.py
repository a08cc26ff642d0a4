"""What is shown of a run while it goes on."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from dateline.batch.store.outcomes import Ended, Spent
from dateline.batch.store.totals import Totals
from dateline.batch.tally import Tally
from dateline.cli import batch_display
from dateline.cli.batch_display import Figures, duration, money, progress_line, shown, summary

NOTHING = Totals(
    **dict.fromkeys(
        (
            "articles",
            "rows",
            "unreadable",
            "done",
            "failed",
            "incomplete",
            "copies",
            "batches",
            "batch_requests",
            "batch_answers",
            "saved_tokens",
            "under_way",
            "incidents",
            "statements",
            "policy_context",
            "other_records",
            "requests",
            "prompt_tokens",
            "completion_tokens",
        ),
        0,
    ),
    known_cost=Decimal(0),
    saved_cost=Decimal(0),
    cost_unknown=False,
)


def halfway(**changed: object) -> Tally:
    """A run of a hundred rows, of which fifty were read in ten seconds for half a dollar."""
    tally = Tally(NOTHING, expected=100, rows=60, new=60)
    tally.started = time.monotonic() - 10
    for number in range(50):
        spent = Spent(3, 1000, 100, Decimal("0.01"), bool(changed.get("unknown")))
        failed = number == 0
        tally.count(
            f"a.jsonl:{number}",
            Ended(
                "failed" if failed else "done", spent, problem="it is in Dutch" if failed else None
            ),
        )
    return tally


def test_a_line_says_how_far_it_is_and_what_it_will_come_to() -> None:
    """Done, failed, rate, tokens, cost so far and in all, time left."""
    assert progress_line(halfway()) == (
        "50 of 100 articles, 1 failed, 5.0 a second, 55,000 tokens, $0.5000, about $1.00 in all, "
        "about 10 s left"
    )


def test_one_is_not_told_as_many() -> None:
    """Of articles, records, requests and batches."""
    one = replace(
        NOTHING,
        incidents=1,
        statements=1,
        other_records=1,
        requests=1,
        batches=1,
        batch_requests=1,
        batch_answers=1,
    )
    tally = Tally(NOTHING, expected=1, rows=1, new=1)
    told = summary(Figures(one, tally)) + progress_line(tally)
    assert "1 incident, 1 statement, 0 of policy context, 1 other\n" in told
    assert "1 answer at the batch price, 1 under way at the provider's with 1 request\n" in told
    assert "0 of 1 article" in told
    assert re.findall(r"\b1 \w+s\b", told) == []


def test_what_is_not_known_is_not_guessed() -> None:
    """Of a stream nobody knows the end, of some models nobody knows the price."""
    tally = halfway(unknown=True)
    tally.expected = None
    assert progress_line(tally) == (
        "50 articles, 1 failed, 5.0 a second, 55,000 tokens, cost unknown ($0.50 of it known)"
    )


def test_what_earlier_starts_read_and_spent_counts_for_the_whole_and_not_for_the_rate() -> None:
    """Nor for what an article costs now."""
    tally = halfway()
    tally.before = Totals(
        **{
            **{name: getattr(NOTHING, name) for name in NOTHING.__slots__},
            "articles": 900,
            "done": 900,
            "known_cost": Decimal(9),
        }
    )
    line = progress_line(tally)
    assert line.startswith("950 of 1,000 articles, 1 failed, 5.0 a second")
    assert "$9.50, about $10.00 in all" in line


def test_on_a_terminal_a_bar_and_the_last_errors() -> None:
    """In lines that fit."""
    console = Console(file=StringIO(), width=100)
    console.print(batch_display._rendered(halfway()))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert "━" in lines[0]
    assert lines[1].startswith("50 of 100 articles")
    assert lines[2] == "a.jsonl:0: it is in Dutch"


def test_elsewhere_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error; and nothing where nothing is to be said."""
    monkeypatch.setattr(batch_display, "_A_LINE_EVERY", 0.05)

    async def wait(*, quiet: bool) -> None:
        with shown(halfway(), quiet=quiet):
            await asyncio.sleep(0.12)

    asyncio.run(wait(quiet=True))
    assert capsys.readouterr().err == ""
    asyncio.run(wait(quiet=False))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("dateline: 50 of 100 articles")


def test_a_summary_over_all_starts() -> None:
    """In few lines."""
    text = summary(Figures(NOTHING, halfway()))
    assert text.splitlines()[0] == "Articles  0: 0 read, 0 failed"
    assert "This time 50 articles in 10 s, 5.0 a second" in text


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1.23, "1.2 s"), (59.6, "60 s"), (600, "10 min"), (9000, "2.5 h")],
)
def test_durations(seconds: float, told: str) -> None:
    """In the unit that says most."""
    assert duration(seconds) == told


def test_the_pace_is_told_in_the_unit_that_says_most() -> None:
    """A large model may read two articles a minute."""
    assert batch_display.pace(12.34) == "12.3 a second"
    assert batch_display.pace(0.035) == "2.1 a minute"


def test_money() -> None:
    """Small sums to a hundredth of a cent; unknown is never nothing."""
    assert money(Decimal("0.0123"), unknown=False) == "$0.0123"
    assert money(Decimal("1234.5"), unknown=False) == "$1,234.50"
    assert money(Decimal(0), unknown=True) == "cost unknown"
