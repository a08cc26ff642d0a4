"""The one policy for faults of transport, and the deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.calls.asking import Clock, error

from dateline.calls.retry import Deadline, with_retries
from dateline.errors import AuthenticationFailed, Overloaded, ProviderError, RateLimited
from dateline.settings import Retries


def failing(*errors: ProviderError) -> tuple[Callable[[], Awaitable[str]], list[int]]:
    """A request that fails so often, and how often it was sent."""
    sent = [0]

    async def once() -> str:
        sent[0] += 1
        if sent[0] <= len(errors):
            raise errors[sent[0] - 1]
        return "answer"

    return once, sent


def tried(
    request: Callable[[], Awaitable[str]], retries: Retries, seconds: float = 10.0
) -> tuple[str | ProviderError, list[float]]:
    """What came of it, and the waits before each further try."""
    waits: list[float] = []

    async def main() -> str | ProviderError:
        try:
            return await with_retries(
                request,
                retries,
                Deadline(seconds),
                before_wait=lambda _error, wait: waits.append(wait),
            )
        except ProviderError as raised:
            return raised

    return asyncio.run(main()), waits


class TestWaits:
    """Between two tries."""

    def test_each_is_twice_the_one_before_with_jitter(self) -> None:
        """Two clients do not come back together."""
        request, _ = failing(*[error()] * 4)
        _, waits = tried(request, Retries(attempts=5, wait=0.002, max_wait=1))
        jitter = [w - least for w, least in zip(waits, (0.002, 0.004, 0.008, 0.016), strict=True)]
        assert all(0 <= more <= 0.002 for more in jitter)
        assert len({round(more, 9) for more in jitter}) > 1

    def test_none_is_longer_than_the_longest(self) -> None:
        """But for the jitter."""
        request, _ = failing(*[error()] * 4)
        _, waits = tried(request, Retries(attempts=5, wait=0.001, max_wait=0.002))
        assert max(waits) <= 0.003

    def test_the_server_may_ask_for_more(self) -> None:
        """Its word counts for the one wait that it asks for."""
        request, _ = failing(error(RateLimited, retry_after=0.05), error())
        _, waits = tried(request, Retries(attempts=3, wait=0.0))
        assert waits == [0.05, 0.0]

    def test_the_server_may_not_ask_for_less(self) -> None:
        """`Retry-After: 0` is no leave to hammer."""
        request, _ = failing(error(RateLimited, retry_after=0.0))
        _, waits = tried(request, Retries(attempts=3, wait=0.01))
        assert waits[0] >= 0.01


class TestTries:
    """How many."""

    @pytest.mark.parametrize("attempts", [1, 2, 5])
    def test_there_are_as_many_as_the_user_says(self, attempts: int) -> None:
        """The first included."""
        request, sent = failing(*[error()] * 9)
        outcome, waits = tried(request, Retries(attempts=attempts, wait=0.0))
        assert isinstance(outcome, Overloaded)
        assert (sent[0], len(waits)) == (attempts, attempts - 1)

    def test_what_cannot_succeed_is_sent_once(self) -> None:
        """Whatever is left."""
        request, sent = failing(error(AuthenticationFailed))
        outcome, _ = tried(request, Retries(attempts=5, wait=0.0))
        assert isinstance(outcome, AuthenticationFailed)
        assert sent[0] == 1

    def test_what_is_given_up_is_not_sent_again(self) -> None:
        """Somebody else may know that it is not worth it."""
        request, sent = failing(*[error()] * 9)

        async def main() -> None:
            given_up = lambda: sent[0] == 2  # noqa: E731
            await with_retries(request, Retries(wait=0.0), Deadline(9), given_up=given_up)

        with pytest.raises(Overloaded):
            asyncio.run(main())
        assert sent[0] == 2


class TestDeadline:
    """The seconds for one question at one provider."""

    def test_a_wait_that_would_end_after_it_is_not_begun(self) -> None:
        """Whether it is ours or the server's."""
        for asked, retries in (
            (error(RateLimited, retry_after=20.0), Retries(wait=0.0)),
            (error(), Retries(wait=20.0)),
        ):
            request, sent = failing(asked)
            outcome, waits = tried(request, retries, seconds=10.0)
            assert outcome is asked
            assert (sent[0], waits) == (1, [])

    def test_it_passes(self) -> None:
        """And then nothing is left."""
        clock = Clock()
        deadline = Deadline(10, clock)
        clock.now += 4
        assert deadline.left == 6
        clock.now += 7
        assert deadline.left == 0

    def test_it_can_stand_still(self) -> None:
        """However it is left again."""
        clock = Clock()
        deadline = Deadline(10, clock)
        with pytest.raises(KeyError), deadline.stopped():
            clock.now += 100
            raise KeyError
        assert deadline.left == 10
