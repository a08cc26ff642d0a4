"""What all tests share: no key, no configuration of whoever runs them.

Cassettes and the blocked network are the plugin's (`dateline.testing.plugin`, `pyproject.toml`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# Each run tries other examples, so that half of the usual hundred are enough for one. A machine
# that does much else takes more than the usual 0.2 s for one now and then. For more examples,
# pytest --hypothesis-profile=thorough.
settings.register_profile("quick", settings.default, max_examples=50, deadline=2000)
settings.register_profile("thorough", settings.default, max_examples=1000, deadline=None)
settings.load_profile("quick")

# Thousands of tests are collected, and their modules stay: the collector would walk all of it
# again and again, a tenth of the time that collecting takes.
gc.set_threshold(100_000, 20, 50)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector need not walk it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    """No key and no configuration of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("DATELINE_") or name.endswith("_API_KEY"):
                patch.delenv(name)
        yield
