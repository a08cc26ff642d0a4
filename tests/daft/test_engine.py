"""What is imported when."""

from __future__ import annotations

import sys

import pytest

import dateline.daft
from dateline.daft import engine
from dateline.errors import MissingExtra


def test_without_daft_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """By both functions, before they look at what they are given."""
    monkeypatch.setitem(sys.modules, "daft", None)
    for function in (dateline.daft.extract, dateline.daft.records):
        with pytest.raises(MissingExtra, match=r"pip install 'dateline\[daft\]'"):
            function(None)  # type: ignore[arg-type]


def test_outside_of_ray_a_worker_has_no_name() -> None:
    """It takes one of its own."""
    assert engine.worker_name() is None
