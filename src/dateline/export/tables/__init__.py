"""Flat tables, one for each type of record, with keys between them."""

from typing import Any

from dateline.errors import InputError
from dateline.export.tables.articles import ACTORS, ARTICLES, FINDINGS, OWN_RECORDS
from dateline.export.tables.columns import Cell, Column, Item, Named, Row, Table
from dateline.export.tables.incidents import (
    CASUALTIES,
    EVENTS,
    INCIDENTS,
    PERPETRATORS,
    PLACE_CANDIDATES,
    TARGETS,
)
from dateline.export.tables.policy import POLICY, POLICY_ACTORS, POLICY_FOLLOWS
from dateline.export.tables.statements import STATEMENT_INCIDENTS, STATEMENTS

__all__ = ["TABLES", "Cell", "Column", "Item", "Named", "Row", "Table", "table_of"]

TABLES: dict[str, Table[Any]] = {
    table.name: table
    for table in (
        ARTICLES,
        INCIDENTS,
        PERPETRATORS,
        TARGETS,
        CASUALTIES,
        PLACE_CANDIDATES,
        EVENTS,
        STATEMENTS,
        STATEMENT_INCIDENTS,
        POLICY,
        POLICY_ACTORS,
        POLICY_FOLLOWS,
        ACTORS,
        FINDINGS,
        OWN_RECORDS,
    )
}
"""Every table by its name."""


def table_of(name: str) -> Table[Any]:
    """The table of that name.

    Raises:
        InputError: There is none.
    """
    try:
        return TABLES[name]
    except KeyError:
        raise InputError(
            f"There is no table {name!r}.", hint=f"There are {', '.join(TABLES)}."
        ) from None
