"""Gold as JSON Lines of extractions, of which a part suffices.

A line is an object with `article` (at least `text`; `published` for dates) and any of `incidents`,
`statements`, `policy_context`, as `Extraction` has them (`dateline schema extraction`). A mention
or an evidence span may be written as its words alone; they are looked up in the article, in the
record's evidence first. A place, a time, a count or an actor may be written so too. `id` names the
document, `noise` lists passages that no record may rest on, and an incident with `optional: true`
may be left out. Whole extractions, such as `dateline extract --format jsonl` writes and a person
corrects, are gold as they are.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from dateline.errors import InputError
from dateline.evaluation.documents import CodedStatement, GoldDocument, GoldRecords
from dateline.evaluation.own import noise_spans
from dateline.models import (
    Article,
    Incident,
    Mention,
    Model,
    PolicyContext,
    Record,
    Span,
    Statement,
)
from dateline.pipeline.records import Records

_LISTS: dict[str, type[Record]] = {
    "incidents": Incident,
    "statements": Statement,
    "policy_context": PolicyContext,
}


def read_extractions(file: Path, corpus: str | None = None) -> tuple[GoldDocument, ...]:
    """The documents of a JSON Lines file, in its order.

    Raises:
        InputError: A line is no gold, or a value does not stand in its article; names the line.
    """
    documents = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                documents.append(_document(json.loads(line), corpus or file.stem, number))
            except (ValueError, TypeError, KeyError) as error:
                raise InputError(f"{file}, line {number}: {_problem(error)}") from error
    return tuple(documents)


def _problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error) if isinstance(error, ValueError) else f"no gold: {error!r}"


def _document(data: Any, corpus: str, number: int) -> GoldDocument:
    article = _article(data["article"])
    records = [
        _record(item, model, article)
        for name, model in _LISTS.items()
        for item in data.get(name, ())
    ]
    held = Records.of(records)
    optional = tuple(bool(item.get("optional")) for item in data.get("incidents", ()))
    return GoldDocument(
        corpus=corpus,
        id=str(data.get("id") or article.url or article.title or number),
        article=article,
        gold=GoldRecords(held, optional, noise_spans(article, tuple(data.get("noise", ())))),
        statements=(tuple(CodedStatement.of(s) for s in held.statements),)
        if "statements" in data
        else None,
    )


def _article(data: Any) -> Article:
    """The article as it was written down; its text alone is read as any text is."""
    if isinstance(data, str):
        return Article.from_text(data)
    if set(data) <= {"text", "published", "title", "source", "url"}:
        return Article.from_text(data["text"], **{k: v for k, v in data.items() if k != "text"})
    return Article.model_validate(data)


def _record(item: Mapping[str, Any], model: type[Record], article: Article) -> Record:
    written = {name: value for name, value in item.items() if name in model.model_fields}
    unknown = sorted(set(item) - set(written) - {"optional", "note"})
    if unknown:
        raise ValueError(f"{model.__name__} has no {unknown[0]!r}")
    evidence = tuple(_span(words, article, ()) for words in written.get("evidence") or ())
    return model.model_validate(_filled(written, model, article, evidence))


def _filled(
    written: Mapping[str, Any], model: type[Model], article: Article, own: Sequence[Span]
) -> dict[str, Any]:
    """The values of a model's fields, words looked up in the article."""
    return {
        name: _value(value, model.model_fields[name].annotation, article, own)
        if name in model.model_fields
        else value
        for name, value in written.items()
    }


def _value(value: Any, annotation: Any, article: Article, own: Sequence[Span]) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        inner = _model_of(annotation)
        return [_one(item, inner, article, own) if inner else item for item in value]
    model = _model_of(annotation)
    return _one(value, model, article, own) if model else value


def _one(value: Any, model: type[Model], article: Article, own: Sequence[Span]) -> Any:
    if model is Span:
        return _span(value, article, own)
    if model is Mention:
        return _mention(value, article, own)
    if isinstance(value, str):
        value = {"mention": value}
    elif "text" in value and "mention" in model.model_fields and "mention" not in value:
        value = {"mention": value["text"], **{k: v for k, v in value.items() if k != "text"}}
    return _filled(value, model, article, own)


def _mention(value: Any, article: Article, own: Sequence[Span]) -> Any:
    """A mention as it is, if it has its spans or is inferred; else by its words."""
    if isinstance(value, Mapping) and (value.get("spans") or value.get("inferred")):
        mention = Mention.model_validate(dict(value))
        _check(article, mention.spans)
        return mention
    words = value["text"] if isinstance(value, Mapping) else value
    return Mention.at(*_located(words, article, own))


def _span(value: Any, article: Article, own: Sequence[Span]) -> Span:
    if isinstance(value, Mapping):
        span = Span.model_validate(dict(value))
        _check(article, (span,))
        return span
    spans = _located(value, article, own)
    return article.span(spans[0].start, spans[-1].end)


def _located(words: str, article: Article, own: Sequence[Span]) -> tuple[Span, ...]:
    for scope in own:
        if spans := article.locate_all(words, within=scope):
            return spans
    if spans := article.locate_all(words, near=own[0] if own else None):
        return spans
    raise ValueError(f"{words!r} does not stand in the article")


def _check(article: Article, spans: Sequence[Span]) -> None:
    for span in spans:
        if article.text[span.start : span.end] != span.text:
            raise ValueError(f"{span.text!r} does not stand at {span.start}-{span.end}")


def _model_of(annotation: Any) -> type[Model] | None:
    """The model that a field's values are, whether one, many or none of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Model) else None
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        found = (_model_of(arg) for arg in get_args(annotation))
        return next((model for model in found if model is not None), None)
    return None
