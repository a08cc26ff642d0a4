"""What a record says, apart from what a run calls it: by that it is known again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from dateline.models import Mention, Model, Record, Span

# What a run names or counts anew, who found it, and the reasons in words.
_APART = frozenset(
    {
        "id",
        "found_by",
        "summary",
        "about",
        "follows",
        "identity",
        "same_as",
        "reason",
        "rule",
        "resolved_against",
        "candidates",
    }
)


def key_of(type_name: str, record: Record) -> str:
    """A digest of what a record of this type says: the same in a run that reads the same."""
    said = json.dumps([type_name, _said(record)], sort_keys=True, ensure_ascii=True)
    return sha256(said.encode()).hexdigest()[:24]


def keys_of(records: Sequence[tuple[str, Record]]) -> list[str]:
    """The keys of the records of one article; of several that say the same each has its own."""
    keys: list[str] = []
    for name, record in records:
        key = key_of(name, record)
        times = sum(other.partition("-")[0] == key for other in keys)
        keys.append(f"{key}-{times + 1}" if times else key)
    return keys


def fields_that_differ(left: Record, right: Record) -> list[str]:
    """The fields in which two records of one type say something else."""
    ours, theirs = _said(left), _said(right)
    return [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]


def _said(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Mention) and value.spans:
        # Two spellings of the same place are no difference.
        return [[s.start, s.end] for s in value.spans]
    if isinstance(value, Model):
        names = (*type(value).model_fields, *(value.model_extra or {}))
        return {name: _said(getattr(value, name)) for name in names if name not in _APART}
    if isinstance(value, tuple | list):
        return [_said(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _said(item) for name, item in value.items() if name not in _APART}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
