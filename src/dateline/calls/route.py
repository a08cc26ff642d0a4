"""Who is asked: providers in order, each with what all the calls to it share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from dateline.cache import AnswerCache
from dateline.calls.breaker import Breaker
from dateline.calls.later import Desk
from dateline.calls.limits import Limits
from dateline.calls.question import Outcome, Question
from dateline.observe import Hooks
from dateline.providers import Provider
from dateline.settings import BreakerSettings, Price, Retries
from dateline.usage import Spend

Elsewhere = Callable[[Question[Any]], Awaitable[Outcome[Any]]]
"""Puts a question from another process than this one, and says what came of it."""

FREE = Price(input=Decimal(0), output=Decimal(0))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One provider, and what all calls to it share.

    Attributes:
        provider: Who is asked.
        limits: How many requests it gets at once, and how fast.
        breaker: Whether it is left alone for a while.
        retries: How faults of transport are tried again.
        timeout: Seconds for one request, or None.
        price: What its tokens cost, or None where that is unknown.
        vendor: What kind of provider it is: its spec's name.
        desk: Who takes its questions instead, where they are not asked now.
    """

    provider: Provider
    limits: Limits
    breaker: Breaker
    retries: Retries = field(default_factory=Retries)
    timeout: float | None = None
    price: Price | None = None
    vendor: str = ""
    desk: Desk | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a question.

    Attributes:
        endpoints: Who is asked, the first before its fallbacks.
        spend: What may be spent.
        cache: The answers that were given before, where they are kept.
        hooks: What to call when.
        then_parser: Whether the parser reads alone what none of them answers anything about.
        elsewhere: Who puts the questions, where it is not this process: limits, budget and cache
            are there.
    """

    endpoints: tuple[Endpoint, ...]
    spend: Spend = field(default_factory=Spend)
    cache: AnswerCache | None = None
    hooks: Hooks = field(default_factory=Hooks)
    then_parser: bool = False
    elsewhere: Elsewhere | None = None

    @classmethod
    def to(
        cls, provider: Provider, retries: Retries | None = None, *, concurrency: int = 8
    ) -> Route:
        """The way to one provider, without fallbacks, bounds or a cache."""
        endpoint = Endpoint(
            provider,
            Limits(concurrency),
            Breaker(BreakerSettings(enabled=False)),
            retries if retries is not None else Retries(),
            price=FREE if provider.free else None,
        )
        return cls((endpoint,))

    @property
    def primary(self) -> Provider:
        """Who is asked first."""
        return self.endpoints[0].provider

    def ways(self) -> Iterator[Route]:
        """The route in parts that ask in the same way: a question put to one fits its fallbacks."""
        for _, endpoints in groupby(self.endpoints, key=lambda e: e.provider.asking):
            yield replace(self, endpoints=tuple(endpoints))

    def starting_at(self, endpoint: Endpoint) -> Route:
        """The same, with the endpoints before `endpoint` left out."""
        return replace(self, endpoints=self.endpoints[self.endpoints.index(endpoint) :])

    def for_article(self, budget: Decimal | None) -> Route:
        """The same for one article, with a bound of its own."""
        return replace(self, spend=Spend(budget, what="article", within=self.spend))
