"""What the calls of a process share."""

from __future__ import annotations

import pytest

from dateline.observe import Hooks
from dateline.settings import Profile, Settings
from dateline.wiring.route import build_route


def settings(**profile: object) -> Settings:
    """One provider, called mine."""
    mine = Profile(  # type: ignore[arg-type]
        **{"model": "openai-compatible:m", "base_url": "http://127.0.0.1:9/v1", **profile}
    )
    return Settings(providers={"mine": mine})


def test_all_calls_to_a_provider_share_limits_and_breaker() -> None:
    """Of each extractor, and under whatever name."""
    one = build_route(settings(), "mine", Hooks()).endpoints[0]
    other = build_route(
        Settings(providers={"theirs": settings().providers["mine"]}), "theirs", Hooks()
    ).endpoints[0]
    assert one.limits is other.limits
    assert one.breaker is other.breaker


@pytest.mark.parametrize("changed", [{"api_key": "k-2"}, {"model": "openai-compatible:n"}])
def test_another_account_or_model_has_its_own(changed: dict[str, str]) -> None:
    """A wrong key says nothing of a right one."""
    one = build_route(settings(api_key="k-1"), "mine", Hooks()).endpoints[0]
    other = build_route(settings(**{"api_key": "k-1", **changed}), "mine", Hooks()).endpoints[0]
    assert one.limits is not other.limits
    assert one.breaker is not other.breaker


def test_limits_are_as_the_profile_says() -> None:
    """Requests and tokens in a minute, and how many at once."""
    bounded = settings(concurrency=3, requests_per_minute=50, tokens_per_minute=9000)
    limits = build_route(bounded, "mine", Hooks()).endpoints[0].limits
    assert limits.concurrency == limits.width == 3
    assert (limits.requests_per_minute, limits.tokens_per_minute) == (50, 9000)


def test_without_a_word_on_it_there_are_as_many_at_once_as_the_settings_say() -> None:
    """And no bound in a minute."""
    limits = build_route(settings(), "mine", Hooks()).endpoints[0].limits
    assert limits.concurrency == Settings().concurrency
    assert (limits.requests_per_minute, limits.tokens_per_minute) == (None, None)


def test_a_fallback_to_the_parser_is_no_endpoint() -> None:
    """It is asked nothing; what nobody answers it reads."""
    mine = Profile(model="vllm:qwen3", fallback=("parser",))
    route = build_route(Settings(providers={"mine": mine}), "mine", Hooks())
    assert [e.provider.name for e in route.endpoints] == ["mine"]
    assert route.then_parser
