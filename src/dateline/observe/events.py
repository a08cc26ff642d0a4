"""What hooks, logs and traces are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from dateline.errors import ProviderError
from dateline.models import Usage
from dateline.observe.current import current_article


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """One request that came to its end.

    Attributes:
        question: The record type asked for, with the passage's number where there are several.
        provider: Who was asked.
        model: The model asked.
        attempt: Which request it was for this question, from 1.
        seconds: How long it took.
        usage: Its tokens; none where no answer came.
        cost: In US dollars, or None where the price is unknown.
        cached: Whether the answer came out of the cache, and nothing was sent.
        stopped: Why the answer ended, or None where none came.
        request_id: The provider's id of the request, where it gave one.
        error: Why no answer came.
        article: Which article it is about: the first digits of its text's SHA-256.
    """

    question: str
    provider: str
    model: str
    attempt: int
    seconds: float
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = None
    cached: bool = False
    stopped: str | None = None
    request_id: str | None = None
    error: ProviderError | None = None
    article: str = field(default_factory=current_article)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryEvent:
    """A request is about to be sent again.

    Attributes:
        question: What is asked for.
        provider: Who is asked.
        error: What came of the last try.
        wait: Seconds until the next.
        article: Which article it is about.
    """

    question: str
    provider: str
    error: ProviderError
    wait: float
    article: str = field(default_factory=current_article)


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackEvent:
    """A question goes to the next provider.

    Attributes:
        question: What is asked for.
        provider: Who could not answer it.
        fallback: Who is asked instead.
        error: Why.
        article: Which article it is about.
    """

    question: str
    provider: str
    fallback: str
    error: ProviderError
    article: str = field(default_factory=current_article)
