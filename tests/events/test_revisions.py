"""What a newer version of an article changes in its records."""

from __future__ import annotations

from tests.evaluation.made import bomb, extraction, market, quote, toll

from dateline.events import revision


def test_the_same_records_change_nothing() -> None:
    """Whatever their ids."""
    older = extraction((market(), bomb()), (quote(),))
    newer = extraction((market(id="i7"), bomb()), (quote(),))
    assert revision(older, newer) == ()


def test_a_later_toll_is_a_changed_field() -> None:
    """The old value and the new one."""
    later = toll("killed", "at least 14 traders", low=17, best=17)
    older, newer = extraction((market(),)), extraction((market(casualties=(later,)),))
    (change,) = revision(older, newer)
    assert (change.what, change.record) == ("changed", "incident i1")
    assert ("casualties[0].count.low", 14, 17) in change.fields


def test_records_come_and_go() -> None:
    """An incident that is new, and a quotation that was taken out."""
    older, newer = extraction((market(),), (quote(),)), extraction((market(), bomb()))
    found = {(change.what, change.record) for change in revision(older, newer)}
    assert found == {("added", f"incident {bomb().id}"), ("removed", f"statement {quote().id}")}
