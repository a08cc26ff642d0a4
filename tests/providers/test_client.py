"""Requests of one form are built once, and are what httpx2 would build."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from openai import AsyncOpenAI

from dateline.providers.client import client_type
from dateline.providers.protocols.chat import _json, post

URL = "https://models.example:8443/v1/chat/completions?api-version=2"
HEADERS = [("Authorization", "Bearer k-1"), ("Accept", "application/json"), ("X-Fall", "1")]


def as_sent(request: httpx2.Request) -> tuple[Any, ...]:
    """All that reaches a server."""
    headers = sorted((name.lower(), value) for name, value in request.headers.raw)
    return request.method, request.url, headers, request.content, request.extensions


@pytest.mark.parametrize("content", [b"", b"{}", b'{"messages": []}' * 100])
def test_a_request_is_the_one_that_httpx2_builds(content: bytes) -> None:
    """The first one, and each that is like it but for its body."""
    usual, ours = httpx2.AsyncClient(timeout=3), client_type()(timeout=3)
    for body in (content, content + b" ", content):
        given: dict[str, Any] = {"content": body, "headers": list(HEADERS), "timeout": 5.0}
        expected = as_sent(usual.build_request("post", URL, **given))
        # The timeouts of a request are set for all SDKs alike, in the client's hook.
        assert as_sent(ours.build_request("post", URL, **given))[:4] == expected[:4]


def test_a_cookie_that_a_server_sets_goes_along() -> None:
    """Those in front of some providers know a client by it."""
    usual, ours = httpx2.AsyncClient(), client_type()()
    for number in ("1", "2"):
        for client in (usual, ours):
            client.cookies.set("session", number, domain="models.example")
        sent = [
            as_sent(c.build_request("POST", URL, content=b"{}", headers=list(HEADERS)))
            for c in (usual, ours)
        ]
        assert sent[0][:4] == sent[1][:4]
    ours.cookies.clear()
    bare = ours.build_request("POST", URL, content=b"{}", headers=list(HEADERS))
    assert "Cookie" not in bare.headers


@pytest.mark.parametrize(
    "given",
    [
        {"json": {"a": 1}},
        {"content": "words"},
        {"content": b"x", "headers": {"A": "1"}},
        {"content": b"x", "headers": list(HEADERS), "params": {"q": "1"}},
        {"content": b"x", "headers": list(HEADERS), "extensions": {"sni_hostname": "a-b.example"}},
    ],
)
def test_any_other_request_is_built_as_usual(given: dict[str, Any]) -> None:
    """What no SDK asks for again and again is left to httpx2."""
    usual, ours = httpx2.AsyncClient(), client_type()()
    expected = as_sent(usual.build_request("POST", URL, **given))
    assert as_sent(ours.build_request("POST", URL, **given)) == expected


def test_other_headers_and_addresses_are_other_forms() -> None:
    """A key that changes is in the next request."""
    ours = client_type()()
    for number in range(40):
        headers = [("Authorization", f"Bearer k-{number}")]
        url = f"https://models.example/{number % 3}"
        request = ours.build_request("POST", url, content=b"{}", headers=headers)
        assert request.headers["Authorization"] == f"Bearer k-{number}"
        assert str(request.url) == url


def test_half_a_character_is_sent_as_an_escape() -> None:
    """A model may write one, and its answer goes back to it where it is asked again."""
    assert _json({"content": "a \ud83d b"}) == b'{"content":"a \\ud83d b"}'
    assert _json({"content": "né"}) == '{"content":"né"}'.encode()


def test_an_sdk_sends_the_body_that_it_would_have_written() -> None:
    """Byte for byte, with its own headers."""
    came: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        came.append(request)
        return httpx2.Response(200, json={"choices": []})

    request = {"model": "m", "messages": [{"role": "user", "content": "“Né” \n"}], "top_p": 0.5}

    async def sent() -> None:
        for client in (httpx2.AsyncClient, client_type()):
            http = client(transport=httpx2.MockTransport(answer))
            sdk = AsyncOpenAI(api_key="k", base_url="https://models.example/v1", http_client=http)
            if client is httpx2.AsyncClient:
                await sdk.post("/chat/completions", cast_to=httpx2.Response, body=request)
            else:
                reply = await post(sdk, "/chat/completions", request)
                assert reply.body == b'{"choices":[]}'

    asyncio.run(sent())
    usual, ours = map(as_sent, came)
    assert ours[:4] == usual[:4]
