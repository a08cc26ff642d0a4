"""Copies of values, and sums that are no fields."""

from __future__ import annotations

import copy

import pytest
from pydantic import BaseModel

from dateline.models import Article, Claim, Count, Incident, Mention, Span
from dateline.models.records import OtherRecord

TEXT = "The ferry to Oruma sank at dawn."
FERRY = Span.cut(TEXT, 4, 9)
VALUES = (
    FERRY,
    Mention.at(FERRY, found_by="model"),
    Mention(text="ferry"),
    Count(mention=Mention.at(FERRY), low=2),
    Incident(kind="Attack", evidence=(FERRY,)),
    Claim(),
    Article(text=TEXT),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_copy_is_the_one_that_pydantic_makes(value: BaseModel) -> None:
    """With changes and without: its values, and which of them were given."""
    first = next(iter(type(value).model_fields))
    for update in (None, {}, {first: "changed"}):
        ours = value.model_copy(update=update)
        theirs = BaseModel.model_copy(value, update=update)
        assert ours is not value
        assert (ours, ours.model_fields_set) == (theirs, theirs.model_fields_set)
        assert list(ours.__dict__) == list(theirs.__dict__)
        assert ours.__pydantic_extra__ == theirs.__pydantic_extra__
        assert ours.__pydantic_private__ == theirs.__pydantic_private__


def test_a_change_of_a_copy_changes_no_other_value() -> None:
    """What is given of a span is one set for all spans: a copy that adds to it has its own."""
    mention = Mention.at(FERRY)
    given = set(mention.model_fields_set)
    changed = mention.model_copy(update={"inferred": True, "reason": "it is said"})
    assert changed.model_fields_set == given | {"inferred", "reason"}
    assert mention.model_fields_set == Mention.at(FERRY).model_fields_set == given
    copied = copy.copy(mention)
    copied.model_fields_set.add("reason")
    assert Mention.at(FERRY).model_fields_set == given


def test_a_copy_keeps_what_no_field_holds() -> None:
    """A record of a type that is not known here has all it came with."""
    record = OtherRecord.model_validate({"id": "x1", "price": "14"})
    changed = record.model_copy(update={"id": "x2", "currency": "SSP"})
    assert changed.model_dump(exclude={"found_by"}) == {
        "id": "x2",
        "price": "14",
        "currency": "SSP",
    }
    assert record.model_extra == {"price": "14"}


def test_a_deep_copy_shares_nothing() -> None:
    """The spans of a mention are its own then."""
    mention = Mention.at(FERRY)
    deep = mention.model_copy(deep=True)
    assert deep == mention
    assert deep.spans[0] is not mention.spans[0]
