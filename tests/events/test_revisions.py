"""What a newer version of an article changes in its records."""

from __future__ import annotations

from datetime import date

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


def test_an_incident_that_is_told_in_other_words_is_the_same() -> None:
    """By its day, place and kind, where the editor wrote its sentences anew."""
    other = extraction((market(evidence=bomb().evidence),))
    older = extraction((market(),))
    assert not any(change.what in ("added", "removed") for change in revision(older, other))


def test_how_a_value_was_worked_out_is_no_change() -> None:
    """A day that was read against another day of publication is the same day."""
    when = market().when
    assert when is not None
    moved = market(when=when.model_copy(update={"resolved_against": date(2024, 3, 12)}))
    assert revision(extraction((market(),)), extraction((moved,))) == ()
