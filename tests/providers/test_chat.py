"""Chat Completions against a server that misbehaves on purpose."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from pydantic import BaseModel

from dateline.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ContextTooLong,
    DatelineError,
    Malformed,
    Overloaded,
    PermissionDenied,
    ProviderError,
    QuotaExhausted,
    RateLimited,
    RequestRefused,
    TimedOut,
    UnknownModel,
)
from dateline.models import Incident, PolicyContext, Statement, Usage, draft_model
from dateline.providers import Answer, build, resolve
from dateline.settings import Profile, Settings

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

KEY = "sk-very/secret+key&=\\"
MESSAGES = [{"role": "user", "content": "How many?"}]


class Tolls(BaseModel):
    """What is asked for."""

    items: list[int]


def ask(
    base_url: str,
    answer_type: type[BaseModel] = Tolls,
    *,
    model: str = "openai-compatible:m",
    **profile: Any,
) -> Answer[Any]:
    """One question to the provider `mine` at `base_url`."""
    settings = Settings(
        providers={"mine": Profile(model=model, base_url=base_url, api_key=KEY, **profile)}
    )
    provider = build(resolve(settings, "mine"), settings)
    return asyncio.run(provider.ask(MESSAGES, answer_type))  # type: ignore[arg-type]


def failure(base_url: str, **options: Any) -> ProviderError:
    """The error that one question ends in."""
    with pytest.raises(ProviderError) as caught:
        ask(base_url, **options)
    error = caught.value
    assert (error.provider, error.model) == ("mine", "m")
    return error


class TestRequest:
    """What goes over the wire."""

    def test_a_server_of_the_users_own_gets_max_tokens_and_no_temperature_but_zero(
        self, server: MisbehavingServer
    ) -> None:
        """Its answers can be repeated, and are bounded."""
        server.answer('{"items": [14]}')
        ask(server.url, max_tokens=99)
        body = server.requests[0].json
        assert server.requests[0].path == "/v1/chat/completions"
        assert body["model"] == "m"
        assert body["messages"] == MESSAGES
        assert (body["max_tokens"], body["temperature"]) == (99, 0)
        assert "max_completion_tokens" not in body
        assert body["response_format"]["type"] == "json_schema"

    def test_openai_gets_max_completion_tokens_and_no_temperature(
        self, server: MisbehavingServer
    ) -> None:
        """The GPT-5 family refuses what the others want."""
        server.answer('{"items": [14]}')
        ask(server.url, model="openai:m")
        body = server.requests[0].json
        assert body["max_completion_tokens"] == 16384
        assert not {"max_tokens", "temperature"} & set(body)

    @pytest.mark.parametrize("record", [Incident, Statement, PolicyContext])
    def test_openai_gets_a_strict_schema(
        self, server: MisbehavingServer, record: type[BaseModel]
    ) -> None:
        """As its structured outputs want it: closed objects, every property required."""
        server.answer("{}")
        ask(server.url, draft_model(record), model="openai:m")
        response_format = server.requests[0].json["response_format"]
        assert response_format["json_schema"]["strict"] is True
        objects = list(objects_in(response_format["json_schema"]["schema"]))
        assert objects
        for schema in objects:
            assert schema["additionalProperties"] is False
            assert set(schema["required"]) == set(schema["properties"])

    def test_the_key_goes_into_its_header_and_nowhere_else(self, server: MisbehavingServer) -> None:
        """Servers that want none get a placeholder."""
        server.answer('{"items": []}')
        ask(server.url)
        request = server.requests[0]
        assert request.headers["authorization"] == f"Bearer {KEY}"
        assert KEY not in json.dumps(request.json)

    def test_what_stays_on_this_machine_goes_through_no_proxy(
        self, server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A proxy from the environment would see the article."""
        server.answer('{"items": [14]}')
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://192.0.2.1:9")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        assert ask(server.url).value.items == [14]

    def test_what_stays_on_this_machine_is_not_led_off_it(self, server: MisbehavingServer) -> None:
        """A redirection is an error, not followed."""
        server.fail(307, headers={"Location": f"{server.url}/elsewhere"})
        assert failure(server.url).status == 307
        assert len(server.requests) == 1


