"""Rows of a scheme, each cell with the words of the article that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dateline.export.schemes.data import columns_of, names_of
from dateline.export.tables.columns import Cell, Named, Row
from dateline.models import Mention, Span

PROVENANCE: tuple[Named, ...] = (
    Named("row", "text", "The row's key in the file beside this one."),
    Named("column", "text", "The column of the cell."),
    Named("article_id", "text", "The article's id."),
    Named("record_id", "text", "The ids of the records that the row is made of."),
    Named("start", "integer", "Where the words begin that the cell rests on."),
    Named("end", "integer", "Where they end."),
    Named("words", "text", "The words."),
    Named("inferred", "text", "Why it holds, where it does not stand in the article as such."),
)
"""The columns of the file that says what each cell rests on."""


@dataclass
class SchemeRow:
    """One row of a scheme.

    Attributes:
        scheme: Its name.
        key: What tells it from all other rows.
        article_id: The article's id.
        record_ids: The records that it is made of.
    """

    scheme: str
    key: str
    article_id: str
    record_ids: tuple[str, ...]
    _cells: dict[str, Cell] = field(default_factory=dict)
    _grounds: list[tuple[str, int, int, str, str | None]] = field(default_factory=list)

    def put(self, column: str, cell: Cell, *grounds: Mention | Span | None) -> None:
        """Fill a cell, and say what it rests on. An empty one rests on nothing."""
        if column not in names_of(self.scheme):
            raise KeyError(column)
        self._cells[column] = cell
        if cell is not None:
            for ground in grounds:
                self._grounds += [(column, *place) for place in _places(ground)]

    def __getitem__(self, column: str) -> Cell:
        return self._cells.get(column)

    @property
    def cells(self) -> Row:
        """The cells in the scheme's order."""
        return tuple(self._cells.get(c.name) for c in columns_of(self.scheme))

    @property
    def named(self) -> Mapping[str, Cell]:
        """The cells by their columns."""
        return {c.name: self._cells.get(c.name) for c in columns_of(self.scheme)}

    def provenance(self) -> Iterator[Row]:
        """A row of `PROVENANCE` for each stretch of words that a cell rests on."""
        records = " ".join(self.record_ids)
        for column, start, end, words, reason in self._grounds:
            yield self.key, column, self.article_id, records, start, end, words, reason


def _places(ground: Mention | Span | None) -> Iterable[tuple[int, int, str, str | None]]:
    if isinstance(ground, Span):
        yield ground.start, ground.end, ground.text, None
    elif ground is not None:
        reason = ground.reason if ground.inferred else None
        for span in ground.spans:
            yield span.start, span.end, span.text, reason
