"""Gold that several tests look at, read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from dateline.evaluation.corpora import load_corpus
from dateline.evaluation.documents import GoldDocument

Shipped = Callable[[str], tuple[GoldDocument, ...]]


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The documents of a shipped corpus, by its name."""
    return cache(load_corpus)
