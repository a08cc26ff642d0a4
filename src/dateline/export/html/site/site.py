"""The folder of pages, written as articles come: none of them is kept in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import InputError
from dateline.export.html.report import Among, as_page
from dateline.export.html.site.event_page import event_page
from dateline.export.html.site.index import index_page
from dateline.export.html.site.kept import Kept
from dateline.export.html.site.names import ARTICLES, EVENTS, INDEX, foreign, page_name
from dateline.export.output import whole_folder
from dateline.export.reading import Coded

_KEPT = "kept.db"


def write_site(articles: Iterable[Coded], out: Path) -> None:
    """Write `index.html`, `articles/ID.html` and `events/ID.html`, each a page that stands alone.

    An event that one article alone reports has no page: the index leads to its record.

    Raises:
        InputError: The folder cannot be written, or holds files that no such export wrote.
    """
    with whole_folder(out, foreign=foreign) as part, _kept(part / _KEPT) as kept:
        (part / ARTICLES).mkdir()
        (part / EVENTS).mkdir()
        for coded in articles:
            kept.add(coded)
            page = as_page(coded.extraction, Among(f"../{INDEX}", dict(_event_pages(coded))))
            _write(part / ARTICLES / page_name(coded.article_id), [page])
        for event in kept.events():
            if event.has_page:
                _write(part / EVENTS / page_name(event.id), event_page(event))
        _write(part / INDEX, index_page(kept))


@contextmanager
def _kept(path: Path) -> Iterator[Kept]:
    try:
        with Kept(path) as kept:
            yield kept
    except sqlite3.Error as error:
        raise InputError(
            f"{str(path.parent.parent)!r} cannot be written to: {error}.",
            hint="Make room, or name another place.",
        ) from error


def _event_pages(coded: Coded) -> Iterator[tuple[str, str]]:
    """The address of the event's page for each incident that has one."""
    for record, linked in coded.events.items():
        if linked.reports > 1:
            yield record, f"../{EVENTS}/{page_name(linked.event_id)}"


def _write(path: Path, pieces: Iterable[str]) -> None:
    # Line ends are the article's own; "newline" would make others of them.
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
