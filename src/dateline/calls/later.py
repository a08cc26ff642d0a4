"""Questions that are not asked now: they are written down, and asked all together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Protocol

from dateline.calls.question import Question


class PutOff(Exception):
    """The question was written down, and the article is read again when its answer is there.

    It is no failure: no retry and no fallback takes it for one.
    """

    outcome = "put off"


class Desk(Protocol):
    """Takes questions that are not answered yet."""

    async def put_off(self, key: str, question: Question[Any], worst: Decimal | None) -> None:
        """Write a question down. It returns where the question is to be asked now after all.

        Args:
            key: The key of its answer.
            question: The question.
            worst: The most that it can cost when it is asked now; None where that is unknown.

        Raises:
            PutOff: It is written down.
            ProviderError: It was asked so, and there will be no answer.
        """
        ...
