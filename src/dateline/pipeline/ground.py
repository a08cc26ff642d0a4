"""Strings that a model wrote become mentions with spans, or findings."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel

from dateline.models import Article, Finding, FindingKind, FoundBy, Mention, Model, Record, Span
from dateline.models.draft import Draft, is_asked
from dateline.pipeline.brief import beside_cue
from dateline.pipeline.resumed import locate_resumed

R = TypeVar("R", bound=Record)
_QUOTES = "\"'“”„‟«»‘’‚‛‹›「」『』"


@dataclass(frozen=True, slots=True)
class Strictness:
    """What is done with words that are not proved.

    Attributes:
        keep: Keep them, without a span; they are dropped otherwise. Either way a finding.
        barred: Where nothing may be proved: text that is no reporting.
    """

    keep: bool = False
    barred: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounded:
    """A record of proved values, or None where what it cannot do without was not proved.

    Attributes:
        record: The record.
        findings: What was dropped.
    """

    record: Record | None
    findings: tuple[Finding, ...] = ()


def ground(
    draft: Draft,
    record: type[R],
    article: Article,
    *,
    scope: Sequence[Span] = (),
    found_by: FoundBy = "model",
    strictness: Strictness = Strictness(),  # frozen
) -> Grounded:
    """The record that a draft makes, each of its words looked up in the article.

    Args:
        draft: What the model wrote.
        record: The record's type.
        article: The article.
        scope: Where to look first: the passage that was asked about.
        found_by: Who wrote the draft.
        strictness: What is done with words that are not proved.
    """
    scope = (*beside_cue(draft, article), *scope)
    located = _evidence(draft, article, scope)
    evidence = tuple(_from_first_to_last(article, spans) for _, spans in located)
    walk = _Walk(article, evidence, scope, found_by, strictness)
    if located and len(located[0][1]) == 1:
        # Inside the first of its own sentences, where is looked first, its words are that sentence.
        walk.known = located[0]
    values = walk.fields(draft, record, ())
    if values is None:
        return Grounded(None, tuple(walk.findings))
    if "evidence" in record.model_fields and not values.get("evidence"):
        pinned_down = _pinned_down(values, record)
        if getattr(draft, "evidence", ()) and not pinned_down and not strictness.keep:
            walk.findings.append(_unsupported(draft))
            return Grounded(None, tuple(walk.findings))
        values["evidence"] = _around(values, article)
    values["found_by"] = found_by
    return Grounded(record.model_validate(values), tuple(walk.findings))


def _outside(article: Article, words: str, barred: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of `words` in what is left of the article between the `barred` stretches."""
    starts = [0, *(b.end for b in barred)]
    ends = [*(b.start for b in barred), len(article.text)]
    for start, end in zip(starts, ends, strict=True):
        if start < end and (spans := article.locate_all(words, within=article.span(start, end))):
            return spans
    return ()


def _evidence(
    draft: Draft, article: Article, scope: Sequence[Span]
) -> list[tuple[str, tuple[Span, ...]]]:
    """The sentences that the draft rests on, and where they stand."""
    evidence = getattr(draft, "evidence", ())
    quoted = evidence or [getattr(draft, "content", "")]
    found = [(quote, _locate(article, quote, (), scope)) for quote in quoted if quote]
    if not evidence:
        # “A,” she said. “B.”: who speaks stands between the parts.
        found = [(q, spans or locate_resumed(article, q)) for q, spans in found]
    return [(quote, spans) for quote, spans in found if spans]


def _from_first_to_last(article: Article, spans: Sequence[Span]) -> Span:
    return spans[0] if len(spans) == 1 else article.span(spans[0].start, spans[-1].end)


