"""Corpora that are not in this repository, found through the variable DATELINE_CORPORA."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Attribution:
    """One attribution of PolNeAR: spans of source, cue and content, each possibly in parts."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class Annotated:
    """One PolNeAR article with its attributions."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def corpora() -> Path:
    """The folder of the corpora; ends the script where there is none."""
    folder = os.environ.get("DATELINE_CORPORA")
    if not folder or not Path(folder).is_dir():
        print("Set DATELINE_CORPORA to the folder of the corpora.", file=sys.stderr)
        sys.exit(2)
    return Path(folder)


def polnear(split: str) -> Iterator[Annotated]:
    """The articles of a PolNeAR split, in order; of two annotations of one, the first."""
    folder = corpora() / "polnear" / split
    seen: set[str] = set()
    for file in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", file.stem)
        text = folder / "text" / f"{name}.txt"
        if name in seen or not text.is_file():
            continue
        seen.add(name)
        yield Annotated(
            name, _read(text), tuple(_attributions(file.read_text("utf-8").splitlines()))
        )


def _read(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def _attributions(lines: list[str]) -> Iterator[Attribution]:
    """The E lines of brat standoff, with the spans of the T lines that they tie."""
    spans: dict[str, Spans] = {}
    for line in lines:
        if match := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line):
            parts = (part.split() for part in match[2].split(";"))
            spans[match[1]] = tuple((int(a), int(b)) for a, b in parts)
    for line in lines:
        if not line.startswith("E"):
            continue
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role, mark in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", line):
            roles[role] += spans.get(mark, ())
        yield Attribution(*(tuple(sorted(roles[r])) for r in ("Source", "Cue", "Content")))
