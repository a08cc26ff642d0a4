"""A question put: tried again, asked once more, taken elsewhere, and never lost."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.calls.asking import (
    AT_ONCE,
    CUT,
    DECLINED,
    GARBAGE,
    GOOD,
    INVALID,
    LONG,
    NO_INTEGER,
    QUESTION,
    TOKENS,
    Scripted,
    Tolls,
    answer,
    cut,
    endpoint,
    error,
    later,
    put,
)

from dateline.calls import Outcome, Route, ask
from dateline.errors import (
    AuthenticationFailed,
    BadAnswer,
    ConnectionLost,
    ContextTooLong,
    InvalidAnswer,
    Overloaded,
    ProviderError,
    RateLimited,
    Refused,
    RequestRefused,
    TimedOut,
    Truncated,
    UnknownModel,
)
from dateline.providers import Answer, build, resolve
from dateline.settings import Profile, Retries, Settings

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

RETRYABLE = (RateLimited, Overloaded, TimedOut, ConnectionLost)
FINAL = (RequestRefused, AuthenticationFailed, UnknownModel, ContextTooLong, InvalidAnswer)


class TestRetries:
    """Faults of transport."""

    @pytest.mark.parametrize("kind", RETRYABLE)
    def test_a_fault_of_transport_is_tried_again(self, kind: type[ProviderError]) -> None:
        """Until an answer comes; the receipt counts every request."""
        provider = Scripted(error(kind), error(kind), GOOD)
        outcome = put(provider)
        assert outcome.value == Tolls(items=[14])
        assert (outcome.trouble, outcome.problem, outcome.error) == (None, None, None)
        assert (outcome.call.attempts, outcome.call.outcome) == (3, "answered")
        assert provider.asked == [QUESTION.messages] * 3

    @pytest.mark.parametrize("kind", FINAL)
    def test_what_trying_again_cannot_change_is_not_tried_again(
        self, kind: type[ProviderError]
    ) -> None:
        """A wrong key stays wrong."""
        refusal = error(kind)
        provider = Scripted(refusal, GOOD)
        outcome = put(provider)
        assert (outcome.value, outcome.error, outcome.trouble) == (None, refusal, "failed")
        assert (outcome.call.attempts, outcome.call.outcome) == (1, "failed")
        assert len(provider.asked) == 1

    def test_the_last_error_stands_when_the_tries_are_used_up(self) -> None:
        """A failure is an outcome, so that it does not cost other questions."""
        last = error(Overloaded)
        provider = Scripted(error(RateLimited), error(RateLimited), last)
        outcome = put(provider)
        assert outcome.error is last
        assert outcome.call.attempts == 3
        assert outcome.problem == str(last)

    def test_a_fault_of_ours_is_no_outcome(self) -> None:
        """It is raised, and not tried again."""
        provider = Scripted(KeyError("ours"), GOOD)
        with pytest.raises(KeyError):
            put(provider)
        assert len(provider.asked) == 1

    def test_retry_after_is_waited_for(self) -> None:
        """Longer than the backoff chosen here, where the server says so."""
        started = time.monotonic()
        outcome = put(Scripted(error(RateLimited, retry_after=0.15), GOOD))
        assert outcome.value is not None
        assert 0.15 <= time.monotonic() - started < 1.0
        assert outcome.call.seconds >= 0.15

    def test_the_longest_wait_bounds_backoff_but_not_the_server(self) -> None:
        """`max_wait` is ours, `Retry-After` the server's."""
        retries = Retries(attempts=2, wait=0.0, max_wait=0.0, deadline=10.0)
        started = time.monotonic()
        put(Scripted(error(RateLimited, retry_after=0.15), GOOD), retries)
        assert time.monotonic() - started >= 0.15

    def test_waits_grow_and_differ(self) -> None:
        """Exponential backoff with jitter: two clients do not come back together."""
        retries = Retries(attempts=4, wait=0.02, deadline=10.0)
        started = time.monotonic()
        put(Scripted(error(Overloaded)), retries)
        # 0.02 + 0.04 + 0.08, and up to 0.02 of jitter each.
        assert 0.14 <= time.monotonic() - started < 1.0

    def test_a_wait_that_would_cross_the_deadline_is_not_begun(self) -> None:
        """The server's own error stands, at once."""
        limited = error(RateLimited, retry_after=3600.0)
        provider = Scripted(limited, GOOD)
        started = time.monotonic()
        outcome = put(provider)
        assert outcome.error is limited
        assert len(provider.asked) == 1
        assert time.monotonic() - started < 1.0


