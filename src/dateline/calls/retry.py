"""The one policy for faults of transport."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
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


class _StopBeforeDeadline(stop_base):
    """No further try where its wait alone would cross the deadline."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def __call__(self, retry_state: RetryCallState) -> bool:
        spent = retry_state.seconds_since_start or 0.0
        return spent + max(retry_state.upcoming_sleep, _asked_wait(retry_state)) >= self._deadline


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
    *,
    given_up: Callable[[], bool] = lambda: False,
    before_wait: Callable[[ProviderError, float], None] = lambda _error, _wait: None,
) -> T:
    """What `request` returns, tried again while its error is `retryable`.

    Args:
        request: Sends one request.
        retries: How often, and for how long.
        given_up: Whether no further try is worth it, asked after each that failed.
        before_wait: Told of each error that is tried again, with the seconds until then.

    Raises:
        ProviderError: The last try's error, once attempts or deadline are used up.
        TimeoutError: The deadline passed while a request was under way.
    """

    def note(retry_state: RetryCallState) -> None:
        error = _error_of(retry_state)
        if isinstance(error, ProviderError):
            before_wait(error, retry_state.upcoming_sleep)

    retrying = AsyncRetrying(
        retry=retry_if_exception(_worth_another),
        stop=stop_after_attempt(retries.attempts)
        | _StopBeforeDeadline(retries.deadline)
        | _StopGivenUp(given_up),
        wait=_WaitAsAsked(retries),
        before_sleep=note,
        reraise=True,
    )
    async with asyncio.timeout(retries.deadline):
        result: T = await retrying(request)
        return result
