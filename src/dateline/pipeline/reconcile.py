"""The two coders' readings of one thing, made one; where they differ, that is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

from dateline.models import Casualty, Claim, Finding, Mention, Model, Record, Statement

R = TypeVar("R", bound=Record)
Trust = Literal["model", "parser"]
_APART = frozenset({"id", "found_by", "evidence", "summary", "about", "follows"})


def reconcile(model: R, parser: R, trust: Trust) -> tuple[R, tuple[Finding, ...]]:
    """One record of two readings.

    Args:
        model: The model's reading.
        parser: The parser's.
        trust: Whose value stands where they differ. A small model chooses badly, so there
            the parser's does, and fills what the model left empty; a capable model's own
            reading stands, and the parser only bears it out.
    """
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for name in type(model).model_fields:
        if name in _APART:
            continue
        left, right = getattr(model, name), getattr(parser, name)
        values[name] = _merged(left, right, trust, name, findings)
    merged = model.model_copy(update={**values, "found_by": "both"})
    return merged, tuple(findings)


def _merged(left: Any, right: Any, trust: Trust, name: str, findings: list[Finding]) -> Any:
    if isinstance(left, tuple):
        return _union(left, right, trust, name, findings)
    if left is None or right is None:
        return left if left is not None or trust == "model" else right
    if _same(left, right):
        return _both(right if trust == "parser" else left)
    if not _is_default(left) and not _is_default(right):
        findings.append(_difference(name, left, right, trust))
    return right if trust == "parser" else left


def _union(
    left: tuple[Any, ...],
    right: tuple[Any, ...],
    trust: Trust,
    name: str,
    findings: list[Finding],
) -> tuple[Any, ...]:
    """The trusted coder's items, marked where the other has them too; a finding for others."""
    agreed = [_both(r if trust == "parser" else m) for m in left for r in right if _same(m, r)]
    if trust == "model":
        return tuple(next((a for a in agreed if _same(a, m)), m) for m in left)
    findings += [
        _difference(name, item, "nothing", trust)
        for item in left
        if not any(_same(item, r) for r in right)
    ]
    return tuple(next((a for a in agreed if _same(a, r)), r) for r in right)


def _mention_of(value: Any) -> Mention | None:
    """The words at the heart of a value."""
    if isinstance(value, Mention):
        return value
    heart = _heart(type(value)) if isinstance(value, Model) else None
    return _mention_of(getattr(value, heart)) if heart else None


@cache
def _heart(model: type[Model]) -> str | None:
    """The field of a value that holds the words for it."""
    return next((name for name in ("mention", "count") if name in model.model_fields), None)


def _same(left: Any, right: Any) -> bool:
    """Whether two values are one reading: equal, or the same words at the same place."""
    if isinstance(left, Claim) and isinstance(right, Claim):
        by = left.by is right.by or _same(left.by, right.by)
        return left.status == right.status and by
    a, b = _mention_of(left), _mention_of(right)
    if a is None or b is None:
        return bool(left == right)
    if isinstance(left, Casualty) and isinstance(right, Casualty) and left.outcome != right.outcome:
        return False
    return a.text.casefold() == b.text.casefold() or any(
        s.overlaps(t) for s in a.spans for t in b.spans
    )


def _both(value: Any) -> Any:
    """The value, with each of its mentions marked as found by both."""
    return _marked(value, lambda m: m.model_copy(update={"found_by": "both"}))


def _marked(value: Any, mark: Callable[[Mention], Mention]) -> Any:
    if isinstance(value, Mention):
        return mark(value)
    if isinstance(value, Model):
        heart = _heart(type(value))
        if heart is not None:
            return value.model_copy(update={heart: _marked(getattr(value, heart), mark)})
    return value


def _is_default(value: Any) -> bool:
    return value in ("not_mentioned", "unknown", False)


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
    if isinstance(value, Claim):
        return f"{value.status} by {value.by.text}" if value.by else value.status
    mention = _mention_of(value)
    return mention.text if mention is not None else str(value)


def same_statement(left: Statement, right: Statement) -> bool:
    """Whether two statements report the same words."""
    ours, theirs = left.content.spans, right.content.spans
    if not (ours and theirs):
        return left.content.text == right.content.text
    if ours[-1].end <= theirs[0].start or theirs[-1].end <= ours[0].start:
        return False
    pairs = ((a, b) for a in ours for b in theirs)
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a, b in pairs)
    shorter = min(sum(s.end - s.start for s in ours), sum(s.end - s.start for s in theirs))
    return shorter > 0 and shared / shorter >= 0.5
