"""A bad day at the primary provider, five hundred articles long, over sockets."""

from __future__ import annotations

import pytest
from tests.calls.bad_day import QUESTIONS_AN_ARTICLE
from tests.calls.test_bad_day import over_http
from tests.misbehaving import MisbehavingServer, server

__all__ = ["server"]

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def test_five_hundred_articles_come_through_over_sockets(server: MisbehavingServer) -> None:
    """None lost, at most 2.6 requests for a question."""
    fallback = MisbehavingServer()
    try:
        seen = over_http(server, fallback, seed=1, questions=500 * QUESTIONS_AN_ARTICLE)
    finally:
        fallback.close()
    assert seen.requests_per_call <= 2.6
    assert 0.05 < seen.elsewhere / len(seen.outcomes) < 0.11
