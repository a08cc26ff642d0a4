"""Prices out of genai-prices, a maintained list. Nothing is fetched: its release is what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dateline.settings import Price, Tier

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, PriceVariant

_FIELDS = {
    "input": "input_mtok",
    "output": "output_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
}

# Specs whose name is not the list's name of who charges. Other names are taken as they stand, and
# not for any that they hold: the list would take "openai-compatible" for OpenAI.
_LISTED_AS = {"openai-responses": "openai"}  # another protocol of theirs, at the same price

# What no question of ours comes under: they are text, without tools. Of prompt caches, the usual
# one of five minutes is asked for.
_NOT_ASKED_FOR = ("_audio_", "_image_", "_video_", "audio_", "searches", "pages", "1h", "mchars")

# A tier of service is charged apart, and is asked for in the body of a request.
_CONTEXT = ("service_tier", "speed")
_USUAL = frozenset({"auto", "default", "standard", "standard_only"})


def known_price(
    provider: str,
    model: str,
    *,
    base_url: str | None = None,
    extra_body: Mapping[str, Any] | None = None,
) -> Price | None:
    """The price of a model's tokens, or None where it is not known.

    Who charges is told by the address: what is reached through one that is nobody's (a gateway, or
    a server on this machine, which may forward to anybody) has no known price. Where a price
    depends on the time of day, it is the dearest of the day.

    Args:
        provider: The spec's name, such as "openai".
        model: The model, as its provider calls it.
        base_url: Where it is asked, if not at the provider's usual address.
        extra_body: Further fields of a request's body; a tier of service may stand there.
    """
    found = _find(provider if base_url is None else None, model, base_url)
    if found is None:
        return None
    context = {
        key: value
        for key in _CONTEXT
        if isinstance(value := (extra_body or {}).get(key), str) and value not in _USUAL
    }
    variants = [variant.when for variant in found.variants]
    if any({key: value} not in variants for key, value in context.items()):
        return None
    return _dearest([p for p in map(_as_ours, _of_today(found.model, context)) if p is not None])


@dataclass(frozen=True, slots=True)
class _Found:
    """A model of the list, and its prices for other tiers of service."""

    model: ModelInfo
    variants: Sequence[PriceVariant]


def _find(provider: str | None, model: str, base_url: str | None) -> _Found | None:
    from genai_prices.data_snapshot import get_snapshot

    snapshot = get_snapshot()
    listed = _LISTED_AS.get(provider, provider) if provider is not None else None
    if listed is not None and all(offers.id != listed for offers in snapshot.providers):
        return None
    try:
        offers, found = snapshot.find_provider_model(model, None, listed, base_url)
    except LookupError:
        return None
    # Of another provider's model that this one offers too, the tiers are the other one's.
    own = any(found is offered for offered in offers.models)
    return _Found(found, (found.price_variants or ()) if own else ())


def _of_today(model: ModelInfo, context: Mapping[str, str]) -> list[ModelPrice]:
    """The prices of today, each once."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    times = [midnight + timedelta(minutes=minute) for minute in range(0, 24 * 60, 15)]
    prices: list[ModelPrice] = []
    for time in times:
        price = model.get_prices(time, context)
        if price not in prices:
            prices.append(price)
    return prices


def _as_ours(price: ModelPrice) -> Price | None:
    """None where it is charged for something that we cannot tell."""
    rates = {k: v for k, v in vars(price).items() if v is not None and not k.startswith("_")}
    for key in rates:
        if key not in _FIELDS.values() and not any(part in key for part in _NOT_ASKED_FOR):
            return None
    if not {"input_mtok", "output_mtok"} <= rates.keys():
        return None
    bounds = sorted({tier.start for rate in rates.values() for tier in getattr(rate, "tiers", ())})
    tiers = tuple(Tier(above=bound, **_rates(rates, bound)) for bound in bounds if bound > 0)
    return Price(**_rates(rates, 0), tiers=tiers)


def _rates(rates: Mapping[str, Any], bound: int) -> dict[str, Decimal]:
    """The rates of a prompt that is longer than `bound`."""
    return {
        ours: _rate(rates[theirs], bound) for ours, theirs in _FIELDS.items() if theirs in rates
    }


def _rate(rate: Any, bound: int) -> Decimal:
    if isinstance(rate, Decimal):
        return rate
    reached = [tier.price for tier in rate.tiers if tier.start <= bound]
    price: Decimal = reached[-1] if reached and bound else rate.base
    return price


def _dearest(prices: Sequence[Price]) -> Price | None:
    """The dearest of several; they differ by a factor, so that one is the dearest in all."""
    return max(prices, key=lambda p: (p.output, p.input), default=None)