class TestInvalidAnswers:
    """One bounded re-ask."""

    def test_an_invalid_answer_is_asked_about_once_more(self) -> None:
        """With the answer and what was wrong in it, after the question itself."""
        provider = Scripted(INVALID, GOOD)
        outcome = put(provider)
        assert outcome.value == Tolls(items=[14])
        assert (outcome.trouble, outcome.problem) == (None, None)
        assert provider.asked[1] == (
            *QUESTION.messages,
            {"role": "assistant", "content": INVALID.raw},
            {"role": "user", "content": f"Wrong: {NO_INTEGER}"},
        )
        assert outcome.call.attempts == 2

    def test_it_is_asked_only_once_more(self) -> None:
        """However often the answer is invalid; what is valid in it is kept."""
        provider = Scripted(INVALID)
        outcome = put(provider)
        assert len(provider.asked) == 2
        assert outcome.value == Tolls(items=[14])
        assert (outcome.trouble, outcome.problem) == ("invalid", NO_INTEGER)
        assert outcome.error is None
        assert outcome.call.outcome == "answered"

    def test_a_better_second_answer_is_salvaged_where_the_first_cannot_be(self) -> None:
        """Whatever was paid for and can be used is used."""
        outcome = put(Scripted(GARBAGE, INVALID))
        assert outcome.value == Tolls(items=[14])
        assert outcome.raw == INVALID.raw
        assert outcome.trouble == "invalid"

    def test_the_first_answer_is_kept_when_the_second_is_garbage(self) -> None:
        """The re-ask takes nothing away."""
        outcome = put(Scripted(INVALID, GARBAGE))
        assert (outcome.value, outcome.raw) == (Tolls(items=[14]), INVALID.raw)

    @pytest.mark.parametrize("kind", [ConnectionLost, AuthenticationFailed])
    def test_the_first_answer_is_kept_when_the_re_ask_does_not_get_through(
        self, kind: type[ProviderError]
    ) -> None:
        """And its error is no error of the question."""
        outcome = put(Scripted(INVALID, error(kind)))
        assert (outcome.value, outcome.raw) == (Tolls(items=[14]), INVALID.raw)
        assert (outcome.trouble, outcome.error) == ("invalid", None)
        assert outcome.call.attempts == (4 if kind.retryable else 2)

    def test_the_re_ask_is_tried_again_too(self) -> None:
        """Its faults of transport are like any other's."""
        outcome = put(Scripted(INVALID, error(Overloaded), GOOD))
        assert outcome.value == Tolls(items=[14])
        assert outcome.call.attempts == 3

    def test_a_truncated_answer_is_not_asked_about_again(self) -> None:
        """It would be cut at the same place; what came before the cut is kept."""
        whole = Answer(None, '{"items": [14]}', TOKENS, problem="It was cut off.", stopped="length")
        provider = Scripted(whole)
        outcome = put(provider)
        assert len(provider.asked) == 1
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), "truncated")

    def test_a_refusal_is_not_asked_about_again(self) -> None:
        """Nor are its words taken for an answer."""
        provider = Scripted(Answer(None, INVALID.raw, TOKENS, problem="No.", stopped="refused"))
        outcome = put(provider)
        assert len(provider.asked) == 1
        assert (outcome.value, outcome.trouble, outcome.call.outcome) == (None, "refused", "failed")

    @pytest.mark.parametrize(
        ("given", "kind", "attempts"),
        [(CUT, Truncated, 1), (DECLINED, Refused, 1), (GARBAGE, InvalidAnswer, 2)],
    )
    def test_an_answer_of_no_use_has_an_error_to_raise(
        self, given: Answer[Any], kind: type[BadAnswer], attempts: int
    ) -> None:
        """Where nothing can be kept, the caller may have nothing else to show."""
        outcome = put(Scripted(given))
        assert type(outcome.error) is kind
        assert (outcome.error.provider, outcome.error.model) == ("scripted", "m")
        assert str(given.problem) in str(outcome.error)
        assert outcome.call.attempts == attempts
        assert outcome.call.outcome == "failed"

    def test_tokens_are_summed_over_all_attempts(self) -> None:
        """Faults cost none, answers that were thrown away cost theirs."""
        outcome = put(Scripted(error(Overloaded), INVALID, error(Overloaded), GOOD))
        assert outcome.call.usage == TOKENS + TOKENS
        assert outcome.call.attempts == 4

    def test_tokens_of_a_failed_question_are_counted(self) -> None:
        """The bill does not ask whether the answer was of use."""
        assert put(Scripted(GARBAGE)).call.usage == TOKENS + TOKENS


