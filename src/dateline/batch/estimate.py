"""What a run would come to, before anything is spent: articles, tokens, money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from dateline.batch.inputs import Row, packed, unpacked
from dateline.batch.store import reading
from dateline.batch.store.totals import Totals, totals
from dateline.errors import InputError
from dateline.models import Usage
from dateline.usage import cost_of
from dateline.wiring import Extractor

_LOOKED_AT = 20  # articles whose questions are put together, to know how long they are
_BYTES_A_TOKEN = 4  # of English, and about as many of other scripts in UTF-8
ANSWER_SHARE = 1.5
"""Tokens that are written for each token of an article, where nothing was measured."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would come to.

    Attributes:
        articles: Articles that would be read.
        read_before: Articles that were read by an earlier start.
        repeated: Rows with an article that had been met.
        unreadable: Rows without one.
        prompt_tokens: Tokens that would be read, about.
        completion_tokens: Tokens that would be written, about.
        cost: In US dollars, about; None where the price is not known.
        measured: Of how many articles of this run the tokens were measured; 0 where they are
            worked out of the questions, with answers of `ANSWER_SHARE`.
    """

    articles: int
    read_before: int
    repeated: int
    unreadable: int
    prompt_tokens: int
    completion_tokens: int
    cost: Decimal | None
    measured: int = 0


@dataclass
class _Kind:
    """Articles of one kind, texts or pages: how many, their bytes, and the first of them."""

    articles: int = 0
    size: int = 0
    first: list[Row] = field(default_factory=list)


@dataclass
class _Counted:
    read_before: int = 0
    repeated: int = 0
    unreadable: int = 0
    kinds: dict[str, _Kind] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        return sum(kind.articles for kind in self.kinds.values())


async def estimate(
    rows: Iterator[Row],
    extractor: Extractor,
    store: Path | None,
    share: Decimal = Decimal(1),
) -> Estimate:
    """What reading these rows would come to. Nothing is written, and nobody is asked.

    Args:
        rows: The rows.
        extractor: Who would read them.
        store: The run's store, if there is one yet.
        share: The part of the usual price that is paid.
    """
    finished, before = _what_is_there(store)
    counted = _count(rows, finished)
    if before is not None and before.done and before.prompt_tokens:
        each = counted.articles / (before.done + before.failed)
        read, written = before.prompt_tokens * each, before.completion_tokens * each
        requests, measured = before.requests * each, before.done
    else:
        read, written, requests = await _worked_out(counted, extractor)
        measured = 0
    cost = _cost(extractor, read, written, requests)
    return Estimate(
        articles=counted.articles,
        read_before=counted.read_before,
        repeated=counted.repeated,
        unreadable=counted.unreadable,
        prompt_tokens=round(read),
        completion_tokens=round(written),
        cost=cost * share if cost is not None else None,
        measured=measured,
    )


def _what_is_there(store: Path | None) -> tuple[set[str], Totals | None]:
    """The ids of the articles that need not be read, and the run in figures."""
    if store is None or not store.exists():
        return set(), None
    query = "SELECT id FROM articles JOIN outcomes ON article = number WHERE NOT again"
    with reading(store) as connection:
        return {one for (one,) in connection.execute(query)}, totals(connection)


def _count(rows: Iterator[Row], finished: set[str]) -> _Counted:
    counted, seen = _Counted(), set[bytes]()
    for row in rows:
        article_id = row.article_id
        if article_id is None:
            counted.unreadable += 1
            continue
        short = sha256(article_id.encode()).digest()[:8]  # a set of them stays small
        if short in seen:
            counted.repeated += 1
            continue
        seen.add(short)
        if article_id in finished:
            counted.read_before += 1
            continue
        name, size = _size(row)
        kind = counted.kinds.setdefault(name, _Kind())
        kind.articles += 1
        kind.size += size
        if len(kind.first) < _LOOKED_AT:
            kind.first.append(row)
    return counted


def _size(row: Row) -> tuple[str, int]:
    content = row.content
    text = content.text if content is not None else None
    words = text if text is not None else str(getattr(content, "html", ""))
    return "text" if text is not None else "html", len(words.encode("utf-8", "surrogatepass"))


async def _worked_out(counted: _Counted, extractor: Extractor) -> tuple[float, float, float]:
    """Tokens read and written, and requests, of what the first articles would be asked."""
    read = written = requests = 0.0
    for kind in counted.kinds.values():
        looked = _Looked()
        for row in kind.first:
            await looked.at(row, extractor)
        if looked.text and looked.questions:
            text = kind.size * looked.text / looked.raw
            asked = kind.articles * looked.questions / looked.articles
            read += looked.prompt_bytes(text, kind.articles) / _BYTES_A_TOKEN
            written += ANSWER_SHARE * text / _BYTES_A_TOKEN
            requests += asked
    return read, written, requests


@dataclass
class _Looked:
    """What was seen of a few articles: bytes as written, as text, and of their questions."""

    articles: int = 0
    raw: int = 0
    text: int = 0
    questions: int = 0
    prompts: int = 0

    async def at(self, row: Row, extractor: Extractor) -> None:
        """Look at one more; what is no article counts for nothing."""
        assert row.content is not None  # noqa: S101  # it was counted as an article
        try:
            article = unpacked(packed(row.content))
        except InputError:
            return
        length = await extractor.length_of_questions(article)
        self.articles += 1
        self.raw += _size(row)[1]
        self.text += len(article.text.encode())
        self.questions += length.questions
        self.prompts += length.messages + length.schemas

    def prompt_bytes(self, text: float, articles: int) -> float:
        """The bytes of all questions about so many articles with so much text together."""
        beside = self.prompts - self.questions * self.text / self.articles
        if beside <= 0:  # asked about in parts: no question holds the whole of it
            return text * self.prompts / self.text
        # The same stands beside each article, however long it is.
        return text * self.questions / self.articles + beside * articles / self.articles


def _cost(extractor: Extractor, read: float, written: float, requests: float) -> Decimal | None:
    """What so many tokens cost, were each request as long as the others."""
    if not requests:
        return Decimal(0)
    each = Usage(prompt_tokens=round(read / requests), completion_tokens=round(written / requests))
    cost = cost_of(extractor.price, each)
    return cost * Decimal(round(requests)) if cost is not None else None
