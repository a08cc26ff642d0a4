"""What `dates.py` and `counts.py` share: the answers and the table."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draw import DATA, draw, unanswered
from pages import add_write, fill

Answer = dict[str, Any]
WANTED = 0.97


@dataclass(frozen=True, slots=True)
class Row:
    """One expression: what each reader made of it, and whether that is right."""

    form: str
    where: str
    words: str
    wanted: str
    got: dict[str, str]
    right: dict[str, bool]


def answers(kind: str) -> list[Answer]:
    """The answers of a kind, in the order of the draw; the script ends where some are missing."""
    faults = unanswered(kind, draw(kind))
    if faults:
        print(*faults, sep="\n")
        sys.exit(2)
    return [json.loads(line) for line in (DATA / f"{kind}.jsonl").read_text("utf-8").splitlines()]


def table(rows: Sequence[Row], readers: Iterable[str]) -> list[str]:
    """Right ones of each reader by form, in Markdown."""
    readers = list(readers)
    forms = list(dict.fromkeys(row.form for row in rows))
    total = Counter(row.form for row in rows)
    lines = [
        f"| form | drawn | {' | '.join(readers)} |",
        f"| --- |{' ---: |' * (len(readers) + 1)}",
    ]
    for form in forms:
        right = [sum(r.right[reader] for r in rows if r.form == form) for reader in readers]
        lines.append(f"| {form} | {total[form]} | {' | '.join(map(str, right))} |")
    right = [sum(row.right[reader] for row in rows) for reader in readers]
    shares = [f"{n} ({n / len(rows):.1%})" for n in right]
    return [*lines, f"| **right** | {len(rows)} | {' | '.join(shares)} |"]


def report(rows: Sequence[Row], reader: str) -> None:
    """The wrong ones with their words, for the terminal only."""
    for row in rows:
        if not row.right[reader]:
            print(f"{row.form:20} {row.where}")
            print(f"{'':20} {row.words!r}: wanted {row.wanted}, got {row.got[reader]}")
    print()


def finish(kind: str, rows: Sequence[Row], readers: Sequence[str], page: Path | None) -> int:
    """Prints everything, writes the table to a page, and tells whether enough is right."""
    report(rows, readers[0])
    lines = table(rows, readers)
    print(*lines, sep="\n")
    if page:
        fill(page, kind, lines)
    right = sum(row.right[readers[0]] for row in rows) / len(rows)
    print(f"\n{'PASS' if right >= WANTED else 'FAIL'} {right:.1%} right, at least {WANTED:.0%}")
    return 0 if right >= WANTED else 1


def page_argument(kind: str, description: str) -> Path | None:
    """The page that `--write` names."""
    parser = argparse.ArgumentParser(description=description)
    add_write(parser, kind)
    page: Path | None = parser.parse_args().write
    return page