class TestDeadline:
    """The bound of everything."""

    def test_the_deadline_ends_a_question_that_hangs(self) -> None:
        """As a timeout with the setting's name."""
        started = time.monotonic()
        outcome = put(Scripted(later(5)), Retries(deadline=0.1))
        assert time.monotonic() - started < 1.0
        assert type(outcome.error) is TimedOut
        assert "deadline of 0.1 s" in str(outcome.error)
        assert "retries.deadline" in outcome.error.hint
        assert (outcome.trouble, outcome.call.attempts) == ("failed", 1)

    def test_the_deadline_in_a_re_ask_costs_only_the_re_ask(self) -> None:
        """The first answer is kept."""
        outcome = put(Scripted(INVALID, later(5)), Retries(deadline=0.1))
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), "invalid")
        assert (outcome.call.attempts, outcome.call.usage) == (2, TOKENS)

    def test_a_caller_that_gives_up_is_not_held(self) -> None:
        """A cancellation from outside is no deadline of ours."""

        async def give_up() -> None:
            async with asyncio.timeout(0.05):
                await ask(Route.to(Scripted(later(5))), QUESTION)

        with pytest.raises(TimeoutError):
            asyncio.run(give_up())


class TestCutOff:
    """An answer that stopped at the token limit."""

    def test_it_is_gone_on_with_and_joined(self) -> None:
        """From what is whole of it; the model sees its own words, and only what is new is added."""
        provider = Scripted(cut('{"items": [1, 2, 3'), answer(3, 4))
        outcome = put(provider, question=LONG)
        assert outcome.value == Tolls(items=[1, 2, 3, 4])
        assert outcome.raw == '{"items":[1,2,3,4]}'
        assert (outcome.trouble, outcome.problem, outcome.error) == (None, None, None)
        assert (outcome.call.attempts, outcome.call.usage) == (2, TOKENS + TOKENS)
        assert provider.asked[1] == (
            *LONG.messages,
            {"role": "assistant", "content": '{"items":[1,2]}'},
            {"role": "user", "content": "Go on."},
        )

    def test_it_may_be_cut_off_again(self) -> None:
        """And goes on from all that came so far, in a conversation that does not grow."""
        provider = Scripted(cut('{"items": [1, 2'), cut('{"items": [2, 3, 4'), answer(4, 5))
        outcome = put(provider, question=LONG)
        assert outcome.value == Tolls(items=[1, 2, 3, 4, 5])
        assert outcome.trouble is None
        assert provider.asked[2][1]["content"] == '{"items":[1,2,3]}'
        assert len(provider.asked[2]) == 3

    def test_it_is_not_gone_on_with_for_ever(self) -> None:
        """Three further questions; what came by then is kept, and that there is more is said."""
        cuts = [cut(f'{{"items": [{n}, 0') for n in range(1, 9)]
        provider = Scripted(*cuts)
        outcome = put(provider, question=LONG)
        assert len(provider.asked) == 4
        assert outcome.value == Tolls(items=[1, 2, 3, 4])
        assert (outcome.trouble, outcome.problem) == ("truncated", "It was cut off.")

    def test_a_model_that_goes_round_in_circles_is_left(self) -> None:
        """What adds nothing is asked for once."""
        provider = Scripted(cut('{"items": [1, 2, 3'))
        outcome = put(provider, question=LONG)
        assert len(provider.asked) == 2
        assert (outcome.value, outcome.trouble) == (Tolls(items=[1, 2]), "truncated")

    @pytest.mark.parametrize(
        ("further", "kept"),
        [
            (error(Overloaded), [1, 2]),
            (error(AuthenticationFailed), [1, 2]),
            (error(ContextTooLong), [1, 2]),
            (DECLINED, [1, 2]),
            (GARBAGE, [1, 2]),
            (INVALID, [1, 2, 14]),
            (CUT, [1, 2]),
        ],
    )
    def test_what_came_is_kept_whatever_comes_of_the_rest(
        self, further: Answer[Any] | ProviderError, kept: list[int]
    ) -> None:
        """It was paid for."""
        outcome = put(Scripted(cut('{"items": [1, 2, 3'), further), question=LONG)
        assert outcome.value == Tolls(items=kept)
        assert (outcome.trouble, outcome.error) == ("truncated", None)
        assert outcome.call.outcome == "answered"

    def test_one_of_which_nothing_is_whole_is_no_answer(self) -> None:
        """The caller may ask for less at once; to go on from nothing is to ask the same again."""
        provider = Scripted(CUT)
        outcome = put(provider, question=LONG)
        assert type(outcome.error) is Truncated
        assert len(provider.asked) == 1

    def test_an_answer_that_was_asked_for_again_may_be_cut_off_too(self) -> None:
        """It is gone on with like any other."""
        outcome = put(Scripted(GARBAGE, cut('{"items": [1, 2'), answer(2)), question=LONG)
        assert outcome.value == Tolls(items=[1, 2])
        assert (outcome.trouble, outcome.call.attempts) == (None, 3)

    def test_the_rest_is_asked_of_whoever_is_there(self) -> None:
        """The first provider's items are kept when the second has to end what it began."""
        primary = Scripted(cut('{"items": [1, 2'), error(Overloaded))
        fallback = Scripted(answer(2), name="other")
        route = Route((endpoint(primary), endpoint(fallback)))
        outcome = put(route, question=LONG)
        assert (outcome.value, outcome.call.provider) == (Tolls(items=[1, 2]), "other")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
