"""`dateline revisions`: articles that were published anew, and what that changed."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from dateline.batch.inputs import where
from dateline.batch.store import reading
from dateline.batch.store.outcomes import Kept, load
from dateline.batch.store.versions import versions
from dateline.cli.streams import emit
from dateline.events import Change, revision


def show_revisions(path: Path, output_format: Literal["text", "json"]) -> None:
    """Print what each newer version of an article changes in its records.

    Raises:
        InputError: There is no such file.
        StoreError: It is no store.
    """
    with reading(path) as connection:
        told = list(_revisions(connection))
    if output_format == "json":
        emit(json.dumps(told, ensure_ascii=False, indent=2) + "\n", escaped_as="json")
    else:
        emit("\n".join(map(_lines, told)) or "No revised articles.\n", escaped_as="plain")


def _revisions(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for url, told in versions(connection):
        for older, newer in itertools.pairwise(told):
            old, new = (load(connection, one.article, {}) for one in (older, newer))
            if old is None or new is None or old.extraction is None or new.extraction is None:
                continue  # read again meanwhile
            yield {
                "url": url,
                "older": _where(old),
                "newer": _where(new),
                "title": _title(older.title, newer.title),
                "changes": [_change(one) for one in revision(old.extraction, new.extraction)],
            }


def _where(kept: Kept) -> str:
    """Where a version stands; one whose place another text has taken is known by its id."""
    if kept.given_id:
        return kept.given_id
    return where(kept.source, kept.place) if kept.source else kept.id


def _title(old: str | None, new: str | None) -> dict[str, str] | None:
    return {"old": old, "new": new} if old and new and old != new else None


def _change(change: Change) -> dict[str, Any]:
    fields = [{"field": name, "old": old, "new": new} for name, old, new in change.fields]
    return {
        "what": change.what,
        "record": change.record,
        "summary": change.summary,
        "fields": fields,
    }


def _lines(told: dict[str, Any]) -> str:
    lines = [f"{told['url']}: {told['older']} → {told['newer']}"]
    if told["title"]:
        lines.append(f"    headline: {told['title']['old']} → {told['title']['new']}")
    for change in told["changes"]:
        lines.append(f"    {change['what']} {change['record']}: {change['summary']}")
        lines += [
            f"        {one['field']}: {_shown(one['old'])} → {_shown(one['new'])}"
            for one in change["fields"]
        ]
    if not told["changes"]:
        lines.append("    no record changes")
    return "".join(f"{line}\n" for line in lines)


def _shown(value: Any) -> str:
    return "(nothing)" if value is None else str(value)[:80]
