"""The log: a line for each article, a line for each request, and nobody's words above DEBUG."""

from __future__ import annotations

import logging
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.observe.asking import EMPTY, TEXT, extractor

from dateline.errors import DatelineError, InvalidAnswer
from dateline.models import Usage
from dateline.observe.current import digest
from dateline.settings import Price

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

CALL_FIELDS = {
    "event", "article", "question", "provider", "model", "attempt", "seconds", "cached",
    "stopped", "request_id", "error_type", "status", "cost", *Usage.model_fields,
}  # fmt: skip
ARTICLE_FIELDS = {
    "event", "article", "outcome", "provider", "model", "incidents", "statements",
    "policy_context", "findings", "requests", "cached", "seconds", "cost", *Usage.model_fields,
}  # fmt: skip
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def fields_of(record: logging.LogRecord) -> set[str]:
    """What `extra=` added."""
    return set(vars(record)) - STANDARD


def of_dateline(caplog: pytest.LogCaptureFixture, event: str) -> list[logging.LogRecord]:
    """Our records of one kind."""
    return [
        r for r in caplog.records if r.name == "dateline" and getattr(r, "event", None) == event
    ]


def test_a_line_for_the_article_and_one_for_each_request(
    server: MisbehavingServer, caplog: pytest.LogCaptureFixture
) -> None:
    """With fields whose names stay."""
    caplog.set_level(logging.DEBUG, "dateline")
    server.answer(EMPTY)
    price = Price(input=Decimal(1), output=Decimal(1))
    result = extractor(server, price=price).extract(TEXT)
    (article,) = of_dateline(caplog, "article")
    calls = of_dateline(caplog, "call")
    assert article.levelno == logging.INFO
    assert fields_of(article) == ARTICLE_FIELDS
    assert vars(article)["article"] == digest(TEXT)
    assert vars(article)["cost"] == result.receipt.cost
    assert vars(article)["prompt_tokens"] == result.receipt.usage.prompt_tokens
    assert len(calls) == result.receipt.attempts
    for call in calls:
        assert call.levelno == logging.DEBUG
        assert fields_of(call) == CALL_FIELDS
        assert vars(call)["article"] == digest(TEXT)
    questions = [call.question for call in result.receipt.calls]
    assert sorted(vars(call)["question"] for call in calls) == sorted(questions)


def test_above_debug_there_is_one_line_and_no_words_of_the_article(
    server: MisbehavingServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor any that a server repeats; a failed article has its line too."""
    caplog.set_level(logging.DEBUG)
    server.fail(503, message=f"I will not read: {TEXT}")
    with pytest.raises(DatelineError):
        extractor(server, server).extract(TEXT)
    (article,) = of_dateline(caplog, "article")
    assert vars(article)["outcome"] == "failed"
    assert vars(article)["error_type"] == "Overloaded"
    assert {r.levelno for r in of_dateline(caplog, "retry")} == {logging.DEBUG}
    assert {r.levelno for r in of_dateline(caplog, "fallback")} == {logging.WARNING}
    above = [r for r in caplog.records if r.levelno > logging.DEBUG and r.name == "dateline"]
    assert len(above) == 4  # a fallback for each kind of record, and the article
    for record in above:
        assert "Ostermark" not in f"{record.getMessage()} {vars(record)}"


def test_prompts_are_not_logged_by_us_at_all(
    server: MisbehavingServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Not at DEBUG either."""
    caplog.set_level(logging.DEBUG, "dateline")
    server.answer("Ostermark, but not JSON")
    with pytest.raises(InvalidAnswer):
        extractor(server).extract(TEXT)
    ours = [f"{r.getMessage()} {vars(r)}" for r in caplog.records if r.name == "dateline"]
    assert len(ours) > 3
    assert not any("Ostermark" in words for words in ours)


def test_a_program_that_sets_up_no_log_hears_nothing() -> None:
    """Not even of warnings."""
    code = "from dateline.observe.logs import log_overrun; log_overrun('incident', 'p', 2, 1)"
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert ran.stdout + ran.stderr == ""
