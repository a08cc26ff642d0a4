"""What providers' errors are read as, in their own words.

The words are from their documentation, or of servers of one's own; each is what one of them says
today, and none is a recording.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.errors import (
    AuthenticationFailed,
    ContextTooLong,
    Overloaded,
    PermissionDenied,
    ProviderError,
    QuotaExhausted,
    RateLimited,
    RequestRefused,
    SchemaUnsupported,
    UnknownModel,
)
from dateline.providers import resolve
from dateline.providers.refusals import Told, kind_of, read_told, status_of, told_of
from dateline.settings import Profile, Settings


def openai(message: str, code: str | None = None, kind: str = "invalid_request_error") -> Any:
    """An error as OpenAI and those like it have it."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def anthropic(message: str, kind: str = "invalid_request_error") -> Any:
    """An error as Anthropic has it."""
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"}


def google(message: str, status: str = "INVALID_ARGUMENT", **detail: Any) -> Any:
    """An error as Google has it."""
    return {"error": {"code": 400, "message": message, "status": status, "details": [detail]}}


CASES: list[tuple[int, Any, type[ProviderError]]] = [
    # Longer than the model's context.
    (
        400,
        openai("This model's maximum context length is 128000 tokens.", "context_length_exceeded"),
        ContextTooLong,
    ),
    (400, anthropic("prompt is too long: 210000 tokens > 200000 maximum"), ContextTooLong),
    (
        400,
        anthropic("input length and `max_tokens` exceed context limit: 1 + 2 > 200000"),
        ContextTooLong,
    ),
    (413, anthropic("Request exceeds the maximum size", "request_too_large"), ContextTooLong),
    (
        400,
        google("The input token count (1200000) exceeds the maximum number of tokens allowed."),
        ContextTooLong,
    ),
    (
        400,
        {
            "error": {
                "code": 400,
                "type": "exceed_context_size_error",
                "message": "the request exceeds the available context size (4096 tokens)",
            }
        },
        ContextTooLong,
    ),
    (
        400,
        {
            "object": "error",
            "message": "Prompt contains 40000 tokens, too large for model with "
            "32768 maximum context length",
            "code": "3051",
        },
        ContextTooLong,
    ),
    (400, openai("Please reduce the length of the messages or completion."), ContextTooLong),
    (
        400,
        openai("`inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000"),
        ContextTooLong,
    ),
    (
        400,
        openai(
            "Trying to keep the first 5000 tokens when context overflows. However, the model is "
            "loaded with context length of only 4096 tokens"
        ),
        ContextTooLong,
    ),
    # No credit left.
    (429, openai("You exceeded your current quota", "insufficient_quota"), QuotaExhausted),
    (400, anthropic("Your credit balance is too low to access the API."), QuotaExhausted),
    (402, openai("Insufficient Balance"), QuotaExhausted),
    (
        402,
        {"error": {"message": "This request requires more credits", "code": 402}},
        QuotaExhausted,
    ),
    # Too fast.
    (429, openai("Rate limit reached for gpt-5-mini", "rate_limit_exceeded"), RateLimited),
    (429, anthropic("This would exceed your rate limit", "rate_limit_error"), RateLimited),
    (
        429,
        google(
            "You exceeded your current quota, please check your plan and billing details.",
            "RESOURCE_EXHAUSTED",
        ),
        RateLimited,
    ),
    (429, {"message": "Requests rate limit exceeded"}, RateLimited),
    # Busy.
    (529, anthropic("Overloaded", "overloaded_error"), Overloaded),
    (503, google("The model is overloaded.", "UNAVAILABLE"), Overloaded),
    (503, {"error": {"message": "Loading model", "type": "unavailable_error"}}, Overloaded),
    # The key.
    (401, openai("Incorrect API key provided", "invalid_api_key"), AuthenticationFailed),
    (401, anthropic("invalid x-api-key", "authentication_error"), AuthenticationFailed),
    (
        400,
        google("API key not valid. Please pass a valid API key.", reason="API_KEY_INVALID"),
        AuthenticationFailed,
    ),
    # What the key may not do.
    (403, anthropic("Your account may not use this", "permission_error"), PermissionDenied),
    (403, google("Permission denied on resource", "PERMISSION_DENIED"), PermissionDenied),
    (403, openai("Country, region, or territory not supported"), PermissionDenied),
    # The model.
    (404, openai("The model `m` does not exist", "model_not_found"), UnknownModel),
    (404, anthropic("model: m", "not_found_error"), UnknownModel),
    (404, google("models/m is not found for API version v1beta", "NOT_FOUND"), UnknownModel),
    (404, openai('model "m" not found, try pulling it first'), UnknownModel),
    (400, openai("Model Not Exist"), UnknownModel),
    (400, {"message": "Invalid model: m", "type": "invalid_model"}, UnknownModel),
    (400, openai("m is not a valid model ID"), UnknownModel),
    (
        404,
        {"error": {"code": "DeploymentNotFound", "message": "The API deployment does not exist."}},
        UnknownModel,
    ),
    # The schema.
    (
        400,
        openai("Invalid schema for response_format 'List': 'maxItems' is not permitted."),
        SchemaUnsupported,
    ),
    (400, openai("This response_format type is unavailable now"), SchemaUnsupported),
    (400, anthropic("output_config.format.schema: unsupported keyword"), SchemaUnsupported),
    (
        400,
        google("The specified schema produces a constraint that has too many states for serving."),
        SchemaUnsupported,
    ),
    (400, openai("m does not support tools"), SchemaUnsupported),
    (400, openai("failed to parse grammar"), SchemaUnsupported),
    # Anything else.
    (400, openai("Unsupported parameter: 'top_k'"), RequestRefused),
    (422, {"detail": [{"loc": ["body"], "msg": "field required"}]}, RequestRefused),
    (405, "Method Not Allowed", RequestRefused),
]


