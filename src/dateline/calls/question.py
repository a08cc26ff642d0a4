"""A question for a model, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal

from dateline.errors import ProviderError
from dateline.models import Call
from dateline.providers import Message
from dateline.providers.base import T

Trouble = Literal["failed", "truncated", "refused", "invalid"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an answer that cannot stand, in words that can go back to the model."""

    field: str
    value: str
    reason: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question.

    Attributes:
        name: What it asks for, as the receipt names it.
        messages: The conversation so far.
        answer_type: The schema of the answer.
        salvage: Makes an answer of what is valid in a broken one, or None.
        reask: The message that names what was wrong with an answer.
        record: The record type that it asks for, as the receipt names it.
        cut_off: The message that asks for the rest of an answer that was cut off, or None where it
            has no parts that could be kept.
        join: Makes one answer of two.
    """

    name: str
    messages: tuple[Message, ...]
    answer_type: type[T]
    salvage: Callable[[str], T | None]
    reask: Callable[[Sequence[Problem]], str]
    record: str = ""
    cut_off: str | None = None
    join: Callable[[T, T], T] | None = None

    def again(self, raw: str, problems: Sequence[Problem]) -> Question[T]:
        """The same question, going on from the answer `raw` with what was wrong in it."""
        return self.going_on(raw, self.reask(problems), self.name)

    def going_on(self, raw: str, further: str, name: str) -> Question[T]:
        """A further question, going on from the answer `raw`."""
        answered: tuple[Message, ...] = (
            {"role": "assistant", "content": raw},
            {"role": "user", "content": further},
        )
        return replace(self, name=name, messages=self.messages + answered)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a question came to.

    Attributes:
        value: The answer, or what could be kept of it, or None.
        raw: The model's last words.
        call: What it took.
        problem: What is wrong or missing, or None where all is well.
        trouble: The kind of the problem.
        error: What the provider raised, or what its answer comes to, where there is no value.
    """

    value: T | None
    raw: str
    call: Call
    problem: str | None = None
    trouble: Trouble | None = None
    error: ProviderError | None = None
