"""Who reads the articles of a run: an extractor in this process, or parsers in others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dateline.batch.inputs import unpacked
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import Packed, pack, unpack
from dateline.models import Extraction, Record
from dateline.wiring import Extractor


@dataclass(frozen=True, slots=True)
class WasRead:
    """What was read of an article.

    Attributes:
        packed: As it is kept.
        extraction: As it is; None where it came from another process.
    """

    packed: Packed
    extraction: Extraction | None = None

    def unpacked(self, own: Mapping[str, type[Record]]) -> Extraction:
        """The extraction, wherever it was read.

        Args:
            own: The models of the user's own record types, by name.
        """
        kept = self.packed
        return self.extraction or unpack(kept.extraction, kept.receipt, kept.findings, own)


class Reader(Protocol):
    """Reads articles.

    Attributes:
        at_once: How many it reads at the same time.
    """

    at_once: int

    async def read(self, begun: Begun) -> WasRead:
        """Read an article.

        Raises:
            DatelineError: It cannot be read.
        """
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


def articles_at_once(extractor: Extractor) -> int:
    """How many articles keep all requests busy that may be under way: about half as many.

    An article has three questions, and waits between them for itself.
    """
    return -(-extractor.concurrency // 2) + 1 if extractor.concurrency else 1


class OwnReader:
    """Reads in this process.

    Args:
        extractor: Who reads.
    """

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self.at_once = articles_at_once(extractor)

    async def read(self, begun: Begun) -> WasRead:
        """See `Reader.read`."""
        extraction = await self._extractor.aextract(unpacked(begun.content))
        return WasRead(pack(extraction), extraction)

    async def aclose(self) -> None:
        """See `Reader.aclose`."""
        await self._extractor.aclose()
