"""Where the questions of a run are written down that a provider is to answer in batches."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from dateline import errors
from dateline.batch.store import Store
from dateline.batch.store.answers import METER
from dateline.batch.store.api import Failed, Written, write
from dateline.calls import PutOff, Question
from dateline.errors import BatchUnanswered, ProviderError
from dateline.providers import BatchService


class BatchDesk:
    """Writes questions down in the store, as they would be sent.

    Args:
        service: Whose batches they are for.

    Attributes:
        store: Where they are kept. Set once it is open: whether questions can be asked at all is
            known before.
        live: Whether questions are asked now after all.
        patient: Whether an article waits for one that it may be a copy of, and that is put off.
    """

    store: Store

    def __init__(self, service: BatchService) -> None:
        self._service = service
        self.live = False
        self.patient = True

    async def put_off(self, key: str, question: Question[Any], worst: Decimal | None) -> None:
        """See `Desk.put_off`."""
        if self.live:
            return
        meter = METER.get()
        request = Written(
            key=key,
            attempt=meter.attempt if meter is not None else None,
            question=question.name,
            body=self._service.body(question.messages, question.answer_type),
            worst=worst * self._service.limits.price if worst is not None else None,
        )
        failed = await self.store.do(partial(write, request=request))
        if failed is not None:
            raise self._error(failed)
        raise PutOff

    def _error(self, failed: Failed) -> ProviderError:
        """The error that a request came back with."""
        kind = getattr(errors, failed.error, BatchUnanswered)
        if not issubclass(kind, ProviderError) or kind.retryable:
            kind = BatchUnanswered  # it was asked once more, and nothing retries it beyond that
        error: ProviderError = kind(
            failed.problem, provider=self._service.name, model=self._service.model
        )
        return error
