"""What was sent in the last minute, and what is left by an answer's headers."""

from __future__ import annotations

import random

import pytest

from dateline.calls.window import Told, Window
from dateline.providers.base import Allowance


class TestWindow:
    """The user's own bounds."""

    def test_without_bounds_all_is_free(self) -> None:
        """And nothing is kept."""
        window = Window()
        for _ in range(100):
            assert window.free_at(10**9, 5.0) == 5.0
            window.add(10**9, 5.0)
        assert not window._sent

    def test_a_minute_holds_as_many_requests_as_it_may(self) -> None:
        """The next comes when the first is a minute old."""
        window = Window(requests=3)
        for moment in (0.0, 10.0, 20.0):
            assert window.free_at(1, moment) == moment
            window.add(1, moment)
        assert window.free_at(1, 30.0) == 60.0
        assert window.free_at(1, 60.0) == 60.0
        window.add(1, 60.0)
        assert window.free_at(1, 60.0) == 70.0

    def test_a_minute_holds_as_many_tokens_as_it_may(self) -> None:
        """A large request waits for as many of the old ones as it needs room for."""
        window = Window(tokens=100)
        for moment, tokens in ((0.0, 30), (10.0, 30), (20.0, 30)):
            window.add(tokens, moment)
        assert window.free_at(10, 30.0) == 30.0
        assert window.free_at(11, 30.0) == 60.0
        assert window.free_at(41, 30.0) == 70.0

    def test_one_that_is_larger_than_the_bound_is_sent_alone(self) -> None:
        """It would wait for ever."""
        window = Window(tokens=100)
        assert window.free_at(500, 0.0) == 0.0
        window.add(500, 0.0)
        assert window.free_at(1, 1.0) == 60.0
        assert window.free_at(500, 1.0) == 60.0

    def test_what_a_request_came_to_takes_the_place_of_what_it_might_have(self) -> None:
        """Most answers are shorter than they may be."""
        window = Window(tokens=100)
        sent = window.add(90, 0.0)
        assert window.free_at(50, 1.0) == 60.0
        window.correct(sent, 20)
        assert window.free_at(50, 1.0) == 1.0

    def test_one_that_was_not_sent_does_not_count(self) -> None:
        """Neither its tokens nor itself."""
        window = Window(requests=1, tokens=100)
        window.correct(window.add(90, 0.0), 0, 0)
        assert window.free_at(100, 1.0) == 1.0

    def test_what_is_corrected_after_its_minute_changes_nothing(self) -> None:
        """A slow answer must not make room that is not there."""
        window = Window(tokens=100)
        sent = window.add(90, 0.0)
        assert window.free_at(100, 60.0) == 60.0
        window.correct(sent, 0)
        window.add(100, 60.0)
        assert window.free_at(1, 61.0) == 120.0

    @pytest.mark.parametrize("seed", range(5))
    def test_no_minute_ever_holds_more(self, seed: int) -> None:
        """Whichever minute is looked at."""
        chance = random.Random(seed)
        window, now, sent = Window(requests=7, tokens=100), 0.0, []
        for _ in range(300):
            tokens = chance.randint(1, 60)
            now = max(now + chance.random(), window.free_at(tokens, now))
            window.add(tokens, now)
            sent.append((now, tokens))
        for begin, _ in sent:
            minute = [tokens for at, tokens in sent if begin <= at < begin + 60]
            assert len(minute) <= 7
            assert sum(minute) <= 100


class TestTold:
    """What an answer's headers say."""

    def test_nothing_said_is_no_bound(self) -> None:
        """Most servers say nothing."""
        assert Told().free_at(10**9, 3.0) == 3.0

    @pytest.mark.parametrize(
        ("allowance", "since", "free"),
        [
            (Allowance(requests=5, reset=20.0), 0, 100.0),
            (Allowance(requests=5, reset=20.0), 4, 100.0),
            (Allowance(requests=5, reset=20.0), 5, 120.0),
            (Allowance(requests=0, reset=20.0), 0, 120.0),
            (Allowance(tokens=50, reset=20.0), 0, 100.0),
            (Allowance(tokens=49, reset=20.0), 0, 120.0),
            (Allowance(tokens=99, reset=20.0), 5, 120.0),
            (Allowance(requests=5, tokens=0, reset=20.0), 0, 120.0),
        ],
    )
    def test_what_is_not_left_comes_with_the_reset(
        self, allowance: Allowance, since: int, free: float
    ) -> None:
        """Those that were begun since then are taken off: the server had not seen them."""
        told = Told.read(allowance, 0, since, 10 * since, 100.0)
        assert told.free_at(50, 100.0) == free
        assert told.free_at(50, free) == free

    def test_each_request_takes_its_part(self) -> None:
        """Until there is nothing left."""
        told = Told.read(Allowance(requests=2, tokens=100, reset=20.0), 0, 0, 0, 100.0)
        told.begin(30)
        assert told.free_at(70, 101.0) == 101.0
        assert told.free_at(71, 101.0) == 120.0
        told.begin(30)
        assert told.free_at(1, 101.0) == 120.0

    def test_headers_are_believed_for_a_minute_at_most(self) -> None:
        """A day's limit may have room again much earlier: longer waits are a 429's to ask for."""
        told = Told.read(Allowance(requests=0, reset=80_000.0), 0, 0, 0, 100.0)
        assert told.free_at(1, 100.0) == 160.0

    def test_without_a_reset_there_is_nothing_to_wait_for(self) -> None:
        """One comes with the 429, if it comes to that."""
        assert Told.read(Allowance(requests=0), 0, 0, 0, 100.0).free_at(1, 100.0) == 100.0
