"""Write the tables of docs/exports.md from the code: python tools/write_exports.py.

A test keeps the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline.export.schemes.data import columns_of, data_of
from dateline.export.tables import TABLES, Named

PAGE = Path(__file__).parents[1] / "docs" / "exports.md"


def page(text: str) -> str:
    """The page with everything that code knows written anew."""
    for name, written in PARTS.items():
        begin = f"<!-- {name}: written by tools/write_exports.py -->"
        end = f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n\n{written()}\n{end}{after}"
    return text


def tables() -> str:
    """Every table with its columns."""
    parts = []
    for table in TABLES.values():
        key = ", ".join(f"`{column}`" for column in table.key)
        parts.append(f"### `{table.name}`\n\n{table.doc} Key: {key}.\n\n{columns(table.columns)}")
    return "\n".join(parts)


def columns(described: Iterable[Named]) -> str:
    """Columns with their types and where they come from."""
    rows = [f"| `{c.name}` | {c.type} | {c.doc} |" for c in described]
    return "\n".join(["| column | type | what stands in it |", "| --- | --- | --- |", *rows]) + "\n"


def plover() -> str:
    """What becomes of which record."""
    rules = data_of("plover")
    rows = [f"| incident: {kind} | {code(of)} |" for kind, of in rules["incidents"].items()]
    rows += [f"| statement: {act} | {code(of)} |" for act, of in rules["statements"].items()]
    rows += [
        f"| policy: {name.replace('/', ', ').replace('_', ' ')} | {code(of)} |"
        for name, of in rules["policy"].items()
    ]
    rows += [f"| realis: {name} | {code(of)} |" for name, of in rules["realis"].items()]
    return "\n".join(["| record | PLOVER |", "| --- | --- |", *rows]) + "\n"


def code(of: Mapping[str, Any]) -> str:
    """A type with its mode."""
    mode = of.get("mode")
    if mode == "weapon":
        mode = f"by the weapon: {', '.join(of['among'])}" if "among" in of else "by the weapon"
    named = " / ".join(part for part in (of.get("type"), mode) if part)
    auxiliary = f"auxiliary {of['auxiliary']}" if "auxiliary" in of else ""
    return ", ".join(part for part in (named, auxiliary) if part)


PARTS: dict[str, Callable[[], str]] = {
    "tables": tables,
    "acled": lambda: columns(columns_of("acled")),
    "ged": lambda: columns(columns_of("ged")),
    "gtd": lambda: columns(columns_of("gtd")),
    "plover": plover,
}


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
