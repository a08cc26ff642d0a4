"""A provider that keeps failing is left alone for a while."""

from __future__ import annotations

import threading

import pytest
from tests.calls.asking import Clock, error

from dateline.calls import Breaker
from dateline.calls.breaker import Admission
from dateline.errors import Overloaded
from dateline.settings import BreakerSettings

SETTINGS = BreakerSettings(failures=3, recovery=30)


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    """One that opens at the third failure, for 30 seconds."""
    return Breaker(SETTINGS, clock)


def admitted(breaker: Breaker, *, forced: bool = False) -> Admission:
    """A request that is let through."""
    admission = breaker.admit(forced=forced)
    assert admission is not None
    return admission


def fail(breaker: Breaker, times: int = 1) -> None:
    """Requests that fail one after the other."""
    for _ in range(times):
        breaker.failed(admitted(breaker, forced=True), error(Overloaded))


def test_it_opens_at_the_last_failure_in_a_row(breaker: Breaker) -> None:
    """And not before."""
    fail(breaker, 2)
    assert breaker.admits
    assert not breaker.is_open
    fail(breaker)
    assert breaker.is_open
    assert not breaker.admits
    assert breaker.admit() is None


def test_an_answer_between_failures_counts_them_anew(breaker: Breaker) -> None:
    """A provider that answers now and then is not broken."""
    for _ in range(5):
        fail(breaker, 2)
        breaker.succeeded()
    assert breaker.admits


def test_it_says_what_opened_it(breaker: Breaker) -> None:
    """The last error, until it closes."""
    last = error(Overloaded)
    fail(breaker, 2)
    assert breaker.cause is None
    breaker.failed("through", last)
    assert breaker.cause is last
    breaker.succeeded()
    assert breaker.cause is None


def test_an_error_for_good_opens_it_at_once(breaker: Breaker) -> None:
    """A wrong key stays wrong."""
    breaker.failed(admitted(breaker), error(), for_good=True)
    assert not breaker.admits


def test_one_request_tries_whether_it_is_back(breaker: Breaker, clock: Clock) -> None:
    """Once its time is over; the others still go elsewhere."""
    fail(breaker, 3)
    clock.now += 29.9
    assert breaker.admit() is None
    clock.now += 0.1
    assert breaker.admits
    assert breaker.admits  # to look takes nothing
    assert [breaker.admit() for _ in range(3)] == ["trial", None, None]
    breaker.succeeded()
    assert [breaker.admit() for _ in range(3)] == ["through"] * 3


def test_a_trial_that_fails_opens_it_anew(breaker: Breaker, clock: Clock) -> None:
    """At its first failure, for the whole time."""
    fail(breaker, 3)
    clock.now += 30
    breaker.failed(admitted(breaker), error())
    clock.now += 29
    assert not breaker.admits
    clock.now += 1
    assert breaker.admit() == "trial"


def test_a_trial_that_is_given_up_is_somebody_elses(breaker: Breaker, clock: Clock) -> None:
    """It told nothing."""
    fail(breaker, 3)
    clock.now += 30
    breaker.abandoned(admitted(breaker))
    assert breaker.admit() == "trial"


def test_another_request_that_is_given_up_leaves_the_trial_alone(
    breaker: Breaker, clock: Clock
) -> None:
    """It was sent before."""
    before = admitted(breaker)
    fail(breaker, 3)
    clock.now += 30
    assert breaker.admit() == "trial"
    breaker.abandoned(before)
    assert breaker.admit() is None


def test_a_trial_of_which_nothing_is_heard_holds_up_no_other(
    breaker: Breaker, clock: Clock
) -> None:
    """Whoever took it may have gone with its event loop."""
    fail(breaker, 3)
    clock.now += 30
    assert breaker.admit() == "trial"
    clock.now += 30
    assert breaker.admit() == "trial"


def test_a_failure_from_before_does_not_end_the_trial(breaker: Breaker, clock: Clock) -> None:
    """It tells of a time that is known about."""
    before = admitted(breaker)
    fail(breaker, 3)
    clock.now += 30
    assert breaker.admit() == "trial"
    breaker.failed(before, error())
    breaker.succeeded()
    assert breaker.admit() == "through"


def test_who_must_be_asked_is_let_through(breaker: Breaker) -> None:
    """Where nobody else is; its answer closes it."""
    fail(breaker, 3)
    assert breaker.admit(forced=True) == "through"
    breaker.succeeded()
    assert breaker.admits


def test_who_must_be_asked_takes_the_trial_where_there_is_one(
    breaker: Breaker, clock: Clock
) -> None:
    """So that its failure is one."""
    fail(breaker, 3)
    clock.now += 30
    assert [breaker.admit(forced=True) for _ in range(2)] == ["trial", "through"]


def test_one_that_is_off_never_opens(clock: Clock) -> None:
    """Whatever comes."""
    breaker = Breaker(BreakerSettings(enabled=False, failures=1), clock)
    fail(breaker, 50)
    breaker.failed("through", error(), for_good=True)
    assert breaker.admit() == "through"


def test_of_many_threads_one_gets_the_trial(breaker: Breaker, clock: Clock) -> None:
    """However they meet."""
    fail(breaker, 3)
    clock.now += 30
    together = threading.Barrier(8)
    got: list[Admission | None] = []

    def come() -> None:
        together.wait()
        got.append(breaker.admit())

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=str) == [None] * 7 + ["trial"]
