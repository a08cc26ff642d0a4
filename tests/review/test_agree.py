"""How far two reviewers agree, field by field."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.review.made import decide, decide_all, in_store, item, sheet, told_of

from dateline.models import FieldAgreement
from dateline.review import desk
from dateline.review.agree import agreements
from dateline.review.forms import form_of

MILL = {"kind": "direct", "content": {"words": "Nothing is left of the mill,"}}


def fields(path: Path) -> dict[str, FieldAgreement]:
    """What Anna and Ben agree on."""
    (found,) = in_store(path, agreements)
    assert (found.first, found.second, found.articles) == ("anna", "ben", 1)
    return {field.field: field for field in found.fields}


def correct(path: Path, reviewer: str, record: str, **changes: Any) -> None:
    """A correction."""
    one = item(sheet(path, reviewer), record)
    told = {**told_of(form_of(type(one.record), one.record)), **changes}
    in_store(path, lambda c: desk.correct(c, 1, reviewer, one.id, one.seen, told))


def add(path: Path, reviewer: str, told: dict[str, Any]) -> None:
    """A statement that was missed."""
    in_store(path, partial(desk.add, number=1, reviewer=reviewer, type_name="statement", told=told))


def test_only_articles_that_both_are_through_with_are_compared(path: Path) -> None:
    """What one has not looked at is no difference."""
    decide_all(path, "accepted")
    assert in_store(path, agreements) == []
    decide(path, "i1", "rejected", "ben")
    assert in_store(path, agreements) == []


def test_who_accepts_the_same_agrees_throughout(path: Path) -> None:
    """Alpha is unknown where there is one value alone, as Krippendorff has it."""
    decide_all(path, "accepted")
    decide_all(path, "accepted", "ben")
    found = fields(path)
    assert (found["statement"].compared, found["statement"].agreed) == (2, 2)
    assert found["statement"].alpha is None
    assert found["incident.when.days"].agreed == 1
    assert all(field.agreed == field.compared for field in found.values())


def test_alpha_is_that_of_the_textbook(path: Path) -> None:
    """Two statements, of which one reviewer rejects one: 1 - (4 - 1) * 2 / (4 * 3 - 3 * 2) = 0."""
    decide(path, "s1", "rejected", "ben")
    decide_all(path, "accepted")
    decide_all(path, "accepted", "ben")
    statement = fields(path)["statement"]
    assert (statement.compared, statement.agreed) == (2, 1)
    assert statement.alpha == pytest.approx(0.0)


def test_both_reject_is_agreement(path: Path) -> None:
    """And no field of the record is compared."""
    for reviewer in ("anna", "ben"):
        decide(path, "s1", "rejected", reviewer)
        decide_all(path, "accepted", reviewer)
    found = fields(path)
    assert found["statement"].alpha == pytest.approx(1.0)
    assert found["statement.kind"].compared == 1


def test_corrections_are_compared_field_by_field(path: Path) -> None:
    """Also what was read out of words that both have."""
    bounds = told_of(form_of(type(item(sheet(path), "i1").record), item(sheet(path), "i1").record))
    tolls: Any = bounds["casualties"]
    tolls[0]["count"]["low"] = "10"
    correct(path, "ben", "i1", kind="Armed clash", casualties=tolls)
    decide_all(path, "accepted")
    decide_all(path, "accepted", "ben")
    found = fields(path)
    assert found["incident"].agreed == 1
    assert found["incident.kind"].agreed == 0
    assert found["incident.casualties.bounds"].agreed == 0
    assert found["incident.casualties"].agreed == 1
    assert found["incident.place.country"].agreed == 1


def test_what_both_add_is_one_thing(path: Path) -> None:
    """Though each adds it alone, in other words; what one adds and the other does not is none."""
    add(path, "anna", MILL)
    add(path, "ben", {**MILL, "content": {"words": "Nothing is left of the mill"}})
    add(path, "ben", {"kind": "indirect", "content": {"words": "sign by April 30"}})
    decide_all(path, "accepted")
    decide_all(path, "accepted", "ben")
    statement = fields(path)["statement"]
    assert (statement.compared, statement.agreed) == (4, 3)
