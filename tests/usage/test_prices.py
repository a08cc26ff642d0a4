"""What a call costs, and the most that it can."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models import Usage
from dateline.settings import Price, Profile, Tier
from dateline.usage import cost_of, is_free, most_tokens, worst_cost

FREE = Price(input=Decimal(0), output=Decimal(0))
CACHING = Price(
    input=Decimal(3), output=Decimal(15), cached_input=Decimal("0.3"), cache_write=Decimal("3.75")
)
TIERED = Price(
    input=Decimal(1),
    output=Decimal(10),
    tiers=(
        Tier(above=200_000, input=Decimal(2), output=Decimal(15)),
        Tier(above=500_000, input=Decimal(4), output=Decimal(20)),
    ),
)
SMALL = st.decimals(min_value=0, max_value=100, places=3)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    """Any, caches dearer than none and tiers cheaper than the base included."""
    rates = {
        "cached_input": st.none() | SMALL,
        "cache_write": st.none() | SMALL,
        "input": SMALL,
        "output": SMALL,
    }
    bounds = draw(st.lists(st.integers(1, 3000), unique=True, max_size=3))
    tiers = tuple(Tier(above=bound, **draw(st.fixed_dictionaries(rates))) for bound in bounds)
    return Price(**draw(st.fixed_dictionaries(rates)), tiers=tiers)


@st.composite
def usages(draw: st.DrawFn) -> Usage:
    """Any that a provider can count."""
    prompt = draw(st.integers(1, 4000))
    cached = draw(st.integers(0, prompt))
    written = draw(st.integers(0, prompt - cached))
    return Usage(
        prompt_tokens=prompt,
        cached_tokens=cached,
        cache_write_tokens=written,
        completion_tokens=draw(st.integers(0, 4000)),
    )


def test_a_million_tokens_cost_the_price() -> None:
    """Of each kind; what is cached is not paid for as fresh too."""
    fresh = Usage(prompt_tokens=1_000_000)
    assert cost_of(CACHING, fresh) == 3
    assert cost_of(CACHING, fresh.model_copy(update={"cached_tokens": 1_000_000})) == Decimal("0.3")
    written = fresh.model_copy(update={"cache_write_tokens": 1_000_000})
    assert cost_of(CACHING, written) == Decimal("3.75")
    assert cost_of(CACHING, Usage(prompt_tokens=1, completion_tokens=1_000_000)) == Decimal(
        "15.000003"
    )


def test_a_cache_without_a_price_costs_what_reading_does() -> None:
    """Nothing is known of a discount."""
    plain = Price(input=Decimal(2), output=Decimal(0))
    usage = Usage(prompt_tokens=1_000_000, cached_tokens=400_000, cache_write_tokens=100_000)
    assert cost_of(plain, usage) == 2


@pytest.mark.parametrize(
    ("tokens", "cost"), [(200_000, "0.2"), (200_001, "0.400002"), (1_000_000, "4")]
)
def test_a_long_prompt_comes_under_its_tier_as_a_whole(tokens: int, cost: str) -> None:
    """The bound itself does not, and the order of the tiers says nothing."""
    turned = TIERED.model_copy(update={"tiers": TIERED.tiers[::-1]})
    assert cost_of(TIERED, Usage(prompt_tokens=tokens)) == Decimal(cost)
    assert cost_of(turned, Usage(prompt_tokens=tokens)) == Decimal(cost)


def test_unknown_is_none_and_never_nothing() -> None:
    """Without a price, and where a provider counts no tokens."""
    assert cost_of(None, Usage(prompt_tokens=5)) is None
    assert cost_of(CACHING, Usage()) is None
    assert cost_of(FREE, Usage()) == 0


@given(price=prices(), usage=usages())
def test_no_call_costs_more_than_its_worst(price: Price, usage: Usage) -> None:
    """However its prompt is cached, and whichever tier it comes under."""
    cost = cost_of(price, usage)
    if cost is not None:
        assert cost <= worst_cost(price, usage.prompt_tokens, usage.completion_tokens)
        assert cost <= worst_cost(price, usage.prompt_tokens + 999, usage.completion_tokens + 9)


@given(price=prices())
def test_free_is_what_can_cost_nothing_at_all(price: Price) -> None:
    """In no tier, and with no cache."""
    assert is_free(price) == (worst_cost(price, 1_000_000, 1_000_000) == 0)


@given(text=st.text(max_size=300), schema=st.text(max_size=100), messages=st.integers(1, 9))
def test_the_most_tokens_are_more_than_bytes_and_overhead(
    text: str, schema: str, messages: int
) -> None:
    """A token for each byte, a schema that is read twice, the roles, and a hidden prompt."""
    text_bytes, schema_bytes = len(text.encode()), len(schema.encode())
    visible = text_bytes + 2 * schema_bytes + 7 * messages
    assert most_tokens(text_bytes, schema_bytes, messages) >= visible + 1000


def test_a_users_price_is_read_with_its_tiers() -> None:
    """As it stands in a configuration."""
    price = {"input": 1, "output": "2.5", "tiers": [{"above": 9, "input": 2, "output": 3}]}
    profile = Profile.model_validate({"model": "openai:m", "price": price})
    assert profile.price is not None
    assert cost_of(profile.price, Usage(prompt_tokens=10)) == Decimal("0.00002")
