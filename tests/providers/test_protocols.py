"""Every protocol: what goes over the wire, and what an answer is read as."""

from __future__ import annotations

import json
import logging
import socket
import traceback
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel
from tests.providers.wire import KEY, MESSAGES, WIRES, Tolls, Wire, ask

from dateline.errors import (
    AuthenticationFailed,
    ConnectionLost,
    Malformed,
    Overloaded,
    ProviderError,
    RateLimited,
    TimedOut,
    UnknownModel,
)
from dateline.models import Usage

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

SCHEMA = {
    "type": "object",
    "title": "Tolls",
    "description": "What is asked for.",
    "properties": {"items": {"type": "array", "title": "Items", "items": {"type": "integer"}}},
    "required": ["items"],
}


class Said(BaseModel):
    """What the model has to say."""

    words: str


@pytest.fixture(params=WIRES)
def wire(request: pytest.FixtureRequest) -> Wire:
    """Each protocol."""
    return WIRES[request.param]


def failure(server: MisbehavingServer, wire: Wire, **profile: Any) -> ProviderError:
    """The error that one question ends in, after one request."""
    with pytest.raises(ProviderError) as caught:
        ask(server.url, model=wire.model, **profile)
    return caught.value


class TestRequest:
    """What goes over the wire."""

    def test_one_request_goes_out_with_the_key_in_one_header(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """To the protocol's own path, with the user's further headers and fields."""
        server.say(wire.answer('{"items": [14]}'))
        more = {"headers": {"x-team": "desk"}, "extra_body": {"user": "me"}}
        assert ask(server.url, model=wire.model, **more).value.items == [14]
        (request,) = server.requests
        assert (request.method, request.path) == ("POST", wire.path)
        holding = [value for value in request.headers.values() if KEY in value]
        assert holding in ([KEY], [f"Bearer {KEY}"])
        assert request.headers["x-team"] == "desk"
        assert request.json["user"] == "me"
        assert KEY not in json.dumps(request.json)

    def test_every_output_mode_asks_for_the_schema(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """As the server's own parameter, as a tool, or in words."""
        for mode in ("json_schema", "tools", "json"):
            server.forget()
            server.say(wire.answer('{"items": [14]}'))
            assert ask(server.url, model=wire.model, output_mode=mode).value.items == [14]
            body = server.requests[0].json
            assert '"integer"' in json.dumps(body).replace('\\"', '"')
            assert ("tools" in body) == (mode == "tools")

    def test_words_around_the_json_are_no_harm_where_it_was_only_asked_for(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """Models put it into a code block."""
        server.say(wire.answer('Here it is:\n```json\n{"items": [14]}\n```'))
        assert ask(server.url, model=wire.model, output_mode="json").value.items == [14]

    def test_responses_are_not_kept_and_hold_to_the_schema(self, server: MisbehavingServer) -> None:
        """An article is not to be stored elsewhere unasked."""
        wire = WIRES["responses"]
        server.say(wire.answer('{"items": []}'))
        ask(server.url, model=wire.model, max_tokens=99)
        assert server.requests[0].json == {
            "model": "m",
            "input": [{"type": "message", **message} for message in MESSAGES],
            "max_output_tokens": 99,
            "store": False,
            "text": {
                "format": {"type": "json_schema", "name": "Tolls", "schema": SCHEMA, "strict": True}
            },
        }

    def test_anthropic_is_asked_by_a_tool_and_told_what_to_keep(
        self, server: MisbehavingServer
    ) -> None:
        """The instructions, and the article that further questions go on from."""
        server.say(WIRES["anthropic"].answer('{"items": []}'))
        further = [
            *MESSAGES,
            {"role": "assistant", "content": "{}"},
            {"role": "user", "content": "What is missing?"},
        ]
        ask(server.url, model="anthropic:m", messages=further)
        body = server.requests[0].json
        kept = {"type": "ephemeral"}
        assert body["system"] == [{"type": "text", "text": "Count.", "cache_control": kept}]
        first, *rest = body["messages"]
        assert first == {
            "role": "user",
            "content": [{"type": "text", "text": "How many?", "cache_control": kept}],
        }
        assert rest == further[2:]
        assert body["max_tokens"] == 8192
        assert body["tools"][0]["name"] == body["tool_choice"]["name"] == "Tolls"
        assert body["tools"][0]["input_schema"]["properties"] == SCHEMA["properties"]

    def test_anthropics_structured_outputs_close_the_schema(
        self, server: MisbehavingServer
    ) -> None:
        """By the SDK's own transformation of it."""
        server.say(WIRES["anthropic"].answer('{"items": []}'))
        ask(server.url, model="anthropic:m", output_mode="json_schema")
        body = server.requests[0].json
        assert body["output_config"]["format"]["type"] == "json_schema"
        assert body["output_config"]["format"]["schema"]["additionalProperties"] is False
        assert "tools" not in body

    def test_google_gets_the_schema_as_json_schema(self, server: MisbehavingServer) -> None:
        """References and all, which its own form of a schema has not."""
        server.say(WIRES["google"].answer('{"items": []}'))
        ask(server.url, model="google:m", max_tokens=99, sampling={"temperature": 0.5})
        body = server.requests[0].json
        assert [p["text"].strip() for p in body["systemInstruction"]["parts"]] == ["Count."]
        assert body["contents"] == [{"role": "user", "parts": [{"text": "How many?"}]}]
        assert body["generationConfig"] == {
            "maxOutputTokens": 99,
            "temperature": 0.5,
            "responseMimeType": "application/json",
            "responseJsonSchema": SCHEMA,
        }

    def test_azure_is_asked_by_deployment_and_version(self, server: MisbehavingServer) -> None:
        """Its key has a header of its own."""
        server.say(WIRES["chat"].answer('{"items": []}'))
        ask(server.url.removesuffix("/v1"), model="azure:mine", api_version="2025-01-01")
        (request,) = server.requests
        path = "/openai/deployments/mine/chat/completions?api-version=2025-01-01"
        assert request.path == path
        assert request.headers["api-key"] == KEY
        assert request.json["model"] == "mine"


class TestAnswer:
    """What an answer is read as."""

    def test_tokens_are_counted_alike(self, server: MisbehavingServer, wire: Wire) -> None:
        """What was read holds what came from a cache, and what was written the thoughts."""
        server.say({**wire.answer('{"items": [14]}'), **wire.usage})
        assert ask(server.url, model=wire.model).usage == Usage(
            prompt_tokens=100,
            cached_tokens=60,
            cache_write_tokens=wire.written_to_cache,
            completion_tokens=7,
            reasoning_tokens=5,
        )

    @pytest.mark.parametrize("nonsense", [None, [], "many", {"input_tokens": "x"}, -3])
    def test_tokens_that_cannot_be_read_are_none(
        self, server: MisbehavingServer, wire: Wire, nonsense: Any
    ) -> None:
        """An answer is not lost for its bill."""
        server.say({**wire.answer('{"items": [14]}'), **dict.fromkeys(wire.usage, nonsense)})
        answer = ask(server.url, model=wire.model)
        assert (answer.value.items, answer.usage) == ([14], Usage())

    def test_an_answer_that_was_cut_off_keeps_its_words_and_tokens(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """What was paid for can be salvaged."""
        server.say({**wire.cut, **wire.usage})
        answer = ask(server.url, model=wire.model)
        assert (answer.value, answer.raw, answer.stopped) == (None, '{"items": [14, 1', "length")
        assert answer.usage.completion_tokens == 7

    def test_a_refusal_is_one_and_its_tokens_count(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """By the model's word, or by the provider's filter."""
        for refusal in wire.refusals:
            server.forget()
            server.say({**refusal, **wire.usage})
            answer = ask(server.url, model=wire.model)
            assert (answer.value, answer.stopped) == (None, "refused")
            assert answer.usage.prompt_tokens == 100

    @pytest.mark.parametrize("words", ["", "Fourteen.", '{"items": ["x"]}', '{"items": [14'])
    def test_an_answer_that_does_not_fit_says_why(
        self, server: MisbehavingServer, wire: Wire, words: str
    ) -> None:
        """And its tokens count."""
        server.say({**wire.answer(words), **wire.usage})
        answer = ask(server.url, model=wire.model)
        assert (answer.value, answer.raw, answer.stopped) == (None, words, "stop")
        assert answer.problem
        assert answer.usage.completion_tokens == 7

    @pytest.mark.parametrize(("key", "left"), [(KEY, "*** says so"), ("desk", "desk says so")])
    def test_a_model_that_repeats_the_key_does_not_spread_it(
        self, server: MisbehavingServer, wire: Wire, key: str, left: str
    ) -> None:
        """Nor in what is made of its words. A key that is a mere word may be the article's."""
        server.say(wire.answer(json.dumps({"words": f"{key} says so"})))
        answer = ask(server.url, Said, model=wire.model, api_key=key)
        assert answer.value.words == left
        assert json.loads(answer.raw) == {"words": left}

    @pytest.mark.parametrize("name", ["x-request-id", "request-id"])
    def test_an_answer_has_the_providers_id_of_the_request(
        self, server: MisbehavingServer, wire: Wire, name: str
    ) -> None:
        """For the provider's support."""
        server.say(wire.answer('{"items": []}'), headers={name: "req_1"})
        assert ask(server.url, model=wire.model).request_id == "req_1"

    def test_tools_answer_with_their_arguments(self, server: MisbehavingServer) -> None:
        """Whichever protocol's."""
        arguments = '{"items": [14]}'
        chat = {"tool_calls": [{"id": "1", "function": {"name": "Tolls", "arguments": arguments}}]}
        call = {"type": "function_call", "name": "Tolls", "arguments": arguments}
        use = {"type": "tool_use", "id": "1", "name": "Tolls", "input": {"items": [14]}}
        part = {"functionCall": {"name": "Tolls", "args": {"items": [14]}}}
        replies = {
            "openai:m": {"choices": [{"message": {"content": None, **chat}}]},
            "openai-responses:m": {"output": [call]},
            "anthropic:m": {"content": [{"type": "text", "text": "So:"}, use]},
            "google:m": {"candidates": [{"content": {"parts": [part]}}]},
        }
        for model, reply in replies.items():
            server.forget()
            server.say(reply)
            answer = ask(server.url, model=model, output_mode="tools")
            assert (answer.value.items, answer.raw) == ([14], arguments)


class TestFailure:
    """What goes wrong alike over every protocol."""

    @pytest.mark.parametrize(
        "body", [b"", b"<html>Sign in</html>", b"\xff\xfe\x00", b"null", b"[]", b"{}", b"[" * 9999]
    )
    def test_what_is_no_answer_is_malformed(
        self, server: MisbehavingServer, wire: Wire, body: bytes
    ) -> None:
        """One request goes out for it."""
        server.say(body)
        assert type(failure(server, wire)) is Malformed
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (401, AuthenticationFailed),
            (404, UnknownModel),
            (429, RateLimited),
            (500, Overloaded),
            (503, Overloaded),
            (529, Overloaded),
        ],
    )
    def test_a_status_is_the_error_that_it_says(
        self, server: MisbehavingServer, wire: Wire, status: int, kind: type[ProviderError]
    ) -> None:
        """With the provider's words, its id and its wait; no SDK tries again."""
        headers = {"request-id": "req_1", "retry-after-ms": "1500"}
        server.say(wire.error("The reason why.", "some_error"), status=status, headers=headers)
        error = failure(server, wire)
        assert type(error) is kind
        assert (error.provider, error.model, error.status) == ("mine", "m", status)
        assert (error.request_id, error.retry_after) == ("req_1", 1.5)
        assert f"mine answered HTTP {status}: The reason why." in str(error)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("body", [b"", b"<html>\n" + b"x " * 5000, b"[]", b"\xff", b"[" * 9999])
    def test_an_error_without_words_of_the_protocol_is_one_all_the_same(
        self, server: MisbehavingServer, wire: Wire, body: bytes
    ) -> None:
        """Proxies send pages, and some send nothing."""
        server.say(body, status=502, content_type="text/html")
        error = failure(server, wire)
        assert (type(error), error.status) == (Overloaded, 502)
        assert len(str(error)) < 400

    def test_a_refused_connection_is_a_lost_one(self, wire: Wire) -> None:
        """Nobody listens there."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
            with pytest.raises(ConnectionLost, match="No connection to mine") as caught:
                ask(url, model=wire.model)
        assert "base_url" in caught.value.hint

    @pytest.mark.parametrize("fault", ["reset", "cut_short"])
    def test_a_broken_connection_is_a_lost_one(
        self, server: MisbehavingServer, wire: Wire, fault: str
    ) -> None:
        """Before the answer, or in its middle."""
        getattr(server, fault)()
        assert type(failure(server, wire)) is ConnectionLost
        assert len(server.requests) == 1

    def test_silence_is_not_waited_for_for_ever(
        self, server: MisbehavingServer, wire: Wire
    ) -> None:
        """As long as the profile says."""
        server.hang()
        error = failure(server, wire, timeout={"read": 0.1})
        assert type(error) is TimedOut
        assert "within 0.1 s" in str(error)
        assert len(server.requests) == 1

    def test_a_redirection_is_not_followed(self, server: MisbehavingServer, wire: Wire) -> None:
        """It would take the article elsewhere, and the key with it."""
        server.fail(307, headers={"Location": f"{server.url}/elsewhere"})
        error = failure(server, wire)
        assert error.status == 307
        assert "base_url" in error.hint
        assert len(server.requests) == 1

    @pytest.mark.parametrize("status", [200, 400, 401, 429, 500])
    def test_the_key_is_in_no_message_and_in_no_log(
        self, server: MisbehavingServer, wire: Wire, status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Nor a secret in a header of the user's, even where the server repeats both."""
        caplog.set_level(logging.INFO)
        gateway = "gateway-very-secret"
        server.say(
            wire.error(f"Who are {KEY} and {gateway}?", KEY),
            status=status,
            headers={"x-request-id": gateway},
        )
        error = failure(server, wire, headers={"x-gateway-key": gateway})
        shown = [caplog.text, *traceback.format_exception(error)]
        while error is not None:
            shown += [str(error), repr(error), str(vars(error))]
            error = error.__cause__ or error.__context__  # type: ignore[assignment]
        assert not [words for words in shown if "very" in words]


def test_the_answer_type_is_what_was_asked_for(server: MisbehavingServer) -> None:
    """A value of the user's own type, the same class at every call."""
    server.say(WIRES["chat"].answer('{"items": [14]}'))
    first, second = (ask(server.url, model="openai:m").value for _ in range(2))
    assert isinstance(first, Tolls)
    assert type(first) is type(second)
