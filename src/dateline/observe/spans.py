"""OpenTelemetry spans, where its API is installed: one for an article, one for each request.

Names are those of the semantic conventions for generative AI, which are still in development, and
`dateline.*` for what these have none for. No span holds anybody's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from dateline._version import __version__
from dateline.models import Extraction
from dateline.observe.events import CallEvent

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer, TracerProvider

Value = str | int | float | bool | list[str]
SetAttributes = Callable[[Mapping[str, Value]], None]
Tell = Callable[[CallEvent], None]
"""Tells a span what came of its request."""

# Where the conventions call a provider otherwise than its spec does.
_CONVENTION = {
    "google": "gcp.gemini",
    "azure": "azure.ai.openai",
    "azure-openai": "azure.ai.openai",
    "mistral": "mistral_ai",
}
_FINISH = {"refused": "content_filter"}


@contextmanager
def article_span(article: str) -> Iterator[SetAttributes]:
    """A span around all that is done for one article."""
    attributes: dict[str, Value] = {
        "gen_ai.operation.name": "invoke_workflow",
        "gen_ai.workflow.name": "dateline",
        "dateline.article": article,
    }
    with _span("invoke_workflow dateline", "INTERNAL", attributes) as set_attributes:
        yield set_attributes


@contextmanager
def request_span(
    *, vendor: str, name: str, model: str, max_tokens: int, question: str
) -> Iterator[Tell]:
    """A span around one request.

    Args:
        vendor: What kind of provider it is: the spec's name.
        name: What the user calls it.
        model: The model asked.
        max_tokens: The bound on its answer.
        question: What it is asked for.
    """
    if _tracer() is None:
        yield _nothing
        return
    attributes: dict[str, Value] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": _CONVENTION.get(vendor, vendor),
        "gen_ai.request.model": model,
        "gen_ai.request.max_tokens": max_tokens,
        "gen_ai.output.type": "json",
        "dateline.provider": name,
        "dateline.question": question,
    }
    with _span(f"chat {model}", "CLIENT", attributes) as set_attributes:
        yield lambda event: set_attributes(_of_call(event))


def _of_call(event: CallEvent) -> dict[str, Value]:
    """What is known of a request at its end."""
    found: dict[str, Value] = {"dateline.attempt": event.attempt}
    if event.request_id is not None:
        found["dateline.request_id"] = event.request_id
    if event.stopped is not None:
        usage = event.usage
        found |= {
            "gen_ai.response.finish_reasons": [_FINISH.get(event.stopped, event.stopped)],
            "gen_ai.usage.input_tokens": usage.prompt_tokens,
            "gen_ai.usage.output_tokens": usage.completion_tokens,
            "gen_ai.usage.cache_read.input_tokens": usage.cached_tokens,
            "gen_ai.usage.cache_creation.input_tokens": usage.cache_write_tokens,
            "gen_ai.usage.reasoning.output_tokens": usage.reasoning_tokens,
        }
    if event.cost is not None:
        found["dateline.cost_usd"] = float(event.cost)
    return found


def of_article(result: Extraction) -> dict[str, Value]:
    """What an article came to."""
    receipt = result.receipt
    found: dict[str, Value] = {
        "dateline.incidents": len(result.incidents),
        "dateline.statements": len(result.statements),
        "dateline.policy_context": len(result.policy_context),
        "dateline.findings": len(result.findings),
        "dateline.requests": receipt.attempts,
        "dateline.cached_answers": receipt.cached,
    }
    if receipt.cost is not None:
        found["dateline.cost_usd"] = float(receipt.cost)
    return found


@contextmanager
def _span(
    name: str, kind: Literal["CLIENT", "INTERNAL"], attributes: Mapping[str, Value]
) -> Iterator[SetAttributes]:
    tracer = _tracer()
    if tracer is None:
        yield _nothing
        return
    from opentelemetry.trace import SpanKind, StatusCode

    with tracer.start_as_current_span(
        name,
        kind=SpanKind[kind],
        attributes=attributes,
        # An error's message holds a server's words.
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span.set_attributes
        except BaseException as error:
            span.set_attribute("error.type", f"{type(error).__module__}.{type(error).__qualname__}")
            span.set_status(StatusCode.ERROR)
            raise


def _tracer() -> Tracer | None:
    """None where the program has not said where spans go: those of nothing take their time too."""
    api = _api()
    if api is None:
        return None
    provider = api.get_tracer_provider()
    return None if isinstance(provider, api.ProxyTracerProvider) else _tracer_of(provider)


@lru_cache(1)
def _tracer_of(provider: TracerProvider) -> Tracer:
    return provider.get_tracer("dateline", __version__)


@cache
def _api() -> ModuleType | None:
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace


def _nothing(_: object) -> None:
    """No span, nothing to set."""
