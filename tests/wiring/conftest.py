"""Servers that misbehave on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import dateline_command
from tests.misbehaving import MisbehavingServer, server

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["dateline_command", "server"]


@pytest.fixture
def other(server: MisbehavingServer) -> Iterator[MisbehavingServer]:
    """A second one, for whom a question falls back to."""
    running = MisbehavingServer()
    yield running
    running.close()