def objects_in(schema: Any) -> Any:
    """Every object schema in `schema`, at any depth."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


class TestAnswer:
    """An answer came."""

    def test_a_valid_answer_has_value_words_and_tokens(self, server: MisbehavingServer) -> None:
        """Cached tokens are counted too."""
        server.answer('{"items": [14]}')
        answer = ask(server.url)
        assert answer.value.items == [14]
        assert answer.raw == '{"items": [14]}'
        assert answer.usage == Usage(prompt_tokens=100, cached_tokens=60, completion_tokens=7)
        assert (answer.problem, answer.stopped) == (None, "stop")

    @pytest.mark.parametrize(
        ("usage", "expected"),
        [
            (None, Usage()),
            (
                {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6},
                Usage(prompt_tokens=5, completion_tokens=1),
            ),
            (
                {
                    "prompt_tokens": 5,
                    "completion_tokens": 1,
                    "total_tokens": 6,
                    "prompt_tokens_details": {"cached_tokens": None},
                },
                Usage(prompt_tokens=5, completion_tokens=1),
            ),
        ],
    )
    def test_tokens_that_the_server_did_not_count_are_none(
        self, server: MisbehavingServer, usage: dict[str, Any] | None, expected: Usage
    ) -> None:
        """Servers leave out what they like."""
        server.answer('{"items": []}', usage=usage)
        assert ask(server.url).usage == expected

    def test_a_truncated_answer_keeps_its_words_and_tokens(self, server: MisbehavingServer) -> None:
        """What was paid for can be salvaged."""
        server.answer('{"items": [14, 1', finish_reason="length")
        answer = ask(server.url)
        assert (answer.value, answer.raw, answer.stopped) == (None, '{"items": [14, 1', "length")
        assert answer.usage.completion_tokens == 7
        assert answer.problem == "It was cut off at the token limit."

    @pytest.mark.parametrize(
        "reply",
        [
            {"content": None, "refusal": "I cannot help with that."},
            {"content": None, "finish_reason": "content_filter"},
            {"content": '{"items": [1', "finish_reason": "content_filter"},
        ],
    )
    def test_a_refusal_is_told_from_an_invalid_answer(
        self, server: MisbehavingServer, reply: dict[str, Any]
    ) -> None:
        """By the model's own word, or by the provider's filter."""
        server.answer(**reply)
        answer = ask(server.url)
        assert (answer.value, answer.stopped) == (None, "refused")
        assert answer.usage.prompt_tokens == 100

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("Fourteen, I think.", "Invalid JSON"),
            ("", "Invalid JSON"),
            (None, "Invalid JSON"),
            ('{"items": [14', "Invalid JSON"),
            ('{"items": ["some"]}', "items.0: Input should be a valid integer"),
            ("{}", "items: Field required"),
            ("[]", "the answer: Input should be an object"),
        ],
    )
    def test_an_invalid_answer_says_what_is_wrong(
        self, server: MisbehavingServer, content: str | None, words: str
    ) -> None:
        """In words that can go back to the model, without a library's own address in them."""
        server.answer(content)
        answer = ask(server.url)
        assert (answer.value, answer.raw, answer.stopped) == (None, content or "", "stop")
        assert answer.problem is not None
        assert words in answer.problem
        assert "pydantic" not in answer.problem
        assert answer.usage.completion_tokens == 7

    def test_many_faults_are_named_only_in_part(self, server: MisbehavingServer) -> None:
        """A re-ask does not grow with the answer."""
        server.answer(json.dumps({"items": ["x"] * 500}))
        problem = ask(server.url).problem
        assert problem is not None
        assert problem.count("items.") == 8

    def test_an_invalid_answer_is_not_logged_by_instructor(
        self, server: MisbehavingServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        """It would write the model's words to stderr; what others ask of it is logged as ever."""
        server.answer("the model's words")
        ask(server.url)
        assert not [r for r in caplog.records if r.levelno >= logging.WARNING]
        logging.getLogger("instructor.v2.retry").error("somebody else's")
        assert "somebody else's" in caplog.text


class TestNoCompletion:
    """HTTP 200, and not what was asked for."""

    @pytest.mark.parametrize(
        ("body", "content_type", "words"),
        [
            (b"<html>Sign in</html>", "text/html", "<html>Sign in</html>"),
            (b"<html>Sign in</html>", "application/json", "JSONDecodeError"),
            (b"", "application/json", "JSONDecodeError"),
            (b"\xff\xfe\x00", "application/json", "UnicodeDecodeError"),
            (None, "application/json", "no choices"),
            ([], "application/json", "no choices"),
            ({"id": "x", "choices": []}, "application/json", "no choices"),
            ({"id": "x", "choices": None}, "application/json", "no choices"),
            (
                {"choices": [{"index": 0, "finish_reason": "stop"}]},
                "application/json",
                "no message",
            ),
            ({"choices": ["14"]}, "application/json", "no message"),
            (b"[" * 100_000, "application/json", "RecursionError"),
        ],
    )
    def test_what_is_no_completion_is_malformed(
        self, server: MisbehavingServer, body: Any, content_type: str, words: str
    ) -> None:
        """The message says what came, and the hint where to look; it is not asked again."""
        server.say(body, content_type=content_type)
        error = failure(server.url)
        assert type(error) is Malformed
        assert words in error.message
        assert "base_url" in error.hint
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("error", "kind", "status"),
        [
            ({"message": "no credit", "code": 402}, QuotaExhausted, 402),
            ({"message": "Upstream is busy.", "code": 502}, Overloaded, 502),
            ({"message": "Slow down.", "code": "rate_limit_exceeded"}, RateLimited, 429),
            ("It went wrong.", RequestRefused, 400),
        ],
    )
    def test_an_error_with_http_200_is_the_error_that_it_says(
        self, server: MisbehavingServer, error: Any, kind: type[ProviderError], status: int
    ) -> None:
        """Gateways report so what went wrong behind them."""
        server.say({"error": error})
        raised = failure(server.url)
        assert (type(raised), raised.status) == (kind, status)


