"""Why a record is to be looked at, and how soon."""

from __future__ import annotations

import pytest
from tests.review.made import at, extraction, market, quote

from dateline.models import FieldAgreement, Finding, Mention, Place, Record
from dateline.models.agreement import Reading
from dateline.review.doubts import doubts_of, weight_of

TWO = (FieldAgreement(field="incident", readings=(Reading(model="found", parser="found"),)),)


def both(words: str) -> Mention:
    """Words that both coders have."""
    return at(words).model_copy(update={"found_by": "both"})


def told(record: Record, **changes: object) -> list[str]:
    """The reasons to look at it."""
    return [doubt.words for doubt in doubts_of(record, extraction(**changes))]


def test_a_record_that_one_of_two_coders_has_is_doubtful() -> None:
    """Where only one reads there is nothing to compare."""
    assert told(quote(), agreement=TWO) == ["Only the model found it."]
    assert told(quote()) == []


def test_fields_that_one_of_two_coders_has_are_named() -> None:
    """Of a record that both have; the more of them the more doubtful."""
    place = Place(mention=at("Karsa").model_copy(update={"found_by": "parser"}))
    one = market(place=place, perpetrators=(), targets=(), casualties=(), when=None)
    assert told(one, agreement=TWO) == ["The coders do not both have: place."]
    sure = one.model_copy(update={"place": Place(mention=both("Karsa"))})
    assert told(sure, agreement=TWO) == []


def test_what_rests_on_a_caption_alone_comes_first() -> None:
    """Before any other finding, and findings of other records are none of this one's."""
    findings = tuple(
        Finding(kind=kind, severity=severity, message=kind, record=record)  # type: ignore[arg-type]
        for kind, severity, record in (
            ("reported_twice", "info", "i1"),
            ("wrong_outcome", "warning", "i1"),
            ("boilerplate", "warning", "i1"),
            ("wrong_speaker", "warning", "s1"),
        )
    )
    found = told(market(), findings=findings)
    assert found == ["boilerplate", "wrong_outcome", "reported_twice"]


def test_unproved_words_are_doubted_more_than_inferred_ones() -> None:
    """Both are named."""
    unproved = quote(speaker=Mention(text="a ghost"))
    inferred = quote(speaker=Mention(text="a ghost", inferred=True, reason="r"))
    assert told(unproved) == ["Not proved: “a ghost”."]
    assert told(inferred) == ["Something in it is inferred."]
    weights = [sum(d.weight for d in doubts_of(r, extraction())) for r in (unproved, inferred)]
    assert weights[0] > weights[1]


@pytest.mark.parametrize("kind", ["set_aside", "encoding", "language"])
def test_what_says_nothing_about_records_counts_nothing(kind: str) -> None:
    """A menu line in the text makes no article doubtful."""
    finding = Finding(kind=kind, severity="warning", message="m")  # type: ignore[arg-type]
    assert weight_of(finding) == 0
