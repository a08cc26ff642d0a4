"""One row of an input: an article that is not read yet, or why there is none."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from dateline.articles import Written
from dateline.models import Article
from dateline.models.plain import article_id


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one place of an input.

    Attributes:
        source: The file, as it was named; or what else the articles come from.
        place: The line or the row in it, from 1; 0 for a file that is one article.
        content: What is written there of an article, or the article; None where it is unreadable.
        given_id: The `id` that stands beside it.
        problem: Why it is unreadable.
    """

    source: str
    place: int = 0
    content: Written | Article | None = None
    given_id: str | None = None
    problem: str | None = None

    @property
    def where(self) -> str:
        """Where it stands, for people."""
        return where(self.source, self.place)

    @property
    def article_id(self) -> str | None:
        """The article's id: the same for the same text, or page, and day; None without content."""
        content = self.content
        if content is None:
            return None
        if content.text is not None:
            return article_id(content.text, _day(content))
        return article_id(_page(content), _day(content), "html")

    def dated(self, day: date | None) -> Row:
        """The row with this day, where its article has none of its own."""
        content = self.content
        if day is None or content is None:
            return self
        if isinstance(content, Written):
            return replace(self, content=replace(content, published_otherwise=day))
        if content.published is not None:
            return self
        return replace(self, content=content.model_copy(update={"published": day}))


def _page(content: Written | Article) -> str:
    return (content.html if isinstance(content, Written) else None) or ""


def _day(content: Written | Article) -> date | None:
    """Its day as it was given: what its text or page says of one is not read yet."""
    if content.published is None and isinstance(content, Written):
        return content.published_otherwise
    return content.published


def where(source: str, place: int) -> str:
    """A place in an input, as `grep -n` writes it."""
    return f"{source}:{place}" if place else source


def packed(content: Written | Article) -> bytes:
    """What is written of an article, to be kept."""
    if isinstance(content, Article):
        told = f'{{"article": {content.model_dump_json()}}}'
    else:
        told = json.dumps({k: v for k, v in asdict(content).items() if v is not None}, default=str)
    return zlib.compress(told.encode("utf-8", "surrogatepass"), 1)


def unpacked(kept: bytes) -> Article:
    """The article of what was kept.

    Raises:
        InputError: It is no article.
    """
    told: Mapping[str, object] = json.loads(zlib.decompress(kept))
    if "article" in told:
        return Article.model_validate(told["article"])
    fields = dict(told)
    for day in ("published", "published_otherwise"):
        if day in fields:
            fields[day] = date.fromisoformat(str(fields[day]))
    return Written(**fields).article()  # type: ignore[arg-type]  # as `packed` wrote it