def _locate(
    article: Article, words: str, own: Sequence[Span], scopes: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """The spans of `words`: inside the record's own sentences, in a scope, or anywhere.

    Outside of them, of several places the one nearest to them is meant.
    """
    bare = words.strip().strip(_QUOTES).strip() or words
    for sentence in own:
        if spans := article.locate_all(bare, within=sentence):
            return spans
    near = own[0] if own else None
    for scope in scopes:
        if spans := article.locate_all(bare, within=scope, near=near):
            return spans
    return article.locate_all(bare, near=near)


# What ties a record to one thing in the article, where its evidence does not.
_IDENTIFYING = ("place", "when", "casualties")


def _pinned_down(values: dict[str, Any], record: type[Record]) -> bool:
    """Whether a value was proved that tells which incident or item is meant."""
    required = (name for name, info in record.model_fields.items() if info.is_required())
    return any(spans_of(values.get(name)) for name in (*_IDENTIFYING, *required))


def _unsupported(draft: Draft) -> Finding:
    return Finding(
        kind="unsupported",
        severity="warning",
        message=(
            "A record was dropped: none of the sentences it rests on stands in the article, "
            "and neither does a place, a time or a toll of it."
        ),
        field="evidence",
        value=list(getattr(draft, "evidence", ())),
    )


def _around(values: dict[str, Any], article: Article) -> tuple[Span, ...]:
    """The paragraphs of a record's mentions, where no evidence was given or proved."""
    spans = sorted(spans_of(list(values.values())), key=lambda s: s.start)
    paragraphs = [p for p in article.paragraphs if any(p.overlaps(s) for s in spans)]
    return tuple(paragraphs[:4])


def spans_of(value: object) -> list[Span]:
    """Every span in a value, however deep."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, BaseModel):
        return [s for name in type(value).model_fields for s in spans_of(getattr(value, name))]
    if isinstance(value, list | tuple):
        return [s for item in value for s in spans_of(item)]
    return []


class _Asked(NamedTuple):
    """One field that a model is asked for.

    Attributes:
        name: Its name.
        required: Whether a record cannot do without it.
        many: Whether it holds several values.
        model: The type of its values, None where a model's own value stands.
    """

    name: str
    required: bool
    many: bool
    model: type[Model] | None


@cache
def _asked_of(model: type[Model]) -> tuple[_Asked, ...]:
    """The fields that a model is asked for, their types read once."""
    return tuple(
        _Asked(name, info.is_required(), *_type_of(info.annotation))
        for name, info in model.model_fields.items()
        if is_asked(info)
    )


def _type_of(annotation: Any) -> tuple[bool, type[Model] | None]:
    """Whether a field holds several values, and the type of each."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _type_of(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return True, _type_of(args[0])[1]
    is_model = isinstance(annotation, type) and issubclass(annotation, Model)
    return False, annotation if is_model else None


@dataclass
class _Walk:
    """One draft's fields, taken through the record's types."""

    article: Article
    own: Sequence[Span]
    scopes: Sequence[Span]
    found_by: FoundBy
    strictness: Strictness = field(default_factory=Strictness)
    findings: list[Finding] = field(default_factory=list)
    known: tuple[str, tuple[Span, ...]] | None = None

    def fields(
        self, draft: BaseModel, model: type[Model], path: tuple[str, ...]
    ) -> dict[str, Any] | None:
        """Values for `model`, or None where a required one is not proved."""
        values: dict[str, Any] = {}
        for asked in _asked_of(model):
            written = getattr(draft, asked.name)
            value = self.value(written, asked, (*path, asked.name))
            if value is None and asked.required:
                if isinstance(written, str) and not written.strip():
                    why = "left blank, and nothing stands without it"
                    self.drop(written, (*path, asked.name), why)
                return None
            if value is not None:
                values[asked.name] = value
        return values

    def value(self, written: Any, asked: _Asked, path: tuple[str, ...]) -> Any:
        """What `written` comes to as a value of the field, or None."""
        if written is None or asked.model is None:
            return written
        if not asked.many:
            return self.model(written, asked.model, path)
        items = (
            self.model(item, asked.model, (*path, str(index))) for index, item in enumerate(written)
        )
        return tuple(item for item in items if item is not None)

    def model(self, written: Any, annotation: type[Model], path: tuple[str, ...]) -> Any:
        """A mention, a span, a value asked for as its mention, or a nested value."""
        if annotation is Mention:
            spans = self.locate(written, path)
            if spans:
                return Mention.at(*spans, found_by=self.found_by)
            kept = self.strictness.keep and written.strip()
            return Mention(text=written, found_by=self.found_by) if kept else None
        if annotation is Span:
            spans = self.locate(written, path)
            return _from_first_to_last(self.article, spans) if spans else None
        if annotation.asked_as is not None:
            mention = self.model(written, Mention, path)
            return annotation(**{annotation.asked_as: mention}) if mention else None
        values = self.fields(cast("BaseModel", written), annotation, path)
        return annotation.model_validate(values) if values is not None else None

    def locate(self, words: str, path: tuple[str, ...]) -> tuple[Span, ...]:
        """Where `words` stand; a finding where they do not."""
        if self.known is not None and self.known[0] == words:
            spans = self.known[1]
        else:
            spans = _locate(self.article, words, self.own, self.scopes) if words.strip() else ()
        if not spans and path[-1] == "content":
            spans = locate_resumed(self.article, words)
        if self.strictness.barred and self.is_barred(spans):
            bare = words.strip().strip(_QUOTES).strip() or words
            spans = _outside(self.article, bare, self.strictness.barred)
            if not spans:
                self.drop(
                    words, path, "these words stand only in text that is no reporting", "hostile"
                )
                return ()
        if not spans and words.strip():
            self.drop(words, path, "these words do not stand in the article")
        return spans

    def is_barred(self, spans: Sequence[Span]) -> bool:
        """Whether the words touch text in which nothing may be proved."""
        return any(s.overlaps(b) for s in spans for b in self.strictness.barred)

    def drop(
        self, words: str, path: tuple[str, ...], why: str, kind: FindingKind = "ungrounded"
    ) -> None:
        """Note what was not proved."""
        name = ".".join(path)
        done = "kept, unproved" if self.strictness.keep else "dropped"
        self.findings.append(
            Finding(
                kind=kind,
                severity="warning",
                message=f"{name}: {why}; {done}.",
                field=name,
                value=words,
            )
        )
