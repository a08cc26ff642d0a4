"""What a run that asks in batches is checked for, and what stops it between its rounds."""

from __future__ import annotations

from collections.abc import Callable

from dateline.batch.rounds import OutOfBudget, Rounds
from dateline.batch.runner import Runner
from dateline.errors import ConfigError, ProviderError, StoreError
from dateline.providers import BatchService, resolve
from dateline.settings import Settings


def batch_service(settings: Settings, provider: str | None) -> BatchService:
    """The provider's batches.

    Raises:
        ConfigError: It has none, or they do not go with the settings.
    """
    if settings.budget.article is not None:
        raise ConfigError(
            "An article's budget is not kept over batches: its questions go into several of them.",
            hint="Leave budget.article out; budget.run (--budget) holds.",
        )
    if settings.recording.mode != "off":
        raise ConfigError(
            "Batches are not recorded, nor played from recordings.",
            hint="Leave --batch-api or the recording out.",
        )
    return BatchService(resolve(settings, provider), settings)


def refuse_other_accounts(others: set[str], account: str | None) -> None:
    """Refuse to go on where batches are under way that nobody would collect.

    Args:
        others: Where they are.
        account: Where this start collects; None where it collects nothing.

    Raises:
        StoreError: They would be paid for twice.
    """
    for other in sorted(others - {account or ""}):
        raise StoreError(
            f"Batches of this run are under way: {other}. What is in them would be paid for twice.",
            hint="Go on with --batch-api and that provider until they are collected.",
        )


async def finished(rounds: Rounds, runner: Callable[[], Runner]) -> bool:
    """Whether a round came to its end; where it did not, the run is told to stop.

    Raises:
        StoreError: The store cannot be used.
    """
    try:
        await rounds.finish()
    except OutOfBudget:
        runner().stop("budget")
    except ProviderError as error:
        runner().stop("provider", error)
    else:
        return True
    return False
