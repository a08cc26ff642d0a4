"""Failures of the SDK and of instructor: an answer without a value, or an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from dateline.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ContextTooLong,
    InvalidAnswer,
    Overloaded,
    ProviderError,
    RateLimited,
    RequestRefused,
    TimedOut,
    UnknownModel,
)
from dateline.providers.base import Answer
from dateline.providers.completions import answer_text, read_usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.providers.resolve import Resolved

_CONTEXT_WORDS = (
    "context_length",
    "context length",
    "context size",
    "maximum context",
    "exceed_context",
)


def read_failure(error: Exception, resolved: Resolved) -> Answer[Any]:
    """An answer without a value where the model answered; otherwise an error of ours.

    Raises:
        ProviderError: The request did not get through, or was refused. Whatever is neither
            an SDK's error nor instructor's is raised as it is: it is a fault of ours.
    """
    import openai
    from instructor.core.exceptions import InstructorError

    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, openai.APIStatusError):
            _raise_status(cause, resolved, error)
        if isinstance(cause, openai.APITimeoutError):
            raise TimedOut(
                f"{resolved.name} did not answer within {resolved.profile.timeout:g} s.",
                provider=resolved.name,
                model=resolved.model,
                hint="Raise `timeout` in the provider's configuration.",
            ) from error
        if isinstance(cause, openai.APIConnectionError):
            raise ConnectionLost(
                f"No connection to {resolved.name}: {_innermost(cause)}.",
                provider=resolved.name,
                model=resolved.model,
                hint="Check that its server runs and that `base_url` is right.",
            ) from error
    completion = next((c for c in map(_completion, chain) if c is not None), None)
    if _has_message(completion):
        return _unusable(completion, chain)
    if any(isinstance(cause, openai.OpenAIError | InstructorError) for cause in chain):
        instead = _one_line(_instead(completion, chain), resolved)
        raise InvalidAnswer(
            f"{resolved.name} answered with something that is no completion: {instead}.",
            provider=resolved.name,
            model=resolved.model,
            hint="Check that `base_url` is an OpenAI-compatible API; it usually ends in /v1.",
        ) from error
    raise error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps, each once."""
    queue, seen = [error], set[int]()
    while queue:
        current = queue.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        attempts = getattr(current, "failed_attempts", None) or []
        queue += [attempt.exception for attempt in attempts]
        queue += [e for e in (current.__cause__, current.__context__) if e is not None]


def _innermost(error: BaseException) -> str:
    """What went wrong at the bottom, without the wrappers' wording."""
    *_, last = _causes(error)
    return f"{type(last).__name__}: {last}".split("\n", 1)[0].rstrip(".: ")


def _completion(error: BaseException) -> Any:
    return getattr(error, "last_completion", None)


def _has_message(completion: Any) -> bool:
    choices = getattr(completion, "choices", None) or []
    return any(choice.message is not None for choice in choices[:1])


def _instead(completion: Any, chain: list[BaseException]) -> str:
    """What came in place of a completion."""
    reported = getattr(completion, "error", None)  # some servers report errors with HTTP 200
    if reported:
        return str(reported.get("message") if isinstance(reported, dict) else reported)
    if isinstance(completion, str):
        return completion
    if completion is not None:
        return "it has no choices"
    from instructor.core.exceptions import InstructorError

    cause = next((c for c in chain if not isinstance(c, InstructorError)), chain[-1])
    return f"{type(cause).__name__}: {cause}"


def _unusable(completion: Any, chain: list[BaseException]) -> Answer[Any]:
    """What the model wrote, and why it cannot be used as it is."""
    choice = completion.choices[0]
    raw, usage, reason = answer_text(completion), read_usage(completion), choice.finish_reason
    if reason == "length":
        return Answer(
            None, raw, usage, problem="It was cut off at the token limit.", stopped="length"
        )
    if reason == "content_filter" or choice.message.refusal:
        return Answer(None, raw, usage, problem="The model declined to answer.", stopped="refused")
    invalid = next((cause for cause in chain if isinstance(cause, ValidationError)), None)
    problem = _schema_problem(invalid) if invalid else "It is not valid JSON."
    return Answer(None, raw, usage, problem=problem)


def _schema_problem(error: ValidationError) -> str:
    problems = [
        f"{'.'.join(map(str, item['loc'])) or 'the answer'}: {item['msg']}"
        for item in error.errors()[:8]
    ]
    return "; ".join(problems) + "."


def _raise_status(cause: Any, resolved: Resolved, error: Exception) -> NoReturn:
    status: int = cause.status_code
    kind, hint = _kind_of(status, str(cause.message), resolved)
    raise kind(
        f"{resolved.name} answered HTTP {status}: {_one_line(_server_words(cause), resolved)}.",
        provider=resolved.name,
        model=resolved.model,
        status=status,
        request_id=cause.request_id,
        retry_after=retry_after(cause.response.headers),
        hint=hint,
    ) from error


def _kind_of(status: int, message: str, resolved: Resolved) -> tuple[type[ProviderError], str]:
    if status == 429:
        return RateLimited, ""
    if status in (408, 409) or status >= 500:
        return Overloaded, ""
    if status in (401, 403):
        variable = resolved.key_env or "api_key"
        return AuthenticationFailed, f"Check the key in {variable}."
    if any(words in message.lower() for words in _CONTEXT_WORDS):
        return ContextTooLong, 'Set `asking = "choices"` to ask passage by passage.'
    if status == 404:
        return UnknownModel, f"Check the model's name, {resolved.model!r}, and `base_url`."
    return RequestRefused, ""


def _server_words(cause: Any) -> str:
    """The server's own message."""
    body = cause.body if isinstance(cause.body, dict) else {}
    return str(body.get("message") or cause.message)


def _one_line(words: str, resolved: Resolved) -> str:
    """A server's words in one short line, without the key: some servers repeat it."""
    if resolved.api_key:
        words = words.replace(resolved.api_key, "***")
    return " ".join(words.split())[:300].rstrip(".")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number, or a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
