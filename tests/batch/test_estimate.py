"""What a run would come to, before anything is spent."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.batch.made import story
from tests.batch.test_many import completion, settings
from tests.misbehaving import MisbehavingServer, server

from dateline import Extractor, extract_many
from dateline.batch.estimate import ANSWER_SHARE, Estimate, estimate
from dateline.batch.inputs import given_rows

__all__ = ["server"]
pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def estimated(server: MisbehavingServer, texts: list[object], out: Path | None = None) -> Estimate:
    """What reading these texts would come to."""
    extractor = Extractor("m", settings=settings(server))
    return asyncio.run(estimate(given_rows(texts), extractor, out))


def test_the_questions_are_as_long_as_those_that_are_put(server: MisbehavingServer) -> None:
    """By the bytes of what is really sent first, at four a token."""
    texts = [story(n) + "The council met again.\n" * n for n in range(24)]
    found = estimated(server, texts)
    assert server.requests == []
    server.answer('{"items": []}')
    list(extract_many(texts, settings(server)))
    first = [r.json for r in server.requests if len(r.json["messages"]) == 2]
    assert len(first) == 3 * 24
    sent = sum(len(m["content"].encode()) for body in first for m in body["messages"])
    schemas = sum(
        len(json.dumps(body["response_format"]["json_schema"]["schema"])) for body in first
    )
    assert found.prompt_tokens == pytest.approx((sent + schemas) / 4, rel=0.02)
    words = sum(len(text.encode()) for text in texts)
    assert found.completion_tokens == pytest.approx(ANSWER_SHARE * words / 4, rel=0.01)
    assert found.cost is not None
    # A dollar for a million tokens, read or written.
    whole = Decimal(found.prompt_tokens + found.completion_tokens) / 1_000_000
    assert found.cost == pytest.approx(whole, rel=Decimal("0.01"))


def test_pages_are_counted_by_the_text_in_them(server: MisbehavingServer) -> None:
    """And not by their markup."""
    text = "The council of Lenz met on Monday to look at the bridge over the river. " * 12
    menu = "<nav>" + "<a href='/x'>Home</a>" * 500 + "</nav>"
    page = f"<html><body>{menu}<article><p>{text}</p></article></body></html>"
    as_text, as_page = (
        estimated(server, [{kind: written}] * 1)
        for kind, written in (("text", text), ("html", page))
    )
    assert as_page.prompt_tokens == pytest.approx(as_text.prompt_tokens, rel=0.05)


def test_what_was_measured_in_this_run_goes_before_what_is_assumed(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    """A thousand tokens read and a hundred written for each request, as it was."""
    server.say(completion('{"items": []}'))
    texts = [story(n) for n in range(10)]
    list(extract_many(texts[:2], settings(server), out=tmp_path / "runs.db"))
    each = len(server.requests) / 2
    found = estimated(server, [*texts, {"body": 1}], tmp_path / "runs.db")
    assert (found.articles, found.read_before, found.unreadable, found.measured) == (8, 2, 1, 2)
    assert (found.prompt_tokens, found.completion_tokens) == (8_000 * each, 800 * each)
    assert found.cost == Decimal("0.0011") * Decimal(8 * each)
