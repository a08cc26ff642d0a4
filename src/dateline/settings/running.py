"""What a user says of how questions are put, whoever answers them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from dateline.settings.part import Part

Coders = Literal["model", "parser", "both"]
"""Who reads an article: a model and the parser, a model alone, or the parser alone.

What both find stands once, and what one of them finds stands too; `found_by` says who. The parser
needs the extra `parser`; without it the survey reads by patterns alone, which bears out a model's
records and adds quotations to them.

With the parser alone nobody is asked, and nothing is spent.

Where the model is alone, no parser's record is coded or set beside it, and the audit is light: no
more of the article is surveyed than its records rest on. It still finds passages in quotation marks
that no record holds; speakers from elsewhere; tolls and threats of the sentences that records rest
on; words away from them; days to come; hostile text. Of incidents that were left out it sees those
that one sentence shows by itself. It does not find indirect speech, claims and deadlines that were
left out, nor records put together from several incidents, and counts no reporting cues.
"""


class Retries(Part):
    """How faults of transport are tried again. A number is the `attempts`.

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

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """See `Part.in_full`."""
        return {"attempts": value} if _is_number(value) else value


class BreakerSettings(Part):
    """When a provider that keeps failing is left alone for a while. `false` turns it off.

    Attributes:
        enabled: Whether it is left alone at all.
        failures: Requests that fail in a row before it is.
        recovery: Seconds until it is tried again, with one request.
    """

    enabled: bool = True
    failures: int = Field(default=5, ge=1)
    recovery: float = Field(default=30.0, gt=0)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """See `Part.in_full`."""
        return {"enabled": value} if isinstance(value, bool | str) else value


class BudgetSettings(Part):
    """The most that may be spent, in US dollars. A number is that of the `run`.

    Attributes:
        article: For one article, all its questions, retries and fallbacks together.
        run: For all articles of one `Extractor`.
    """

    article: Decimal | None = Field(default=None, gt=0)
    run: Decimal | None = Field(default=None, gt=0)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """See `Part.in_full`. Of the two bounds the run's is the one that is never exceeded."""
        return {"run": value} if _is_number(value) else value


class CacheSettings(Part):
    """Where answers are kept, so that the same question is not paid for twice.

    A string is the `path`; `false` keeps nothing.

    Attributes:
        path: The SQLite file, from the configuration file's folder if it is relative and stands
            there; none keeps nothing.
        max_age_days: Older answers are not used, and deleted.
        max_size_mb: The file's bound; what was used longest ago goes first.
    """

    path: Path | None = None
    max_age_days: float = Field(default=30.0, gt=0)
    max_size_mb: float = Field(default=1024.0, gt=0)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """See `Part.in_full`."""
        return {"path": value} if isinstance(value, str | Path | bool) else value

    @field_validator("path", mode="before")
    @classmethod
    def _is_a_file(cls, value: Any) -> Any:
        if value is True:
            msg = 'name the file, such as cache = "answers.db"'
            raise ValueError(msg)
        return None if value is False or value == "" else value

    @field_validator("path")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        try:
            return value.expanduser() if value is not None else None
        except RuntimeError as error:
            msg = "there is no home folder for ~"
            raise ValueError(msg) from error


def _is_number(value: Any) -> bool:
    """Whether it stands for a number; variables are strings."""
    return isinstance(value, int | float | Decimal | str) and not isinstance(value, bool)
