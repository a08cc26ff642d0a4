"""Who is asked: the next provider, and those that are left alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from tests.calls.asking import (
    GOOD,
    INVALID,
    QUESTION,
    Clock,
    Scripted,
    Seen,
    Tolls,
    endpoint,
    error,
    later,
    put,
)

from dateline.calls import Breaker, Limits, Outcome, Route, ask
from dateline.errors import (
    AuthenticationFailed,
    BudgetExhausted,
    ConnectionLost,
    ContextTooLong,
    Overloaded,
    ProviderError,
    RateLimited,
    RequestRefused,
)
from dateline.settings import BreakerSettings, Retries


class TestFallback:
    """The next provider, where one does not answer."""

    def test_the_next_is_asked_where_the_first_is_used_up(self) -> None:
        """And not before; the receipt has every request, and who answered."""
        seen = Seen()
        last = error(Overloaded)
        primary = Scripted(error(ConnectionLost), error(Overloaded), last)
        fallback = Scripted(GOOD, name="other")
        route = Route((endpoint(primary, breaker=never()), endpoint(fallback)), hooks=seen.hooks)
        outcome = put(route)
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), None)
        assert (outcome.call.provider, outcome.call.attempts) == ("other", 4)
        assert len(primary.asked) == 3
        [event] = seen.fallbacks
        assert (event.provider, event.fallback, event.error) == ("scripted", "other", last)
        assert [e.error for e in seen.retries] != []

    def test_one_that_answers_no_question_is_asked_once(self) -> None:
        """A wrong key is no reason to wait."""
        primary, fallback = Scripted(error(AuthenticationFailed)), Scripted(GOOD, name="other")
        route = Route((endpoint(primary), endpoint(fallback)))
        assert put(route).call.attempts == 2
        assert put(route).call.attempts == 1
        assert len(primary.asked) == 1

    @pytest.mark.parametrize("kind", [ContextTooLong, BudgetExhausted])
    def test_what_is_true_of_the_question_is_true_elsewhere(
        self, kind: type[ProviderError]
    ) -> None:
        """The caller asks for less, or spends more."""
        fallback = Scripted(GOOD, name="other")
        outcome = put(Route((endpoint(Scripted(error(kind))), endpoint(fallback))))
        assert type(outcome.error) is kind
        assert fallback.asked == []

    def test_where_nobody_answers_the_last_error_stands(self) -> None:
        """Each was asked as often as `attempts` says, or until it was broken."""
        last = error(RequestRefused)
        primary, fallback = Scripted(error(Overloaded)), Scripted(last, name="other")
        outcome = put(Route((endpoint(primary, breaker=never()), endpoint(fallback))))
        assert (outcome.error, outcome.trouble) == (last, "failed")
        assert (outcome.call.attempts, outcome.call.provider) == (4, "other")

    def test_the_re_ask_goes_to_whoever_answered(self) -> None:
        """The one that did not is not bothered again."""
        primary, fallback = Scripted(error(Overloaded)), Scripted(INVALID, GOOD, name="other")
        route = Route((endpoint(primary, breaker=never()), endpoint(fallback)))
        outcome = put(route)
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), None)
        assert (len(primary.asked), len(fallback.asked)) == (3, 2)

    def test_the_deadline_is_each_providers_own(self) -> None:
        """The first one's time is not taken from the second's."""
        primary = endpoint(Scripted(later(5)), retries=Retries(deadline=0.05))
        fallback = endpoint(Scripted(later(0.1), name="other"), retries=Retries(deadline=5))
        assert put(Route((primary, fallback))).value == Tolls(items=[14])


def never() -> Breaker:
    """A breaker that never opens."""
    return Breaker(BreakerSettings(enabled=False))


class Pair:
    """Two providers whose breakers open after two failures, for 30 seconds of a test's clock."""

    def __init__(self, primary: Scripted, fallback: Scripted) -> None:
        fallback.name = "other"
        self.clock, self.seen = Clock(), Seen()
        self.primary, self.fallback = primary, fallback
        settings = BreakerSettings(failures=2, recovery=30)
        self.breakers = [Breaker(settings, self.clock) for _ in range(2)]
        self.route = Route(
            (
                endpoint(primary, breaker=self.breakers[0]),
                endpoint(fallback, breaker=self.breakers[1]),
            ),
            hooks=self.seen.hooks,
        )

    def put(self, times: int = 1) -> list[str]:
        """Who answers the question, put so often at the same time."""

        async def all_at_once() -> list[Outcome[Tolls]]:
            return await asyncio.gather(*(ask(self.route, QUESTION) for _ in range(times)))

        outcomes = asyncio.run(all_at_once())
        assert all(outcome.value is not None for outcome in outcomes)
        return [outcome.call.provider for outcome in outcomes]


