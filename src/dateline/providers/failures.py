"""Failures of the SDK and of instructor: an answer without a value, or an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

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
from dateline.providers.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import SecretStr

    from dateline.providers.resolve import Resolved

_CONTEXT_WORDS = (
    "context_length",
    "context length",
    "context size",
    "maximum context",
    "exceed_context",
)


# What the SDK's client is built on; one release names it so, and another so.
_TRANSPORTS = frozenset({"httpx", "httpx2", "httpcore", "httpcore2"})


class SdkError(Exception):
    """What an SDK raised, in its own words without the key.

    It is the cause of our error in place of the SDK's: that one holds the request, and with
    it the key, and may show either.
    """


def read_failure(error: Exception, resolved: Resolved, key: SecretStr | None) -> Answer[Any]:
    """An answer without a value where the model answered; otherwise an error of ours.

    Call it outside of the handler that caught `error`, which would be the context of ours.

    Args:
        error: What the SDK or instructor raised.
        resolved: Who was asked.
        key: What no message may show.

    Raises:
        ProviderError: The request did not get through, or was refused. Whatever is neither
            an SDK's error nor instructor's is raised as it is: it is a fault of ours.
    """
    chain = list(_causes(error))
    completion = next((c for c in map(_completion, chain) if c is not None), None)
    ours = _unsent(chain, resolved, key)
    if ours is None and _has_message(completion):
        return _unusable(completion, chain, key)
    ours = ours or _no_completion(completion, chain, resolved, key)
    if ours is None:
        raise error
    raise ours from _sdk_error(error, key)


def _unsent(
    chain: list[BaseException], resolved: Resolved, key: SecretStr | None
) -> ProviderError | None:
    """Our error for a request that brought no completion, or None."""
    import openai

    for cause in chain:
        if isinstance(cause, openai.APIStatusError):
            return _status_error(cause, resolved, key)
        if isinstance(cause, openai.APITimeoutError):
            return TimedOut(
                f"{resolved.name} did not answer within {resolved.profile.timeout.read:g} s.",
                provider=resolved.name,
                model=resolved.model,
                hint="Raise `timeout` in the provider's configuration.",
            )
        if isinstance(cause, openai.APIConnectionError) or _package(cause) in _TRANSPORTS:
            return ConnectionLost(
                f"No connection to {resolved.name}: {_one_line(_innermost(cause), key)}.",
                provider=resolved.name,
                model=resolved.model,
                hint="Check that its server runs and that `base_url` is right.",
            )
    return None


def _no_completion(
    completion: Any, chain: list[BaseException], resolved: Resolved, key: SecretStr | None
) -> InvalidAnswer | None:
    """Our error where something else came in a completion's place; None for a fault of ours."""
    import openai
    from instructor.core.exceptions import InstructorError

    if not any(isinstance(cause, openai.OpenAIError | InstructorError) for cause in chain):
        return None
    instead = _one_line(_instead(completion, chain), key)
    return InvalidAnswer(
        f"{resolved.name} answered with something that is no completion: {instead}.",
        provider=resolved.name,
        model=resolved.model,
        hint="Check that `base_url` is an OpenAI-compatible API; it usually ends in /v1.",
    )


def _sdk_error(error: BaseException, key: SecretStr | None) -> SdkError:
    """The SDK's own error in words: the innermost that is not instructor's wrapping."""
    from instructor.core.exceptions import InstructorError

    chain = list(_causes(error))
    cause = next((c for c in chain if not isinstance(c, InstructorError)), error)
    return SdkError(f"{_package(cause)}.{type(cause).__qualname__}: {scrub(str(cause), key)}")


def _package(error: BaseException) -> str:
    return type(error).__module__.partition(".")[0]


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


def _unusable(completion: Any, chain: list[BaseException], key: SecretStr | None) -> Answer[Any]:
    """What the model wrote, and why it cannot be used as it is."""
    choice = completion.choices[0]
    raw, usage = scrub(answer_text(completion), key), read_usage(completion)
    reason = choice.finish_reason
    if reason == "length":
        return Answer(
            None, raw, usage, problem="It was cut off at the token limit.", stopped="length"
        )
    if reason == "content_filter" or choice.message.refusal:
        return Answer(None, raw, usage, problem="The model declined to answer.", stopped="refused")
    invalid = next((cause for cause in chain if isinstance(cause, ValidationError)), None)
    problem = _schema_problem(invalid) if invalid else "It is not valid JSON."
    return Answer(None, raw, usage, problem=scrub(problem, key))


def _schema_problem(error: ValidationError) -> str:
    problems = [
        f"{'.'.join(map(str, item['loc'])) or 'the answer'}: {item['msg']}"
        for item in error.errors()[:8]
    ]
    return "; ".join(problems) + "."


def _status_error(cause: Any, resolved: Resolved, key: SecretStr | None) -> ProviderError:
    status: int = cause.status_code
    kind, hint = _kind_of(status, str(cause.message), resolved)
    return kind(
        f"{resolved.name} answered HTTP {status}: {_one_line(_server_words(cause), key)}.",
        provider=resolved.name,
        model=resolved.model,
        status=status,
        request_id=_one_line(cause.request_id, key) if cause.request_id else None,
        retry_after=retry_after(cause.response.headers),
        hint=hint,
    )


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


def _one_line(words: str, key: SecretStr | None) -> str:
    """A server's words in one short line, without the key."""
    return " ".join(scrub(words, key).split())[:300].rstrip(".")


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
