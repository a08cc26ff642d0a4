"""Answer types as instructor wants them, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.providers.base import T

# The types of choices are made for each passage and are many; the records' own are few.
_MOST_TYPES = 256


@dataclass(frozen=True, slots=True)
class _Words:
    content: str
    refusal: None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    message: _Words
    finish_reason: str = "stop"


@dataclass(frozen=True, slots=True)
class _Completion:
    """As much of a completion as instructor's parser looks at, whichever protocol it came over."""

    choices: list[_Choice]


@lru_cache(maxsize=_MOST_TYPES)
def prepare(answer_type: type[T]) -> type[T]:
    """What instructor makes of an answer type, with a schema that is generated once.

    instructor itself does this at every call.
    """
    from instructor.v2.core.response_model import prepare_response_model

    prepared = prepare_response_model(answer_type)
    assert prepared is not None  # noqa: S101  # only None comes to None
    schema = prepared.model_json_schema()
    # A copy of its top: that is where handlers write.
    prepared.model_json_schema = lambda *_, **__: dict(schema)  # type: ignore[method-assign]
    return prepared


def parse(prepared: type[T], text: str, *, fenced: bool) -> T:
    """The answer in a model's words, as instructor reads it.

    Args:
        prepared: What was asked for; see `prepare`.
        text: The model's words.
        fenced: Whether the JSON may stand in a code block, with words around it.

    Raises:
        pydantic.ValidationError: They are no such answer.
    """
    from instructor.v2 import Mode, Provider, mode_registry

    mode = Mode.MD_JSON if fenced else Mode.JSON_SCHEMA
    handlers = mode_registry.get_handlers(Provider.OPENAI, mode)
    value: T = handlers.response_parser(
        response=_Completion([_Choice(_Words(text))]), response_model=prepared, strict=True
    )
    return value
