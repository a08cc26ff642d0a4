"""ACLED's 31 columns by ACLED's rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.export.made import actor, doer, exact, extraction, incident, of, place, toll, when

from dateline.export import Coded
from dateline.export.schemes.acled import rows
from dateline.export.schemes.data import columns_of
from dateline.models import Claim, Incident, Mention
from dateline.models.vocabulary import IncidentKind

COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def row(one: Incident, **changes: Any) -> dict[str, Any]:
    """The one row of an article with this incident."""
    (found,) = rows(of(one, **changes))
    return dict(found.named)


def test_the_columns_are_those_of_the_codebook() -> None:
    """31 of them, in its order."""
    assert [c.name for c in columns_of("acled")] == COLUMNS
    assert len(COLUMNS) == 31


@pytest.mark.parametrize(
    ("kind", "disorder", "event_type"),
    [
        ("Armed clash", "Political violence", "Battles"),
        ("Peaceful protest", "Demonstrations", "Protests"),
        ("Excessive force against protesters", "Political violence; Demonstrations", "Protests"),
        ("Violent demonstration", "Demonstrations", "Riots"),
        ("Mob violence", "Political violence", "Riots"),
        ("Grenade", "Political violence", "Explosions/Remote violence"),
        ("Attack", "Political violence", "Violence against civilians"),
        ("Arrests", "Strategic developments", "Strategic developments"),
    ],
)
def test_the_disorder_follows_from_the_kind(kind: str, disorder: str, event_type: str) -> None:
    """As the event type does."""
    found = row(incident(kind=kind))
    assert (found["disorder_type"], found["event_type"]) == (disorder, event_type)


@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_has_a_row(kind: IncidentKind) -> None:
    """With its disorder, and with text for the categories."""
    found = row(incident(kind=kind))
    assert found["sub_event_type"] == kind.value
    assert found["disorder_type"]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (when("2024-03-09"), (date(2024, 3, 9), 2024, 1)),
        (when("2024-03-04", "2024-03-10"), (date(2024, 3, 7), 2024, 2)),
        (when("2024-03-01", "2024-03-31"), (date(2024, 3, 16), 2024, 3)),
        (when("2024-01-01", "2024-12-31"), (None, 2024, None)),
        (when("2023-12-30", "2024-01-02"), (date(2023, 12, 31), None, 2)),
        (None, (None, None, None)),
    ],
)
def test_the_day_is_the_middle_of_those_it_may_be(time: Any, expected: tuple[object, ...]) -> None:
    """A week's or a month's; what only the year is known of has none."""
    found = row(incident(when=time))
    assert (found["event_date"], found["year"], found["time_precision"]) == expected


def test_an_unknown_perpetrator_of_violence_is_an_unidentified_armed_group() -> None:
    """Of the country, and by ACLED's rule a political militia; a description is no name."""
    for perpetrators in ((), (doer("Gunmen", "Rebel group"),), (doer("masked men"),)):
        found = row(incident(perpetrators=perpetrators))
        assert found["actor1"] == "Unidentified Armed Group (Mali)"
        assert found["inter1"] == "Political militia"
    nowhere = row(incident(place=None))
    assert nowhere["actor1"] == "Unidentified Armed Group"


def test_armed_violence_is_not_done_by_civilians() -> None:
    """Men who attack are an unidentified group; a mob is of rioters."""
    men = (doer("men", "Civilians"),)
    assert row(incident(perpetrators=men))["actor1"] == "Unidentified Armed Group (Mali)"
    mob = row(incident(kind="Mob violence", perpetrators=(doer("men"),)))
    assert (mob["actor1"], mob["inter1"]) == ("Rioters (Mali)", "Rioters")
    force = incident(
        kind="Excessive force against protesters", perpetrators=(doer("gunmen", "Rebel group"),)
    )
    assert row(force)["actor1"] == "Unidentified Armed Group (Mali)"


