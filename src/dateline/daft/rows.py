"""Rows of a dataframe as articles, and what became of each as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.batch.inputs import Columns, Row
from dateline.batch.inputs.columns import OURS
from dateline.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLE_ID = "article_id"
RESULTS = (ARTICLE_ID, "extraction", "error", "problem")
"""The columns that are added. All are text."""
_SOURCE = "dataframe"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row.

    Attributes:
        article_id: The article's id: the same for the same words and day; None where the row holds
            no article.
        extraction: What was read, as JSON; None where that failed.
        error: The name of the error, where it failed.
        problem: Why it failed.
        settled: Whether it stands: a restarted job need not look at the article again.
    """

    article_id: str | None
    extraction: str | None = None
    error: str | None = None
    problem: str | None = None
    settled: bool = False


def columns_of(names: Mapping[str, str] | None, found: Sequence[str]) -> Columns:
    """What a dataframe's columns are called.

    Args:
        names: Its names, by ours, where they differ.
        found: The columns that it has.

    Raises:
        InputError: A name is none of ours, or a column is not there; or none holds an article; or
            one has the name of a column that is added.
    """
    for ours, theirs in (names or {}).items():
        if ours not in OURS:
            raise InputError(f"columns: {ours!r} is none of ours: {', '.join(OURS)}.")
        if theirs not in found:
            raise InputError(f"columns: the dataframe has no column {theirs!r}, for our {ours!r}.")
    columns = Columns(dict(names or {}))
    if not {columns.names.get(ours, ours) for ours in ("text", "html")} & set(found):
        raise InputError(
            "The dataframe has neither a column `text` nor `html`.",
            hint='Name the column that holds the text: columns={"text": "body"}.',
        )
    taken = [name for name in RESULTS if name in found]
    if taken:
        raise InputError(
            f"The dataframe has a column `{taken[0]}`, which is one of those that are added.",
            hint=f'Leave it out: df.exclude("{taken[0]}").',
        )
    return columns


def row_of(cells: Mapping[str, object], columns: Columns) -> Row:
    """The article of a row, or why there is none."""
    try:
        written, given = columns.read(cells, "a row")
    except InputError as error:
        return Row(_SOURCE, problem=str(error))
    return Row(_SOURCE, 0, written, given)


def rows_of(names: Sequence[str], cells: Sequence[Any], columns: Columns) -> list[Row]:
    """The articles of several rows.

    Args:
        names: The names of the columns.
        cells: The columns, each a series of Daft's.
        columns: What they are called.
    """
    values = [series.to_pylist() for series in cells]
    rows = (dict(zip(names, row, strict=True)) for row in zip(*values, strict=True))
    return [row_of(row, columns) for row in rows]


def as_array(results: Iterable[Result]) -> pa.Array:
    """The results as a column of structs."""
    import pyarrow as pa

    told = [{name: getattr(result, name) for name in RESULTS} for result in results]
    return pa.array(told, type=pa.struct([(name, pa.large_string()) for name in RESULTS]))
