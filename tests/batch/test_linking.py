"""Incidents of a run's articles are linked as they come in, and read again."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from tests.batch.made import Reading, start
from tests.batch.test_events import in_store, paper, path

from dateline.batch.store.events import events, reasons
from dateline.batch.store.linking import link, link_again

__all__ = ["path"]


def test_reports_of_one_incident_make_one_event(path: Path) -> None:
    """Each with the reason; and nothing is linked twice."""
    assert in_store(path, link) == 2
    assert in_store(path, link) == 0
    (event,) = in_store(path, lambda c: list(events(c)))
    first, second = in_store(path, lambda c: reasons(c, event.id))
    assert (first.article, first.likest) == (1, None)
    assert (second.article, second.likest) == (2, 1)
    assert "same day" in second.explanation


def test_what_comes_later_joins_what_is_there(path: Path) -> None:
    """The event keeps its id."""
    in_store(path, link)
    (before,) = in_store(path, lambda c: list(events(c)))
    asyncio.run(start(path, [paper("Page 2.", day=13)], Reading()))
    assert in_store(path, link) == 1
    (after,) = in_store(path, lambda c: list(events(c)))
    assert after.id == before.id
    assert len(after.reports) == 3


def test_an_article_that_is_read_again_is_linked_again(path: Path) -> None:
    """What was linked of its old outcome is gone with it."""
    in_store(path, link)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE outcomes SET again = 1 WHERE article = 2")
    asyncio.run(start(path, [], Reading()))
    assert in_store(path, link) == 1
    (event,) = in_store(path, lambda c: list(events(c)))
    assert [report.article for report in event.reports] == ["1", "2"]


def test_an_event_that_is_begun_anew_is_no_other_events(path: Path) -> None:
    """The report that an event began with is read again as another incident; the event goes on."""
    in_store(path, link)
    (before,) = in_store(path, lambda c: list(events(c)))

    def read_again(connection: sqlite3.Connection) -> None:
        """As if the first article had been read again, and told of a day long before."""
        told = connection.execute("SELECT incident FROM reports WHERE article = 1").fetchone()[0]
        incident = json.loads(zlib.decompress(told))
        incident["when"] |= {"start": "2019-01-05", "end": "2019-01-05"}
        connection.execute(
            "UPDATE reports SET event = NULL, incident = ?, first = '2019-01-05', "
            "last = '2019-01-05' WHERE article = 1",
            (zlib.compress(json.dumps(incident).encode()),),
        )

    in_store(path, read_again)
    assert in_store(path, link) == 1
    told = {e.id: [r.article for r in e.reports] for e in in_store(path, lambda c: list(events(c)))}
    assert told.pop(before.id) == ["2"]
    assert list(told.values()) == [["1"]]


def elsewhere(path: Path) -> None:
    """One more article, of an incident that is none of the others'."""
    asyncio.run(start(path, [paper("Page 2.", day=30)], Reading()))
    with closing(sqlite3.connect(path)) as connection, connection:
        query = "SELECT extraction FROM extractions WHERE article = 3"
        told = json.loads(zlib.decompress(connection.execute(query).fetchone()[0]))
        told["incidents"][0]["when"] |= {"start": "2019-01-05", "end": "2019-01-05"}
        again = zlib.compress(json.dumps(told).encode())
        connection.execute("UPDATE extractions SET extraction = ? WHERE article = 3", (again,))


def told_by(path: Path) -> dict[str, list[str]]:
    """The events, each with the numbers of its articles."""
    return {e.id: [r.article for r in e.reports] for e in in_store(path, lambda c: list(events(c)))}


def test_all_is_linked_anew_and_an_event_keeps_its_id(path: Path) -> None:
    """Though it begins now with a report that came in later and was published before."""
    in_store(path, link)
    (before,) = told_by(path)
    asyncio.run(start(path, [paper("Page 2.", day=10)], Reading()))
    in_store(path, link)
    assert told_by(path) == {before: ["1", "2", "3"]}
    assert in_store(path, link_again) == 3
    assert told_by(path) == {before: ["3", "1", "2"]}
    first, *_ = in_store(path, lambda c: reasons(c, before))
    assert (first.likest, first.explanation) == (None, "the event's first report")


@pytest.mark.parametrize("name", ["ev-other", "its own"])
def test_of_an_event_that_falls_apart_the_most_keep_its_id(path: Path, name: str) -> None:
    """Also where it is the one that the rest would have by itself."""
    elsewhere(path)
    in_store(path, link)
    ids = {articles[0]: id_ for id_, articles in told_by(path).items()}
    kept = ids["3"] if name == "its own" else name
    in_store(path, lambda c: c.execute("UPDATE reports SET event = ?", (kept,)))
    assert in_store(path, link_again) == 3
    told = told_by(path)
    assert told.pop(kept) == ["1", "2"]
    ((rest, articles),) = told.items()
    assert articles == ["3"]
    assert (rest == ids["3"]) is (name != "its own")


def test_what_was_linked_stands_where_linking_anew_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, or nothing."""
    in_store(path, link)
    before = told_by(path)
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("dateline.batch.store.linking.explained", broken)
        in_store(path, link_again)
    assert told_by(path) == before


def broken(found: object) -> str:
    """As a fault of ours."""
    raise RuntimeError(found)
