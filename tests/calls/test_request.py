"""One request: what is asked of cache, limits, breaker and budget, and what they are told."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.calls.asking import (
    CUT,
    DECLINED,
    GARBAGE,
    GOOD,
    INVALID,
    LONG,
    PRICE,
    QUESTION,
    TOKENS,
    Clock,
    Scripted,
    Seen,
    Step,
    Tolls,
    answer,
    cut,
    endpoint,
    error,
    later,
    put,
)

from dateline.cache import Kept
from dateline.calls import Breaker, Limits, Outcome, Route, ask
from dateline.errors import (
    BudgetExhausted,
    ConnectionLost,
    Malformed,
    Overloaded,
    ProviderError,
    RateLimited,
    RequestRefused,
    TimedOut,
)
from dateline.models import Usage
from dateline.observe import Hooks
from dateline.providers.base import Allowance
from dateline.settings import BreakerSettings, Retries
from dateline.usage import Spend

ONCE = Retries(attempts=1, wait=0.0, deadline=10.0)


class Shelf:
    """A cache in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    async def get(self, key: str) -> Kept | None:
        """What is kept."""
        return self.kept.get(key)

    async def put(self, key: str, answer: Kept) -> None:
        """Keep it."""
        self.kept[key] = answer

    async def forget(self, key: str) -> None:
        """Keep it no longer."""
        self.kept.pop(key, None)


class TestCache:
    """Answers that were given before."""

    @pytest.mark.parametrize(
        "script",
        [
            [GOOD],
            [INVALID, GOOD],
            [INVALID],
            [cut('{"items": [1, 2'), answer(2, 3)],
        ],
    )
    def test_a_question_is_paid_for_once(self, script: list[Step]) -> None:
        """With its re-ask and what it goes on with: the second time nothing is sent.

        What was wrong with an answer is put into the same words, or its re-ask would be another.
        """
        shelf, provider = Shelf(), Scripted(*script)
        route = Route((endpoint(provider),), cache=shelf)
        first = put(route, question=LONG)
        sent = len(provider.asked)
        provider.script = [error(RequestRefused)]
        second = put(route, question=LONG)
        assert (second.value, second.raw, second.trouble) == (first.value, first.raw, first.trouble)
        assert (second.call.attempts, second.call.cached) == (0, sent)
        assert (second.call.usage, second.call.cost) == (Usage(), Decimal(0))

    def test_a_refusal_is_not_kept(self) -> None:
        """The model may think better of it."""
        shelf = Shelf()
        put(Route((endpoint(Scripted(DECLINED)),), cache=shelf))
        assert shelf.kept == {}

    def test_a_question_of_which_nothing_could_be_read_is_asked_anew(self) -> None:
        """Neither its answer nor that to its re-ask is served for ever."""
        shelf, provider = Shelf(), Scripted(GARBAGE)
        route = Route((endpoint(provider),), cache=shelf)
        first = put(route)
        assert (first.value, first.trouble) == (None, "invalid")
        assert shelf.kept == {}
        provider.script = [GOOD]
        assert put(route).value == Tolls(items=[14])

    @pytest.mark.parametrize("broken", [cut('{"it'), INVALID])
    def test_what_was_cut_off_or_kept_in_part_is_paid_for_once(self, broken: Step) -> None:
        """The caller asks for less of the first, and has the valid items of the second."""
        shelf, provider = Shelf(), Scripted(broken)
        route = Route((endpoint(provider),), cache=shelf)
        first = put(route)
        provider.script = [error(RequestRefused)]
        assert put(route).trouble == first.trouble

    def test_it_is_read_as_its_provider_reads_it(self) -> None:
        """Out of a code block, where JSON was only asked for in words."""
        shelf = Shelf()
        fenced = replace(GOOD, raw='Here it is:\n```json\n{"items": [14]}\n```')
        provider = Scripted(fenced)
        provider.fenced = True
        route = Route((endpoint(provider),), cache=shelf)
        put(route)
        provider.script = [error(RequestRefused)]
        again = put(route)
        assert again.value is not None
        assert (again.value.items, again.call.cached) == ([14], 1)

    def test_an_answer_that_was_kept_needs_nobody(self) -> None:
        """No turn, no budget, and no provider that is well."""
        shelf, provider, breaker = Shelf(), Scripted(GOOD), Breaker(BreakerSettings(failures=1))
        limits = Limits(1)
        endpoints = (
            endpoint(provider, breaker=breaker, limits=limits, price=PRICE),
            endpoint(Scripted(GOOD, name="other")),
        )
        put(Route(endpoints, cache=shelf))
        breaker.failed("through", error())
        asyncio.run(limits.take(1))
        outcome = put(Route(endpoints, Spend(Decimal(1)), cache=shelf))
        assert (outcome.call.cached, outcome.call.provider) == (1, "scripted")

    def test_hooks_are_told_of_it(self) -> None:
        """As of a call for which nothing was sent."""
        seen, shelf = Seen(), Shelf()
        route = Route((endpoint(Scripted(GOOD), price=PRICE),), cache=shelf, hooks=seen.hooks)
        put(route)
        put(route)
        assert [(e.cached, e.cost, e.attempt) for e in seen.calls] == [
            (False, Decimal(7), 1),
            (True, Decimal(0), 0),
        ]


