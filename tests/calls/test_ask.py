"""A question put: tried again, asked once more, and never lost."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from dateline.calls import Outcome, Problem, Question, ask
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
from dateline.models import Usage
from dateline.providers import Answer, Message, build, resolve
from dateline.settings import Asking, Profile, Retries, Settings

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

AT_ONCE = Retries(attempts=3, wait=0.0, deadline=10.0)
TOKENS = Usage(prompt_tokens=100, cached_tokens=60, completion_tokens=7)


class Tolls(BaseModel):
    """What is asked for."""

    items: list[int]


def salvage(raw: str) -> Tolls | None:
    """The numbers of a JSON list among other things; None where there are none."""
    try:
        items = json.loads(raw)["items"]
    except (ValueError, KeyError, TypeError):
        return None
    kept = [item for item in items if isinstance(item, int)]
    return Tolls(items=kept) if kept else None


def reask(problems: Sequence[Problem]) -> str:
    """The message that goes back."""
    return "Wrong: " + " ".join(problem.reason for problem in problems)


QUESTION = Question("tolls", ({"role": "user", "content": "How many?"},), Tolls, salvage, reask)


class Scripted:
    """A provider that gives answers and errors in turn, the last one again and again."""

    name = "scripted"
    model = "m"
    asking: Asking = "article"
    free = True

    def __init__(self, *script: Answer[Any] | Exception) -> None:
        self.script = list(script)
        self.asked: list[tuple[Message, ...]] = []

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """The next of the script."""
        assert answer_type is Tolls
        self.asked.append(tuple(messages))
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, Exception):
            raise step
        return step


def put(provider: Any, retries: Retries = AT_ONCE) -> Outcome[Tolls]:
    """What becomes of the question."""
    return asyncio.run(ask(provider, QUESTION, retries))


def error(kind: type[ProviderError], **options: Any) -> ProviderError:
    """An error of that kind."""
    return kind("It went wrong.", provider="scripted", model="m", **options)


GOOD = Answer(Tolls(items=[14]), '{"items": [14]}', TOKENS)
INVALID = Answer(None, '{"items": [14, "x"]}', TOKENS, problem="items.1: no integer.")
GARBAGE = Answer(None, "Fourteen.", TOKENS, problem="Invalid JSON.")
CUT = Answer(None, '{"items": [14, 1', TOKENS, problem="It was cut off.", stopped="length")
DECLINED = Answer(None, "", TOKENS, problem="It declined.", stopped="refused")

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
            {"role": "user", "content": "Wrong: items.1: no integer."},
        )
        assert outcome.call.attempts == 2

    def test_it_is_asked_only_once_more(self) -> None:
        """However often the answer is invalid; what is valid in it is kept."""
        provider = Scripted(INVALID)
        outcome = put(provider)
        assert len(provider.asked) == 2
        assert outcome.value == Tolls(items=[14])
        assert (outcome.trouble, outcome.problem) == ("invalid", "items.1: no integer.")
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
        ("answer", "kind", "attempts"),
        [(CUT, Truncated, 1), (DECLINED, Refused, 1), (GARBAGE, InvalidAnswer, 2)],
    )
    def test_an_answer_of_no_use_has_an_error_to_raise(
        self, answer: Answer[Any], kind: type[BadAnswer], attempts: int
    ) -> None:
        """Where nothing can be kept, the caller may have nothing else to show."""
        outcome = put(Scripted(answer))
        assert type(outcome.error) is kind
        assert (outcome.error.provider, outcome.error.model) == ("scripted", "m")
        assert str(answer.problem) in str(outcome.error)
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


class Hanging(Scripted):
    """A provider that stops answering once its script is through."""

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """The next of the script, or nothing for longer than any test."""
        if len(self.asked) == len(self.script):
            self.asked.append(tuple(messages))
            await asyncio.sleep(5)
            pytest.fail("the deadline did not come")
        self.asked.append(tuple(messages))
        step = self.script[len(self.asked) - 1]
        assert not isinstance(step, Exception)
        return step


class TestDeadline:
    """The bound of everything."""

    def test_the_deadline_ends_a_question_that_hangs(self) -> None:
        """As a timeout with the setting's name."""
        started = time.monotonic()
        outcome = put(Hanging(), Retries(deadline=0.1))
        assert time.monotonic() - started < 1.0
        assert type(outcome.error) is TimedOut
        assert "deadline of 0.1 s" in str(outcome.error)
        assert "retries.deadline" in outcome.error.hint
        assert (outcome.trouble, outcome.call.attempts) == ("failed", 1)

    def test_the_deadline_in_a_re_ask_costs_only_the_re_ask(self) -> None:
        """The first answer is kept."""
        outcome = put(Hanging(INVALID), Retries(deadline=0.1))
        assert (outcome.value, outcome.trouble) == (Tolls(items=[14]), "invalid")
        assert (outcome.call.attempts, outcome.call.usage) == (2, TOKENS)

    def test_a_caller_that_gives_up_is_not_held(self) -> None:
        """A cancellation from outside is no deadline of ours."""

        async def give_up() -> None:
            async with asyncio.timeout(0.05):
                await ask(Hanging(), QUESTION, Retries(deadline=10))

        with pytest.raises(TimeoutError):
            asyncio.run(give_up())


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
