"""Every error that dateline raises.

    DatelineError
    ├── InputError              the article cannot be read, or is no article
    ├── ConfigError             settings, providers, keys
    │   ├── UnknownProvider
    │   ├── MissingKey
    │   ├── MissingExtra
    │   ├── RemoteForbidden     the provider is not on this machine, and `allow_remote` is false
    │   └── ConfigurationChanged    a run was begun with another configuration
    ├── RecordingError          answers are kept in cassettes, or played from them
    │   ├── NotRecorded         none answers this request
    │   └── BadCassette         it cannot be read, or is not safe to read
    ├── StoreError              a run's outcomes cannot be kept, or read
    └── ProviderError           a provider was asked and did not answer as it should
        ├── TransportError      worth trying again (`retryable`)
        │   ├── RateLimited
        │   ├── Overloaded
        │   ├── TimedOut
        │   └── ConnectionLost
        ├── RequestRefused      trying again changes nothing
        │   ├── ProviderUnusable    nor would any other question be answered there
        │   │   ├── AuthenticationFailed
        │   │   ├── PermissionDenied
        │   │   ├── QuotaExhausted
        │   │   └── UnknownModel
        │   ├── SchemaUnsupported
        │   ├── BatchUnanswered     a batch of the provider's ended without an answer, twice
        │   └── ContextTooLong
        ├── BudgetExhausted     the user's own: the call was not started
        └── BadAnswer           an answer came, and cannot be used
            ├── Truncated
            ├── Refused
            ├── Malformed
            ├── InvalidAnswer
            └── UngroundedAnswer    and `grounding` is "raise"

`retryable` is a fact of the class. `hint` says the next step.
"""

from __future__ import annotations

from typing import Any, ClassVar


class DatelineError(Exception):
    """The base of all of them.

    Attributes:
        hint: What to do next, or an empty string.
    """

    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        # As it is: most take arguments by name, which an exception does not go through a pipe with.
        return _restored, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        between = "" if self.message.endswith("\n") else " "
        return f"{self.message}{between}{self.hint}".strip()


class InputError(DatelineError):
    """The article cannot be read, or holds nothing to read."""


class ConfigError(DatelineError):
    """The configuration does not hold together."""


class UnknownProvider(ConfigError):
    """No provider of that name is configured or built in."""


class MissingKey(ConfigError):
    """The provider asks for a key and none is set."""


class MissingExtra(ConfigError):
    """An optional package is needed and not installed."""


class RemoteForbidden(ConfigError):
    """The article must not leave this machine, and the provider is elsewhere."""


class ConfigurationChanged(ConfigError):
    """A run was begun with another configuration, and nobody said what to do about it."""


class StoreError(DatelineError):
    """The store of a run cannot be used: it is in use, locked, full, damaged, or not there."""


class RecordingError(DatelineError):
    """Something is wrong with a recording."""


class NotRecorded(RecordingError):
    """Recordings are to be played, and none answers this request: no other model is asked."""


class BadCassette(RecordingError):
    """The cassette cannot be read, or it is not safe to read."""


class ProviderError(DatelineError):
    """A provider was asked and did not answer as it should.

    Attributes:
        provider: The provider's name.
        model: The model asked.
        status: The HTTP status, where one came.
        request_id: The provider's id of the request, where it gave one.
        retry_after: Seconds the provider asked us to wait, where it did.
    """

    def __init__(
        self,
        message: str,
        *,
        provider: str,
        model: str,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.provider = provider
        self.model = model
        self.status = status
        self.request_id = request_id
        self.retry_after = retry_after


class TransportError(ProviderError):
    """The request did not get through; another try may."""

    retryable = True


class RateLimited(TransportError):
    """HTTP 429."""


class Overloaded(TransportError):
    """HTTP 408, 409, 5xx."""


class TimedOut(TransportError):
    """No answer within the time allowed."""


class ConnectionLost(TransportError):
    """No connection, or it broke."""


class RequestRefused(ProviderError):
    """The provider will not serve this request."""


class ProviderUnusable(RequestRefused):
    """The provider will serve no request that is made so; another provider may."""


class AuthenticationFailed(ProviderUnusable):
    """HTTP 401: no key, or a wrong one."""


class PermissionDenied(ProviderUnusable):
    """HTTP 403: the key may not do this."""


class QuotaExhausted(ProviderUnusable):
    """The account has no credit left; waiting does not bring it back."""


class UnknownModel(ProviderUnusable):
    """HTTP 404: the provider does not have this model."""


class SchemaUnsupported(RequestRefused):
    """The provider does not take the schema of the answer, or no schema at all."""


class BatchUnanswered(RequestRefused):
    """A batch of the provider's ended without an answer to the request, and so did the next."""


class ContextTooLong(RequestRefused):
    """The article and the prompt are longer than the model's context."""


class BudgetExhausted(ProviderError):
    """The user's budget would be crossed by the call at its worst, so it was not started."""


class BadAnswer(ProviderError):
    """An answer came, and cannot be used."""


class Truncated(BadAnswer):
    """The answer stopped at the token limit."""


class Refused(BadAnswer):
    """The model declined to answer."""


class Malformed(BadAnswer):
    """What came is no answer at all: no completion, or nothing in it."""


class UngroundedAnswer(BadAnswer):
    """Values do not stand in the article, and the user asked for an error rather than findings."""


class InvalidAnswer(BadAnswer):
    """The answer is not what the schema asks for, after the re-ask too."""


def _restored(kind: type[DatelineError], args: tuple[Any, ...], facts: dict[str, Any]) -> Any:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error
