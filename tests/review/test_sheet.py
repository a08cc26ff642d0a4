"""A re-run: what was decided is tied to what stands in the run now, and none of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.review.made import (
    ARTICLE,
    at,
    deadline,
    decide,
    extraction,
    in_store,
    indirect,
    item,
    market,
    quote,
    run,
    sheet,
)

from dateline.batch.store.reviews import reviewed
from dateline.models import Article, Extraction, Finding, OtherRecord


def test_records_stand_in_the_order_of_their_doubts(path: Path) -> None:
    """The most doubtful first."""
    caption = Finding(kind="boilerplate", severity="warning", message="m", record="p1")
    other = Finding(kind="wrong_speaker", severity="warning", message="m", record="s2")
    run(path, extraction(findings=(other, caption)))
    assert [one.record.id for one in sheet(path).items] == ["p1", "s2", "i1", "s1"]


def test_nothing_is_decided_at_first(path: Path) -> None:
    """And all of it can be."""
    of = sheet(path)
    assert len(of.undecided) == 4
    assert {one.standing for one in of.items} == {"read"}


def test_a_decision_is_the_reviewers_own(path: Path) -> None:
    """Another does not see it: they read on their own."""
    decide(path, "i1", "rejected")
    assert item(sheet(path), "i1").decided
    assert not item(sheet(path, "ben"), "i1").decided


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_a_re_run_with_other_ids_keeps_what_was_decided(path: Path, verdict: str) -> None:
    """The record is the same though it is called otherwise and another coder found it."""
    decide(path, "s2", verdict)  # type: ignore[arg-type]
    again = (indirect().model_copy(update={"id": "s1", "found_by": "both"}),)
    run(path, extraction(statements=again))
    one = item(sheet(path), "s1")
    assert one.decided
    assert one.decision is not None
    assert one.decision.verdict == verdict
    assert one.differs == ()


def test_what_was_accepted_stands_though_it_is_read_otherwise_now(path: Path) -> None:
    """As it was reviewed, with the fields in which the run differs."""
    decide(path, "i1", "accepted")
    run(path, extraction(incidents=(market(kind="Armed clash"),)))
    one = item(sheet(path), "i1")
    assert one.decided
    assert one.differs == ("kind",)
    assert one.record.kind == "Attack"  # type: ignore[attr-defined]


def test_what_was_rejected_and_is_read_otherwise_now_is_to_be_decided_again(path: Path) -> None:
    """It is shown as the run reads it now, and may be right."""
    decide(path, "i1", "rejected")
    run(path, extraction(incidents=(market(kind="Armed clash"),)))
    one = item(sheet(path), "i1")
    assert not one.decided
    assert one.record.kind == "Armed clash"  # type: ignore[attr-defined]
    decide(path, "i1", "accepted")
    assert item(sheet(path), "i1").decided
    ((subject,),) = in_store(path, lambda c: [r.subjects for r in reviewed(c)])
    assert [d.verdict for d in subject.decisions] == ["rejected", "accepted"]


def test_what_the_run_no_longer_finds_is_kept_and_shown(path: Path) -> None:
    """With what was decided; it can be taken back."""
    decide(path, "p1", "accepted")
    run(path, extraction(policy_context=()))
    one = next(each for each in sheet(path).items if each.standing == "lost")
    assert one.decision is not None
    assert one.record.what == deadline().what  # type: ignore[attr-defined]
    run(path, extraction())
    assert [each.standing for each in sheet(path).items] == ["read"] * 4
    assert item(sheet(path), "p1").decided


def test_a_text_that_is_read_otherwise_keeps_what_was_decided_in_the_other(path: Path) -> None:
    """A page may lose its menu with a newer version: offsets of then hold nothing now."""
    decide(path, "i1", "accepted")
    shorter = Article(text=ARTICLE.text[len("Home | World\n\n") :], published=ARTICLE.published)
    in_store(path, lambda c: _becomes(c, extraction(), shorter))
    of = sheet(path)
    lost = [one for one in of.items if one.standing == "lost"]
    assert [(one.type, one.placed) for one in lost] == [("incident", False)]
    assert of.finished is None


def _becomes(connection: object, was: Extraction, article: Article) -> None:
    """The run's outcome is of another text of the same article."""
    from dateline.batch.store.packing import pack

    packed = pack(Extraction(article=article, receipt=was.receipt)).extraction
    connection.execute("UPDATE extractions SET extraction = ?", (packed,))  # type: ignore[attr-defined]


def test_the_most_alike_record_is_the_one_that_was_decided_about(path: Path) -> None:
    """Of two incidents in one sentence the one with the same values."""
    decide(path, "i1", "rejected")
    other = market(id="i1", kind="Abduction/forced disappearance", place=None, casualties=())
    run(path, extraction(incidents=(other, market(id="i2"))))
    of = sheet(path)
    assert item(of, "i2").decided
    assert item(of, "i1").decision is None


def test_records_of_a_users_own_types_are_reviewed_too(path: Path) -> None:
    """As they are; they cannot be corrected here."""
    own = OtherRecord.model_validate({"id": "o1", "company": "Acme"})
    run(path, extraction(records={"announcement": (own,)}))
    decide(path, "o1", "accepted")
    assert item(sheet(path), "o1").decided


def test_two_records_that_say_the_same_are_decided_apart(path: Path) -> None:
    """Each has its own decision."""
    run(path, extraction(incidents=(market(), market(id="i2"))))
    decide(path, "i2", "rejected")
    of = sheet(path)
    assert item(of, "i2").decided
    assert not item(of, "i1").decided


def test_statements_of_the_same_words_are_the_same(path: Path) -> None:
    """Though the coder takes in a word more."""
    decide(path, "s1", "accepted")
    longer = quote(content=at("They came from the river,” said Anna Bell"))
    run(path, extraction(statements=(longer, indirect())))
    assert item(sheet(path), "s1").differs == ("content",)
