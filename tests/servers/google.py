"""Google's generateContent, as its published schema has it. No recording of any server.

Schema: https://ai.google.dev/api/generate-content and google.rpc.Status in
https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto.
"""

from __future__ import annotations

from typing import ClassVar

from tests.servers.dialect import Ending, ErrorKind, Json
from tests.servers.loopback import Request

from dateline.models import Usage

_QUOTA = "generativelanguage.googleapis.com/generate_content_free_tier_requests"

_ERRORS: dict[ErrorKind, tuple[str, str]] = {
    "rate limit": ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    "quota": (
        "RESOURCE_EXHAUSTED",
        (
            "You exceeded your current quota, please check your plan and billing details. For more "
            "information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits."
        ),
    ),
    "server": ("INTERNAL", "An internal error has occurred."),
    "overloaded": ("UNAVAILABLE", "The model is overloaded. Please try again later."),
    "key": ("INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."),
    "permission": (
        "PERMISSION_DENIED",
        "Generative Language API has not been used in project 1 before or it is disabled.",
    ),
    "model": (
        "NOT_FOUND",
        (
            "models/m is not found for API version v1beta, or is not supported for "
            "generateContent. Call ListModels to see the list of available models and their "
            "supported methods."
        ),
    ),
    "context": (
        "INVALID_ARGUMENT",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
    ),
    "schema": (
        "INVALID_ARGUMENT",
        (
            'Invalid JSON payload received. Unknown name "additionalProperties" at '
            "'generation_config.response_schema': Cannot find field."
        ),
    ),
}

_DETAILS: dict[ErrorKind, list[Json]] = {
    "key": [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
        }
    ],
    "quota": [
        {
            "@type": "type.googleapis.com/google.rpc.QuotaFailure",
            "violations": [
                {
                    "quotaMetric": _QUOTA,
                    "quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
                }
            ],
        },
        # A day's quota does not come back in these seconds.
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "36s"},
    ],
}


class Google:
    """Google generateContent."""

    name: ClassVar[str] = "Google GenAI"
    model: ClassVar[str] = "google:m"
    prefix: ClassVar[str] = ""
    path: ClassVar[str] = "/v1beta/models/m:generateContent"
    id_header: ClassVar[str | None] = None
    statuses: ClassVar[dict[ErrorKind, int]] = {
        "rate limit": 429,
        "quota": 429,
        "server": 500,
        "overloaded": 503,
        "permission": 403,
        "model": 404,
    }

    def body(self, text: str, ending: Ending, usage: Usage, asked: Request) -> Json:
        """A `GenerateContentResponse`; a prompt that is blocked has no candidate at all."""
        body: Json = {
            "modelVersion": "m",
            "responseId": "resp-1",
            "usageMetadata": {
                "promptTokenCount": usage.prompt_tokens,
                "cachedContentTokenCount": usage.cached_tokens,
                "candidatesTokenCount": usage.completion_tokens - usage.reasoning_tokens,
                "thoughtsTokenCount": usage.reasoning_tokens,
                "totalTokenCount": usage.prompt_tokens + usage.completion_tokens,
            },
        }
        if ending == "refused":
            body["promptFeedback"] = {"blockReason": "PROHIBITED_CONTENT"}
        elif ending != "nothing":
            reasons = {"cut off": "MAX_TOKENS", "filtered": "SAFETY"}
            candidate: Json = {"finishReason": reasons.get(ending, "STOP"), "index": 0}
            if ending != "filtered":
                parts = [{"text": text}] if text else []
                candidate["content"] = {"role": "model", "parts": parts}
            body["candidates"] = [candidate]
        return body

    def error(self, kind: ErrorKind, status: int) -> Json:
        """A `google.rpc.Status`."""
        name, message = _ERRORS[kind]
        found: Json = {"code": status, "message": message, "status": name}
        if kind in _DETAILS:
            found["details"] = _DETAILS[kind]
        return {"error": found}

    def a_minute_full(self, wait: str) -> Json:
        """The quota of a minute: the words of an empty account, and the seconds to wait for."""
        body = self.error("quota", 429)
        body["error"]["details"] = [
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [
                    {
                        "quotaMetric": _QUOTA,
                        "quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
                    }
                ],
            },
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": wait},
        ]
        return body

    def reported(self) -> Json:
        """The same object, with HTTP 200."""
        return self.error("server", 500)

    def counted(self, usage: Usage) -> Usage:
        """All of it."""
        return usage
