"""What each of several workers may take of limits that hold for all of them together.

A provider counts by account, and workers do not talk to each other. So each of N workers has the
N-th part, rounded down: whatever they do, all together stay within the limits. A worker that has
nothing to do leaves its part unused.
"""

from __future__ import annotations

from decimal import Decimal

from dateline.errors import ConfigError
from dateline.providers import Resolved
from dateline.settings import Profile, Settings
from dateline.wiring.route import in_order


def share(
    settings: Settings, provider: str | None, workers: int, *, spent: Decimal = Decimal(0)
) -> Settings:
    """The settings of one of so many workers.

    Requests under way, requests and tokens in a minute, and the budget of the run are parted; the
    budget of an article is not, nor are requests to a model that each worker has for itself.

    Args:
        settings: Those of all of them together.
        provider: Who is asked first.
        workers: How many there are.
        spent: What was spent of the budget before, in US dollars.

    Raises:
        ConfigError: There are more workers than requests that may be made.
    """
    providers = dict(settings.providers)
    for resolved in in_order(settings, provider):
        if resolved.is_asked and resolved.spec.protocol != "embedded":
            providers[resolved.name] = _profile(resolved, settings, workers)
    budget = settings.budget
    if budget.run is not None:
        left = max(budget.run - spent, Decimal(0))
        budget = budget.model_copy(update={"run": left / workers})
    return settings.model_copy(update={"providers": providers, "budget": budget})


def _profile(resolved: Resolved, settings: Settings, workers: int) -> Profile:
    profile = resolved.profile
    limits = {
        "concurrency": profile.concurrency or resolved.spec.concurrency or settings.concurrency,
        "requests_per_minute": profile.requests_per_minute,
        "tokens_per_minute": profile.tokens_per_minute,
    }
    parts = {name: limit // workers for name, limit in limits.items() if limit is not None}
    for name, part in parts.items():
        if part < 1:
            raise ConfigError(
                f"{workers} workers cannot part {name} = {limits[name]} of {resolved.name!r}.",
                hint=f"Take at most {limits[name]} workers, or raise {name}.",
            )
    return profile.model_copy(update=parts)
