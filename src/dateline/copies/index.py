"""Which earlier articles an article may be a copy of: those that share its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

from dateline.copies.words import Folded

Name = TypeVar("Name")
LEAST_WORDS = 7
"""Words of a sentence that is looked up: shorter ones stand in many articles."""
LOOKED_UP = 24
"""Sentences of an article that are looked up and kept, the first ones: ends are cut."""
_LIKELY = 5
"""Candidates that are compared."""
_COMMON = 50
"""Articles that hold a sentence which a publisher sets under everything: no sign of a copy."""


def digests(folded: Folded) -> list[int]:
    """The sentences by which an article is found again, as 64-bit numbers."""
    found: dict[int, None] = {}
    for words in folded.sentences:
        if len(words) >= LEAST_WORDS:
            found[_digest(" ".join(word.key for word in words))] = None
        if len(found) == LOOKED_UP:
            break
    return list(found)


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def likeliest(holders: Iterable[Sequence[Name]]) -> list[Name]:
    """Names by how many of an article's sentences they hold, the most first.

    Args:
        holders: For each sentence, who holds it.
    """
    counted: Counter[Name] = Counter()
    for names in holders:
        if len(names) <= _COMMON:
            counted.update(names)
    return [name for name, _ in counted.most_common(_LIKELY)]


class SentenceIndex(Generic[Name]):
    """Articles by their sentences, in memory."""

    def __init__(self) -> None:
        self._holders: dict[int, list[Name]] = {}

    def add(self, name: Name, folded: Folded) -> None:
        """Keep an article."""
        for digest in digests(folded):
            holders = self._holders.setdefault(digest, [])
            if len(holders) <= _COMMON:
                holders.append(name)

    def likely(self, folded: Folded) -> list[Name]:
        """The articles that this one may be a copy of, the likeliest first."""
        return likeliest(self._holders.get(digest, ()) for digest in digests(folded))
