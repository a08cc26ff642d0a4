"""What reviewers decided stands in the store: added to, never changed, found again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from tests.review.made import extraction, in_store, item, run, sheet

from dateline.batch.store.review_queue import counts, following, queue
from dateline.batch.store.reviews import (
    New,
    Outdated,
    Verdict,
    decide,
    finish,
    reviewed,
    reviewers,
)
from dateline.batch.store.schema import KIND
from dateline.database import open_database
from dateline.models import Article, Extraction, Finding, SetAside, Span

WEIGHTS = {"set_aside": 0, "warning": 4, "info": 1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A run that has read one article."""
    return run(tmp_path / "runs.db", extraction())


def new(path: Path, verdict: Verdict, reviewer: str = "anna", seen: int = 0) -> New:
    """A decision about the incident."""
    of = sheet(path)
    one = item(of, "i1")
    written = one.record.model_dump_json()
    stands = written if verdict == "accepted" else None
    return New(
        of.article_id,
        of.result.article,
        "incident",
        one.id,
        None,
        reviewer,
        seen,
        verdict,
        written,
        stands,
    )


def test_a_decision_is_kept_with_who_and_when_and_the_record(path: Path) -> None:
    """And the article as it was."""
    made = new(path, "accepted")
    in_store(path, partial(decide, new=made))
    (one,) = in_store(path, lambda c: list(reviewed(c)))
    assert one.content == extraction().article
    (subject,) = one.subjects
    (decision,) = subject.decisions
    assert (decision.reviewer, decision.verdict) == ("anna", "accepted")
    assert decision.at > 1.7e9
    assert decision.shown == decision.stands == made.shown
    assert in_store(path, reviewers) == ["anna"]


def test_the_last_decision_stands_and_the_others_stay(path: Path) -> None:
    """In the order in which they were made."""
    _, first = in_store(path, partial(decide, new=new(path, "accepted")))
    in_store(path, partial(decide, new=new(path, "rejected", seen=first)))
    ((subject,),) = in_store(path, lambda c: [one.subjects for one in reviewed(c)])
    assert [d.verdict for d in subject.decisions] == ["accepted", "rejected"]
    standing = subject.standing_of("anna")
    assert standing is not None
    assert standing.verdict == "rejected"
    assert subject.standing_of("ben") is None


def test_what_was_decided_since_it_was_seen_is_not_decided_over(path: Path) -> None:
    """By the same reviewer in another window. Another reviewer has decisions of their own."""
    in_store(path, partial(decide, new=new(path, "accepted")))
    with pytest.raises(Outdated):
        in_store(path, partial(decide, new=new(path, "rejected")))
    in_store(path, partial(decide, new=new(path, "rejected", "ben")))
    ((subject,),) = in_store(path, lambda c: [one.subjects for one in reviewed(c)])
    assert [(d.reviewer, d.verdict) for d in subject.decisions] == [
        ("anna", "accepted"),
        ("ben", "rejected"),
    ]


@pytest.mark.parametrize("statement", ["DELETE FROM", "UPDATE OR REPLACE"])
def test_nothing_changes_what_was_decided(path: Path, statement: str) -> None:
    """The file itself refuses it, whoever asks."""
    in_store(path, partial(decide, new=new(path, "accepted")))
    rest = " SET verdict = 'rejected'" if statement.startswith("UPDATE") else ""
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="what was decided stays"),
    ):
        connection.execute(f"{statement} review_decisions{rest}")


def test_two_connections_decide_at_once_and_neither_is_lost(path: Path) -> None:
    """One waits for the other's transaction."""
    import threading

    together = threading.Barrier(8)
    made = [new(path, "accepted", f"reviewer {n}") for n in range(8)]

    def act(one: New) -> None:
        with closing(open_database(path, KIND, patience=20)) as connection:
            together.wait()
            decide(connection, one)

    threads = [threading.Thread(target=act, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((subject,),) = in_store(path, lambda c: [one.subjects for one in reviewed(c)])
    assert sorted(d.reviewer for d in subject.decisions) == [one.reviewer for one in made]


def test_an_article_is_finished_until_that_is_taken_back(path: Path) -> None:
    """For the reviewer who said so."""
    of = sheet(path)

    def act(reviewer: str, finished: bool) -> dict[str, float]:
        article = of.result.article
        in_store(path, lambda c: finish(c, of.article_id, article, reviewer, finished=finished))
        return in_store(path, lambda c: next(reviewed(c))).finished

    assert list(act("anna", True)) == ["anna"]
    assert sorted(act("ben", True)) == ["anna", "ben"]
    assert list(act("anna", False)) == ["ben"]


def _doubtful(number: int, warnings: int) -> Extraction:
    """An article with so many warnings."""
    article = Article(text=f"Menu\n\nStory number {number}.", title=None)
    warning = Finding(kind="uncovered", severity="warning", message="m")
    return Extraction(article=article, findings=(warning,) * warnings, receipt=extraction().receipt)


def test_the_most_doubtful_article_comes_first_and_finished_ones_last(tmp_path: Path) -> None:
    """By what its findings count; a kind before a severity."""
    path = run(tmp_path / "runs.db", *(_doubtful(n, n) for n in range(3)))
    queued = in_store(path, lambda c: queue(c, "anna", WEIGHTS))
    assert [(q.number, q.doubts) for q in queued] == [(3, 8), (2, 4), (1, 0)]
    assert in_store(path, lambda c: following(c, "anna", WEIGHTS, 3)) == 2
    first = queued[0]
    article = Article(text="Menu\n\nStory number 2.")
    in_store(path, lambda c: finish(c, first.article_id, article, "anna", finished=True))
    assert [q.number for q in in_store(path, lambda c: queue(c, "anna", WEIGHTS))] == [2, 1, 3]
    assert [q.number for q in in_store(path, lambda c: queue(c, "ben", WEIGHTS))] == [3, 2, 1]
    assert in_store(path, lambda c: counts(c, "anna", WEIGHTS)) == (3, 1)
    page = in_store(path, lambda c: queue(c, "anna", WEIGHTS, skip=1, limit=1))
    assert [q.number for q in page] == [1]


def test_a_queued_article_is_called_by_its_first_line_or_its_title(tmp_path: Path) -> None:
    """By the first line that is reporting: a menu is none."""
    text = "Menu\n\nGunmen killed 14 traders."
    menu = SetAside(span=Span.at(0, "Menu"), reason="menu")
    untitled = Article(text=text, set_aside=(menu,))
    titled = Article(text=f"{text} More.", title="Raid", set_aside=(menu,))
    made = (
        extraction(article=a, incidents=(), statements=(), policy_context=(), findings=())
        for a in (untitled, titled)
    )
    path = run(tmp_path / "runs.db", *made)
    queued = in_store(path, lambda c: queue(c, "anna", WEIGHTS))
    assert [one.title.strip() for one in queued] == ["Gunmen killed 14 traders.", "Raid"]


def test_a_queued_article_says_how_many_of_its_records_are_decided(path: Path) -> None:
    """By the reviewer who asks."""
    (one,) = in_store(path, lambda c: queue(c, "anna", WEIGHTS))
    assert (one.records, one.decided, one.published) == (4, 0, "2024-03-11")
    in_store(path, partial(decide, new=new(path, "accepted")))
    (one,) = in_store(path, lambda c: queue(c, "anna", WEIGHTS))
    assert one.decided == 1
