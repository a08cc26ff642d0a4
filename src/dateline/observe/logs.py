"""The log: one line for each article at INFO, one for each request at DEBUG.

Each record has its facts as fields too (`extra=`), under names that stay as they are. What others
wrote (a server's words) stands at DEBUG alone; an article's text, prompts and keys nowhere.
"""

from __future__ import annotations

import logging
from typing import Any

from dateline.models import Extraction, Usage
from dateline.observe.events import CallEvent, FallbackEvent, RetryEvent

LOGGER = logging.getLogger("dateline")
LOGGER.addHandler(logging.NullHandler())


def log_call(event: CallEvent) -> None:
    """A request came to its end."""
    if not LOGGER.isEnabledFor(logging.DEBUG):
        return
    how = f"failed: {event.error}" if event.error else "cached" if event.cached else event.stopped
    _log(
        logging.DEBUG,
        f"{event.question}: {event.provider}, request {event.attempt}, {event.seconds} s, {how}",
        "call",
        article=event.article,
        question=event.question,
        provider=event.provider,
        model=event.model,
        attempt=event.attempt,
        seconds=event.seconds,
        cached=event.cached,
        stopped=event.stopped,
        request_id=event.request_id,
        error_type=type(event.error).__name__ if event.error else None,
        status=event.error.status if event.error else None,
        cost=event.cost,
        **_tokens(event.usage),
    )


def log_retry(event: RetryEvent) -> None:
    """A request is about to be sent again."""
    _log(
        logging.DEBUG,
        f"{event.question}: {event.provider} is asked again in {event.wait:.2f} s: {event.error}",
        "retry",
        article=event.article,
        question=event.question,
        provider=event.provider,
        wait=event.wait,
        error_type=type(event.error).__name__,
        status=event.error.status,
    )


def log_fallback(event: FallbackEvent) -> None:
    """A question goes to the next provider."""
    _log(
        logging.WARNING,
        f"{event.question}: {event.fallback} is asked in place of {event.provider} "
        f"({type(event.error).__name__})",
        "fallback",
        article=event.article,
        question=event.question,
        provider=event.provider,
        fallback=event.fallback,
        error_type=type(event.error).__name__,
        status=event.error.status,
    )


def log_overrun(question: str, provider: str, cost: object, worst: object) -> None:
    """A call came to more than the most that was set aside for it: its budget may be crossed."""
    _log(
        logging.WARNING,
        f"{question}: {provider} charged ${cost}, and at most ${worst} was expected",
        "overrun",
        question=question,
        provider=provider,
        cost=cost,
        worst=worst,
    )


def log_article(article: str, result: Extraction) -> None:
    """An article is done."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    receipt = result.receipt
    cost = "unknown" if receipt.cost is None else f"${receipt.cost}"
    _log(
        logging.INFO,
        f"article {article}: {len(result.incidents)} incidents, {len(result.statements)} "
        f"statements, {len(result.policy_context)} of policy, {len(result.findings)} findings; "
        f"{receipt.attempts} requests, {receipt.seconds:.1f} s, cost {cost}",
        "article",
        article=article,
        outcome="done",
        provider=receipt.provider,
        model=receipt.model,
        incidents=len(result.incidents),
        statements=len(result.statements),
        policy_context=len(result.policy_context),
        findings=len(result.findings),
        requests=receipt.attempts,
        cached=receipt.cached,
        seconds=receipt.seconds,
        cost=receipt.cost,
        **_tokens(receipt.usage),
    )


def log_failed_article(article: str, error: BaseException) -> None:
    """An article came to nothing; the caller gets the error itself."""
    kind = type(error).__name__
    outcome = getattr(error, "outcome", "failed")
    _log(
        logging.INFO,
        f"article {article}: {outcome} ({kind})",
        "article",
        article=article,
        outcome=outcome,
        error_type=kind,
    )


def _tokens(usage: Usage) -> dict[str, int]:
    return {name: getattr(usage, name) for name in Usage.model_fields}


def _log(level: int, message: str, event: str, **fields: Any) -> None:
    LOGGER.log(level, "%s", message, extra={"event": event, **fields})
