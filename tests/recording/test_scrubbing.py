"""What is hidden, by its name, by its form, and because it was sent."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from vcr.request import Request

from dateline.recording.scrubbing import ResponseScrubber, scrubbed_request

BEARER = "Bearer planted-bearer-0001"
HEADERS = {
    "Authorization": BEARER,
    "Cookie": "first=planted-cookie-01; second=planted-cookie-02",
    "X-Api-Key": "planted-header-key",
    "OpenAI-Organization": "planted-org-header-7",
    "Content-Type": "application/json",
}
ANSWERED = {
    "Set-Cookie": ["sid=planted-set-cookie; Path=/"],
    "openai-organization": ["planted-org-answer-7"],
    "content-type": ["application/json"],
}


def asked(body: bytes, **headers: str) -> Request:
    """A request as it is kept."""
    kept: Request = scrubbed_request(
        Request("POST", "http://h:1/v1/x?user=planted-user&api_key=planted-key&q=1", body, headers)
    )
    return kept


def answered(body: Any, status: int = 200) -> str:
    """The body of an answer as it is kept."""
    response = {
        "status": {"code": status, "message": ""},
        "headers": ANSWERED,
        "body": {"string": body if isinstance(body, bytes) else json.dumps(body).encode()},
    }
    kept = ResponseScrubber()(response)
    assert kept is not None
    assert set(kept["headers"]) <= {"content-type"}
    return str(kept["body"]["string"].decode("utf-8", "replace"))


@pytest.mark.parametrize(
    "body",
    [
        {"Organization": "planted"},
        {"organisation": "planted"},
        {"org_name": "planted"},
        {"organizationName": "planted"},
        {"billing_account_id": "planted"},
        {"account": {"id": "planted", "name": "planted", "owner": {"email": "planted"}}},
        {"organizations": [{"id": "planted", "slug": "planted"}]},
        {"session_id": "planted"},
        {"workspace": "planted"},
        {"trace_id": "planted", "X-Request-Id": "planted"},
        {"cookies": {"sid": "planted"}},
        {"cookies": ["planted"]},
        {"credentials": {"deep": [{"er": "planted"}]}},
        {"headers": {"Set-Cookie": "planted", "Authorization": "planted", "X-API-Key": "planted"}},
        {"apiKey": "planted"},
        {"clientSecret": "planted"},
    ],
    ids=str,
)
def test_what_says_who_asked_is_hidden_by_its_name(body: dict[str, Any]) -> None:
    """However the name is written, in objects and lists below it, and what else is there stays."""
    kept = answered({**body, "usage": {"total_tokens": 3}, "model": "m-1"})
    assert "planted" not in kept
    assert json.loads(kept)["usage"] == {"total_tokens": 3}
    assert json.loads(kept)["model"] == "m-1"


@pytest.mark.parametrize(
    "body",
    [
        {"messages": [{"role": "user", "content": "the account of a user"}]},
        {"tools": [{"parameters": {"properties": {"user": {"type": "string"}, "id": {"a": "b"}}}}]},
        {"generationConfig": {"responseJsonSchema": {"properties": {"account": {"name": "x"}}}}},
        {"content": [{"type": "tool_use", "input": {"organization": "UN", "session": "one"}}]},
        {"version": "1.2.3", "at": "10:20:30", "text": "At 10.0.0.1 stood a bridge."},
        {"max_tokens": 5, "key": 7, "session": None, "user": True},
    ],
    ids=str,
)
def test_what_was_asked_and_said_stays(body: dict[str, Any]) -> None:
    """Schemas, a model's own words, numbers."""
    assert json.loads(asked(json.dumps(body).encode()).body) == body
    assert json.loads(answered(body)) == body


def test_an_address_is_hidden_where_it_is_all_there_is_and_in_an_error_anywhere() -> None:
    """Of both kinds; and the id of a request that an error tells."""
    assert json.loads(answered({"origin": "203.0.113.9", "b": ["2001:db8::1"]})) == {
        "origin": "***",
        "b": ["***"],
    }
    words = "From 203.0.113.9 and 2001:db8::dead:beef at 10:20:30, request req_planted0001."
    kept = answered({"error": {"message": words}}, 400)
    assert json.loads(kept)["error"]["message"] == "From *** and *** at 10:20:30, request ***."


def test_what_a_request_sent_in_secret_is_hidden_where_it_is_repeated() -> None:
    """Keys, cookies and organisations of the headers, in the same body and in any answer."""
    asked(b"{}", **HEADERS)
    words = " ".join([*HEADERS.values(), "planted-set-cookie", "planted-org-answer-7", "a word"])
    kept = answered({"echo": words, "text": "planted-cookie-02"})
    assert "planted" not in kept
    assert "a word" in kept


@pytest.mark.parametrize("word", ["newsroom", "short1"])
def test_a_word_is_no_secret_though_a_header_holds_it(word: str) -> None:
    """An organisation may be called like what an article is about."""
    asked(b"{}", **{"X-Organization": word})
    assert word in answered({"text": f"the {word} said"})


def test_a_form_and_an_address_lose_what_is_secret() -> None:
    """By the names in them."""
    form = {"client_secret": "planted", "password": "planted", "user": "planted", "q": "a b"}
    kept = asked(urlencode(form).encode(), **{"content-type": "application/x-www-form-urlencoded"})
    assert kept.body == b"client_secret=%2A%2A%2A&password=%2A%2A%2A&user=%2A%2A%2A&q=a+b"
    assert kept.uri == "http://h:1/v1/x?q=1"


def test_a_key_in_what_is_no_text_is_hidden() -> None:
    """A part of a form with a file, most often."""
    asked(b"{}", **HEADERS)
    kept = asked(b"\xff\xfe planted-bearer-0001 sk-planted0123456789abcdef \xff")
    assert kept.body == b"\xff\xfe *** *** \xff"
