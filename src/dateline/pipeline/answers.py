"""What a model answers about a whole article: a list of drafts, whole, broken or in two pieces."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, create_model
from pydantic_core import from_json

from dateline.models import draft_model
from dateline.models.draft import Draft
from dateline.pipeline.types import RecordType


@lru_cache(maxsize=64)
def answer_type(record_type: RecordType) -> type[Draft]:
    """What a model's whole answer is: a bounded list of drafts."""
    items: Any = list[draft_model(record_type.model)]  # type: ignore[misc]  # made at run time
    bounded: Any = Annotated[items, Field(max_length=record_type.most)]
    return create_model(f"{record_type.model.__name__}List", __base__=Draft, items=(bounded, ...))


def salvaged(raw: str, record_type: RecordType) -> Any:
    """The valid items of a broken or cut answer, or None where there are none.

    The item in which it was cut off is none of them, even where what there is of it is valid: its
    lists and its words may go on.
    """
    try:
        partial = from_json(raw, allow_partial=True)
    except ValueError:
        return None
    item_type = draft_model(record_type.model)
    items = partial.get("items") if isinstance(partial, dict) else None
    items = items if isinstance(items, list) else []
    kept = []
    for item in (items if _has_ended(raw) else items[:-1])[: record_type.most]:
        try:
            kept.append(item_type.model_validate(item))
        except ValidationError:
            continue
    return answer_type(record_type).model_validate({"items": kept}) if kept else None


def _has_ended(raw: str) -> bool:
    """Whether the last item that there is ends before the answer does."""
    return any(_is_json(raw.rstrip().rstrip(",") + missing) for missing in ("", "}", "]}"))


def _is_json(text: str) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True


def from_json_of(written: str, record_type: RecordType) -> Any:
    """The answer that another process wrote as JSON.

    It was validated there; joined out of two it may have more items than one answer may.
    """
    return answer_type(record_type).model_construct(
        **_unbounded(record_type).validate_json(written)
    )


@lru_cache(maxsize=64)
def _unbounded(record_type: RecordType) -> TypeAdapter[dict[str, Any]]:
    items: Any = dict[Literal["items"], list[draft_model(record_type.model)]]  # type: ignore[misc]
    return TypeAdapter(items)


def joined(first: Any, further: Any) -> Any:
    """Two answers as one; the schema's bound on one of them does not hold for both."""
    items = [*first.items, *(i for i in further.items if i not in first.items)]
    return type(first).model_construct(items=items)
