"""`dateline events`: what the articles of a run tell together."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from dateline.batch.inputs import where
from dateline.batch.store import Store
from dateline.batch.store.events import events, reasons
from dateline.batch.store.linking import link, link_again
from dateline.batch.store.versions import superseded
from dateline.cli.streams import emit
from dateline.errors import InputError
from dateline.events import Event, RangedToll, headline, ranged
from dateline.export.wording import toll_in_words


def show_events(
    path: Path, output_format: Literal["text", "json"], least: int, *, again: bool
) -> None:
    """Link what is new in a store, or everything anew, and print its events.

    Raises:
        InputError: There is no such file.
        StoreError: It is no store, or a run goes on in it.
    """
    if not path.is_file():
        raise InputError(f"No such file: {str(path)!r}.", hint="Name the store of a run.")
    told = asyncio.run(_linked(Store(path), least, link_again if again else link))
    if output_format == "json":
        emit(json.dumps(told, ensure_ascii=False, indent=2) + "\n", escaped_as="json")
    else:
        emit("\n".join(map(_lines, told)) or "No such events.\n", escaped_as="plain")


async def _linked(
    store: Store, least: int, how: Callable[[sqlite3.Connection], int]
) -> list[dict[str, Any]]:
    try:
        await store.do(how)
        return await store.do(lambda connection: _told(connection, least))
    finally:
        await asyncio.to_thread(store.close)


def _told(connection: sqlite3.Connection, least: int) -> list[dict[str, Any]]:
    newer = superseded(connection)
    found = (_event(connection, event, newer) for event in events(connection, least))
    return [event for event in found if _independent(event) >= least]


def _independent(event: dict[str, Any]) -> int:
    """Reports, of an article's several versions one."""
    return sum(report["revised_as"] is None for report in event["reports"]) or 1


def _event(
    connection: sqlite3.Connection, event: Event, newer: Mapping[int, int]
) -> dict[str, Any]:
    standing = [r for r in event.reports if int(r.article) not in newer] or event.reports
    incidents = [report.incident for report in event.reports]
    head = headline(incidents)
    best = head.place
    return {
        "id": event.id,
        "day": str(head.first) if head.first else None,
        "kind": head.kind.value,
        "place": best.mention.text if best else None,
        "country": best.country if best else None,
        "admin1": best.admin1 if best else None,
        "tolls": [_toll(toll) for toll in ranged(standing)],
        "reports": [
            {
                "article": _where(connection, reason.article),
                "record": reason.record,
                "published": str(report.published) if report.published else None,
                "summary": report.incident.summary,
                "likest": _where(connection, reason.likest) if reason.likest else None,
                "reason": reason.explanation,
                "revised_as": _newest(connection, newer.get(reason.article)),
            }
            for reason, report in zip(reasons(connection, event.id), event.reports, strict=True)
        ],
    }


def _newest(connection: sqlite3.Connection, article: int | None) -> str | None:
    return _where(connection, article) if article is not None else None


def _toll(toll: RangedToll) -> dict[str, Any]:
    return {
        "outcome": toll.outcome,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "rule": toll.rule,
    }


def _where(connection: sqlite3.Connection, article: int) -> str:
    row = connection.execute(
        "SELECT given_id, source, place FROM rows WHERE article = ? ORDER BY source, place LIMIT 1",
        (article,),
    ).fetchone()
    if row is None:
        return f"article {article}"
    given, source, place = row
    return str(given or where(source, place))


def _lines(event: dict[str, Any]) -> str:
    """An event, and a line for each of its reports."""
    place = ", ".join(event[name] for name in ("place", "admin1", "country") if event[name])
    head = f"{event['id']}  {event['day'] or 'day unknown'}  {event['kind']}, {place or 'nowhere'}"
    tolls = "; ".join(
        toll_in_words(t["outcome"], t["low"], t["best"], t["high"]) for t in event["tolls"]
    )
    lines = [head, *([f"    {tolls}"] if tolls else [])]
    lines += [
        f"    {r['published'] or '-':<10}  {r['article']} {r['record']}: "
        f"{'as ' + r['likest'] + ': ' if r['likest'] else ''}{r['reason']}"
        f"{' (an earlier version of ' + r['revised_as'] + ')' if r['revised_as'] else ''}"
        for r in event["reports"]
    ]
    return "".join(f"{line}\n" for line in lines)