def test_an_unidentified_group_is_not_put_beside_one_that_is_known() -> None:
    """The gunmen may be of the group that is named; the notes have both."""
    found = row(incident(perpetrators=(doer("gunmen"), doer("JNIM", "Rebel group"))))
    assert (found["actor1"], found["assoc_actor_1"]) == ("JNIM", None)
    assert "gunmen" in found["notes"]


def test_the_denied_did_not_do_it() -> None:
    """A denial is no blame."""
    found = row(incident(perpetrators=(doer("Karsa Front", "Rebel group", "denied"),)))
    assert found["actor1"] == "Unidentified Armed Group (Mali)"


def test_a_civilian_target_is_the_second_actor() -> None:
    """Before armed ones, whatever its place in the article; named by category and country."""
    targets = (actor("police", "State forces"), actor("traders", "Civilians"))
    found = row(incident(perpetrators=(doer("JNIM", "Rebel group"),), targets=targets))
    assert (found["actor1"], found["inter1"]) == ("JNIM", "Rebel group")
    assert (found["actor2"], found["inter2"]) == ("Civilians (Mali)", "Civilians")
    assert found["assoc_actor_2"] == "police"
    assert found["interaction"] == "Rebel group-Civilians"
    assert found["civilian_targeting"] == "Civilians targeted"


def test_a_civilian_perpetrator_does_not_take_the_place_of_the_target() -> None:
    """ACLED's actor order has no meaning but for civilians."""
    one = incident(
        kind="Violent demonstration",
        perpetrators=(doer("shopkeepers", "Civilians"),),
        targets=(actor("police", "State forces"),),
    )
    found = row(one)
    assert (found["actor1"], found["actor2"]) == ("police", "Civilians (Mali)")


def test_civilians_who_are_hit_in_a_battle_are_beside_the_armed() -> None:
    """They are not its target."""
    targets = (actor("villagers", "Civilians"), actor("soldiers", "State forces"))
    found = row(incident(kind="Armed clash", targets=targets))
    assert (found["actor2"], found["assoc_actor_2"]) == ("soldiers", "Civilians (Mali)")
    assert found["civilian_targeting"] is None


def test_protesters_protest() -> None:
    """By the definition of the event type, and alone where nobody intervenes."""
    found = row(incident(kind="Peaceful protest"))
    assert (found["actor1"], found["inter1"]) == ("Protesters (Mali)", "Protesters")
    assert (found["actor2"], found["interaction"]) == (None, "Protesters only")
    force = incident(
        kind="Excessive force against protesters",
        perpetrators=(doer("police", "State forces"),),
        targets=(actor("students", "Protesters"),),
    )
    assert row(force)["interaction"] == "State forces-Protesters"
    assert row(force)["civilian_targeting"] == "Civilians targeted"


def test_a_civilian_is_the_second_actor_where_the_first_is_not_known() -> None:
    """As of arrests of which the article does not say who made them."""
    found = row(incident(kind="Arrests", targets=(actor("two reporters", "Civilians"),)))
    assert (found["actor1"], found["actor2"]) == (None, "Civilians (Mali)")
    assert found["interaction"] is None


def test_civilians_are_not_targeted_where_others_are() -> None:
    """Whatever the event type is called."""
    found = row(incident(targets=(actor("soldiers", "State forces"),)))
    assert (found["sub_event_type"], found["civilian_targeting"]) == ("Attack", None)
    assert row(incident())["civilian_targeting"] == "Civilians targeted"


def test_a_target_that_is_a_thing_is_no_actor() -> None:
    """Neither a category nor a name."""
    assert row(incident(targets=(actor("its tents"),)))["actor2"] is None


@pytest.mark.parametrize(
    ("casualties", "fatalities"),
    [
        ((), 0),
        ((exact("wounded", 5),), 0),
        ((toll("killed", "several people", low=2, vague=True),), 3),
        ((toll("killed", "dozens", low=24, vague=True),), 12),
        ((toll("killed", "hundreds", low=200, vague=True),), 100),
        ((toll("killed", "at least 14", low=14, best=14),), 14),
        ((toll("killed", "up to 19", high=19),), 0),
        ((exact("killed", 17, by="police"), exact("killed", 26, by="the hospital")), 17),
        ((exact("killed", 17, realis="threatened"),), 0),
    ],
)
def test_fatalities(casualties: Any, fatalities: int) -> None:
    """The lowest of rival counts, and numbers for vague words."""
    assert row(incident(casualties=casualties))["fatalities"] == fatalities


