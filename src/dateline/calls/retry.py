"""The one policy for faults of transport."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)
from tenacity.stop import stop_base
from tenacity.wait import wait_base

from dateline.errors import DatelineError, ProviderError
from dateline.settings import Retries

T = TypeVar("T")


class _WaitAsAsked(wait_base):
    """Exponential backoff with jitter, or longer where the server says how long."""

    def __init__(self, retries: Retries) -> None:
        backoff = wait_exponential(multiplier=retries.wait, max=retries.max_wait)
        self._backoff = backoff + wait_random(0, retries.wait)

    def __call__(self, retry_state: RetryCallState) -> float:
        return max(self._backoff(retry_state), _asked_wait(retry_state))


class Deadline:
    """The seconds for one question at one provider, all tries and waits together.

    Args:
        seconds: How many.
        clock: Seconds that only go forward.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._end - self._clock())

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Time spent in here does not count."""
        began = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - began


class _StopBeforeDeadline(stop_base):
    """No further try where its wait alone would cross the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __call__(self, retry_state: RetryCallState) -> bool:
        wait = max(retry_state.upcoming_sleep, _asked_wait(retry_state))
        return wait >= self._deadline.left


class _StopGivenUp(stop_base):
    """No further try where somebody else knows that none is worth it."""

    def __init__(self, given_up: Callable[[], bool]) -> None:
        self._given_up = given_up

    def __call__(self, retry_state: RetryCallState) -> bool:  # noqa: ARG002  # tenacity's interface
        return self._given_up()


def _error_of(retry_state: RetryCallState) -> BaseException | None:
    return retry_state.outcome.exception() if retry_state.outcome else None


def _asked_wait(retry_state: RetryCallState) -> float:
    error = _error_of(retry_state)
    return (error.retry_after or 0.0) if isinstance(error, ProviderError) else 0.0


def _worth_another(error: BaseException) -> bool:
    return isinstance(error, DatelineError) and error.retryable


async def with_retries(
    request: Callable[[], Awaitable[T]],
    retries: Retries,
    deadline: Deadline,
    *,
    given_up: Callable[[], bool] = lambda: False,
    before_wait: Callable[[ProviderError, float], None] = lambda _error, _wait: None,
) -> T:
    """What `request` returns, tried again while its error is `retryable`.

    Args:
        request: Sends one request, and bounds its own time by `deadline`.
        retries: How often, and how long between.
        deadline: Until when.
        given_up: Whether no further try is worth it, asked after each that failed.
        before_wait: Told of each error that is tried again, with the seconds until then.

    Raises:
        ProviderError: The last try's error, once attempts or deadline are used up.
    """
    # Hardly a request fails, and what tenacity makes for each of them is dear: it is handed the
    # first try only where that is to be judged, as a try of its own.
    failed: list[DatelineError] = []
    try:
        return await request()
    except DatelineError as error:
        if not _worth_another(error):
            raise
        failed.append(error)

    async def one_try() -> T:
        if failed:
            raise failed.pop()
        return await request()

    def note(retry_state: RetryCallState) -> None:
        error = _error_of(retry_state)
        if isinstance(error, ProviderError):
            before_wait(error, retry_state.upcoming_sleep)

    retrying = AsyncRetrying(
        retry=retry_if_exception(_worth_another),
        stop=stop_after_attempt(retries.attempts)
        | _StopBeforeDeadline(deadline)
        | _StopGivenUp(given_up),
        wait=_WaitAsAsked(retries),
        before_sleep=note,
        reraise=True,
    )
    result: T = await retrying(one_try)
    return result
