"""The two coders' readings of one thing, made one; where they differ, that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from dateline.models import (
    Casualty,
    Claim,
    Finding,
    Incident,
    Mention,
    Model,
    PolicyContext,
    Record,
    Statement,
)

R = TypeVar("R", bound=Record)
Trust = Literal["model", "parser"]
Reading = tuple[str, str | None, str | None]
"""A field, what the model read in it, and what the parser did."""
_APART = frozenset({"id", "found_by", "evidence", "summary", "about", "follows"})
_NO_CLAIM = Claim()
_NAMES = {Incident: "incident", Statement: "statement", PolicyContext: "policy-context"}


class Reconciled(NamedTuple, Generic[R]):
    """One record of two readings.

    Attributes:
        record: The record.
        findings: Where the two differ.
        readings: What each read, field by field.
    """

    record: R
    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]


def reconcile(model: R, parser: R, trust: Trust, *, fill: bool = False) -> Reconciled[R]:
    """One record of two readings.

    Args:
        model: The model's reading.
        parser: The parser's.
        trust: Whose value stands where they differ. A small model chooses badly, so there
            the parser's does, and fills what the model left empty; a capable model's own
            reading stands, and the parser bears it out.
        fill: Whether the parser fills what a trusted model left empty. A toll it does not fill
            in: a number of the next sentence may be another incident's, and the audit asks.
    """
    compared = _Comparison(trust, type_name(model), fill=fill)
    values = {
        name: compared.merged(name, getattr(model, name), getattr(parser, name))
        for name in type(model).model_fields
        if name not in _APART
    }
    record = model.model_copy(update={**values, "found_by": "both"})
    readings = ((compared.record, "found", "found"), *compared.readings)
    return Reconciled(record, tuple(compared.findings), readings)


def alone(record: Record) -> Iterator[Reading]:
    """What is to be said of a record that one coder alone has: its other fields compare nothing."""
    by_model = record.found_by == "model"
    yield type_name(record), "found" if by_model else None, None if by_model else "found"


def type_name(record: Record) -> str:
    """The name of its type."""
    return _NAMES.get(type(record), type(record).__name__)


@dataclass(slots=True)
class _Comparison:
    """The values of two readings, made one, field by field, with what there is to say of each."""

    trust: Trust
    record: str
    fill: bool
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def merged(self, name: str, left: Any, right: Any) -> Any:
        """The value of a field."""
        if left is None and right is None:
            return None
        if isinstance(left, tuple):
            return self._union(name, left, right) if left or right else left
        same = left is not None and right is not None and _same(left, right)
        self._read(name, left, right, same=same)
        filled = self.trust == "parser" or self.fill
        if left is None or right is None:
            return right if left is None and filled else left
        if same:
            return _both(right if self.trust == "parser" else left)
        if not _is_default(left) and not _is_default(right):
            self.findings.append(_difference(name, left, right, self.trust))
        return right if self.trust == "parser" else left

    def _union(self, name: str, left: tuple[Any, ...], right: tuple[Any, ...]) -> tuple[Any, ...]:
        """The trusted coder's items, marked where the other has them too; a finding for others."""
        agreed = [
            (m, r)
            for m, ours in enumerate(left)
            for r, theirs in enumerate(right)
            if _same(ours, theirs)
        ]
        for m, _ in agreed:
            self._read(name, left[m], left[m], same=True)
        of_both = {m for m, _ in agreed}, {r for _, r in agreed}
        for m, ours in enumerate(left):
            if m not in of_both[0]:
                self._read(name, ours, None)
        for r, theirs in enumerate(right):
            if r not in of_both[1]:
                self._read(name, None, theirs)
        if self.trust == "model":
            if self.fill and not left and name != "casualties":
                return right
            return tuple(_both(ours) if m in of_both[0] else ours for m, ours in enumerate(left))
        self.findings += [
            _difference(name, item, "nothing", self.trust)
            for m, item in enumerate(left)
            if m not in of_both[0]
        ]
        return tuple(_both(theirs) if r in of_both[1] else theirs for r, theirs in enumerate(right))

    def _read(self, name: str, left: Any, right: Any, *, same: bool = False) -> None:
        """Note what each read; words of one place count as one value."""
        model = _value(left)
        parser = model if same else _value(right)
        if model is not None or parser is not None:
            self.readings.append((f"{self.record}.{name}", model, parser))


def _value(value: Any) -> str | None:
    """What a coder read, in words; None for nothing."""
    if value is None or _is_default(value) or (type(value) is Claim and value == _NO_CLAIM):
        return None
    return " ".join(_words(value).casefold().split())


def _mention_of(value: Any) -> Mention | None:
    """The words at the heart of a value."""
    while heart := _heart(value.__class__):
        value = getattr(value, heart)
    return value if heart is not None else None


# Thousands of values are asked what they are, and of a pydantic model `isinstance` is slow.
@cache
def _is_model(kind: type) -> bool:
    return issubclass(kind, Model)


@cache
def _heart(kind: type) -> str | None:
    """The field of a value that holds its words; empty of a mention, None of what has none."""
    if issubclass(kind, Mention):
        return ""
    fields = kind.model_fields if issubclass(kind, Model) else ()
    return next((name for name in ("mention", "count") if name in fields), None)


def _same(left: Any, right: Any) -> bool:
    """Whether two values are one reading: equal, or the same words at the same place."""
    if not _is_model(left.__class__):
        return bool(left == right)
    if type(left) is Claim and type(right) is Claim:
        by = left.by is right.by or _same(left.by, right.by)
        return left.status == right.status and by
    a, b = _mention_of(left), _mention_of(right)
    if a is None or b is None:
        return bool(left == right)
    if type(left) is Casualty and type(right) is Casualty and left.outcome != right.outcome:
        return False
    return a.text.casefold() == b.text.casefold() or any(
        s.overlaps(t) for s in a.spans for t in b.spans
    )


def _both(value: Any) -> Any:
    """The value, with each of its mentions marked as found by both."""
    return _marked(value, lambda m: m.model_copy(update={"found_by": "both"}))


def _marked(value: Any, mark: Callable[[Mention], Mention]) -> Any:
    heart = _heart(value.__class__)
    if not heart:
        return mark(value) if heart is not None else value
    return value.model_copy(update={heart: _marked(getattr(value, heart), mark)})


def _is_default(value: Any) -> bool:
    return not _is_model(value.__class__) and value in ("not_mentioned", "unknown", False)


def _difference(name: str, left: Any, right: Any, trust: Trust) -> Finding:
    model, parser = _words(left), _words(right)
    kept = "the parser's" if trust == "parser" else "the model's"
    return Finding(
        kind="disagreement",
        severity="info",
        message=f"{name}: the model reads {model!r}, the parser {parser!r}; {kept} stands.",
        field=name,
        value=model if trust == "parser" else parser,
    )


def _words(value: Any) -> str:
    if type(value) is Claim:
        return f"{value.status} by {value.by.text}" if value.by else value.status
    mention = _mention_of(value)
    return mention.text if mention is not None else str(value)
