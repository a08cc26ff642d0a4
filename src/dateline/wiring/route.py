"""The way of questions, out of the settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import SecretStr

from dateline.cache import AnswerCache, Layered, StoredAnswers
from dateline.calls import FREE, Breaker, Desk, Elsewhere, Endpoint, Limits, Route
from dateline.errors import ConfigError, UnknownProvider
from dateline.observe import Hooks
from dateline.providers import Resolved, build, check, resolve
from dateline.recording import Recorder, keep_out
from dateline.settings import BreakerSettings, CacheSettings, Price, Settings
from dateline.usage import Spend, known_price


def build_route(
    settings: Settings,
    name: str | None,
    hooks: Hooks,
    recorder: Recorder | None = None,
    kept: AnswerCache | None = None,
    desk: Desk | None = None,
    elsewhere: Elsewhere | None = None,
) -> Route:
    """The provider `name`, its fallbacks, and what their calls share.

    Args:
        settings: What the user says.
        name: Who is asked first, or None for the default.
        hooks: What to call when.
        recorder: Who keeps answers and plays them, if anybody does.
        kept: Where answers are kept beside the settings' cache.
        desk: Who takes the first provider's questions, where they are not asked now.
        elsewhere: Who puts the questions, where this process does not.

    Raises:
        ConfigError: One of them is unknown or cannot run here; or there is a budget, and what one
            of them costs is unknown; or answers cannot be kept where they are to be.
    """
    found = list(in_order(settings, name))
    for resolved in found:
        if not resolved.is_asked:
            check(resolved, settings)
    endpoints = tuple(_endpoint(r, settings, recorder) for r in found if r.is_asked)
    if desk is not None and endpoints:
        endpoints = (replace(endpoints[0], desk=desk), *endpoints[1:])
    if settings.budget.article is not None or settings.budget.run is not None:
        _refuse_unknown_prices(endpoints)
    stored = open_cache(settings.cache)
    answers = Layered(kept, stored) if kept is not None and stored is not None else kept or stored
    return Route(
        endpoints,
        Spend(settings.budget.run),
        answers,
        hooks,
        then_parser=any(not r.is_asked for r in found),
        elsewhere=elsewhere,
    )


def default_when_recorded(settings: Settings) -> str | None:
    """Who is asked where nothing is configured: the embedded model, where it plays as it records.

    Whether it is installed here matters to whoever records, and says so then; for without it the
    parser alone would read, and there would be nothing to record.
    """
    return None if settings.default or settings.providers else "local"


def in_order(settings: Settings, name: str | None) -> Iterator[Resolved]:
    """The provider `name` and then its fallbacks, and theirs, each once.

    Raises:
        ConfigError: One of them is unknown.
    """
    waiting, seen = [resolve(settings, name)], set[str]()
    while waiting:
        resolved = waiting.pop(0)
        if resolved.name in seen:
            continue
        seen.add(resolved.name)
        yield resolved
        waiting += [_fallback(settings, resolved, other) for other in resolved.profile.fallback]


def _fallback(settings: Settings, resolved: Resolved, name: str) -> Resolved:
    try:
        return resolve(settings, name)
    except UnknownProvider as error:
        raise UnknownProvider(
            f"{resolved.name!r} falls back to {name!r}: {error.message}", hint=error.hint
        ) from error


def _endpoint(resolved: Resolved, settings: Settings, recorder: Recorder | None) -> Endpoint:
    provider = build(resolved, settings, recorder)
    if recorder is not None:
        for secret in (resolved.api_key, *resolved.secret_headers):
            keep_out(secret)
    profile = resolved.profile
    account = (provider.identity, resolved.api_key)
    with _SHARING:
        limits = _limits(
            account,
            profile.concurrency or resolved.spec.concurrency or settings.concurrency,
            profile.requests_per_minute,
            profile.tokens_per_minute,
        )
        breaker = _breaker(account, settings.breaker)
    return Endpoint(
        provider,
        limits,
        breaker,
        settings.retries,
        profile.timeout.total,
        price_of(resolved),
        resolved.spec.name,
    )


_Account = tuple[str, SecretStr | None]
"""Whose limits they are: a provider counts by key, and a wrong key says nothing of a right one."""

_SHARING = threading.Lock()  # two threads that build at once get the same


@cache
def _limits(
    _account: _Account, concurrency: int, requests: int | None, tokens: int | None
) -> Limits:
    """One for all calls of this process to one provider with one key."""
    return Limits(concurrency, requests_per_minute=requests, tokens_per_minute=tokens)


@cache
def _breaker(_account: _Account, settings: BreakerSettings) -> Breaker:
    """One for all calls of this process to one provider with one key."""
    return Breaker(settings)


def open_cache(settings: CacheSettings) -> StoredAnswers | None:
    """Where answers are kept, if they are.

    Raises:
        ConfigError: They cannot be kept there; says why.
    """
    if settings.path is None:
        return None
    return _answers(settings.path.absolute(), settings.max_age_days, settings.max_size_mb)


@cache
def _answers(path: Path, max_age_days: float, max_size_mb: float) -> StoredAnswers:
    """One for all calls of this process that keep their answers in one file."""
    return StoredAnswers(path, max_age_days=max_age_days, max_size_mb=max_size_mb)


def price_of(resolved: Resolved) -> Price | None:
    """What its tokens cost: the user's word, or what is known; None where it is not."""
    profile, spec = resolved.profile, resolved.spec
    if profile.price is not None:
        return profile.price
    if spec.free:
        return FREE
    return known_price(
        spec.name, resolved.model, base_url=profile.base_url, extra_body=profile.extra_body
    )


def _refuse_unknown_prices(endpoints: tuple[Endpoint, ...]) -> None:
    for endpoint in endpoints:
        if endpoint.price is None:
            provider = endpoint.provider
            raise ConfigError(
                f"There is a budget, and the price of {provider.model!r} is not known.",
                hint=(
                    f"Set price = {{ input = …, output = … }} in [providers.{provider.name}], in "
                    "US dollars for a million tokens; 0 and 0 where it costs nothing."
                ),
            )
