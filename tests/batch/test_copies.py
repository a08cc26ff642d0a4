"""Copies of one story in a run: one is read, and the others take over what was read."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.batch.made import TEXT, Reading, Started, start

from dateline import Extractor
from dateline.batch import copies
from dateline.batch.copies import CopyReader
from dateline.errors import InputError, StoreError

SPELLED = TEXT.replace("three guards", "3 guards")
HEADED = "From the agencies\n\n" + TEXT
CUT = TEXT.partition("\nA bomb wounded")[0]
LATER_TOLL = TEXT.replace("at least 14", "at least 15")
EXTRACTOR = Extractor("parser")


def run(articles: list[str], reader: Reading, path: Path | None = None) -> Started:
    """The articles read, copies taken over."""
    return asyncio.run(
        start(
            path,
            articles,
            reader,
            resumed=True,
            reads=lambda reads, store, configuration: CopyReader(
                reads, EXTRACTOR.take_over, store, configuration
            ),
        )
    )


def test_copies_that_come_together_are_asked_about_once() -> None:
    """While the first is being read the others wait; each has records in its own words."""
    reader = Reading(at_once=4, delay=0.05)
    started = run([TEXT, SPELLED, HEADED, CUT], reader)
    assert len(reader.texts) == 1
    assert len(started.outcomes) == 4
    for outcome in started.outcomes:
        found = outcome.extraction
        assert found is not None
        assert [i.casualties[0].count.low for i in found.incidents] == [14]
        for span in found.incidents[0].evidence:
            assert found.article.text[span.start : span.end] == span.text
    assert sorted(o.extraction.receipt.reused is None for o in started.outcomes) == [
        *[False] * 3,
        True,
    ]
    assert started.totals.copies == 3
    assert started.totals.done == 4


def test_a_copy_with_another_fact_is_asked_about() -> None:
    """A later toll is another answer's."""
    reader = Reading(at_once=1)
    started = run([TEXT, LATER_TOLL], reader)
    assert reader.texts == [TEXT, LATER_TOLL]
    assert started.totals.copies == 0


def test_where_the_first_fails_the_next_is_asked() -> None:
    """A copy does not fail with what it copies."""
    failing = {"From the agencies": InputError("no article")}
    reader = Reading(at_once=3, delay=0.05, fails=failing)
    started = run([HEADED, TEXT, SPELLED], reader)
    assert reader.texts == [HEADED, TEXT]
    assert (started.totals.failed, started.totals.done, started.totals.copies) == (1, 2, 1)


def test_a_later_start_finds_what_an_earlier_one_read(tmp_path: Path) -> None:
    """By the sentences that the store keeps."""
    run([TEXT], Reading(), tmp_path / "runs.db")
    reader = Reading()
    started = run([SPELLED], reader, tmp_path / "runs.db")
    assert reader.texts == []
    assert started.totals.copies == 1
    assert started.totals.saved_tokens > 0


def test_an_answer_that_came_incomplete_is_not_taken_over(tmp_path: Path) -> None:
    """What was not answered there may be answered here."""
    run([TEXT], Reading(unanswered=True), tmp_path / "runs.db")
    reader = Reading()
    run([SPELLED], reader, tmp_path / "runs.db")
    assert reader.texts == [SPELLED]


def test_stories_that_are_merely_alike_do_not_wait_for_each_other() -> None:
    """Each has a number of its own: waiting would be for nothing."""
    reader = Reading(at_once=4, delay=0.05)
    run([f"{TEXT}\nStory number {n}.\n" for n in range(4)], reader)
    assert reader.most_under_way == 4


def test_where_the_store_fails_no_article_fails_by_its_copies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are not found, and that is all."""

    def full(*_: object, **__: object) -> None:
        raise StoreError("no room")

    monkeypatch.setattr(copies, "_keep", full)
    monkeypatch.setattr(copies, "_likely", full)
    started = run([TEXT, LATER_TOLL], Reading(at_once=1))
    assert (started.totals.done, started.totals.failed) == (2, 0)
