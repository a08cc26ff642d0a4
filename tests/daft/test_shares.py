"""How limits are parted among workers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dateline import Extractor, Settings
from dateline.daft.shares import share
from dateline.errors import ConfigError
from dateline.settings import Profile
from dateline.wiring.route import in_order

URL = "http://127.0.0.1:9/v1"


def profile(**changed: object) -> Profile:
    """One on this machine."""
    price = {"input": 1, "output": 1}
    return Profile(**{"model": "openai-compatible:m", "base_url": URL, "price": price, **changed})


def test_each_worker_has_its_part_of_every_limit() -> None:
    """Rounded down; of the one who is asked first, and of its fallbacks."""
    settings = Settings(
        concurrency=8,
        budget={"run": 9, "article": 1},
        providers={
            "first": profile(requests_per_minute=100, tokens_per_minute=10_000, fallback="second"),
            "second": profile(concurrency=30),
            "other": profile(concurrency=30),
        },
    )
    part = share(settings, "first", 3, spent=Decimal(3))
    first, second, other = (part.providers[name] for name in ("first", "second", "other"))
    assert (first.concurrency, first.requests_per_minute) == (2, 33)
    assert first.tokens_per_minute == 3_333
    assert second.concurrency == 10
    assert other.concurrency == 30
    assert (part.budget.run, part.budget.article) == (2, 1)
    with Extractor("first", settings=part) as extractor:
        assert extractor.concurrency == 2


def test_a_provider_that_nobody_configured_is_parted_too() -> None:
    """By the name that it is asked for by."""
    part = share(Settings(concurrency=8), "openrouter:some/model", 2)
    (resolved,) = in_order(part, "openrouter:some/model")
    whole = next(in_order(Settings(concurrency=8), "openrouter:some/model"))
    assert resolved.profile.concurrency == (whole.spec.concurrency or 8) // 2
    assert resolved.model == whole.model


def test_what_cannot_be_parted_is_an_error() -> None:
    """With what to do."""
    settings = Settings(providers={"m": profile(requests_per_minute=3)})
    with pytest.raises(ConfigError, match=r"4 workers cannot part requests_per_minute = 3 of 'm'"):
        share(settings, "m", 4)


def test_the_parser_and_an_embedded_model_are_each_workers_own() -> None:
    """Nothing of them is shared."""
    assert share(Settings(coders="parser"), "parser", 4).providers == {}
    assert share(Settings(), "local", 4).providers == {}
