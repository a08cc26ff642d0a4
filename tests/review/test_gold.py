"""What reviewers left standing, as gold that `dateline evaluate` reads."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.review.made import (
    ARTICLE,
    decide,
    decide_all,
    extraction,
    in_store,
    indirect,
    item,
    market,
    quote,
    run,
    sheet,
    told_of,
)

from dateline.errors import InputError
from dateline.evaluation.corpora import load_corpus
from dateline.evaluation.scoring import score_document
from dateline.models import OtherRecord
from dateline.review import desk
from dateline.review.forms import form_of
from dateline.review.gold import Gold


def lines(path: Path, *whose: str) -> list[dict[str, Any]]:
    """The gold of a run."""
    return in_store(path, lambda c: [json.loads(line) for line in Gold(c, whose).lines()])


def f1(path: Path, metric: str) -> float | None:
    """How well the run does against its own reviewed gold, as `dateline evaluate` has it."""
    file = path.with_suffix(".jsonl")
    file.write_text("".join(json.dumps(line) + "\n" for line in lines(path)), "utf-8")
    (document,) = load_corpus(str(file))
    return score_document(document, sheet(path).result)[metric].f1


def correct(path: Path, record: str, **changes: Any) -> None:
    """A correction."""
    one = item(sheet(path), record)
    told = {**told_of(form_of(type(one.record), one.record)), **changes}
    in_store(path, lambda c: desk.correct(c, 1, "anna", one.id, one.seen, told))


def test_what_was_accepted_throughout_is_the_runs_own_records(path: Path) -> None:
    """Every metric that it gives is at its best."""
    decide_all(path, "accepted")
    for metric in ("incident", "incident.kind", "toll.exact", "statement", "policy.kind"):
        assert f1(path, metric) == 1.0


def test_what_was_rejected_is_none(path: Path) -> None:
    """And lowers the precision of the run."""
    decide(path, "s2", "rejected")
    decide_all(path, "accepted")
    (line,) = lines(path)
    assert [s["content"]["text"] for s in line["statements"]] == [quote().content.text]
    assert f1(path, "statement") == pytest.approx(2 / 3)
    assert line["reviewed"]["by"] == "anna"


def test_what_was_corrected_is_as_the_reviewer_has_it(path: Path) -> None:
    """And the run is measured by it."""
    correct(path, "i1", kind="Armed clash")
    decide_all(path, "accepted")
    assert lines(path)[0]["incidents"][0]["kind"] == "Armed clash"
    assert f1(path, "incident") == 1.0
    assert f1(path, "incident.kind") == 0.0


def test_what_was_added_measures_recall(path: Path) -> None:
    """In the article's order, with ids of the gold's own."""
    told = {"kind": "direct", "content": {"words": "Nothing is left of the mill,"}}
    in_store(path, partial(desk.add, number=1, reviewer="anna", type_name="statement", told=told))
    decide_all(path, "accepted")
    (line,) = lines(path)
    assert [s["id"] for s in line["statements"]] == ["s1", "s2", "s3"]
    assert line["statements"][2]["content"]["text"] == "Nothing is left of the mill,"
    assert line["statements"][0]["about"] == ["i1"]
    assert f1(path, "statement") == pytest.approx(0.8)


def test_a_re_run_changes_nothing_of_the_gold(path: Path) -> None:
    """Whatever it finds, or no longer finds."""
    decide(path, "s2", "rejected")
    decide_all(path, "accepted")
    before = lines(path)
    run(path, extraction(incidents=(market(kind="Armed clash"),), policy_context=()))
    assert lines(path) == before
    assert before[0]["article"]["text"] == ARTICLE.text


def test_articles_that_nobody_is_through_with_are_left_out_and_counted(path: Path) -> None:
    """What is missing in them is not known."""
    decide(path, "i1", "accepted")

    def count(connection: Any) -> tuple[list[str], int]:
        gold = Gold(connection)
        return list(gold.lines()), gold.left.unfinished

    assert in_store(path, count) == ([], 1)


def test_of_two_reviewers_it_has_to_be_said_whose_decisions_count(path: Path) -> None:
    """The first who is named and is through with the article."""
    decide_all(path, "accepted")
    decide_all(path, "rejected", "ben")
    with pytest.raises(InputError, match="--reviewer anna --reviewer ben"):
        lines(path)
    assert len(lines(path, "anna", "ben")[0]["statements"]) == 2
    assert lines(path, "ben")[0]["statements"] == []
    with pytest.raises(InputError, match="Here is: anna, ben"):
        lines(path, "carl")


def test_records_of_a_users_own_types_come_along(path: Path) -> None:
    """They are not scored."""
    own = OtherRecord.model_validate({"id": "o1", "company": "Acme"})
    run(path, extraction(records={"announcement": (own,)}, statements=(indirect(),)))
    decide_all(path, "accepted")
    assert lines(path)[0]["records"] == {"announcement": [{"id": "o1", "company": "Acme"}]}
    assert f1(path, "statement") == 1.0
