"""What a table is: columns that say where their cells come from, and the rows of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from dateline.export.reading import Coded
from dateline.models import Mention, Span

CellType = Literal["text", "integer", "number", "boolean", "date", "time"]
Cell = str | int | float | bool | date | datetime | None
Row = tuple[Cell, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """A column as files have it.

    Attributes:
        name: Its name.
        type: What its cells are, where they are not empty.
        doc: What stands in it, and where it comes from.
    """

    name: str
    type: CellType
    doc: str


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """What one row is made of.

    Attributes:
        article_id: The article's id.
        record_id: The id of the record that it belongs to; None where it belongs to none.
        value: The record, or the part of one.
        spans: Where it stands in the article.
        position: Its place among the record's parts of its kind, from 1.
    """

    article_id: str
    record_id: str | None
    value: T
    spans: tuple[Span, ...] = ()
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Column(Named, Generic[T]):
    """A column of a table.

    Attributes:
        cell: Its cell of an item's row.
    """

    cell: Callable[[Item[T]], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table: one row for each item of an article.

    Attributes:
        name: Its name, and that of its file.
        doc: What one row is.
        key: The columns that tell a row from all others.
        columns: Its columns, in order.
        items: The items of an article.
    """

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column[T], ...]
    items: Callable[[Coded], Iterable[Item[T]]]

    def rows(self, coded: Coded) -> Iterator[Row]:
        """The article's rows."""
        for item in self.items(coded):
            yield tuple(column.cell(item) for column in self.columns)

    def records(self, coded: Coded) -> Iterator[Mapping[str, Cell]]:
        """The article's rows, each by its columns' names."""
        names = [column.name for column in self.columns]
        for row in self.rows(coded):
            yield dict(zip(names, row, strict=True))


def value(name: str, type_: CellType, doc: str, cell: Callable[[T], Cell]) -> Column[T]:
    """A column of what the item's value says."""
    return Column(name, type_, doc, lambda item: cell(item.value))


def text(name: str, doc: str, cell: Callable[[T], str | None]) -> Column[T]:
    """A column of words."""
    return value(name, "text", doc, cell)


def row_columns(record: str, spans: str, *, positioned: bool = False) -> tuple[Column[T], ...]:
    """The columns that every table has: article, record and the place in the article.

    Args:
        record: What `record_id` is the id of.
        spans: What it is that stands there.
        positioned: Whether there are several rows for a record.
    """
    position: tuple[Column[T], ...] = (
        Column("position", "integer", "Its place among the record's own, from 1.", _position),
    )
    return (
        Column("article_id", "text", "The article's id.", lambda item: item.article_id),
        Column("record_id", "text", record, lambda item: item.record_id),
        *(position if positioned else ()),
        Column("start", "integer", f"Where it begins in the article's text: {spans}.", _start),
        Column("end", "integer", "Where it ends, in characters from the text's beginning.", _end),
        Column("spans", "text", "Its parts, where it is several: `12-30 45-60`.", _parts),
    )


def mention_columns(
    name: str, doc: str, mention: Callable[[T], Mention | None]
) -> tuple[Column[T], ...]:
    """The columns of words of the article: themselves, where they stand, why they are inferred."""

    def spans(item: Item[T]) -> tuple[Span, ...]:
        found = mention(item.value)
        return found.spans if found else ()

    def reason(found: Mention | None) -> str | None:
        return found.reason if found and found.inferred else None

    def words(found: Mention | None) -> str | None:
        return found.text if found else None

    return (
        Column(name, "text", doc, lambda item: words(mention(item.value))),
        Column(f"{name}_start", "integer", "Where they begin.", lambda item: first(spans(item))),
        Column(f"{name}_end", "integer", "Where they end.", lambda item: last(spans(item))),
        Column(
            f"{name}_inferred",
            "text",
            "Why it holds, where it does not stand in the article as such.",
            lambda item: reason(mention(item.value)),
        ),
    )


def first(spans: Iterable[Span]) -> int | None:
    """Where the first of them begins."""
    return min((span.start for span in spans), default=None)


def last(spans: Iterable[Span]) -> int | None:
    """Where the last of them ends."""
    return max((span.end for span in spans), default=None)


def _position(item: Item[T]) -> Cell:
    return item.position


def _start(item: Item[T]) -> Cell:
    return first(item.spans)


def _end(item: Item[T]) -> Cell:
    return last(item.spans)


def _parts(item: Item[T]) -> Cell:
    if len(item.spans) < 2:
        return None
    return " ".join(f"{span.start}-{span.end}" for span in item.spans)
