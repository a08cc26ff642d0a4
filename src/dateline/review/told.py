"""What a form sends: the fields of a record as a reviewer filled them, checked for their shape.

A record comes as an object of its fields. Words are `{"words": …, "at": "12-31"}`, beside them as
strings what the reviewer says that is to be read out of them ("" for nothing); choices are strings,
flags booleans, several values a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.models import Article, Model, Span
from dateline.models.draft import Draft, draft_model
from dateline.review.fields import Field, fields_of

MOST_VALUES = 100
_PLACES = re.compile(r"[0-9]{1,9}-[0-9]{1,9}(,[0-9]{1,9}-[0-9]{1,9}){0,19}")


class BadForm(ValueError):
    """It is not what a form of ours sends."""


def drafted(model: type[Model], told: Mapping[str, Any]) -> Draft:
    """What was told, as a coder would have written it: words as strings, for grounding.

    Nothing is validated here but the shape: the record itself is, when it is grounded. A draft's
    own bounds are those of a question to a model, and a record may hold more.

    Raises:
        BadForm: Its shape is another.
    """
    values: dict[str, Any] = {}
    for field in fields_of(model):
        given = told.get(field.name)
        if field.many:
            values[field.name] = [_drafted(field, one) for one in several(given)]
        else:
            values[field.name] = _drafted(field, given)
    return draft_model(model).model_construct(**values)


def _drafted(field: Field, given: Any) -> Any:
    if field.kind == "group":
        assert field.model is not None  # noqa: S101  # a group has one
        return drafted(field.model, as_object(given))
    if field.kind == "flag":
        return given is True
    if field.kind == "choice":
        return text_of(given) or None
    words = text_of(as_object(given).get("words"))
    return words if words.strip() else None


def as_object(given: Any) -> Mapping[str, Any]:
    """An object; an empty one where nothing was told.

    Raises:
        BadForm: It is something else.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise BadForm("an object was expected")
    return given


def several(given: Any) -> Sequence[Any]:
    """A list, without values in which all words were left blank.

    Raises:
        BadForm: It is something else, or too long.
    """
    if given is None:
        return ()
    if not isinstance(given, list) or len(given) > MOST_VALUES:
        raise BadForm(f"a list of at most {MOST_VALUES} values was expected")
    return [one for one in given if not _is_blank(one)]


def _is_blank(given: Any) -> bool:
    """Whether nothing was told: a vocabulary's choice without words is of nothing."""
    if not isinstance(given, Mapping):
        return False
    if "words" in given:
        return not text_of(given["words"]).strip()
    inner = [one for one in given.values() if isinstance(one, Mapping)]
    return bool(inner) and all(map(_is_blank, inner))


def text_of(given: Any) -> str:
    """A string; an empty one where nothing was told.

    Raises:
        BadForm: It is something else.
    """
    if given is None:
        return ""
    if not isinstance(given, str):
        raise BadForm("a string was expected")
    return given


def spans_at(given: Mapping[str, Any], article: Article) -> tuple[Span, ...]:
    """The spans that words were taken from, if the words still are what stands there."""
    places, words = text_of(given.get("at")), text_of(given.get("words"))
    if not _PLACES.fullmatch(places):
        return ()
    pairs = [tuple(map(int, place.split("-"))) for place in places.split(",")]
    if any(not 0 <= start < end <= len(article.text) for start, end in pairs):
        return ()
    spans = tuple(article.span(start, end) for start, end in pairs)
    standing = " … ".join(span.text for span in spans)
    return spans if standing.split() == words.split() else ()


def places_of(spans: Sequence[Span]) -> str:
    """Spans as a form keeps them."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)
