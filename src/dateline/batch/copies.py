"""Wire copy in a run: an article that an earlier answer holds for is not asked about.

Copies come in together, as the agency sent them: while one of them is being read the others wait
for its answer. What was read before is found in the store by the sentences that it shares. Where
the store fails, copies are not found, and no article fails by that: its outcome tells of the store.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from dateline.batch.inputs import unpacked
from dateline.batch.reading import Reader, WasRead
from dateline.batch.store import Store
from dateline.batch.store.articles import content_of
from dateline.batch.store.outcomes import Begun, load
from dateline.batch.store.packing import pack
from dateline.batch.store.transactions import transaction
from dateline.calls import PutOff
from dateline.copies import Folded, compare, digests, fold, likeliest
from dateline.errors import StoreError
from dateline.models import Article, Extraction

T = TypeVar("T")
TakeOver = Callable[[Extraction, Article, str], Extraction | None]
"""An answer to an earlier article, a later one, and the earlier one's id: the later one's records,
or None where it says more."""
_SHARED = 0.3
"""The share of its sentences, as they are kept, that an article has from one that it waits for."""
_HOLDERS = """
SELECT sentences.article FROM sentences JOIN outcomes ON outcomes.article = sentences.article
WHERE digest = ? AND state = 'done' AND NOT again AND NOT unanswered AND configuration = ? LIMIT 60
"""
_PUT_OFF = """
SELECT sentences.article FROM sentences LEFT JOIN outcomes ON outcomes.article = sentences.article
WHERE digest = ? AND (outcomes.article IS NULL OR again)
"""


@dataclass(frozen=True)
class _UnderWay:
    """An article that is being read.

    Attributes:
        id: Its id.
        folded: Its words.
        sentences: What it is found by.
        answer: What was read of it; None where that cannot be taken over.
    """

    id: str
    folded: Folded
    sentences: frozenset[int]
    answer: asyncio.Future[WasRead | None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def shares(self, sentences: frozenset[int]) -> float:
        """The share of an article's sentences that it has."""
        return len(self.sentences & sentences) / len(sentences) if sentences else 0.0


class CopyReader:
    """Reads what is no copy, and has the copies take over what was read.

    Args:
        reader: Who reads.
        take_over: What makes an earlier answer a later article's.
        store: Where answers are.
        configuration: The number of the configuration that they must come from.
        waits: Whether a copy of what is put off waits for its answer, as it is now.
    """

    def __init__(
        self,
        reader: Reader,
        take_over: TakeOver,
        store: Store,
        configuration: int,
        waits: Callable[[], bool] = lambda: False,
    ) -> None:
        self.at_once = reader.at_once
        self._reader = reader
        self._take_over = take_over
        self._store = store
        self._configuration = configuration
        self._waits = waits
        self._under_way: dict[int, _UnderWay] = {}

    async def read(self, begun: Begun) -> WasRead:
        """See `Reader.read`."""
        article = unpacked(begun.content)
        folded = fold(article)
        sentences = frozenset(digests(folded))
        stored = await self._from_store(article, folded, sentences)
        if stored is not None:
            return stored
        while True:
            if await self._is_to_wait(begun.article, sentences):
                raise PutOff
            # From here on nothing is awaited before it is under way itself.
            earlier = self._copied_under_way(folded, sentences)
            if earlier is None:
                break
            was_read = await asyncio.shield(earlier.answer)
            if was_read is None:
                continue
            answer = was_read.unpacked(self._store.own)
            if taken := self._take_over(answer, article, earlier.id):
                return WasRead(pack(taken), taken)
            break  # it says more; others that are under way may still be like it, and are few
        return await self._read(begun, _UnderWay(begun.id, folded, sentences))

    async def aclose(self) -> None:
        """See `Reader.aclose`."""
        await self._reader.aclose()

    async def _read(self, begun: Begun, this: _UnderWay) -> WasRead:
        self._under_way[begun.article] = this
        was_read: WasRead | None = None
        keep = partial(_keep, article=begun.article, sentences=this.sentences)
        try:
            was_read = await self._reader.read(begun)
            await self._tried(keep, None)
        except PutOff:  # whatever is like it finds it, and waits
            await self._tried(keep, None)
            raise
        finally:
            del self._under_way[begun.article]
            usable = was_read is not None and not was_read.packed.unanswered
            this.answer.set_result(was_read if usable else None)
        return was_read

    async def _tried(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What the store says, or something else where it fails."""
        try:
            return await self._store.do(work)
        except StoreError:
            return otherwise

    async def _is_to_wait(self, article: int, sentences: frozenset[int]) -> bool:
        """Whether it may be a copy of an article that is put off."""
        find = partial(_is_like_one_put_off, article=article, sentences=sentences)
        return self._waits() and await self._tried(find, otherwise=False)

    def _copied_under_way(self, folded: Folded, sentences: frozenset[int]) -> _UnderWay | None:
        """An article under way that says all that this one says, by its words.

        One that is merely like it is not waited for: it would be for nothing.
        """
        like = [one for one in self._under_way.values() if one.shares(sentences) >= _SHARED]
        like.sort(key=lambda one: one.shares(sentences), reverse=True)
        return next((one for one in like if compare(one.folded, folded).may_be_reused), None)

    async def _from_store(
        self, article: Article, folded: Folded, sentences: frozenset[int]
    ) -> WasRead | None:
        find = partial(_likely, sentences=sorted(sentences), configuration=self._configuration)
        none: list[int] = []
        for number in await self._tried(find, none):
            content = await self._tried(partial(content_of, article=number), None)
            # By its words first: an answer is looked at for those alone that it may hold for.
            if content is None or not compare(fold(unpacked(content)), folded).may_be_reused:
                continue
            kept = await self._tried(partial(load, article=number, own=self._store.own), None)
            if kept is None or kept.extraction is None:
                continue
            taken = self._take_over(kept.extraction, article, kept.id)
            if taken is not None:
                return WasRead(pack(taken), taken)
        return None


def _likely(connection: sqlite3.Connection, sentences: list[int], configuration: int) -> list[int]:
    """Articles that were read and share the sentences, the likeliest first."""
    return likeliest(
        [number for (number,) in connection.execute(_HOLDERS, (digest, configuration))]
        for digest in sentences
    )


def _is_like_one_put_off(
    connection: sqlite3.Connection, article: int, sentences: frozenset[int]
) -> bool:
    """Whether an article shares as much with one that was asked about and has no outcome yet.

    One that was itself asked about waits for no other, so that no two wait for each other.
    """
    shared: Counter[int] = Counter()
    for digest in sentences:
        holders = [number for (number,) in connection.execute(_PUT_OFF, (digest,))]
        if article in holders:
            return False
        shared.update(holders)
    return bool(shared) and max(shared.values()) >= _SHARED * len(sentences)


def _keep(connection: sqlite3.Connection, article: int, sentences: frozenset[int]) -> None:
    with transaction(connection):
        connection.executemany(
            "INSERT OR IGNORE INTO sentences (digest, article) VALUES (?, ?)",
            [(digest, article) for digest in sorted(sentences)],
        )
