"""Writes the table of metrics into docs/evaluation.md, from the definitions in the code."""

from __future__ import annotations

from pathlib import Path

from dateline.evaluation.metrics import as_table

PAGE = Path(__file__).parents[1] / "docs" / "evaluation.md"
BEGIN, END = "<!-- metrics -->\n", "<!-- end -->"


def main() -> None:
    """Put the table between its marks."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{as_table()}{END}{rest.split(END, 1)[1]}", "utf-8")


if __name__ == "__main__":
    main()
