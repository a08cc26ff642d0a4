"""A gold set read: articles beside what a careful reader gets out of them.

Each article is two files, NAME.txt and NAME.json; gold/README.md says what stands in them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from dateline.errors import InputError
from dateline.models import Article, Model, Record, draft_model
from dateline.models.draft import is_asked
from dateline.pipeline.ground import ground
from dateline.pipeline.records import Records
from dateline.pipeline.types import RECORD_TYPES, RecordType

Split = Literal["tuning", "held-out"]
_KEYS = {"Incident": "incidents", "Statement": "statements", "PolicyContext": "policy_context"}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its gold.

    Attributes:
        name: The files' name.
        split: Whether lexicons and resolvers may be tuned on it.
        article: The article, with its day of publication.
        records: The records, all values proved and derived ones as the gold gives them.
        optional: For each incident of `records`, whether it may be left out.
        answers: What a model that reads like the annotator would answer, by record type.
        noise: Passages that no record may rest on.
    """

    name: str
    split: Split
    article: Article
    records: Records
    optional: tuple[bool, ...]
    answers: Mapping[str, Sequence[dict[str, Any]]]
    noise: tuple[str, ...]


def load_gold(folder: Path, split: Split | None = None) -> tuple[GoldArticle, ...]:
    """The gold articles of a folder, by name.

    Args:
        folder: Where the files are.
        split: Only these articles; all where it is left out.

    Raises:
        InputError: A file cannot be read, or a value does not stand in its article; names both.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(f"There is no gold in {str(folder)!r}: no NAME.json beside a NAME.txt.")
    gold = (_load(file) for file in files)
    return tuple(g for g in gold if split is None or g.split == split)


def _load(file: Path) -> GoldArticle:
    try:
        data = json.loads(file.read_text("utf-8"))
        text = file.with_suffix(".txt").read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"The gold {str(file)!r} cannot be read: {error}.") from error
    article = Article.from_text(text, published=date.fromisoformat(data["published"]))
    records: list[Record] = []
    answers: dict[str, list[dict[str, Any]]] = {}
    for record_type in RECORD_TYPES:
        name = record_type.model.__name__
        for item in data.get(_KEYS[name], []):
            answer = _answer(item, record_type.model)
            answers.setdefault(name, []).append(answer)
            records.append(_record(answer, item, record_type, article, file))
    return GoldArticle(
        name=file.stem,
        split=data["split"],
        article=article,
        records=Records.of(records),
        optional=tuple(bool(i.get("optional")) for i in data.get("incidents", [])),
        answers=answers,
        noise=tuple(data.get("noise", [])),
    )


def _answer(item: Mapping[str, Any], model: type[Model]) -> dict[str, Any]:
    """The gold item as a model would write it: the asked fields, values as their words."""
    asked = [name for name, info in model.model_fields.items() if is_asked(info)]
    return {name: _written(item.get(name)) for name in asked}


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        if "text" in value:
            return value["text"]
        return {name: _written(inner) for name, inner in value.items()}
    return [_written(inner) for inner in value] if isinstance(value, list) else value


def _record(
    answer: dict[str, Any],
    item: Mapping[str, Any],
    record_type: RecordType,
    article: Article,
    file: Path,
) -> Record:
    scope = [article.locate(words) for words in item.get("evidence", ())]
    try:
        draft = draft_model(record_type.model).model_validate(answer)
    except ValidationError as error:
        raise InputError(f"{file}: {record_type.name}: {error}") from error
    found = ground(
        draft,
        record_type.model,
        article,
        scope=[span for span in scope if span is not None],
    )
    if found.record is None or found.findings:
        problems = "; ".join(f"{f.message} {f.value!r}" for f in found.findings)
        raise InputError(f"{file}: {record_type.name}: {problems}")
    record: Record = _derived(found.record, item)
    return record


def _derived(record: Any, item: Mapping[str, Any]) -> Any:
    """The record with the derived values that the gold gives."""
    changes: dict[str, Any] = {}
    for name, given in item.items():
        value = getattr(record, name, None)
        if isinstance(value, BaseModel) and isinstance(given, dict):
            changes[name] = _derived(value, given)
        elif isinstance(value, tuple) and isinstance(given, list):
            pairs = zip(value, given, strict=False)
            changes[name] = tuple(_derived(v, g) if isinstance(g, dict) else v for v, g in pairs)
        elif name in type(record).model_fields and not is_asked(type(record).model_fields[name]):
            changes[name] = given
    if not changes:
        return record
    return type(record).model_validate({**dict(record), **changes})
