"""Vendors' batches: many requests handed over at once, answered within a day for less."""

from dateline.providers.batches.base import Remote, Result
from dateline.providers.batches.service import BatchService, BatchUnknown, ResultsGone, StillOpen

__all__ = ["BatchService", "BatchUnknown", "Remote", "Result", "ResultsGone", "StillOpen"]
