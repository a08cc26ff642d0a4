"""Failures of every SDK, made errors of ours in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dateline.errors import (
    ConfigError,
    ConnectionLost,
    DatelineError,
    Malformed,
    NotRecorded,
    ProviderError,
    RequestRefused,
    TimedOut,
)
from dateline.providers.protocols.base import Reply, mapping
from dateline.providers.refusals import Told, kind_of, read_told, status_of, told_of
from dateline.providers.resolve import Resolved, is_secret
from dateline.providers.retry_after import retry_after
from dateline.providers.transport import BodyRefused
from dateline.settings.scrub import scrub

if TYPE_CHECKING:
    from pydantic import SecretStr

# What the SDKs' clients are built on, and the SDKs.
_TRANSPORTS = frozenset({"aiohttp", "httpx2", "httpcore2", "h11", "h2", "anyio", "ssl", "socket"})
_SDKS = frozenset({"openai", "anthropic", "google"})
_REQUEST_IDS = ("x-request-id", "request-id", "apim-request-id")


class SdkError(Exception):
    """What an SDK raised, in its own words without the key.

    It is the cause of our error in place of the SDK's: that one holds the request, and with
    it the key, and may show either.
    """


class Failures:
    """What becomes of the failures of one provider.

    Args:
        resolved: Who was asked.
        key: What no message may show.
    """

    def __init__(self, resolved: Resolved, key: SecretStr | None) -> None:
        self._resolved = resolved
        self._secrets = (key, *resolved.secret_headers)

    def clean(self, words: str) -> str:
        """`words` without the key."""
        return _without(self._secrets, words)

    def clean_answer(self, words: str) -> str:
        """A model's words without the key; but one that is a mere word may be the article's."""
        return _without(filter(is_secret, self._secrets), words)

    def sending(self, error: Exception) -> DatelineError | None:
        """Our error for what was raised while a request was sent; None for a fault of ours.

        Call it outside of the handler that caught `error`, which would be the context of ours.
        """
        import httpx2

        chain = list(_causes(error))
        for cause in chain:
            # Nothing was sent: no recording answers, or what sending needs is missing.
            if isinstance(cause, NotRecorded | ConfigError):
                return cause
            response = getattr(cause, "response", None)
            if isinstance(response, httpx2.Response):
                return self.told(response.status_code, read_told(_text(response)), response.headers)
        found = (self._unsent(cause, chain) for cause in chain)
        ours = next((error for error in found if error is not None), None)
        if ours is None and any(type(c).__name__ == "APIConnectionError" for c in chain):
            return self._lost(chain)  # the SDKs' own word for whatever is raised below them
        if ours is None and _package(error) in _SDKS:
            return self.malformed(_words(error))
        return ours

    def cause(self, error: Exception) -> SdkError:
        """The SDK's own error, in words."""
        return SdkError(f"{_package(error)}.{type(error).__qualname__}: {self.clean(str(error))}")

    def told(self, status: int, told: Told, headers: Mapping[str, str]) -> ProviderError:
        """Our error for one that the server reports."""
        kind, hint = kind_of(status, told, self._resolved)
        words = self._one_line(told.message) or "it gave no reason"
        return kind(
            f"{self._resolved.name} answered HTTP {status}: {words}.",
            provider=self._resolved.name,
            model=self._resolved.model,
            status=status,
            request_id=self._one_line(request_id(headers)) or None,
            retry_after=retry_after(headers, told.retry_delay),
            hint=hint,
        )

    def reported(self, body: Any, headers: Mapping[str, str]) -> ProviderError | None:
        """Our error for one that the server reports in place of an answer, with a status of 200."""
        told = told_of(body) if mapping(body).get("error") else None
        return self.told(status_of(told), told, headers) if told is not None else None

    def malformed(self, words: str, reply: Reply | None = None) -> Malformed:
        """Our error for something that came in an answer's place."""
        came = " ".join(reply.body[:400].decode("utf-8", "replace").split()) if reply else ""
        shown = f", in {self._one_line(came)[:200]!r}" if came else ""
        return Malformed(
            f"{self._resolved.name} answered with something that is no completion: "
            f"{self._one_line(words)}{shown}.",
            provider=self._resolved.name,
            model=self._resolved.model,
            request_id=self._one_line(request_id(reply.headers if reply else {})) or None,
            hint="Check that `base_url` is the address of its API; it often ends in /v1.",
        )

    def _unsent(self, cause: BaseException, chain: list[BaseException]) -> ProviderError | None:
        """Our error for a request that brought no answer."""
        import httpx2

        name, timeout = self._resolved.name, self._resolved.profile.timeout
        kind: type[ProviderError]
        if isinstance(cause, BodyRefused):
            return self.malformed(str(cause))
        if isinstance(cause, httpx2.ConnectTimeout):
            kind, hint = TimedOut, "Raise `timeout.connect` in the provider's configuration."
            words = f"{name} let nobody connect within {timeout.connect:g} s."
        elif isinstance(cause, httpx2.TimeoutException):
            kind, hint = TimedOut, "Raise `timeout` in the provider's configuration."
            words = f"{name} did not answer within {timeout.read:g} s."
        elif isinstance(cause, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
            kind, hint = RequestRefused, "Check its `base_url`."
            words = f"The address of {name} cannot be used: {self._one_line(str(cause))}."
        elif _package(cause) in _TRANSPORTS or isinstance(cause, OSError):
            return self._lost(chain)
        else:
            return None
        return kind(words, provider=name, model=self._resolved.model, hint=hint)

    def _lost(self, chain: list[BaseException]) -> ConnectionLost:
        return ConnectionLost(
            f"No connection to {self._resolved.name}: {self._one_line(_words(chain[-1]))}.",
            provider=self._resolved.name,
            model=self._resolved.model,
            hint="Check that its server runs and that `base_url` is right.",
        )

    def _one_line(self, words: str) -> str:
        """A server's words in one short line, without the key."""
        return " ".join(self.clean(words).split())[:300].rstrip(".")


def request_id(headers: Mapping[str, str]) -> str:
    """The provider's id of a request, or an empty string."""
    return next((headers[name] for name in _REQUEST_IDS if headers.get(name)), "")


def _without(secrets: Iterable[SecretStr | None], words: str) -> str:
    for secret in secrets:
        words = scrub(words, secret)
    return words


def _package(error: BaseException) -> str:
    return type(error).__module__.partition(".")[0]


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps, each once."""
    seen = set[int]()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0].rstrip(".: ")


def _text(response: Any) -> str:
    """The body of an error's response; it may have broken off."""
    try:
        return str(response.text)
    except Exception:  # not read, or not to be decoded: there is no body then
        return ""