class TestBudget:
    """What may be spent."""

    def test_a_call_that_might_cross_it_is_not_made(self) -> None:
        """It says what is spent, what the budget is and what the call may cost."""
        spend = Spend(Decimal("99.5"))
        provider = Scripted(GOOD)
        outcome = put(Route((endpoint(provider, price=PRICE),), spend))
        assert type(outcome.error) is BudgetExhausted
        assert provider.asked == []
        assert (outcome.call.attempts, outcome.call.cost) == (0, Decimal(0))
        assert str(outcome.error) == (
            "Not asked: $0.0000 of the run's budget of $99.5 are spent, and the call may "
            "cost $100.0000. Raise budget.run, or lower `max_tokens`."
        )

    def test_the_articles_own_budget_is_named(self) -> None:
        """There are two."""
        route = Route((endpoint(Scripted(GOOD), price=PRICE),), Spend(Decimal(1000)))
        outcome = put(route.for_article(Decimal(50)))
        assert "of the article's budget of $50" in str(outcome.error)
        assert "budget.article" in str(outcome.error)

    def test_a_first_answer_is_kept_where_there_is_no_money_for_a_second(self) -> None:
        """It was paid for."""
        route = Route((endpoint(Scripted(INVALID), price=PRICE),), Spend(Decimal(105)))
        outcome = put(route)
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), "invalid")
        assert (outcome.call.attempts, outcome.call.cost) == (1, Decimal(7))

    def test_one_that_is_cut_off_is_kept_too(self) -> None:
        """As far as it came."""
        provider = Scripted(cut('{"items": [1, 2'))
        route = Route((endpoint(provider, price=PRICE),), Spend(Decimal(105)))
        outcome = put(route, question=LONG)
        assert (outcome.value, outcome.trouble) == (Tolls(items=[1]), "truncated")

    @pytest.mark.parametrize(
        ("raised", "spent"),
        [
            (error(Overloaded), 0),
            (error(RateLimited), 0),
            (error(RequestRefused), 0),
            (error(TimedOut), 100),
            (error(ConnectionLost), 100),
            (error(Malformed), 100),
            (KeyError("ours"), 100),
        ],
    )
    def test_what_may_have_been_answered_is_taken_for_paid(
        self, raised: Exception, spent: int
    ) -> None:
        """At its worst; what was refused costs nothing."""
        spend = Spend(Decimal(1000))
        route = Route((endpoint(Scripted(raised), price=PRICE, retries=ONCE),), spend)
        if isinstance(raised, ProviderError):
            put(route)
        else:
            with pytest.raises(KeyError):
                put(route)
        assert spend.spent == spent
        assert spend.pots[0].reserved == 0

    @pytest.mark.parametrize("concurrency", [1, 3, 16])
    def test_it_is_never_crossed(self, concurrency: int) -> None:
        """However many are under way, the sum of their worst is within it."""
        spend, most = Spend(Decimal(350)), Decimal(0)
        provider = Scripted(later(0.001))

        async def watched(*given: Any) -> Any:
            nonlocal most
            most = max(most, spend.spent + spend.pots[0].reserved)
            return await Scripted.ask(provider, *given)

        provider.ask = watched  # type: ignore[method-assign]
        route = Route((endpoint(provider, price=PRICE, limits=Limits(concurrency)),), spend)

        async def many() -> list[Outcome[Tolls]]:
            return await asyncio.gather(*(ask(route, QUESTION) for _ in range(60)))

        outcomes = asyncio.run(many())
        answered = [outcome for outcome in outcomes if outcome.value is not None]
        # 7 for each answer, until the next might come to more than is left of 350.
        assert len(answered) == 36
        assert spend.spent == 36 * 7
        assert most <= 350
        assert {type(o.error) for o in outcomes if o.value is None} == {BudgetExhausted}

    def test_without_a_budget_nothing_is_set_aside(self) -> None:
        """And an unknown price stays unknown."""
        outcome = put(Route((endpoint(Scripted(GOOD), price=None),)))
        assert outcome.call.cost is None


