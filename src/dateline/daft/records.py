"""Records out of extractions: a row for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.daft import engine
from dateline.daft.rows import ARTICLE_ID
from dateline.errors import InputError

if TYPE_CHECKING:
    import daft

_BUILT_IN = ("incidents", "statements", "policy_context")
_FOUND = "_dateline_found"
_TEXT = ("record_id", "kind", "found_by", "record")


def records(
    df: daft.DataFrame, what: str = "incidents", *, keep: Sequence[str] = ("id",)
) -> daft.DataFrame:
    """One row for each record of a kind.

    The columns are `article_id`, those of `keep` that there are, and

    - `record_id`, `kind` and `found_by` as text (null where a record has none),
    - `spans`, every place in the article that the record rests on: a list of structs of `field`
      (such as "place.mention"), `start`, `end` and `text`,
    - `record`, the whole of it as JSON.

    Args:
        df: What `extract` gives, or has written.
        what: "incidents", "statements", "policy_context", or the name of a record type of your own.
        keep: Further columns of the dataframe to keep beside.

    Raises:
        MissingExtra: daft is not installed.
        InputError: The dataframe has no extractions.
    """
    package = engine.load()
    if not {ARTICLE_ID, "extraction"} <= set(df.column_names):
        raise InputError("The dataframe has no extractions.", hint="Give what extract gives.")
    span = {"field": package.DataType.string(), "start": package.DataType.int64()}
    span |= {"end": package.DataType.int64(), "text": package.DataType.string()}
    kind = dict.fromkeys(_TEXT, package.DataType.string())
    kind["spans"] = package.DataType.list(package.DataType.struct(span))
    found = package.DataType.list(package.DataType.struct(kind))
    take = package.func.batch(return_dtype=found, use_process=False)(_Taking(what))
    read = df.where(~df["extraction"].is_null())
    kept = [ARTICLE_ID, *(name for name in keep if name in df.column_names and name != ARTICLE_ID)]
    each = read.select(*kept, take(package.col("extraction")).alias(_FOUND)).explode(_FOUND)
    each = each.where(~package.col(_FOUND)["record_id"].is_null())
    names = ("record_id", "kind", "found_by", "spans", "record")
    return each.with_columns({n: package.col(_FOUND)[n] for n in names}).exclude(_FOUND)


class _Taking:
    """The records of one kind, out of extractions."""

    __name__ = __qualname__ = "take_records"

    def __init__(self, what: str) -> None:
        self._what = what

    def __call__(self, extractions: Any) -> Any:
        import pyarrow as pa

        places = [(name, pa.int64()) for name in ("start", "end")]
        span = pa.struct([("field", pa.string()), *places, ("text", pa.string())])
        kind = pa.struct([*((name, pa.string()) for name in _TEXT), ("spans", pa.list_(span))])
        told = [list(self._of(json.loads(one))) for one in extractions.to_pylist()]
        return pa.array(told, type=pa.large_list(kind))

    def _of(self, extraction: dict[str, Any]) -> Iterator[dict[str, Any]]:
        source = extraction if self._what in _BUILT_IN else extraction.get("records", {})
        for record in source.get(self._what, ()):
            yield {
                "record_id": record.get("id"),
                "kind": record.get("kind"),
                "found_by": record.get("found_by"),
                "record": json.dumps(record, ensure_ascii=False),
                "spans": list(_spans(record, "")),
            }


def _spans(value: Any, field: str) -> Iterator[dict[str, Any]]:
    """Every span in a part of a record, with the fields that lead to it."""
    if isinstance(value, list):
        for one in value:
            yield from _spans(one, field)
    elif isinstance(value, dict):
        if value.keys() == {"start", "end", "text"} and isinstance(value["start"], int):
            yield {"field": field, **value}
            return
        for name, inner in value.items():
            below = field if name == "spans" else f"{field}.{name}".lstrip(".")
            yield from _spans(inner, below)
