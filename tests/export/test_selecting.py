"""What of an extraction is exported."""

from __future__ import annotations

import pytest
from tests.export.made import extraction, incident, market

from dateline.export import Selection

WHOLE = extraction(incidents=(market(), incident(id="i2", realis="planned", found_by="model")))


def ids(selection: Selection) -> list[str]:
    """The ids of all records that are selected."""
    found = selection.of(WHOLE)
    own = [r for records in found.records.values() for r in records]
    records = (*found.incidents, *found.statements, *found.policy_context, *own)
    return [record.id for record in records]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["i1", "i2", "s1", "p1", "o1"]),
        (Selection(found_by=frozenset({"both", "parser"})), ["i1", "p1"]),
        (Selection(realis=frozenset({"actual"})), ["i1", "s1", "p1", "o1"]),
        (Selection(records=frozenset({"incidents"})), ["i1", "i2"]),
        (Selection(records=frozenset({"own", "policy"})), ["p1", "o1"]),
        (Selection(without="warning"), ["i1", "i2", "p1", "o1"]),
        (Selection(without="error"), ["i1", "i2", "s1", "p1", "o1"]),
    ],
)
def test_records_are_selected(selection: Selection, expected: list[str]) -> None:
    """By who found them, by kind, by realis, by what findings are about them."""
    assert ids(selection) == expected


@pytest.mark.parametrize(
    ("selection", "severities"),
    [
        (Selection(), ["warning", "info", "error"]),
        (Selection(severity="warning"), ["warning", "error"]),
        (Selection(severity="error"), ["error"]),
        (Selection(records=frozenset({"findings", "statements"})), ["warning", "info", "error"]),
        (Selection(records=frozenset({"incidents"})), []),
        (Selection(without="warning"), ["info", "error"]),
    ],
)
def test_findings_are_selected(selection: Selection, severities: list[str]) -> None:
    """By severity; those about a record that is left out are left out with it."""
    assert [finding.severity for finding in selection.of(WHOLE).findings] == severities


def test_nothing_refers_to_a_record_that_was_left_out() -> None:
    """Links to incidents go where the incidents go."""
    found = Selection(records=frozenset({"statements", "policy"})).of(WHOLE)
    assert found.statements[0].about == ()
    assert found.policy_context[0].follows == ()
    assert Selection(found_by=frozenset({"both", "model"})).of(WHOLE).statements[0].about == ("i1",)


def test_selecting_nothing_leaves_the_extraction_as_it_is() -> None:
    """The very same one."""
    assert Selection().of(WHOLE) is WHOLE
