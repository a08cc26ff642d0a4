"""`dateline status`: how far a run is, from another shell or after it."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateline.batch.store import reading
from dateline.batch.store.totals import (
    Problem,
    Start,
    Totals,
    last_configuration,
    last_start,
    problems,
    recent,
    totals,
)
from dateline.cli.batch_display import Figures, duration, pace, summary
from dateline.cli.streams import emit

if TYPE_CHECKING:
    from collections.abc import Sequence

_WINDOW = 60.0  # seconds over which the rate is taken
_PROBLEMS = 5


def status(path: Path, output_format: Literal["text", "json"]) -> None:
    """Print how far a run is.

    Raises:
        InputError: There is no such file.
        StoreError: It is no store.
    """
    with reading(path) as connection:
        figures = totals(connection)
        start = last_start(connection)
        found = problems(connection, _PROBLEMS)
        rate = recent(connection, time.time() - _WINDOW) / _WINDOW
        configured = last_configuration(connection)
    running = start is not None and _is_running(start)
    if output_format == "json":
        told = {
            **asdict(figures),
            "to_read": figures.to_read,
            "cost": figures.cost,
            "running": running,
            "expected_rows": start.expected if start else None,
            "ended_as": start.ended_as if start else None,
            "problems": [asdict(problem) for problem in found],
            "configuration": configured[1] if configured else {},
        }
        emit(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n", escaped_as="json")
    else:
        text = _state(start, running=running, rate=rate, figures=figures)
        emit(text + summary(Figures(figures)) + _problems(found), escaped_as="plain")


def _is_running(start: Start) -> bool:
    """Whether the process is there, as far as can be told from here."""
    if start.ended is not None:
        return False
    if start.host != socket.gethostname():
        return True
    try:
        os.kill(start.process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is there, and somebody else's
        return True
    return True


def _state(start: Start | None, *, running: bool, rate: float, figures: Totals) -> str:
    if start is None:
        return ""
    if not running:
        ended = start.ended_as or "killed"
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(start.ended or start.begun))
        return f"{'State':<10}{ended}, {when}\n"
    told = [f"running (process {start.process}), for {duration(time.time() - start.begun)}"]
    if rate:
        told.append(pace(rate))
    if start.expected:
        told.append(f"{figures.rows:,} of about {start.expected:,} rows met")
    told += [f"{figures.under_way:,} under way"] * bool(figures.under_way)
    return f"{'State':<10}{', '.join(told)}\n"


def _problems(found: Sequence[Problem]) -> str:
    return "".join(f"{'Failed':<10}{one.where}: {one.problem}\n" for one in found)
