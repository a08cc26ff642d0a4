"""What providers' error messages mean. Each says the same in words and codes of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from dateline.providers.protocols.base import items, mapping, text

if TYPE_CHECKING:
    from dateline.providers.resolve import Resolved


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of an error.

    Attributes:
        message: Its words.
        codes: Its codes for it, in one string.
        retry_delay: How long to wait, where the body says so.
    """

    message: str
    codes: str = ""
    retry_delay: str = ""


# Of 400, 413 and 422, whose number says too little; and of 429 and 403, where they mean more.
_CONTEXT = re.compile(
    r"context.?(length|size|window|limit)|exceed_context|maximum context|max_model_len"
    r"|maximum model length|prompt (is )?too (long|large)|too many (input )?tokens"
    r"|token count.{0,40} exceeds|reduce the length|exceeds? the (available|maximum) (context|num)"
    r"|request_too_large|string_above_max_length|max_new_tokens.{0,20} must be",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient_quota|credit balance|insufficient (balance|credits?|funds)"
    r"|billing_(error|not_active)|billing hard limit|payment required|out of credits"
    r"|no credits?\b|more credits"
    r"|RequestsPerDay|TokensPerDay",  # Google's; what is a minute's comes back
    re.IGNORECASE,
)
_KEY = re.compile(
    r"api key not (valid|found)|api_key_invalid|(invalid|incorrect|wrong|missing).{0,12}api.?key"
    r"|authentication_error|unauthenticated",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"model_not_found|model_not_exist|deploymentnotfound|unknown.?model|invalid.?model"
    r"|model.{0,80}(does not exist|not exist|not found|not supported|is not available)"
    r"|not a valid model",
    re.IGNORECASE,
)
_SCHEMA = re.compile(
    r"response_?format|json_?schema|response_?schema|response_json_schema|output_(config|format)"
    r"|structured.?outputs?|invalid schema|schema (is )?(too|not|contains|exceeds)|schemas? contain"
    r"|too many states|failed to (parse|convert|compile).{0,20}(schema|grammar)|tool_choice"
    r"|input_schema|does not support.{0,20}(tool|function|json)",
    re.IGNORECASE,
)

# What is reported with HTTP 200, or in words alone.
_STATUS_OF_CODE: Mapping[str, int] = {
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "insufficient_quota": 429,
    "overloaded_error": 529,
    "server_error": 500,
    "api_error": 500,
    "timeout_error": 504,
    "authentication_error": 401,
    "permission_error": 403,
    "model_not_found": 404,
}


def read_told(body: str) -> Told:
    """What an error's body says, whichever vendor's form it has."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return Told(body)
    return told_of(data) or Told(body)


def told_of(data: Any) -> Told | None:
    """The error in a body, or None where there is none.

    OpenAI and those like it have `error` with `message`, `type` and `code`; Anthropic the same
    without `code`; Google `code`, `status` and `details`, sometimes in a list.
    """
    whole = mapping(data[0] if isinstance(data, list) and data else data)
    error = whole.get("error")
    if isinstance(error, str) and error:
        return Told(error)
    inner = mapping(error) or whole
    message = inner.get("message") or inner.get("detail") or inner.get("msg")
    if not message:
        return None
    details = [mapping(detail) for detail in items(inner.get("details"))]
    codes = [inner.get(name) for name in ("type", "code", "status", "param")]
    codes += [detail.get("reason") for detail in details]
    codes += [mapping(v).get("quotaId") for d in details for v in items(d.get("violations"))]
    codes += [mapping(inner.get("metadata")).get("raw")]  # OpenRouter's: what was said upstream
    delays = [text(detail.get("retryDelay")) for detail in details]
    return Told(
        message=message if isinstance(message, str) else json.dumps(message),
        codes=" ".join(str(code) for code in codes if code is not None),
        retry_delay=next(filter(None, delays), ""),
    )


def status_of(told: Told) -> int:
    """The HTTP status that an error would have had which came with another."""
    for code in told.codes.split():
        if code in _STATUS_OF_CODE:
            return _STATUS_OF_CODE[code]
        if re.fullmatch(r"[45]\d\d", code):
            return int(code)
    return 400


def kind_of(status: int, told: Told, resolved: Resolved) -> tuple[type[ProviderError], str]:
    """Our error for what a server says, and the next step."""
    words = f"{told.message} {told.codes}"
    if status == 402 or (status in (400, 403, 429) and _QUOTA.search(words)):
        return QuotaExhausted, "Add credit to the account, or name a `fallback`."
    if status == 401 or (status in (400, 403) and _KEY.search(words)):
        return AuthenticationFailed, f"Check the key in {resolved.key_env or 'api_key'}."
    if status == 429:
        return RateLimited, ""
    if status in (408, 409, 425) or status >= 500:
        return Overloaded, ""
    return _refused(status, words, resolved)


def _refused(status: int, words: str, resolved: Resolved) -> tuple[type[ProviderError], str]:
    if status == 413 or _CONTEXT.search(words):
        return ContextTooLong, 'Set `asking = "choices"` to ask passage by passage.'
    if status == 404 or _MODEL.search(words):
        return UnknownModel, f"Check the model's name, {resolved.model!r}, and `base_url`."
    if status == 403:
        return PermissionDenied, "Ask for the permission, or use another key."
    if _SCHEMA.search(words):
        others = [m for m in ("json_schema", "tools", "json") if m != resolved.output_mode]
        return SchemaUnsupported, f"Set `output_mode` to {others[0]!r} or {others[1]!r}."
    if 300 <= status < 400:
        return RequestRefused, "It leads elsewhere; write that address into `base_url`."
    return RequestRefused, ""