class TestTime:
    """The request's own, and the deadline's."""

    def test_a_request_has_its_own_time(self) -> None:
        """However it trickles; it is tried again like any fault of transport."""
        provider = Scripted(later(5), GOOD)
        outcome = put(Route((endpoint(provider, timeout=0.05),)))
        assert (outcome.value, outcome.call.attempts) == (Tolls(items=[14]), 2)

    def test_it_says_which_setting_it_was(self) -> None:
        """The nearer of the two."""
        slow = endpoint(Scripted(later(5)), timeout=0.05, retries=ONCE)
        assert "did not answer within 0.05 s" in str(put(Route((slow,))).error)
        late = endpoint(Scripted(later(5)), timeout=60, retries=Retries(deadline=0.05))
        assert "deadline of 0.05 s" in str(put(Route((late,))).error)

    def test_the_deadline_ends_a_request_like_a_timeout(self) -> None:
        """Hooks and the breaker are told, and its turn is given back."""
        seen, limits = Seen(), Limits(1)
        breaker = Breaker(BreakerSettings(failures=1))
        late = endpoint(
            Scripted(later(5)), retries=Retries(deadline=0.05), breaker=breaker, limits=limits
        )
        put(Route((late,), hooks=seen.hooks))
        assert [type(event.error) for event in seen.calls] == [TimedOut]
        assert breaker.is_open
        assert (limits.under_way, limits.waiting) == (0, 0)

    def test_waiting_for_a_turn_is_no_part_of_it(self) -> None:
        """Neither of the request's time nor, where the queue moves, of the question's."""
        provider = Scripted(later(0.05))
        at = endpoint(
            provider, limits=Limits(1), timeout=1, retries=Retries(attempts=1, deadline=1)
        )
        route = Route((at,))

        async def many() -> list[Outcome[Tolls]]:
            return await asyncio.gather(*(ask(route, QUESTION) for _ in range(24)))

        started = time.monotonic()
        outcomes = asyncio.run(many())
        assert time.monotonic() - started > 1.1
        assert all(outcome.value is not None for outcome in outcomes)

    def test_a_queue_that_stands_still_obeys_the_deadline(self) -> None:
        """The question is not sent, and its error names what to raise."""
        limits = Limits(1)
        asyncio.run(limits.take(1))
        provider = Scripted(GOOD)
        outcome = put(Route((endpoint(provider, limits=limits, retries=Retries(deadline=0.05)),)))
        assert type(outcome.error) is TimedOut
        assert "No turn came" in str(outcome.error)
        assert "retries.deadline" in outcome.error.hint
        assert (provider.asked, outcome.call.attempts) == ([], 0)

    def test_a_pause_beyond_the_deadline_sends_the_question_elsewhere(self) -> None:
        """At once: one was told to stay away for an hour, and so all are."""
        primary = endpoint(Scripted(error(RateLimited, retry_after=3600.0), GOOD))
        fallback = endpoint(Scripted(GOOD, name="other"))
        route = Route((primary, fallback))
        assert put(route).call.attempts == 2
        outcome = put(route)
        assert (outcome.call.provider, outcome.call.attempts) == ("other", 1)
        assert len(primary.provider.asked) == 1  # type: ignore[attr-defined]

    def test_without_a_fallback_such_a_pause_is_the_error(self) -> None:
        """With the seconds that are left of it."""
        route = Route((endpoint(Scripted(error(RateLimited, retry_after=3600.0))),))
        put(route)
        outcome = put(route)
        assert type(outcome.error) is RateLimited
        assert outcome.error.retry_after is not None
        assert 3590 < outcome.error.retry_after <= 3600
        assert outcome.call.attempts == 0

    def test_a_budget_that_others_hold_is_waited_for_until_the_deadline(self) -> None:
        """And the turn is given back."""
        spend, limits = Spend(Decimal(150)), Limits(2)
        asyncio.run(spend.reserve(Decimal(100)))
        at = endpoint(Scripted(GOOD), price=PRICE, limits=limits, retries=Retries(deadline=0.05))
        outcome = put(Route((at,), spend))
        assert type(outcome.error) is TimedOut
        assert (limits.under_way, limits.waiting) == (0, 0)


