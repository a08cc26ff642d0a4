"""Runs that resume, and articles that fail."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.evaluation.made import Counting, interruptible, market, numbered

from dateline.errors import ConfigError, InputError
from dateline.evaluation.results import result_of
from dateline.evaluation.runs import RunFolder, read_all

DOCUMENTS = [numbered(n) for n in range(4)]


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    """By the same reader; another one reads for itself."""
    one, other = Counting("one", (market(),)), Counting("other")
    folder = RunFolder(tmp_path / "runs")
    asyncio.run(read_all([one.reader()], DOCUMENTS[:3], folder))
    first, second = asyncio.run(read_all([one.reader(), other.reader()], DOCUMENTS, folder))
    assert (len(one.read), len(other.read)) == (4, 4)
    assert [o.resumed for o in first] == [True, True, True, False]
    assert not any(o.resumed for o in second)
    assert first[0].extraction is not None
    assert first[0].extraction.incidents == (market(),)
    assert one.closed == 2


def test_an_article_that_fails_costs_no_other(tmp_path: Path) -> None:
    """It is named, tried again the next time, and in no figure."""
    broken = Counting("one", (market(),), fails="number 2", error=InputError("too odd"))
    folder = RunFolder(tmp_path)
    (outcomes,) = asyncio.run(read_all([broken.reader()], DOCUMENTS, folder))
    assert [o.problem for o in outcomes] == [None, None, "too odd", None]
    result = result_of("made", DOCUMENTS, [("one", outcomes)])
    assert [o.document.id for o in result.readers[0].failed] == ["story-2"]
    assert result.readers[0].figures["incident"].tally.gold == 6
    broken.error = None
    (again,) = asyncio.run(read_all([broken.reader()], DOCUMENTS, folder))
    assert all(o.extraction for o in again)
    assert len(broken.read) == 4


def test_a_fault_of_our_own_costs_no_other_article() -> None:
    """Its type says what it is."""
    broken = Counting(fails="number 1", error=ZeroDivisionError("oops"))
    (outcomes,) = asyncio.run(read_all([broken.reader()], DOCUMENTS, None))
    assert [o.problem for o in outcomes if o.problem] == ["ZeroDivisionError: oops"]


def test_interrupted_it_keeps_what_was_read(tmp_path: Path) -> None:
    """And goes on from there; the connections are closed."""
    stopped = Counting("one", fails="number 2", error=KeyboardInterrupt())
    with interruptible(), pytest.raises(KeyboardInterrupt):
        asyncio.run(read_all([stopped.reader()], DOCUMENTS, RunFolder(tmp_path)))
    assert (len(stopped.read), stopped.closed) == (2, 1)
    stopped.error = None
    asyncio.run(read_all([stopped.reader()], DOCUMENTS, RunFolder(tmp_path)))
    assert len(stopped.read) == 4


def test_a_broken_file_is_read_anew(tmp_path: Path) -> None:
    """It is no extraction, so the article is read."""
    one = Counting("one")
    folder = RunFolder(tmp_path)
    asyncio.run(read_all([one.reader()], DOCUMENTS[:1], folder))
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text('{"half": ', "utf-8")
    asyncio.run(read_all([one.reader()], DOCUMENTS[:1], folder))
    assert len(one.read) == 2
    assert [p.name for p in tmp_path.rglob("*.tmp")] == []


def test_a_folder_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    """Before anything is paid for."""
    (tmp_path / "file").write_text("", "utf-8")
    one = Counting("one")
    with pytest.raises(ConfigError, match="--runs"):
        asyncio.run(read_all([one.reader()], DOCUMENTS, RunFolder(tmp_path / "file")))
    assert one.read == []
