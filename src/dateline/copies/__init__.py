"""Wire copy: the same story as several papers print it, found, and an answer carried over."""

from dateline.copies.carry import carry_over
from dateline.copies.compare import Comparison, compare
from dateline.copies.index import SentenceIndex, digests, likeliest
from dateline.copies.reuse import reused
from dateline.copies.words import Folded, fold

__all__ = [
    "Comparison",
    "Folded",
    "SentenceIndex",
    "carry_over",
    "compare",
    "digests",
    "fold",
    "likeliest",
    "reused",
]