STATUSES: list[tuple[int, type[ProviderError]]] = [
    (400, RequestRefused),
    (401, AuthenticationFailed),
    (402, QuotaExhausted),
    (403, PermissionDenied),
    (404, UnknownModel),
    (408, Overloaded),
    (409, Overloaded),
    (413, ContextTooLong),
    (422, RequestRefused),
    (429, RateLimited),
    (500, Overloaded),
    (502, Overloaded),
    (503, Overloaded),
    (504, Overloaded),
    (529, Overloaded),
]


class TestStatus:
    """HTTP errors."""

    @pytest.mark.parametrize(("status", "kind"), STATUSES)
    def test_each_status_has_its_error(
        self, server: MisbehavingServer, status: int, kind: type[ProviderError]
    ) -> None:
        """With the server's words, its id of the request, and the SDK's error behind it.

        One request goes out for it: the SDK's retries and instructor's are off.
        """
        server.fail(status, "The reason why.", headers={"x-request-id": "req_1"})
        error = failure(server.url)
        assert type(error) is kind
        assert error.status == status
        assert error.request_id == "req_1"
        assert f"mine answered HTTP {status}: The reason why." in str(error)
        assert error.__cause__ is not None
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("status", "message"),
        [
            (400, "This model's maximum context length is 8192 tokens."),
            (400, "context_length_exceeded"),
            (400, "the request exceeds the available context size"),
            (413, "maximum context"),
            (422, "Maximum Context exceeded"),
        ],
    )
    def test_a_context_that_is_too_long_is_told_from_other_refusals(
        self, server: MisbehavingServer, status: int, message: str
    ) -> None:
        """However servers word it."""
        server.fail(status, message)
        error = failure(server.url)
        assert type(error) is ContextTooLong
        assert 'asking = "choices"' in error.hint

    def test_a_wrong_key_is_sent_to_its_variable(self, server: MisbehavingServer) -> None:
        """The hint names where the key was read."""
        server.fail(401)
        assert failure(server.url, api_key_env="MY_KEY").hint == "Check the key in MY_KEY."

    def test_an_unknown_model_is_named(self, server: MisbehavingServer) -> None:
        """The name may be wrong, or the address."""
        server.fail(404)
        error = failure(server.url)
        assert "'m'" in error.hint
        assert "base_url" in error.hint

    def test_retry_after_is_read_in_seconds(self, server: MisbehavingServer) -> None:
        """Fractions too."""
        server.fail(429, headers={"Retry-After": "1.5"})
        assert failure(server.url).retry_after == 1.5

    def test_retry_after_is_read_as_a_date(self, server: MisbehavingServer) -> None:
        """The other form that RFC 9110 allows."""
        then = datetime.now(UTC) + timedelta(seconds=60)
        server.fail(503, headers={"Retry-After": format_datetime(then, usegmt=True)})
        waited = failure(server.url).retry_after
        assert waited is not None
        assert 55 < waited <= 60

    def test_a_page_in_place_of_an_error_is_shortened(self, server: MisbehavingServer) -> None:
        """Proxies send whole pages."""
        server.say(b"<html>\n" + b"x " * 5000, status=502, content_type="text/html")
        assert len(str(failure(server.url))) < 400


