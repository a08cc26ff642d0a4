"""Questions and what came of them, as they go from one process to another.

One process works on the words of articles, and another asks: limits, budget, answers and keys are
in one place, however many work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.calls import Outcome, Question, Route, ask
from dateline.calls.question import Trouble
from dateline.errors import ProviderError
from dateline.models import Call
from dateline.observe import about, current_article
from dateline.pipeline.answers import from_json_of
from dateline.pipeline.ask import question_of
from dateline.pipeline.types import RECORD_TYPES, RecordType
from dateline.providers import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """A question about a whole article.

    Attributes:
        article: The article's digest, for logs and hooks.
        record: The record type's name.
        name: How the receipt names it.
        messages: The conversation so far.
    """

    article: str
    record: str
    name: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it; see `Outcome`. Value and call are JSON, which is faster than pickles."""

    value: str | None
    raw: str
    call: str
    problem: str | None
    trouble: Trouble | None
    error: ProviderError | None


def sent(question: Question[Any]) -> Sent:
    """The question, to be asked elsewhere."""
    return Sent(current_article(), question.record, question.name, question.messages)


async def ask_for_other(route: Route, asked: Sent, own_types: Sequence[RecordType]) -> Came:
    """What comes of another process's question.

    Args:
        route: Who is asked.
        asked: The question.
        own_types: Record types of the user's own, the same as there.
    """
    question = question_of(_record_type(asked.record, own_types), asked.name, asked.messages)
    with about(asked.article):
        outcome = await ask(route, question)
    value = None if outcome.value is None else outcome.value.model_dump_json()
    call = outcome.call.model_dump_json()
    return Came(value, outcome.raw, call, outcome.problem, outcome.trouble, outcome.error)


def came(answered: Came, question: Question[Any], own_types: Sequence[RecordType]) -> Outcome[Any]:
    """The outcome of a question that was asked elsewhere."""
    value = answered.value
    return Outcome(
        None if value is None else from_json_of(value, _record_type(question.record, own_types)),
        answered.raw,
        Call.model_validate_json(answered.call),
        answered.problem,
        answered.trouble,
        answered.error,
    )


def _record_type(name: str, own_types: Sequence[RecordType]) -> RecordType:
    return next(t for t in (*RECORD_TYPES, *own_types) if t.name == name)
