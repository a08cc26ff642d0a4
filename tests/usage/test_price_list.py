"""Prices out of the maintained list. They change: what is tested is which are there."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from dateline.models import Usage
from dateline.providers.specs import SPECS, Spec
from dateline.settings import Price
from dateline.usage import cost_of, known_price, worst_cost

KNOWN = [
    ("openai", "gpt-5-mini"),
    ("openai", "gpt-5-mini-2025-08-07"),
    ("anthropic", "claude-sonnet-4-5"),
    ("google", "gemini-2.5-pro"),
    ("deepseek", "deepseek-chat"),
    ("mistral", "mistral-large-latest"),
    ("groq", "llama-3.3-70b-versatile"),
    ("openrouter", "openai/gpt-5-mini"),
]


def price_of(provider: str, model: str, **where: Any) -> Price:
    """One that is there."""
    price = known_price(provider, model, **where)
    assert price is not None
    return price


@pytest.mark.parametrize(("provider", "model"), KNOWN)
def test_usual_models_have_a_price(provider: str, model: str) -> None:
    """Writing costs more than reading, and reading from a cache less."""
    price = price_of(provider, model)
    assert 0 < price.input < price.output
    assert price.cached_input is None or price.cached_input < price.input
    assert price.cache_write is None or price.cache_write >= price.input
    for tier in price.tiers:
        assert tier.input >= price.input
        assert tier.output >= price.output


REMOTE = [spec for spec in SPECS.values() if not spec.free and spec.name != "openai-compatible"]
NO_DEFAULT = {"azure", "together", "openrouter"}
"""Who asks for a model to be named: a deployment's name, or one out of hundreds."""


@pytest.mark.parametrize("spec", REMOTE, ids=lambda spec: spec.name)
def test_what_a_provider_is_asked_for_unnamed_has_a_price(spec: Spec) -> None:
    """Under the spec's own name; and at its address, where a user writes that out."""
    assert (spec.default_model is None) == (spec.name in NO_DEFAULT)
    if spec.default_model is not None:
        by_name = price_of(spec.name, spec.default_model)
        assert price_of(spec.name, spec.default_model, base_url=spec.base_url) == by_name


@pytest.mark.parametrize(
    ("provider", "model", "where"),
    [
        ("azure", "gpt-5-mini", {"base_url": "https://desk.openai.azure.com"}),
        ("together", "openai/gpt-oss-120b", {}),
        ("openrouter", "openai/gpt-5-mini", {}),
    ],
)
def test_a_model_that_has_to_be_named_has_a_price(
    provider: str, model: str, where: dict[str, Any]
) -> None:
    """Where the list has it. Of an Azure deployment it is known by a name that is the model's."""
    assert provider in NO_DEFAULT
    assert price_of(provider, model, **where).input > 0
    assert known_price(provider, "the-desks-own", **where) is None


def test_another_protocol_costs_the_same() -> None:
    """Who charges is the same; and a tier of service has its price over both."""
    for more in ({}, {"extra_body": {"service_tier": "priority"}}):
        assert price_of("openai-responses", "o3", **more) == price_of("openai", "o3", **more)


@pytest.mark.parametrize(("provider", "model"), KNOWN)
def test_more_tokens_cost_more(provider: str, model: str) -> None:
    """Across the bounds of tiers too; and never more than the worst."""
    price = price_of(provider, model)
    lengths = [1, 1000, 199_999, 200_001, 900_000]
    costs = [cost_of(price, Usage(prompt_tokens=n, completion_tokens=n)) for n in lengths]
    known = [cost for cost in costs if cost is not None]
    assert known == sorted(set(known))
    assert len(known) == len(lengths)
    assert all(c <= worst_cost(price, n, n) for c, n in zip(known, lengths, strict=True))


def test_caches_and_tiers_come_through() -> None:
    """Of a model that has all of them."""
    price = price_of("anthropic", "claude-sonnet-4-5")
    assert price.cache_write is not None
    assert price.cached_input is not None
    assert price.cached_input < price.input < price.cache_write
    (tier,) = price.tiers
    assert tier.above == 200_000
    assert tier.cache_write is not None
    assert tier.cache_write > price.cache_write


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        ("openai", "no-such-model"),
        ("nobody", "gpt-5-mini"),
        ("openai-compatible", "gpt-5-mini"),  # whoever that is, it is not OpenAI
        ("ollama", "qwen3:8b"),
        ("openai", "text-embedding-3-large"),  # it has no output
        ("perplexity", "sonar"),  # each request is charged too
    ],
)
def test_what_is_not_known_is_none(provider: str, model: str) -> None:
    """It is never taken for nothing."""
    assert known_price(provider, model) is None


def test_the_address_tells_who_charges() -> None:
    """A provider's own has its prices; anybody else's may forward to whom it likes."""
    router = "https://openrouter.ai/api/v1"
    assert known_price("openai-compatible", "openai/gpt-5-mini", base_url=router) == price_of(
        "openrouter", "openai/gpt-5-mini"
    )
    for elsewhere in ("http://127.0.0.1:11434/v1", "https://gateway.example/v1"):
        assert known_price("openai", "gpt-5-mini", base_url=elsewhere) is None


def test_a_tier_of_service_has_its_own_price() -> None:
    """Or none, where it is not in the list."""
    usual = price_of("openai", "o3")
    faster = price_of("openai", "o3", extra_body={"service_tier": "priority"})
    assert faster.output > usual.output
    assert price_of("openai", "o3", extra_body={"service_tier": "auto", "n": 1}) == usual
    assert known_price("openai", "o3", extra_body={"service_tier": "tomorrow"}) is None


def test_a_price_that_depends_on_the_hour_is_the_dearest() -> None:
    """So that a night's call never costs more than was said."""
    from genai_prices.data_snapshot import get_snapshot
    from genai_prices.types import ConditionalPrice, TimeOfDateConstraint

    _, model = get_snapshot().find_provider_model("deepseek-chat", None, "deepseek", None)
    assert isinstance(model.prices, list)
    hourly = [p for p in model.prices if isinstance(p.constraint, TimeOfDateConstraint)]
    assert hourly, "the example is no longer one"
    listed: list[ConditionalPrice] = model.prices
    outputs = [Decimal(str(p.prices.output_mtok)) for p in listed]
    assert price_of("deepseek", "deepseek-chat").output == max(outputs)


def test_the_list_is_read_when_it_is_first_needed_and_never_fetched() -> None:
    """It takes a moment to load; and nobody is told what is looked up."""
    code = """
import sys, threading
import dateline.usage, dateline.wiring
assert "genai_prices" not in sys.modules
assert dateline.usage.known_price("openai", "gpt-5-mini")
from genai_prices import data_snapshot
assert not data_snapshot.get_snapshot().from_auto_update
assert threading.active_count() == 1
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)
