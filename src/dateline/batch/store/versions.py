"""Articles that came out again under one address with another text: the versions of each.

Where an article stands in the inputs changes with them: a file that is fetched anew has the new
text at the old place. So an address keeps every text that was met under it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

_NOTE = """
INSERT INTO addresses (url, article, title) VALUES (?, ?, ?)
ON CONFLICT (url, article) DO UPDATE SET title = excluded.title WHERE title IS NOT excluded.title
"""
_READ = """
SELECT url, addresses.article, title, extraction FROM addresses
JOIN outcomes ON outcomes.article = addresses.article AND state = 'done'
JOIN extractions ON extractions.article = addresses.article
WHERE url IN (SELECT url FROM addresses GROUP BY url HAVING count(*) > 1)
ORDER BY url, addresses.article
"""
_OF_THE_WAY = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Parts of an address that say how somebody came there."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several texts under an address.

    Attributes:
        article: The article's number.
        title: Its headline beside the text, as it was last given.
        published: Its day, as ISO 8601; empty where none is known.
    """

    article: int
    title: str | None
    published: str


def note_address(connection: sqlite3.Connection, url: str, article: int, title: str | None) -> None:
    """Keep that an article stands, or stood, under an address."""
    connection.execute(_NOTE, (address(url), article, title))


def versions(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Version]]]:
    """The addresses under which several texts were read, each with its versions.

    Older ones come first: by day of publication, and of one day in the order in which they came in.
    """
    found: dict[str, list[Version]] = {}
    for url, article, title, packed in connection.execute(_READ):
        published = json.loads(zlib.decompress(packed))["article"].get("published")
        found.setdefault(url, []).append(Version(article, title, published or ""))
    for url, told in found.items():
        if len(told) > 1:
            yield url, sorted(told, key=lambda version: (version.published, version.article))


def superseded(connection: sqlite3.Connection) -> dict[int, int]:
    """By the number of each article that has a newer version, the number of the newest."""
    return {
        version.article: told[-1].article
        for _, told in versions(connection)
        for version in told[:-1]
    }


def newest_versions(connection: sqlite3.Connection) -> dict[str, str]:
    """By the id of each article that has a newer version, the id of the newest."""
    query = "SELECT id FROM articles WHERE number = ?"
    return {
        str(connection.execute(query, (older,)).fetchone()[0]): str(
            connection.execute(query, (newest,)).fetchone()[0]
        )
        for older, newest in superseded(connection).items()
    }


def address(url: str) -> str:
    """An address without what does not say which page it is; as it stands where it is none."""
    try:
        split = urlsplit(url.strip())
    except ValueError:
        return url
    if not split.netloc:
        return url
    asked = [
        pair
        for pair in parse_qsl(split.query, keep_blank_values=True)
        if not pair[0].lower().startswith(_OF_THE_WAY)
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    host = split.netloc.lower().removeprefix("www.")
    return f"https://{host}{split.path.rstrip('/')}{query}"
