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
from dateline.batch.store.outcomes import load
from dateline.cli.streams import emit
from dateline.events import Change, revision

# One address, several texts: versions, in the order in which they came out and in.
_REVISED = """
SELECT url, article FROM rows
WHERE url IN (SELECT url FROM rows WHERE url IS NOT NULL AND article IS NOT NULL
              GROUP BY url HAVING count(DISTINCT article) > 1)
GROUP BY url, article ORDER BY url, article
"""


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
    versions: dict[str, list[int]] = {}
    for url, article in connection.execute(_REVISED).fetchall():
        versions.setdefault(url, []).append(article)
    for url, articles in versions.items():
        read = [kept for n in articles if (kept := load(connection, n, {})) is not None]
        done = [(kept, kept.extraction) for kept in read if kept.extraction is not None]
        done.sort(key=lambda pair: str(pair[1].article.published or ""))
        for (old, before), (new, after) in itertools.pairwise(done):
            yield {
                "url": url,
                "older": old.given_id or where(old.source, old.place),
                "newer": new.given_id or where(new.source, new.place),
                "changes": [_change(change) for change in revision(before, after)],
            }


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
