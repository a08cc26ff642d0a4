"""Wire copy in a run: an article that an earlier answer holds for is not asked about.

Copies come in together, as the agency sent them: while one of them is being read the others wait
for its answer. What was read before is found in the store by the sentences that it shares.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import partial

from dateline.batch.inputs import unpacked
from dateline.batch.reading import Reader, WasRead
from dateline.batch.store import Store
from dateline.batch.store.outcomes import Begun, load
from dateline.batch.store.packing import pack
from dateline.batch.store.transactions import transaction
from dateline.calls import PutOff
from dateline.copies import digests, fold, likeliest
from dateline.models import Article, Extraction

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
        self._under_way: dict[int, tuple[frozenset[int], asyncio.Future[Extraction | None]]] = {}

    async def read(self, begun: Begun) -> WasRead:
        """See `Reader.read`."""
        article = unpacked(begun.content)
        sentences = frozenset(digests(fold(article)))
        stored = await self._from_store(article, sentences)
        if stored is not None:
            return stored
        while True:
            if await self._is_to_wait(begun.article, sentences):
                raise PutOff
            # From here on nothing is awaited before it is under way itself.
            earlier = self._like_one_under_way(sentences)
            if earlier is None:
                break
            number, future = earlier
            answer = await asyncio.shield(future)
            if answer is not None and (
                taken := self._take_over(answer, article, await self._id(number))
            ):
                return WasRead(pack(taken), taken)
            if answer is not None:
                break  # it says more; others that are under way may still be like it, and are few
        return await self._read(begun, sentences)

    async def aclose(self) -> None:
        """See `Reader.aclose`."""
        await self._reader.aclose()

    async def _read(self, begun: Begun, sentences: frozenset[int]) -> WasRead:
        future: asyncio.Future[Extraction | None] = asyncio.get_running_loop().create_future()
        self._under_way[begun.article] = (sentences, future)
        was_read: WasRead | None = None
        try:
            was_read = await self._reader.read(begun)
            await self._store.do(partial(_keep, article=begun.article, sentences=sentences))
        except PutOff:  # whatever is like it finds it, and waits
            await self._store.do(partial(_keep, article=begun.article, sentences=sentences))
            raise
        finally:
            del self._under_way[begun.article]
            usable = was_read is not None and not was_read.packed.unanswered
            future.set_result(was_read.extraction if was_read is not None and usable else None)
        return was_read

    async def _is_to_wait(self, article: int, sentences: frozenset[int]) -> bool:
        """Whether it may be a copy of an article that is put off."""
        return self._waits() and await self._store.do(
            partial(_is_like_one_put_off, article=article, sentences=sentences)
        )

    def _like_one_under_way(
        self, sentences: frozenset[int]
    ) -> tuple[int, asyncio.Future[Extraction | None]] | None:
        """The article under way that shares most, if it shares enough to be waited for."""
        shared, number = max(
            ((len(theirs & sentences), n) for n, (theirs, _) in self._under_way.items()),
            default=(0, 0),
        )
        if not shared or shared < _SHARED * len(sentences):
            return None
        return number, self._under_way[number][1]

    async def _from_store(self, article: Article, sentences: frozenset[int]) -> WasRead | None:
        find = partial(_likely, sentences=sorted(sentences), configuration=self._configuration)
        for number in await self._store.do(find):
            kept = await self._store.do(partial(load, article=number, own=self._store.own))
            if kept is None or kept.extraction is None:
                continue
            taken = self._take_over(kept.extraction, article, kept.id)
            if taken is not None:
                return WasRead(pack(taken), taken)
        return None

    async def _id(self, number: int) -> str:
        query = "SELECT id FROM articles WHERE number = ?"
        (found,) = await self._store.do(lambda c: c.execute(query, (number,)).fetchone())
        return str(found)


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
