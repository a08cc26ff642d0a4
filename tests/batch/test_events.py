"""What a store tells of its events, as far as they are linked."""

from __future__ import annotations

import asyncio
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from tests.batch.made import Reading, start
from tests.evaluation.made import TEXT

from dateline import Article
from dateline.batch.store import Store
from dateline.batch.store.events import Placed, events, links_of, not_linked
from dateline.batch.store.linking import link

__all__ = ["path"]
R = TypeVar("R")


def paper(words: str, day: int = 11) -> Article:
    """The story as another paper has it, in words of its own at its end."""
    return Article.from_text(f"{TEXT}\n{words}\n", published=date(2024, 3, day))


def in_store(path: Path, work: Callable[[sqlite3.Connection], R]) -> R:
    """What is done in a store."""
    store = Store(path)
    try:
        return asyncio.run(store.do(work))
    finally:
        store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with two papers' reports of one incident."""
    found = tmp_path / "runs.db"
    asyncio.run(start(found, [paper("Page 4."), paper("Page 9.", day=12)], Reading()))
    return found


def test_reports_that_an_earlier_version_wrote_are_read(path: Path) -> None:
    """They are not compressed."""
    in_store(path, link)

    def as_before(connection: sqlite3.Connection) -> None:
        for article, told in connection.execute("SELECT article, incident FROM reports").fetchall():
            text = zlib.decompress(told).decode()
            connection.execute("UPDATE reports SET incident = ? WHERE article = ?", (text, article))

    in_store(path, as_before)
    asyncio.run(start(path, [paper("Page 2.", day=13)], Reading()))
    assert in_store(path, link) == 1
    (event,) = in_store(path, lambda c: list(events(c)))
    assert len(event.reports) == 3


def test_an_articles_links_say_which_event_how_many_reports_and_why(path: Path) -> None:
    """And beside which article; of what is not linked there are none."""

    def links(number: int) -> Callable[[sqlite3.Connection], list[Placed]]:
        query = "SELECT id FROM articles WHERE number = ?"
        return lambda c: links_of(c, c.execute(query, (number,)).fetchone()[0])

    assert in_store(path, links(1)) == []
    in_store(path, link)
    (first,), (second,) = in_store(path, links(1)), in_store(path, links(2))
    ids = in_store(path, lambda c: [id_ for (id_,) in c.execute("SELECT id FROM articles")])
    assert first.event == second.event
    assert (first.reports, second.reports) == (2, 2)
    assert (first.likest, second.likest) == (None, ids[0])
    assert second.explanation.startswith("same day")


def test_what_is_read_again_has_no_link_of_its_old_records(path: Path) -> None:
    """Nor counts as a report of their event, until it is linked anew."""
    ids = in_store(path, lambda c: [id_ for (id_,) in c.execute("SELECT id FROM articles")])
    assert in_store(path, not_linked) == 0  # nothing ever was
    in_store(path, link)
    assert in_store(path, not_linked) == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE outcomes SET again = 1 WHERE article = 2")
    asyncio.run(start(path, [], Reading()))
    assert in_store(path, not_linked) == 1
    (first,) = in_store(path, lambda c: links_of(c, ids[0]))
    assert first.reports == 1
    assert in_store(path, lambda c: links_of(c, ids[1])) == []
    in_store(path, link)
    assert in_store(path, not_linked) == 0
    (first,) = in_store(path, lambda c: links_of(c, ids[0]))
    assert first.reports == 2
