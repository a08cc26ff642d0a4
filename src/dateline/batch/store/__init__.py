"""The store of a run."""

from dateline.batch.store.store import Store, reading

__all__ = ["Store", "reading"]
