"""Records of an article carried over to a copy of it: every span to where the words stand there.

What rests on words that the copy left out is left out with them. Nothing is looked up: the
sentences that both have say where each word went.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from dateline.copies.compare import Comparison, Run
from dateline.models import Mention, Model, Record, Span

R = TypeVar("R", bound=Record)


def carry_over(records: Iterable[R], comparison: Comparison) -> list[R]:
    """Those records of the earlier article that the later one tells too, as it tells them."""
    places = _Places(comparison, tuple(sorted(comparison.runs)))
    carried = (_value(record, places) for record in records)
    return [record for record in carried if record is not _GONE]


class _Gone:
    """A value that rests on words which the copy does not have."""


_GONE: Any = _Gone()


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the words of the earlier article stand in the later one."""

    comparison: Comparison
    runs: tuple[Run, ...]
    """In the earlier article's order."""

    def of(self, span: Span) -> Span | None:
        """The span of the same words in the later one; None where it does not have all of them."""
        ours, theirs = self.comparison.earlier.words, self.comparison.later.words
        first = bisect_left(ours, span.start, key=lambda word: word.start)
        last = bisect_right(ours, span.end, key=lambda word: word.end) - 1
        run = self._run_of(first)
        if first > last or run is None or last >= run.earlier + run.length:
            return None
        shift = run.later - run.earlier
        old, new = self.comparison.earlier.article.text, self.comparison.later.article.text
        start, end = theirs[first + shift].start, theirs[last + shift].end
        # Full stops and commas are no words; those at the edges go with the span if both have them.
        start -= _alike(old[span.start : ours[first].start][::-1], new[:start][-_EDGE:][::-1])
        end += _alike(old[ours[last].end : span.end], new[end : end + _EDGE])
        return self.comparison.later.article.span(start, end)

    def _run_of(self, word: int) -> Run | None:
        at = bisect_right(self.runs, word, key=lambda run: run.earlier) - 1
        run = self.runs[at] if at >= 0 else None
        return run if run is not None and word < run.earlier + run.length else None


_EDGE = 8
"""Characters of punctuation at the edge of a span."""


def _alike(ours: str, theirs: str) -> int:
    """How many characters are the same, from the first on."""
    return next(
        (n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )


def _value(value: Any, places: _Places) -> Any:
    """A value of a record with its spans carried over; `_GONE` where it cannot be."""
    if isinstance(value, Span):
        return places.of(value) or _GONE
    if isinstance(value, Mention):
        return _mention(value, places)
    if isinstance(value, tuple):
        return tuple(new for item in value if (new := _value(item, places)) is not _GONE)
    return _model(value, places) if isinstance(value, Model) else value


def _mention(mention: Mention, places: _Places) -> Any:
    spans = [places.of(span) for span in mention.spans]
    there = tuple(span for span in spans if span is not None)
    if len(there) < len(spans):
        return _GONE
    if not there:
        return mention
    same = mention.text == Mention.at(*mention.spans).text
    text = Mention.at(*there).text if same else mention.text
    return mention.model_copy(update={"spans": there, "text": text})


def _model(value: Model, places: _Places) -> Any:
    changes: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        old = getattr(value, name)
        new = _value(old, places)
        if new is _GONE:
            if not _may_be_none(info.annotation):
                return _GONE
            new = None
        if new is not old:
            changes[name] = new
    if changes.get("evidence") == ():
        return _GONE
    return value.model_copy(update=changes) if changes else value


def _may_be_none(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _may_be_none(get_args(annotation)[0])
    return origin in (Union, UnionType) and type(None) in get_args(annotation)
