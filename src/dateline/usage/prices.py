"""What a model's tokens cost."""

from __future__ import annotations

from decimal import Decimal

from dateline.models import Usage
from dateline.settings import Price

_MILLION = Decimal(1_000_000)


def known_price(provider: str, model: str) -> Price | None:
    """The price of a model's tokens, or None where it is not known.

    Args:
        provider: The spec's name, such as "openai".
        model: The model, as its provider calls it.
    """
    del provider, model
    return None


def cost_of(price: Price, usage: Usage) -> Decimal:
    """What `usage` costs, in US dollars."""
    cached = price.input if price.cached_input is None else price.cached_input
    fresh = usage.prompt_tokens - usage.cached_tokens
    total = price.input * fresh + cached * usage.cached_tokens
    return (total + price.output * usage.completion_tokens) / _MILLION


def worst_cost(price: Price, prompt_bytes: int, max_tokens: int) -> Decimal:
    """The most that a call can cost.

    A token stands for at least one byte of UTF-8, in every tokenizer that falls back to bytes.
    """
    return (price.input * prompt_bytes + price.output * max_tokens) / _MILLION
