"""What a user says of how questions are put, whoever answers them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Coders = Literal["both", "model"]
"""Who reads an article: a model and the parser, or a model alone, which the survey then only
audits."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Retries(_Part):
    """How faults of transport are tried again.

    Attributes:
        attempts: Requests for one question to one provider, the first included.
        wait: Seconds before the second try; doubled for each further one, with jitter.
        max_wait: The longest wait that is chosen here; a server's `Retry-After` may ask for more.
        deadline: Seconds for one question at one provider, all tries and waits together. Time in
            the queue for a turn does not count while the queue moves.
    """

    attempts: int = Field(default=5, ge=1)
    wait: float = Field(default=0.5, ge=0)
    max_wait: float = Field(default=30.0, ge=0)
    deadline: float = Field(default=300.0, gt=0)


class BreakerSettings(_Part):
    """When a provider that keeps failing is left alone for a while.

    Attributes:
        enabled: Whether it is left alone at all.
        failures: Requests that fail in a row before it is.
        recovery: Seconds until it is tried again, with one request.
    """

    enabled: bool = True
    failures: int = Field(default=5, ge=1)
    recovery: float = Field(default=30.0, gt=0)


class BudgetSettings(_Part):
    """The most that may be spent, in US dollars. None is no bound.

    Attributes:
        article: For one article, all its questions, retries and fallbacks together.
        run: For all articles of one `Extractor`.
    """

    article: Decimal | None = Field(default=None, gt=0)
    run: Decimal | None = Field(default=None, gt=0)


class CacheSettings(_Part):
    """Where answers are kept, so that the same question is not paid for twice.

    Attributes:
        path: The SQLite file; None keeps nothing.
        max_age_days: Older answers are not used.
        max_size_mb: The file's bound; what was used longest ago goes first.
    """

    path: Path | None = None
    max_age_days: float = Field(default=30.0, gt=0)
    max_size_mb: float = Field(default=1024.0, gt=0)
