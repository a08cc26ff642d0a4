"""Runs of our own making with something to review, and reviewers who decide about it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.batch.made import Reading, start
from tests.export.html.made import (
    ARTICLE,
    at,
    deadline,
    extraction,
    indirect,
    market,
    quote,
    uncovered,
)

from dateline.batch.inputs import unpacked
from dateline.batch.reading import WasRead
from dateline.batch.store.articles import read_all_again
from dateline.batch.store.outcomes import Begun
from dateline.batch.store.packing import pack
from dateline.batch.store.reviews import Verdict
from dateline.batch.store.schema import KIND
from dateline.database import open_database
from dateline.models import Extraction
from dateline.review import desk
from dateline.review.sheet import Item, Sheet

__all__ = ["ARTICLE", "at", "deadline", "extraction", "indirect", "market", "quote", "uncovered"]
R = TypeVar("R")


@dataclass
class Reads(Reading):
    """A reader that reads what it is told to, by the article's text."""

    found: dict[str, Extraction] = field(default_factory=dict)

    async def read(self, begun: Begun) -> WasRead:
        """What it was told."""
        result = self.found[unpacked(begun.content).text]
        return WasRead(pack(result), result)


def run(path: Path, *results: Extraction) -> Path:
    """A run that reads these; one that has read their articles reads them anew."""
    if path.exists():
        in_store(path, partial(read_all_again, configuration=-1))
    reader = Reads(found={result.article.text: result for result in results})
    articles = [result.article for result in results]
    # In a thread of its own: while Playwright runs, this one has an event loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(start(path, articles, reader))).result()
    return path


def in_store(path: Path, work: Callable[[sqlite3.Connection], R]) -> R:
    """What is done in a store."""
    with closing(open_database(path, KIND)) as connection:
        return work(connection)


def sheet(path: Path, reviewer: str = "anna", number: int = 1) -> Sheet:
    """An article as a reviewer has it."""
    return in_store(path, lambda c: desk.open_sheet(c, number, reviewer))


def item(of: Sheet, record: str) -> Item:
    """The item of a record, by the id that the run gave it."""
    return next(one for one in of.items if one.record.id == record)


def decide(path: Path, record: str, verdict: Verdict, reviewer: str = "anna") -> Sheet:
    """A decision about a record, by the id that the run gave it."""
    one = item(sheet(path, reviewer), record)
    return in_store(path, lambda c: desk.settle(c, 1, reviewer, one.id, one.seen, verdict))


def decide_all(path: Path, verdict: Verdict, reviewer: str = "anna") -> None:
    """The same decision about all that is left, and the article done."""
    for one in sheet(path, reviewer).undecided:
        in_store(path, partial(_settle, one=one, verdict=verdict, reviewer=reviewer))
    in_store(path, lambda c: desk.go_through(c, 1, reviewer, finished=True))


def _settle(connection: sqlite3.Connection, one: Item, verdict: Verdict, reviewer: str) -> Sheet:
    return desk.settle(connection, 1, reviewer, one.id, one.seen, verdict)


def words(*given: str) -> list[dict[str, str]]:
    """Words as a form sends them."""
    return [{"words": each} for each in given]


def told_of(nodes: Sequence[object]) -> dict[str, object]:
    """What a browser would send of a form that nobody touched."""
    return {node.name: _told(node) for node in nodes}  # type: ignore[attr-defined]


def _told(node: object) -> object:
    from dateline.review.forms import Node

    assert isinstance(node, Node)
    if node.kind == "many":
        return [_told(one) for one in node.inner]
    if node.kind == "group":
        return told_of(node.inner)
    if node.kind == "flag":
        return node.on
    if node.kind == "choice":
        return node.value
    parts = {part.name: part.value for part in node.parts}
    return {"words": node.value, "at": node.at, **parts}
