"""What a model's tokens cost, and what a call can come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dateline.models import Usage
from dateline.settings import Price, Rates

_MILLION = Decimal(1_000_000)

_A_MESSAGE = 16
"""Tokens that a chat template puts around one message: role, marks of beginning and end."""

_HIDDEN = 2048
"""Tokens that a provider may add to a prompt unseen: a system prompt of its own, instructions for
tools. The longest that are documented or reported are below 1,000."""


def cost_of(price: Price | None, usage: Usage) -> Decimal | None:
    """What `usage` costs, in US dollars; None where price or tokens are unknown.

    A provider that says nothing of tokens did not answer for nothing: no prompt has none.
    """
    if price is None or (usage.prompt_tokens == 0 and not is_free(price)):
        return None
    rates = price.at(usage.prompt_tokens)
    fresh = max(0, usage.prompt_tokens - usage.cached_tokens - usage.cache_write_tokens)
    total = (
        rates.input * fresh
        + _or(rates.cached_input, rates.input) * usage.cached_tokens
        + _or(rates.cache_write, rates.input) * usage.cache_write_tokens
        + rates.output * usage.completion_tokens
    )
    return total / _MILLION


def worst_cost(price: Price, prompt_tokens: int, max_tokens: int) -> Decimal:
    """The most that a call can cost: at the dearest rates that its length can come under.

    Args:
        price: What a token costs.
        prompt_tokens: The most that its prompt can be; see `most_tokens`.
        max_tokens: The most that its answer can be.
    """
    return (
        max(
            _dearest_input(rates) * prompt_tokens + rates.output * max_tokens
            for rates in _within_reach(price, prompt_tokens)
        )
        / _MILLION
    )


def most_tokens(text_bytes: int, schema_bytes: int, messages: int) -> int:
    """The most tokens that a prompt can be counted as.

    A token stands for at least one byte of UTF-8, in every tokenizer that falls back to bytes. What
    a provider adds is not seen: marks around each message, a prompt of its own, and the schema once
    more, in words or with its references written out.

    Args:
        text_bytes: Of the messages' contents.
        schema_bytes: Of the answer's schema, as JSON.
        messages: How many there are.
    """
    return text_bytes + 2 * schema_bytes + _A_MESSAGE * messages + _HIDDEN


def is_free(price: Price) -> bool:
    """Whether no call can cost anything."""
    return all(_dearest_input(rates) == rates.output == 0 for rates in (price, *price.tiers))


def _within_reach(price: Price, prompt_tokens: int) -> Iterator[Rates]:
    yield price
    yield from (tier for tier in price.tiers if prompt_tokens > tier.above)


def _dearest_input(rates: Rates) -> Decimal:
    """What a token that is read can cost; some caches cost more to read than not to have."""
    return max(r for r in (rates.input, rates.cached_input, rates.cache_write) if r is not None)


def _or(rate: Decimal | None, otherwise: Decimal) -> Decimal:
    return otherwise if rate is None else rate