@pytest.mark.parametrize(("status", "body", "kind"), CASES)
def test_each_vendors_words_are_understood(
    status: int, body: Any, kind: type[ProviderError]
) -> None:
    """The status alone says too little."""
    settings = Settings(providers={"mine": Profile(model="openai:m")})
    told = read_told(body if isinstance(body, str) else json.dumps(body))
    assert told.message
    found, hint = kind_of(status, told, resolve(settings, "mine"))
    assert found is kind
    needs_a_hint = kind not in (RateLimited, Overloaded, RequestRefused)
    assert bool(hint) == needs_a_hint


def test_an_unsupported_schema_names_the_other_ways() -> None:
    """One of them may do."""
    settings = Settings(providers={"mine": Profile(model="deepseek:m")})
    told = Told("response_format is not supported")
    _, hint = kind_of(400, told, resolve(settings, "mine"))
    assert hint == "Set `output_mode` to 'json_schema' or 'tools'."


def test_googles_wait_is_in_the_body() -> None:
    """It sends no header."""
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.5s"}
    told = told_of([google("Slow down.", "RESOURCE_EXHAUSTED", **detail)])
    assert told is not None
    assert told.retry_delay == "34.5s"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        ({"message": "x", "code": 503}, 503),
        ({"message": "x", "code": "429"}, 429),
        ({"message": "x", "type": "overloaded_error"}, 529),
        ({"message": "x", "code": "server_error"}, 500),
        ({"message": "x"}, 400),
        ({"message": "x", "code": 7}, 400),
    ],
)
def test_a_status_is_found_where_none_was_sent(error: dict[str, Any], status: int) -> None:
    """Errors come with HTTP 200 too."""
    told = told_of({"error": error})
    assert told is not None
    assert status_of(told) == status


@pytest.mark.parametrize("body", [None, [], {}, "x", 3, {"error": None}, {"error": {}}, [[]]])
def test_what_says_nothing_is_no_error(body: Any) -> None:
    """Whatever it is."""
    assert told_of(body) is None