class TestTransport:
    """No answer came."""

    def test_a_refused_connection_is_a_lost_one(self) -> None:
        """Nobody listens there."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            error = failure(f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        assert type(error) is ConnectionLost
        assert "base_url" in error.hint
        assert error.__cause__ is not None

    @pytest.mark.parametrize("fault", ["reset", "cut_short"])
    def test_a_broken_connection_is_a_lost_one(self, server: MisbehavingServer, fault: str) -> None:
        """Before the answer, or in its middle."""
        getattr(server, fault)()
        assert type(failure(server.url)) is ConnectionLost
        assert len(server.requests) == 1

    def test_an_answer_that_does_not_come_times_out(self, server: MisbehavingServer) -> None:
        """The bound is the configured one, and named."""
        server.hang()
        error = failure(server.url, timeout=0.1)
        assert type(error) is TimedOut
        assert "within 0.1 s" in str(error)
        assert "`timeout`" in error.hint
        assert len(server.requests) == 1

    def test_a_slow_answer_is_waited_for(self, server: MisbehavingServer) -> None:
        """Within the bound nothing is lost."""
        server.answer('{"items": [14]}', delay=0.1)
        assert ask(server.url, timeout=5).value.items == [14]


FAULTS: list[Callable[[MisbehavingServer], None]] = [
    lambda server: server.fail(401, f"Incorrect API key provided: {KEY}."),
    lambda server: server.fail(429, f"Key {KEY} is over its limit."),
    lambda server: server.say({"error": {"message": f"Who is {KEY}?"}}),
    lambda server: server.say(f"<p>{KEY}</p>".encode(), content_type="text/html"),
    lambda server: server.reset(),
    lambda server: server.fail(400, f"as JSON {json.dumps(json.dumps(KEY))}"),
    lambda server: server.fail(400, f"as a URL {quote(KEY, safe='')} {quote(KEY).lower()}"),
    lambda server: server.fail(400, f"as HTML {escape(KEY)}, {KEY.replace('/', '&#x2F;')}"),
    lambda server: server.fail(400, f"as PHP has it {KEY.replace('/', chr(92) + '/')}"),
    lambda server: server.fail(400, f"as .NET has it {KEY.replace('+', chr(92) + 'u002B')}"),
    lambda server: server.fail(400, "no", headers={"x-request-id": f"req-{KEY}"}),
    lambda server: server.answer(f"Your key is {KEY}"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_key_is_in_no_message_and_in_no_log(
    server: MisbehavingServer,
    fault: Callable[[MisbehavingServer], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Even where the server repeats it."""
    caplog.set_level(logging.INFO)
    fault(server)
    try:
        shown = [str(ask(server.url))]
    except ProviderError as error:
        shown = [repr(error), error.message, error.hint, str(vars(error))]
        shown += [str(e) + repr(e) + str(vars(e)) for e in wrapped(error)]
        shown += traceback.format_exception(error)
    assert not [text for text in [*shown, caplog.text] if "very" in text]


def wrapped(error: BaseException) -> list[BaseException]:
    """The error and all that stands behind it, suppressed or not."""
    behind = [e for e in (error.__cause__, error.__context__) if e is not None]
    return [error, *(e for inner in behind for e in wrapped(inner))]


def test_a_fault_of_ours_is_raised_as_it_is(server: MisbehavingServer) -> None:
    """A schema that cannot be made is no provider's error."""

    class Unusable(BaseModel):
        things: list[Callable[[], int]]

    with pytest.raises(Exception, match="JsonSchema") as caught:
        ask(server.url, Unusable, model="openai:m")
    assert not isinstance(caught.value, DatelineError)
    assert server.requests == []


def test_one_provider_serves_one_event_loop_after_the_other(server: MisbehavingServer) -> None:
    """Connections belong to a loop; the provider does not."""
    server.answer('{"items": [14]}')
    settings = Settings(
        providers={"mine": Profile(model="openai-compatible:m", base_url=server.url)}
    )
    provider = build(resolve(settings, "mine"), settings)
    for _ in range(3):
        answer = asyncio.run(provider.ask(MESSAGES, Tolls))  # type: ignore[arg-type]
        assert answer.value.items == [14]
    assert len(server.requests) == 3


def test_the_original_error_stands_in_the_traceback(server: MisbehavingServer) -> None:
    """Whoever debugs sees the SDK's own words."""
    server.fail(503)
    assert "openai.InternalServerError" in "".join(traceback.format_exception(failure(server.url)))