class TestBrokenProviders:
    """A breaker for each."""

    def test_a_broken_one_is_given_up_before_its_tries_are_used_up(self) -> None:
        """Where somebody else is there."""
        pair = Pair(Scripted(error(Overloaded)), Scripted(GOOD))
        assert pair.put() == ["other"]
        assert len(pair.primary.asked) == 2

    def test_a_broken_one_is_passed_over(self) -> None:
        """And hooks are told why."""
        last = error(Overloaded)
        pair = Pair(Scripted(error(Overloaded), last), Scripted(GOOD))
        pair.put()
        assert pair.put(3) == ["other"] * 3
        assert len(pair.primary.asked) == 2
        assert [event.error for event in pair.seen.fallbacks] == [last] * 4

    def test_one_question_tries_whether_it_is_back(self) -> None:
        """The others go elsewhere meanwhile; once it has answered, all of them come back."""
        pair = Pair(Scripted(error(Overloaded), error(Overloaded), later(0.02)), Scripted(GOOD))
        pair.put()
        pair.clock.now += 30
        assert sorted(pair.put(5)) == ["other"] * 4 + ["scripted"]
        assert len(pair.primary.asked) == 3
        assert pair.put(5) == ["scripted"] * 5

    def test_a_trial_that_fails_leaves_it_alone_again(self) -> None:
        """For as long as before, after a single request."""
        pair = Pair(Scripted(error(Overloaded)), Scripted(GOOD))
        pair.put()
        pair.clock.now += 30
        assert pair.put() == ["other"]
        assert len(pair.primary.asked) == 3
        pair.clock.now += 29
        pair.put()
        assert len(pair.primary.asked) == 3
        pair.clock.now += 1
        pair.put()
        assert len(pair.primary.asked) == 4

    def test_where_all_are_broken_they_are_asked_all_the_same(self) -> None:
        """With all their tries: a slow question is better than a lost one."""
        pair = Pair(Scripted(error(Overloaded)), Scripted(error(Overloaded)))
        outcome = put(pair.route)
        assert outcome.error is not None
        assert all(breaker.is_open for breaker in pair.breakers)
        pair.primary.script = [error(Overloaded), error(Overloaded), GOOD]
        pair.primary.asked.clear()
        assert pair.put() == ["scripted"]
        assert len(pair.primary.asked) == 3
        assert not pair.breakers[0].is_open

    def test_one_that_was_passed_over_is_asked_where_the_others_fail(self) -> None:
        """It may be back already."""
        pair = Pair(Scripted(error(Overloaded), error(Overloaded), GOOD), Scripted(GOOD))
        pair.put()
        pair.fallback.script = [error(RequestRefused)]
        assert pair.put() == ["scripted"]
        events = [(event.provider, event.fallback) for event in pair.seen.fallbacks]
        assert events[-2:] == [("scripted", "other"), ("other", "scripted")]

    def test_a_fallback_that_is_not_asked_keeps_its_trial(self) -> None:
        """Looking whether it might be asked does not use it up."""
        pair = Pair(Scripted(GOOD), Scripted(GOOD))
        for _ in range(2):
            admission = pair.breakers[1].admit(forced=True)
            assert admission is not None
            pair.breakers[1].failed(admission, error(Overloaded))
        pair.clock.now += 30
        assert pair.put(3) == ["scripted"] * 3
        assert pair.breakers[1].admits
        pair.primary.script = [error(AuthenticationFailed)]
        assert pair.put() == ["other"]

    def test_questions_that_wait_for_their_turn_go_elsewhere(self) -> None:
        """When their turn comes, it is no longer one that anybody wants."""
        pair = Pair(Scripted(later(0.01, error(Overloaded))), Scripted(GOOD))
        first = replace(pair.route.endpoints[0], limits=Limits(1))
        pair.route = replace(pair.route, endpoints=(first, pair.route.endpoints[1]))
        assert pair.put(10) == ["other"] * 10
        assert len(pair.primary.asked) == 2

    def test_a_server_that_is_alone_is_asked_whatever_happened(self) -> None:
        """There is nothing to gain by leaving it alone."""
        provider = Scripted(*[error(Overloaded)] * 3, GOOD)
        route = Route((endpoint(provider),))
        assert put(route).value is None
        assert put(route).value == Tolls(items=[14])

    def test_a_provider_that_says_too_many_to_many_at_once_is_not_broken(self) -> None:
        """Those were sent before it could be heeded."""
        limited = error(RateLimited, retry_after=0.01)
        pair = Pair(Scripted(*[later(0.01, limited)] * 5, GOOD), Scripted(GOOD))
        assert pair.put(5) == ["scripted"] * 5
        assert not pair.breakers[0].is_open
