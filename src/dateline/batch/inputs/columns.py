"""The columns of a table, and what they are called in somebody else's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.articles import Written, from_record
from dateline.errors import InputError

OURS = ("id", "text", "html", "published", "title", "url", "source")
_HINT = "Write --map text=body: our name, and the table's. Ours are " + ", ".join(OURS) + "."


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called.

    Attributes:
        names: The table's names of columns, by ours, where they differ.
    """

    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Iterable[str]) -> Columns:
        """The columns as `--map` says them: "text=body".

        Raises:
            InputError: One is not of that form, or no column of ours.
        """
        names: dict[str, str] = {}
        for one in said:
            ours, sign, theirs = (part.strip() for part in one.partition("="))
            if not sign or not theirs or ours not in OURS:
                raise InputError(f"--map {one!r} names no column.", hint=_HINT)
            names[ours] = theirs
        return cls(names)

    @property
    def wanted(self) -> list[str]:
        """The columns that are read, as the table calls them."""
        return [self.names.get(ours, ours) for ours in OURS]

    def check(self, found: Collection[str], name: str) -> None:
        """Whether a table has the columns that an article needs.

        Raises:
            InputError: It has not; says which it has.
        """
        listed = ", ".join(f"`{column}`" for column in list(found)[:12]) or "none"
        for theirs in self.names.values():
            if theirs not in found:
                raise InputError(
                    f"{name!r} has no column `{theirs}`, which --map names; it has {listed}."
                )
        if not {self.names.get(ours, ours) for ours in ("text", "html")} & set(found):
            raise InputError(
                f"{name!r} has neither a column `text` nor `html`; it has {listed}.",
                hint="Name the column that holds the text: --map text=body.",
            )

    def read(self, row: Mapping[str, object], name: str) -> tuple[Written, str | None]:
        """What a row says of an article, and the id that it gives it.

        Raises:
            InputError: There is no article in it, or a value is not what it should be.
        """
        if self.names:
            others = {k: v for k, v in row.items() if k not in self.names.values()}
            mapped = {ours: row[theirs] for ours, theirs in self.names.items() if theirs in row}
            row = {**others, **mapped}
        told = {column: _as_text(value) for column, value in row.items()}
        given = told.pop("id", None)
        written = from_record(told, name)
        return written, None if given is None or given == "" else str(given)


def _as_text(value: object) -> object:
    """Days as tables hold them, as text."""
    return value.isoformat() if isinstance(value, date | datetime) else value
