"""Incidents and tolls against gold ones."""

from __future__ import annotations

import pytest
from tests.evaluation.made import ARTICLE, at, bomb, extraction, gold, market, quote, toll

from dateline.evaluation import GoldRecords, match_incidents, score_document, score_incidents
from dateline.evaluation.tallies import Tally
from dateline.evaluation.tolls import score_tolls
from dateline.models import Mention, Perpetrator, Place, When
from dateline.pipeline.records import Records


def test_the_gold_itself_is_all_right() -> None:
    """Every figure that is judged is 1, and no record rests on noise."""
    scores = score_document(gold(), extraction((market(), bomb()), (quote(),)))
    wrong = {name: t for name, t in scores.items() if name != "noise" and t.f1 not in (None, 1.0)}
    assert wrong == {}
    assert scores["noise"] == Tally(0, 3, 0)
    assert scores["grounding"] == Tally(9, 9, 9)


def test_incidents_are_told_by_the_sentences_they_rest_on() -> None:
    """One in other sentences is spurious, whatever its fields."""
    elsewhere = market(evidence=(ARTICLE.paragraphs[2],))
    scores = score_incidents(gold(), [elsewhere])
    assert scores["incident"] == Tally(0, 1, 2)
    assert scores["all.incident.kind"] == Tally(0, 1, 2)


def test_a_second_record_of_one_incident_is_spurious() -> None:
    """The better one is taken for it."""
    poor = market(id="i9", kind="Armed clash", casualties=(), place=None, when=None)
    pairs = match_incidents(gold().words, gold().gold or GoldRecords(Records()), [poor, market()])
    assert [p.id for _, p in pairs.matched] == ["i1"]
    assert [p.id for p in pairs.spurious] == ["i9"]
    assert [g.id for g in pairs.missed] == ["i2"]


@pytest.mark.parametrize(("found", "expected"), [(True, Tally(1, 1, 1)), (False, Tally(0, 0, 1))])
def test_an_optional_incident_neither_helps_nor_hurts(found: bool, expected: Tally) -> None:
    """Found or not; if found, its fields are not judged either."""
    records = Records((market(), bomb()))
    document = gold(gold=GoldRecords(records, (False, True)))
    ours = [bomb(kind="Attack")] + ([market()] if found else [])
    scores = score_incidents(document, ours)
    assert scores["incident"] == expected
    assert scores["all.incident.kind"] == expected


def test_fields_are_judged_on_what_was_found_and_on_all() -> None:
    """A missed incident costs its fields in the second."""
    scores = score_incidents(gold(), [market(kind="Armed clash", realis="planned")])
    assert scores["incident"] == Tally(1, 1, 2)
    assert scores["incident.kind"] == Tally(0, 1, 1)
    assert scores["all.incident.kind"] == Tally(0, 1, 2)
    assert scores["toll.exact"] == Tally(1, 1, 1)
    assert scores["all.toll.exact"] == Tally(1, 1, 2)


def test_codes_are_asked_for_where_the_gold_has_them() -> None:
    """A place that the gold leaves open is not judged."""
    placed = Place(mention=at("Dumo"), country="SO", admin1="SO-BK")
    scores = score_incidents(gold(), [market(), bomb(place=placed)])
    assert scores["place.admin1"] == Tally(1, 1, 1)
    other = market(place=Place(mention=at("Karsa"), country="ET", admin1="ET-AM"))
    assert score_incidents(gold(), [other])["place.admin1"] == Tally(0, 1, 1)
    assert score_incidents(gold(), [other])["place.country"] == Tally(1, 1, 1)


def test_a_day_is_right_or_wrong() -> None:
    """Both ends of it; an unresolved one is no prediction."""
    wrong = When(mention=at("Saturday"), start="2024-03-02", end="2024-03-02", precision="day")
    open_ = When(mention=at("Saturday"))
    assert score_incidents(gold(), [market(when=wrong)])["when.day"] == Tally(0, 1, 1)
    assert score_incidents(gold(), [market(when=open_)])["when.day"] == Tally(0, 0, 1)


def test_actors_are_compared_by_their_words() -> None:
    """In the same place or written the same."""
    armed = Perpetrator(mention=at("Gunmen"))
    document = gold(gold=GoldRecords(Records((market(perpetrators=(armed,)),))))
    other = Perpetrator(mention=at("the mayor"))
    scores = score_incidents(document, [market(perpetrators=(armed, other))])
    assert scores["incident.perpetrator"] == Tally(1, 2, 1)


def test_records_on_noise_are_counted() -> None:
    """Whatever their kind."""
    menu = market(evidence=(ARTICLE.paragraphs[0],))
    assert score_document(gold(), extraction((menu, bomb())))["noise"] == Tally(1, 2, 0)


def test_a_mention_without_a_place_is_not_grounded() -> None:
    """Neither is one whose words stand elsewhere."""
    bare = bomb(weapon=Mention(text="a bomb"), casualties=())
    assert score_document(gold(), extraction((bare,)))["grounding"] == Tally(1, 2, 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "exact", "in_range"),
    [
        ({"low": 14, "best": 14}, {"low": 14, "best": 14}, True, True),
        ({"low": 14, "best": 14}, {"low": 14, "best": 14, "high": 14}, False, True),
        ({"low": 14, "best": 14}, {"low": 20, "best": 20, "high": 20}, False, True),
        ({"low": 14, "best": 14}, {"low": 9, "best": 9, "high": 9}, False, False),
        ({"low": 3, "best": 3, "high": 3}, {"low": 4, "best": 4, "high": 4}, False, False),
        ({"high": 10}, {"best": 7}, False, True),
        ({}, {}, True, True),
        ({"low": 3}, {}, False, False),
        ({}, {"low": 3}, False, False),
    ],
)
def test_tolls_exactly_and_within_the_range(
    ours: dict[str, int], theirs: dict[str, int], exact: bool, in_range: bool
) -> None:
    """An open end is endless."""
    scores = score_tolls(
        [toll("killed", "at least 14 traders", **ours)],
        [toll("killed", "at least 14 traders", **theirs)],
    )
    assert scores["toll.exact"] == Tally(exact, 1, 1)
    assert scores["toll.in_range"] == Tally(in_range, 1, 1)


def test_a_toll_of_another_outcome_is_another_toll() -> None:
    """And one gold toll is met once."""
    ours = [toll("killed", "three guards", low=3, best=3, high=3)]
    other = toll("wounded", "three guards", low=3, best=3, high=3)
    assert score_tolls(ours, [other, *ours, *ours])["toll.exact"] == Tally(1, 3, 1)
