"""Many articles: read from files and streams, kept in a store, resumed."""

from dateline.batch.many import aextract_many, extract_many
from dateline.batch.outcome import Outcome
from dateline.batch.stored import read_outcomes

__all__ = ["Outcome", "aextract_many", "extract_many", "read_outcomes"]
