"""What a reviewer does, carried out in the store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.review.made import (
    decide,
    decide_all,
    extraction,
    in_store,
    item,
    market,
    quote,
    run,
    sheet,
    told_of,
    words,
)

from dateline.batch.store.reviews import Outdated, reviewed
from dateline.models import Mention
from dateline.review import desk
from dateline.review.forms import form_of
from dateline.review.problems import NotAccepted
from dateline.review.told import BadForm

ADDED: dict[str, Any] = {"kind": "direct", "content": {"words": "Nothing is left of the mill,"}}


def correct(path: Path, record: str, reviewer: str = "anna", **changes: Any) -> Any:
    """A correction of a record, by the id that the run gave it."""
    one = item(sheet(path, reviewer), record)
    told = {**told_of(form_of(type(one.record), one.record)), **changes}
    return in_store(path, lambda c: desk.correct(c, 1, reviewer, one.id, one.seen, told))


def add(path: Path, told: dict[str, Any], type_name: str = "statement") -> Any:
    """A record added."""
    return in_store(path, lambda c: desk.add(c, 1, "anna", type_name, told))


def test_a_decision_can_be_taken_back_and_made_anew(path: Path) -> None:
    """All of it stays in the store."""
    decide(path, "i1", "accepted")
    assert not item(decide(path, "i1", "withdrawn"), "i1").decided
    assert item(decide(path, "i1", "rejected"), "i1").decided
    ((subject,),) = in_store(path, lambda c: [one.subjects for one in reviewed(c)])
    assert [d.verdict for d in subject.decisions] == ["accepted", "withdrawn", "rejected"]


def test_the_same_decision_twice_is_one(path: Path) -> None:
    """A key that was held down."""
    decide(path, "i1", "accepted")
    decide(path, "i1", "accepted")
    ((subject,),) = in_store(path, lambda c: [one.subjects for one in reviewed(c)])
    assert len(subject.decisions) == 1


def test_what_was_decided_in_another_window_is_told(path: Path) -> None:
    """And not decided over."""
    one = item(sheet(path), "i1")
    decide(path, "i1", "accepted")
    with pytest.raises(Outdated):
        in_store(path, lambda c: desk.settle(c, 1, "anna", one.id, one.seen, "rejected"))


def test_a_record_with_unproved_words_is_not_accepted(path: Path) -> None:
    """It says which they are."""
    run(path, extraction(statements=(quote(speaker=Mention(text="a ghost")),)))
    with pytest.raises(NotAccepted, match="“a ghost” does not stand in the article"):
        decide(path, "s1", "accepted")
    decide(path, "s1", "rejected")


def test_a_corrected_record_is_shown_and_kept(path: Path) -> None:
    """What the run read is kept beside it, also when it is corrected once more."""
    correct(path, "i1", kind="Armed clash")
    one = item(correct(path, "i1", realis="attempted"), "i1")
    assert one.decision is not None
    assert one.decision.verdict == "corrected"
    assert (one.record.kind, one.record.realis) == ("Armed clash", "attempted")  # type: ignore[attr-defined]
    assert one.differs == ()
    assert '"kind":"Attack"' in (one.decision.shown or "")


def test_accepting_what_was_corrected_changes_nothing(path: Path) -> None:
    """It was the reviewer's own word."""
    correct(path, "i1", kind="Armed clash")
    one = item(decide(path, "i1", "accepted"), "i1")
    assert one.decision is not None
    assert one.decision.verdict == "corrected"


def test_a_record_is_added_corrected_and_taken_back(path: Path) -> None:
    """It is the reviewer's alone, until it is gone."""
    _, name = add(path, ADDED)
    one = sheet(path).item(name)
    assert one is not None
    assert (one.standing, one.decided) == ("added", True)
    assert sheet(path, "ben").item(name) is None
    told = {**ADDED, "act": "condemn"}
    in_store(path, lambda c: desk.correct(c, 1, "anna", name, one.seen, told))
    one = sheet(path).item(name)
    assert one is not None
    assert one.record.act == "condemn"  # type: ignore[attr-defined]
    in_store(path, lambda c: desk.settle(c, 1, "anna", name, one.seen, "withdrawn"))
    assert sheet(path).item(name) is None
    add(path, ADDED)
    assert sheet(path).item(name) is not None


def test_what_is_added_beside_a_record_that_is_like_it_leaves_that_to_be_decided(
    path: Path,
) -> None:
    """Also for another reviewer. A run that finds the very same later has found it."""
    told = {"kind": "direct", "content": {"words": "They came from the river"}}
    _, name = add(path, told)
    added = sheet(path).item(name)
    assert added is not None
    assert not item(sheet(path), "s1").decided
    assert item(sheet(path, "ben"), "s1").subject is None
    run(path, extraction(statements=(added.record.model_copy(update={"id": "s7"}),)))
    assert item(sheet(path), "s7").decided
    assert sheet(path).item(name) is None


def test_a_record_that_is_there_is_not_added(path: Path) -> None:
    """Neither one of the run nor one of the reviewer's own."""
    add(path, ADDED)
    with pytest.raises(NotAccepted, match="there already"):
        add(path, ADDED)
    known = told_of(form_of(type(quote()), quote()))
    with pytest.raises(NotAccepted, match="there already"):
        add(path, known)


def test_an_article_is_done_once_all_is_decided(path: Path) -> None:
    """And can be opened again."""
    with pytest.raises(desk.Unfinished, match="4 undecided"):
        in_store(path, partial(desk.go_through, number=1, reviewer="anna", finished=True))
    decide_all(path, "accepted")
    assert sheet(path).finished
    in_store(path, partial(desk.go_through, number=1, reviewer="anna", finished=False))
    assert sheet(path).finished is None


def test_what_is_taken_back_opens_an_article_that_was_done(path: Path) -> None:
    """It is no gold while something in it is undecided; another verdict leaves it done."""
    decide_all(path, "accepted")
    decide(path, "i1", "rejected")
    assert sheet(path).finished
    decide(path, "i1", "withdrawn")
    assert sheet(path).finished is None


def test_what_is_not_there_is_said(path: Path) -> None:
    """An article, a record, a record that a re-run replaced, a type."""
    one = item(sheet(path), "p1")
    run(path, extraction(policy_context=()))
    with pytest.raises(desk.NotThere, match="anew"):
        in_store(path, lambda c: desk.settle(c, 1, "anna", one.id, 0, "accepted"))
    with pytest.raises(desk.NotThere):
        sheet(path, number=7)
    with pytest.raises(BadForm):
        add(path, ADDED, "weather")
    with pytest.raises(BadForm):
        decide(path, "i1", "withdrawn")


def test_an_incident_that_was_missed_is_added_from_its_sentence(path: Path) -> None:
    """With its place and time worked out."""
    run(path, extraction(incidents=()))
    told = {
        "kind": "Attack",
        "place": {"words": "Karsa"},
        "when": {"words": "on Saturday"},
        "casualties": [{"outcome": "killed", "count": {"words": "at least 14 traders"}}],
        "evidence": words(market().evidence[0].text),
    }
    of, name = add(path, told, "incident")
    made = of.item(name).record
    assert made.casualties[0].count.low == 14
    assert str(made.when.start) == "2024-03-09"
    assert made.evidence == market().evidence
