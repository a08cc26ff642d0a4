"""The texts that were met under one address."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from tests.batch.made import Reading, start
from tests.evaluation.made import TEXT

from dateline import Article
from dateline.batch.store import reading
from dateline.batch.store.versions import address, superseded, versions

URL = "https://example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a",
        "https://www.Example.org/a/",
        "https://example.org/a#comments",
        "https://example.org/a?utm_source=feed&utm_medium=rss&fbclid=x",
    ],
)
def test_an_address_is_the_same_however_somebody_came_there(url: str) -> None:
    """Scheme, marks and trackers do not tell another page; a number does."""
    assert address(url) == URL
    assert address("https://example.org/a?id=7") == "https://example.org/a?id=7"


@pytest.mark.parametrize("url", ["", "nothing", "/a/b", "http://[::1"])
def test_what_is_no_address_stands_as_it_is(url: str) -> None:
    """Whatever a column holds."""
    assert address(url) == url


def article(end: str, day: int = 11, url: str = URL) -> Article:
    """A version of the story."""
    return Article.from_text(f"{TEXT}\n{end}\n", published=date(2024, 3, day), url=url)


def test_versions_come_by_their_day_and_then_as_they_came_in(tmp_path: Path) -> None:
    """The newest is that of all others; another page has no versions."""
    path = tmp_path / "runs.db"
    came = [
        article("Third.", 13),
        article("First."),
        article("Second."),
        article("Other.", url=f"{URL}/b"),
    ]
    asyncio.run(start(path, came, Reading(at_once=1)))
    with reading(path) as connection:
        ((url, told),) = versions(connection)
        assert (url, [version.article for version in told]) == (URL, [2, 3, 1])
        assert superseded(connection) == {2: 1, 3: 1}


def test_a_text_that_another_took_the_place_of_is_still_a_version(tmp_path: Path) -> None:
    """The same file, fetched anew: the row is the new text's, and the old one is not forgotten."""
    path = tmp_path / "runs.db"
    for end in ("First.", "Corrected."):
        asyncio.run(start(path, [article(end)], Reading(at_once=1)))
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM rows").fetchone() == (1,)
        ((_, told),) = versions(connection)
        assert [version.article for version in told] == [1, 2]
