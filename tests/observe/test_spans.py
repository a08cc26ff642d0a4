"""OpenTelemetry spans under the names of its conventions, and none where it is not installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.observe.asking import EMPTY, TEXT, extractor

from dateline.errors import Overloaded
from dateline.observe import spans
from dateline.settings import Price

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Spans as an SDK exports them; it is no dependency, so it may not be there."""
    sdk = pytest.importorskip("opentelemetry.sdk.trace")
    export = pytest.importorskip("opentelemetry.sdk.trace.export")
    memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    exporter = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: provider)
    yield exporter
    provider.shutdown()


def test_a_span_for_the_article_and_one_for_each_request(
    server: MisbehavingServer, exported: Any
) -> None:
    """The requests inside the article's, with their tokens and their cost."""
    server.answer(EMPTY)
    price = Price(input=Decimal(1), output=Decimal(1))
    result = extractor(server, price=price, max_tokens=77).extract(TEXT)
    *requests, article = exported.get_finished_spans()
    assert article.name == "invoke_workflow dateline"
    assert article.attributes["gen_ai.operation.name"] == "invoke_workflow"
    assert article.attributes["dateline.requests"] == len(requests) == result.receipt.attempts
    for span in requests:
        assert span.name == "chat m"
        assert span.kind.name == "CLIENT"
        assert span.parent.span_id == article.context.span_id
        found = dict(span.attributes)
        assert str(found.pop("dateline.question")).startswith(("incident", "statement", "policy"))
        assert found == {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "openai-compatible",
            "gen_ai.request.model": "m",
            "gen_ai.request.max_tokens": 77,
            "gen_ai.output.type": "json",
            "gen_ai.response.finish_reasons": ("stop",),
            "gen_ai.usage.input_tokens": 100,
            "gen_ai.usage.output_tokens": 7,
            "gen_ai.usage.cache_read.input_tokens": 60,
            "gen_ai.usage.cache_creation.input_tokens": 0,
            "gen_ai.usage.reasoning.output_tokens": 0,
            "dateline.provider": "first",
            "dateline.attempt": 1,
            "dateline.cost_usd": 0.000107,
        }


def test_the_article_stands_inside_the_callers_span(
    server: MisbehavingServer, exported: Any
) -> None:
    """Though `extract` works in a thread of its own."""
    server.answer(EMPTY)
    tracer = spans._tracer()
    assert tracer is not None
    with tracer.start_as_current_span("theirs") as theirs:
        extractor(server).extract(TEXT)
    article = next(s for s in exported.get_finished_spans() if s.name.startswith("invoke"))
    assert article.parent.span_id == theirs.get_span_context().span_id


def test_an_error_is_named_and_its_words_are_not_kept(
    server: MisbehavingServer, exported: Any
) -> None:
    """A server's words may be the article's."""
    server.fail(503, message=TEXT)
    with pytest.raises(Overloaded):
        extractor(server).extract(TEXT)
    finished = exported.get_finished_spans()
    assert len(finished) == len(server.requests) + 1
    for span in finished:
        assert span.attributes["error.type"] == "dateline.errors.Overloaded"
        assert span.status.status_code.name == "ERROR"
        assert "Ostermark" not in span.to_json()


def test_without_opentelemetry_there_is_nothing_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing to install."""
    for name in [n for n in sys.modules if n.partition(".")[0] == "opentelemetry"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    spans._api.cache_clear()
    with spans.article_span("abc") as set_attributes:
        set_attributes({"dateline.incidents": 1})
    assert spans._tracer() is None
    spans._api.cache_clear()


def test_where_the_program_has_not_said_where_spans_go_there_are_none() -> None:
    """The API is there, and its spans of nothing are not made. A provider may be set later."""
    api = pytest.importorskip("opentelemetry.trace")
    assert spans._tracer() is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_tracer_provider", api.NoOpTracerProvider)
        assert spans._tracer() is not None