class TestWhatIsTold:
    """Limits, breaker and hooks learn of every request."""

    def test_limits_learn_what_an_answer_came_to(self) -> None:
        """Not the longest that it might have been."""
        limits = Limits(8, tokens_per_minute=1000, clock=Clock())
        route = Route((endpoint(Scripted(GOOD), limits=limits),))
        for _ in range(8):  # 107 tokens each; at their worst they would be 102, and then 107 more
            assert put(route).value is not None
        assert limits._state.window._tokens == 8 * 107

    def test_limits_learn_what_headers_say(self) -> None:
        """The next waits for what is not there."""
        said = replace(GOOD, allowance=Allowance(requests=0, reset=0.05))
        route = Route((endpoint(Scripted(said)),))
        put(route)
        started = time.monotonic()
        put(route)
        assert time.monotonic() - started >= 0.04

    @pytest.mark.parametrize("kind", [RateLimited, Overloaded])
    def test_limits_learn_that_there_are_too_many(self, kind: type[ProviderError]) -> None:
        """And halve them."""
        limits = Limits(8)
        put(Route((endpoint(Scripted(error(kind), GOOD), limits=limits, retries=ONCE),)))
        assert limits.width == 4

    @pytest.mark.parametrize("kind", [ConnectionLost, TimedOut, RequestRefused])
    def test_other_errors_do_not_narrow_them(self, kind: type[ProviderError]) -> None:
        """They say nothing of how many there are."""
        limits = Limits(8)
        put(Route((endpoint(Scripted(error(kind)), limits=limits, retries=ONCE),)))
        assert limits.width == 8

    @pytest.mark.parametrize(
        ("step", "opens"),
        [
            (error(Overloaded), True),
            (error(RateLimited), True),
            (error(TimedOut), True),
            (error(ConnectionLost), True),
            (error(Malformed), True),
            (error(RequestRefused), False),
            (GOOD, False),
            (INVALID, False),
            (CUT, False),
            (DECLINED, False),
        ],
    )
    def test_the_breaker_learns_whether_anybody_is_there(self, step: Any, opens: bool) -> None:
        """What is in an answer is not its business."""
        breaker = Breaker(BreakerSettings(failures=1))
        put(Route((endpoint(Scripted(step), breaker=breaker, retries=ONCE),)))
        assert breaker.is_open is opens

    def test_hooks_are_told_of_every_request(self) -> None:
        """Those that failed too, in order."""
        seen = Seen()
        route = Route((endpoint(Scripted(error(), INVALID, GOOD)),), hooks=seen.hooks)
        put(route)
        assert [(e.attempt, e.stopped, type(e.error).__name__) for e in seen.calls] == [
            (1, None, "Overloaded"),
            (2, "stop", "NoneType"),
            (3, "stop", "NoneType"),
        ]
        assert sum((e.usage for e in seen.calls), Usage()) == TOKENS + TOKENS
        assert [e.wait for e in seen.retries] == [0.0]

    @pytest.mark.parametrize("which", ["on_call", "on_retry", "on_fallback"])
    def test_a_hook_that_raises_leaves_nothing_behind(self, which: str) -> None:
        """It stops the article; it is no fault of the provider's."""

        def raise_it(_: object) -> None:
            raise ZeroDivisionError("the user's own")

        limits, spend = Limits(1), Spend(Decimal(1000))
        primary = endpoint(Scripted(error(), error()), price=PRICE, limits=limits)
        route = Route(
            (primary, endpoint(Scripted(GOOD, name="other"))),
            spend,
            hooks=Hooks(**{which: raise_it}),  # type: ignore[arg-type]
        )
        with pytest.raises(Exception, match="the user's own"):
            put(route)
        assert (limits.under_way, limits.waiting) == (0, 0)
        assert spend.pots[0].reserved == 0