def test_what_the_place_tells() -> None:
    """Names and numbers of country and province; nothing that is not known."""
    found = row(incident())
    assert (found["iso"], found["region"], found["country"]) == (466, "Western Africa", "Mali")
    assert (found["admin1"], found["location"], found["geo_precision"]) == ("Gao", "Gao", 1)
    open_ = row(incident(place=place("Gao", country=None, admin1=None, latitude=None)))
    assert [open_[c] for c in ("iso", "region", "country", "admin1", "latitude")] == [None] * 5
    country = place("Mali", admin1=None, latitude=None, longitude=None, geo_precision=3)
    assert row(incident(place=country))["geo_precision"] is None
    assert row(incident(place=None))["location"] is None


def test_who_is_blamed_and_who_claims_it_are_in_the_notes() -> None:
    """ACLED has no column for it."""
    one = incident(
        summary="Attack in Gao",
        perpetrators=(doer("JNIM", "Rebel group", "accused", by="the army"),),
        claim=Claim(status="claimed", by=Mention(text="the Front")),
        casualties=(exact("killed", 3, by="the mayor"),),
    )
    assert row(one)["notes"] == (
        "Attack in Gao | perpetrator: JNIM (accused, according to the army) | claimed by the Front "
        "| killed: “3” (according to the mayor)"
    )


def test_incidents_of_the_same_actors_place_and_day_are_one_event() -> None:
    """Of the kind that is higher in the list, with all their tolls; other actors, other events."""
    doers = (doer("JNIM", "Rebel group"),)
    first = incident(perpetrators=doers, casualties=(exact("killed", 2, "traders"),))
    second = incident(
        id="i2", kind="Grenade", perpetrators=doers, casualties=(exact("killed", 3, "guards"),)
    )
    other = incident(id="i3", perpetrators=(doer("ISSP", "Rebel group"),))
    undated = incident(id="i4", perpetrators=doers, when=None)
    found = list(rows(of(first, second, other, undated)))
    assert [r.record_ids for r in found] == [("i1", "i2"), ("i3",), ("i4",)]
    assert (found[0]["sub_event_type"], found[0]["fatalities"]) == ("Grenade", 5)
    doubted = [
        incident(perpetrators=doers, casualties=(exact("killed", 2),)),
        incident(id="i2", perpetrators=doers, casualties=(exact("killed", 2), exact("killed", 3))),
        incident(id="i3", perpetrators=doers, realis="historical"),
    ]
    told_twice, background = rows(of(*doubted))
    assert told_twice["fatalities"] == 5
    assert background.record_ids == ("i3",)
    talks = [incident(id=f"i{n}", kind="Agreement") for n in (1, 2)]
    assert len(list(rows(of(*talks)))) == 2


def test_what_no_article_tells_is_empty() -> None:
    """And is never guessed."""
    (found,) = rows(Coded("art", extraction()))
    for column in ("admin2", "admin3", "source_scale", "tags"):
        assert found[column] is None
    assert found["source"] == "Sahel Wire"
    assert found["event_id_cnty"] == "art/i1"


def test_each_cell_says_which_words_it_rests_on() -> None:
    """With where they stand in the article."""
    coded = Coded("art", extraction())
    text = coded.extraction.article.text
    (found,) = rows(coded)
    grounds = list(found.provenance())
    for key, _, article, record, start, end, words, _ in grounds:
        assert (key, article, record) == ("art/i1", "art", "i1")
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == words
    by_column = {str(ground[1]): ground[6] for ground in grounds}
    assert by_column["actor1"] == "Gunmen of the Karsa Front"
    assert by_column["event_date"] == "Saturday"
    assert by_column["fatalities"] == "three soldiers"
    assert set(by_column) <= set(COLUMNS)
