"""What a record says, apart from what a run calls it."""

from __future__ import annotations

from tests.review.made import at, market, quote

from dateline.models import Mention, OtherRecord, Perpetrator
from dateline.review.essence import fields_that_differ, key_of, keys_of


def test_a_run_that_numbers_and_finds_otherwise_says_the_same() -> None:
    """Ids, finders, identities and summaries are the run's."""
    again = market(
        id="i7",
        found_by="model",
        summary="other words",
        perpetrators=(
            Perpetrator(
                mention=at("Gunmen").model_copy(update={"found_by": "parser"}),
                basis="possible",
                identity="a9",
            ),
        ),
    )
    assert key_of("incident", again) == key_of("incident", market())
    assert fields_that_differ(market(), again) == []


def test_another_value_is_another_saying() -> None:
    """Of a vocabulary, of a bound, of the place of words."""
    others = [
        market(kind="Looting/property destruction"),
        market(evidence=()),
        quote(),
        quote(content=at("Nothing is left of the mill,")),
        quote(speaker=Mention(text="somebody")),
    ]
    keys = {key_of("incident", other) for other in (market(), *others)}
    assert len(keys) == len(others) + 1
    assert fields_that_differ(market(), others[0]) == ["kind"]


def test_records_that_say_the_same_have_keys_of_their_own() -> None:
    """In one article."""
    keys = keys_of([("incident", market()), ("statement", quote()), ("incident", market(id="i2"))])
    assert len(set(keys)) == 3
    assert keys[2] == f"{keys[0]}-2"


def test_a_record_of_an_unknown_type_is_what_it_holds() -> None:
    """As JSON has it."""
    one = OtherRecord.model_validate({"id": "o1", "company": {"text": "Acme"}, "more": [1]})
    other = OtherRecord.model_validate({"id": "o2", "company": {"text": "Acme"}, "more": [1]})
    third = OtherRecord.model_validate({"id": "o1", "company": {"text": "Acme"}, "more": [2]})
    assert key_of("own", one) == key_of("own", other) != key_of("own", third)
