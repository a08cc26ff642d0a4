"""A proved record taken through what its form told: where words stand, what is read out of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from dateline.models import Actor, Article, Mention, Model, Place, Record, Span
from dateline.review.fields import READ_OUT, fields_of, heart_of, mentions_of
from dateline.review.problems import Problem, invalid
from dateline.review.told import as_object, several, spans_at, text_of

V = TypeVar("V", bound=Model)


class Settling:
    """Takes a record through what was told of it, field beside field."""

    def __init__(self, article: Article, before: Record | None) -> None:
        self._article = article
        self._mentions = {(m.text, m.spans): m for m in mentions_of(before)}
        self._values = {
            (type(v), heart_of(v).text, heart_of(v).spans): v for v in _read_values(before)
        }
        self._actors = {a.mention.spans: a for a in _of_type(before, Actor)}
        self.problems: list[Problem] = []

    def fields(self, value: V, told: Mapping[str, Any], change: Any, path: str = "") -> V:
        """The value with its words changed by `change(value, told, path)`."""
        changes: dict[str, Any] = {}
        for field in fields_of(type(value)):
            old, given = getattr(value, field.name), told.get(field.name)
            if field.kind in ("choice", "flag") or old is None:
                continue
            here = f"{path}{field.name}"
            one = self.fields if field.kind == "group" else None
            if field.many:
                changes[field.name] = tuple(
                    one(v, as_object(g), change, f"{here}.{n}.")
                    if one
                    else change(v, as_object(g), f"{here}.{n}")
                    for n, (v, g) in enumerate(zip(old, several(given), strict=True))
                )
            elif one:
                changes[field.name] = one(old, as_object(given), change, f"{here}.")
            else:
                changes[field.name] = change(old, as_object(given), here)
        return self._identified(value.model_copy(update=changes))

    def placed(self, value: Any, told: Mapping[str, Any], _: str) -> Any:
        """Words where they were selected, and as they were where nobody touched them."""
        spans = spans_at(told, self._article)
        if isinstance(value, Span):
            return self._article.span(spans[0].start, spans[-1].end) if spans else value
        heart = heart_of(value)
        at = Mention.at(*spans) if spans else heart.model_copy(update={"found_by": None})
        known = self._mentions.get((at.text, at.spans), at)
        if isinstance(value, Mention):
            return known
        return value.model_copy(update={value.asked_as: known})

    def settled(self, value: Any, told: Mapping[str, Any], path: str) -> Any:
        """What was read out of words as the reviewer says that it is."""
        names = READ_OUT.get(type(value))
        if names is None:
            return value
        heart = heart_of(value)
        known = self._values.get((type(value), heart.text, heart.spans))
        standing = known if known is not None else value
        changes: dict[str, Any] = {}
        for name in names:
            given = text_of(told.get(name)).strip()
            # What the form does not mention the reviewer did not touch.
            if name in told and given != shown(getattr(standing, name)):
                changes[name] = given or None
        if not changes:
            return standing
        return self._changed(standing, changes, path)

    def _changed(self, value: Any, changes: dict[str, Any], path: str) -> Any:
        beside: dict[str, Any] = {}
        if isinstance(value, Place):
            if {"country", "admin1"} & changes.keys():
                beside = {"latitude": None, "longitude": None, "inferred": None, "candidates": ()}
            if changes.get("geo_precision"):
                changes["geo_precision"] = _number(changes["geo_precision"])
        elif "rule" in type(value).model_fields:
            beside = {"rule": None}
        else:
            beside = {"resolved_against": None}
            changes["precision"] = changes.get("precision", value.precision) or "unknown"
        try:
            new = type(value).model_validate({**dict(value), **beside, **changes})
        except ValidationError as error:
            self.problems += [
                Problem(f"{path}.{p.path}" if p.path else path, p.message) for p in invalid(error)
            ]
            return value
        self.problems += [Problem(path, message) for message in _out_of_order(new)]
        return new

    def _identified(self, value: V) -> V:
        """An actor whose words stayed keeps who it is."""
        known = self._actors.get(value.mention.spans) if isinstance(value, Actor) else None
        if known is None:
            return value
        return value.model_copy(update={"identity": known.identity, "same_as": known.same_as})


def shown(value: object) -> str:
    """A value that was read out of words, as a form shows it."""
    return "" if value is None else str(value)


def _number(given: str) -> int | str:
    return int(given) if given.isdigit() and len(given) < 4 else given


def _out_of_order(value: Any) -> Iterator[str]:
    """What bounds or days say against each other."""
    names = ("low", "best", "high") if hasattr(value, "low") else ("start", "end")
    told: list[tuple[str, Any]] = [
        (READ_OUT[type(value)][name], getattr(value, name))
        for name in names
        if getattr(value, name, None) is not None
    ]
    for (left, low), (right, high) in pairwise(told):
        if low > high:
            yield f"“{left}” is beyond “{right}”: {low}, {high}."


def _read_values(value: object) -> Iterator[Model]:
    for kind in READ_OUT:
        yield from _of_type(value, kind)


def _of_type(value: object, kind: type[V]) -> Iterator[V]:
    """Every value of a type in another, however deep."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _of_type(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from _of_type(item, kind)