class TestOverTheWire:
    """The same with a real client and a server that misbehaves on purpose."""

    def ask(self, server: MisbehavingServer, retries: Retries, **profile: Any) -> Outcome[Tolls]:
        """One question to the server."""
        mine = Profile(model="openai-compatible:m", base_url=server.url, **profile)
        settings = Settings(providers={"mine": mine})
        return put(build(resolve(settings, "mine"), settings), retries)

    def test_requests_are_as_many_as_attempts(self, server: MisbehavingServer) -> None:
        """The SDK's retries and instructor's do not multiply ours."""
        server.fail(503)
        outcome = self.ask(server, AT_ONCE)
        assert type(outcome.error) is Overloaded
        assert len(server.requests) == outcome.call.attempts == 3

    def test_a_server_that_recovers_is_asked_until_it_does(self, server: MisbehavingServer) -> None:
        """Each fault in turn, a re-ask at the end, and the bill of both answers."""
        server.fail(429, headers={"Retry-After": "0.05"})
        server.reset()
        server.answer('{"items": ["fourteen"]}')
        server.fail(529)
        server.answer('{"items": [14]}')
        outcome = self.ask(server, AT_ONCE)
        assert outcome.value is not None
        assert outcome.value.items == [14]
        assert len(server.requests) == outcome.call.attempts == 5
        assert outcome.call.usage == TOKENS + TOKENS
        last = server.requests[-1].json["messages"][-1]
        assert "items.0: Input should be a valid integer" in last["content"]

    def test_the_deadline_bounds_a_server_that_hangs(self, server: MisbehavingServer) -> None:
        """Its timeouts may be long, and its tries many."""
        server.answer('{"items": [14]}')
        self.ask(server, AT_ONCE)  # the first question of a process loads the SDK
        server.forget()
        server.hang()
        started = time.monotonic()
        outcome = self.ask(server, Retries(attempts=99, wait=0, deadline=0.2), timeout=60)
        assert type(outcome.error) is TimedOut
        assert time.monotonic() - started < 2.0
        assert len(server.requests) == 1

    def test_a_timeout_is_tried_again_within_the_deadline(self, server: MisbehavingServer) -> None:
        """One slow answer is no lost question."""
        server.hang()
        server.answer('{"items": [14]}')
        outcome = self.ask(server, AT_ONCE, timeout=0.15)
        assert outcome.value is not None
        assert len(server.requests) == 2
