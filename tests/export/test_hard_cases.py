"""Events as they come in the news, each cell reasoned from the schemes' rules by hand.

Only the cells that a case is about are listed; the rest is held by the tests of each scheme.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.export.made import actor, doer, exact, extraction, incident, of, place, toll, when

from dateline.export import Coded
from dateline.export.schemes import acled, ged, gtd, plover
from dateline.models import (
    ActorIdentity,
    Article,
    Casualty,
    Claim,
    Count,
    Extraction,
    Incident,
    Mention,
)

JNIM = doer("JNIM", "Rebel group")
ARMY = doer("the army", "State forces")
VILLAGERS = actor("villagers", "Civilians")
UNKNOWN = "Unidentified Armed Group (Mali)"
CIVILIANS = "Civilians (Mali)"


def cells(scheme: Any, one: Incident, **changes: Any) -> list[dict[str, Any]]:
    """The rows of an article with this incident."""
    return [dict(row.named) for row in scheme.rows(of(one, **changes))]


def held(found: list[dict[str, Any]], expected: dict[str, Any] | None) -> None:
    """One row with these cells, or none at all."""
    if expected is None:
        assert found == []
        return
    (row,) = found
    assert {column: row[column] for column in expected} == expected


ACLED_CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # A battle has two sides; nobody is known on either.
    "shooting between unknown sides": (
        {"kind": "Armed clash", "casualties": (exact("killed", 4),)},
        {"actor1": UNKNOWN, "inter1": "Political militia", "actor2": UNKNOWN,
         "inter2": "Political militia", "interaction": "Political militia-Political militia",
         "fatalities": 4, "civilian_targeting": None},
    ),
    # An unknown armed actor is inter 3 on either side, whatever category was read.
    "the army fights gunmen": (
        {"kind": "Armed clash", "perpetrators": (ARMY,),
         "targets": (actor("unidentified gunmen", "Rebel group"),)},
        {"actor1": "the army", "actor2": UNKNOWN, "inter2": "Political militia",
         "interaction": "State forces-Political militia"},
    ),
    "gunmen ambush soldiers": (
        {"kind": "Armed clash", "perpetrators": (doer("gunmen"),),
         "targets": (actor("soldiers", "State forces"),)},
        {"actor1": UNKNOWN, "actor2": "soldiers", "interaction": "State forces-Political militia"},
    ),
    "the army attacked somebody": (
        {"kind": "Armed clash", "perpetrators": (ARMY,)},
        {"actor2": UNKNOWN, "civilian_targeting": None},
    ),
    # Violence against civilians has civilians for its target by definition, as actor2.
    "people died in an attack": (
        {"perpetrators": (JNIM,), "casualties": (exact("killed", 14, "people"),)},
        {"actor1": "JNIM", "actor2": CIVILIANS, "interaction": "Rebel group-Civilians",
         "civilian_targeting": "Civilians targeted", "fatalities": 14},
    ),
    "a bomb of which nobody is told whom it hit": (
        {"kind": "Remote explosive/landmine/IED"},
        {"actor1": UNKNOWN, "actor2": None, "civilian_targeting": None,
         "interaction": "Political militia only"},
    ),
    "force against a march": (
        {"kind": "Excessive force against protesters",
         "perpetrators": (doer("police", "State forces"),)},
        {"actor1": "police", "actor2": "Protesters (Mali)",
         "interaction": "State forces-Protesters", "civilian_targeting": "Civilians targeted",
         "disorder_type": "Political violence; Demonstrations"},
    ),
    "a state kills civilians": (
        {"perpetrators": (ARMY,), "targets": (VILLAGERS,)},
        {"inter1": "State forces", "actor2": CIVILIANS, "interaction": "State forces-Civilians",
         "civilian_targeting": "Civilians targeted", "event_type": "Violence against civilians"},
    ),
    # No claim field: who is accused is coded, who only denies is in the notes.
    "accused and denied": (
        {"perpetrators": (doer("JNIM", "Rebel group", "accused_by_authorities", by="the army"),
                          doer("JNIM", "Rebel group", "denied", by="a spokesman")),
         "targets": (VILLAGERS,)},
        {"actor1": "JNIM", "assoc_actor_1": None, "inter1": "Rebel group"},
    ),
    "a strike from across the border": (
        {"kind": "Air/drone strike", "place": place("Duhok", country="IQ", admin1="IQ-DA"),
         "perpetrators": (doer("Turkish warplanes", "External/Other forces"),),
         "targets": (actor("PKK fighters", "Rebel group"),)},
        {"inter1": "External/Other forces", "actor2": "PKK fighters", "country": "Iraq",
         "interaction": "Rebel group-External/Other forces", "civilian_targeting": None},
    ),
    "a strike from across the border on a family": (
        {"kind": "Air/drone strike", "place": place("Tyre", country="LB", admin1=None),
         "perpetrators": (doer("Israeli military", "External/Other forces"),),
         "targets": (actor("a family", "Civilians"),), "casualties": (exact("killed", 5),)},
        {"actor2": "Civilians (Lebanon)", "civilian_targeting": "Civilians targeted",
         "event_type": "Explosions/Remote violence", "fatalities": 5},
    ),
    "an abduction": (
        {"kind": "Abduction/forced disappearance", "perpetrators": (doer("Bandits"),),
         "targets": (actor("students", "Civilians"),), "casualties": (exact("captured", 87),)},
        {"actor1": UNKNOWN, "actor2": CIVILIANS, "fatalities": 0,
         "event_type": "Violence against civilians"},
    ),
    "a protest that police broke up": (
        {"kind": "Protest with intervention", "perpetrators": (doer("police", "State forces"),),
         "targets": (actor("teachers", "Protesters"),)},
        {"disorder_type": "Demonstrations", "interaction": "State forces-Protesters",
         "civilian_targeting": None},
    ),
    "a mob": (
        {"kind": "Mob violence", "perpetrators": (doer("a mob", "Rioters"),),
         "targets": (actor("a thief", "Civilians"),)},
        {"actor1": "Rioters (Mali)", "actor2": CIVILIANS, "disorder_type": "Political violence",
         "civilian_targeting": "Civilians targeted"},
    ),
    # The middle day of the week, and of the month: the 15th of the 29 days of February 2024.
    "some time last week": (
        {"when": when("2024-03-04", "2024-03-10")},
        {"event_date": date(2024, 3, 7), "time_precision": 2, "year": 2024},
    ),
    "in February": (
        {"when": when("2024-02-01", "2024-02-29")},
        {"event_date": date(2024, 2, 15), "time_precision": 3},
    ),
    # Only the country: no town, no false precision.
    "somewhere in the country": (
        {"place": place("Mali", admin1=None, latitude=None, longitude=None, geo_precision=3)},
        {"country": "Mali", "admin1": None, "latitude": None, "geo_precision": None},
    ),
    "several towns": (
        {"place": place("Gao and Kidal", admin1=None, latitude=None, longitude=None,
                        geo_precision=None)},
        {"location": "Gao and Kidal", "country": "Mali", "latitude": None, "geo_precision": None},
    ),
    "an actor without a category": (
        {"perpetrators": (doer("the Karsa Brotherhood"),), "targets": (actor("a convoy"),)},
        {"actor1": "the Karsa Brotherhood", "inter1": None, "actor2": None, "interaction": None},
    ),
    "rebels without a name agree": (
        {"kind": "Agreement", "perpetrators": (doer("the government", "State forces"),),
         "targets": (actor("rebels", "Rebel group"),)},
        {"actor2": UNKNOWN, "interaction": "State forces-Political militia"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACLED_CASES)
def test_acled(name: str) -> None:
    """Actors, categories, targeting, day, place."""
    values, expected = ACLED_CASES[name]
    held(cells(acled, incident(**values)), expected)


CLASH = {
    "kind": "Armed clash",
    "perpetrators": (doer("al-Shabaab", "Rebel group"),),
    "targets": (actor("Somali troops", "State forces"),),
}
ATTACK = {"perpetrators": (JNIM,), "targets": (VILLAGERS,)}
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
TOLLS: dict[str, tuple[dict[str, Any], int, tuple[int, int, int], tuple[int, int, int, int]]] = {
    # name: (incident, ACLED's fatalities, GED's (low, best, high), GED's deaths by side)
    "three rival totals": (
        {**ATTACK, "casualties": (exact("killed", 17, by="the government"),
                                  exact("killed", 26, by="residents"),
                                  toll("killed", "more than 30", low=31, by="a party"))},
        17, (17, 17, 31), (0, 0, 0, 17),
    ),
    # The headline's figure is that of the worshippers, for whom the imam has a lower one.
    "a headline's total of a rival figure": (
        {"targets": (actor("worshippers", "Civilians"),),
         "casualties": (exact("killed", 20), exact("killed", 20, "worshippers"),
                        exact("killed", 18, "worshippers", by="the imam"))},
        18, (18, 18, 20), (0, 0, 18, 0),
    ),
    "a total of people with one group of it": (
        {**CLASH, "casualties": (toll("killed", "at least 30 people", "people", low=30, best=30),
                                 exact("killed", 12, "soldiers"))},
        30, (30, 30, 30), (12, 0, 0, 18),
    ),
    "people are who was attacked": (
        {"perpetrators": (JNIM,), "targets": (actor("people", "Civilians"),),
         "casualties": (exact("killed", 14, "people"),)},
        14, (14, 14, 14), (0, 0, 14, 0),
    ),
    "only dozens": (
        {**ATTACK, "casualties": (toll("killed", "dozens", "villagers", low=24, vague=True),)},
        12, (24, 24, 24), (0, 0, 24, 0),
    ),
    "several fighters of two groups": (
        {"kind": "Armed clash", "perpetrators": (JNIM,), "targets": (actor("ISSP", "Rebel group"),),
         "casualties": (toll("killed", "several fighters", "fighters", low=2, vague=True),)},
        3, (2, 2, 2), (0, 0, 0, 2),
    ),
    # Each side's dead by what they are called: militants are no state's, soldiers are a state's.
    "both sides count their enemies": (
        {**CLASH, "casualties": (exact("killed", 15, "militants", by="the government"),
                                 exact("killed", 4, "soldiers", by="the government"),
                                 exact("killed", 40, "soldiers", by="al-Shabaab"))},
        19, (19, 19, 19), (4, 15, 0, 0),
    ),
    "civilians between the lines": (
        {**CLASH, "casualties": (exact("killed", 3, "troops"), exact("killed", 5, "civilians"))},
        8, (8, 8, 8), (3, 0, 5, 0),
    ),
    "two armies name their own dead": (
        {"kind": "Armed clash", "perpetrators": (doer("Armenian forces", "External/Other forces"),),
         "targets": (actor("Azerbaijani troops", "State forces"),),
         "casualties": (exact("killed", 49, "Armenian soldiers", by="Yerevan"),
                        exact("killed", 50, "Azerbaijani soldiers", by="Baku"))},
        99, (99, 99, 99), (49, 50, 0, 0),
    ),
    # Conflicting counts take the lowest, also where it is that of those who did it; "up to" says
    # nothing of the least.
    "police admit three, activists say up to ten": (
        {"kind": "Excessive force against protesters",
         "perpetrators": (doer("police", "State forces"),),
         "targets": (actor("protesters", "Protesters"),),
         "casualties": (toll("killed", "up to 10", "protesters", high=10, by="activists"),
                        exact("killed", 3, "protesters", by="police"))},
        3, (3, 3, 10), (0, 0, 3, 0),
    ),
    "the army admits three, residents say ten": (
        {"perpetrators": (ARMY,), "targets": (VILLAGERS,),
         "casualties": (exact("killed", 10, "villagers", by="residents"),
                        exact("killed", 3, "villagers", by="the army"))},
        3, (3, 3, 10), (0, 0, 3, 0),
    ),
    "between twenty and thirty": (
        {**ATTACK, "casualties": (toll("killed", "20 to 30", "villagers", low=20, high=30),)},
        20, (20, 20, 30), (0, 0, 20, 0),
    ),
    "about fifty": (
        {**ATTACK, "casualties": (toll("killed", "about 50", "villagers", best=50),)},
        50, (50, 50, 50), (0, 0, 50, 0),
    ),
    "three found, twenty feared dead": (
        {**ATTACK, "casualties": (exact("killed", 3), exact("missing", 20),
                                  exact("killed", 20, realis="hypothetical"))},
        3, (3, 3, 3), (0, 0, 0, 3),
    ),
    # Claimed by a group: the bomber is its own, and dies on its side.
    "a suicide bomber": (
        {"kind": "Suicide bomb", "perpetrators": (doer("a suicide bomber"),),
         "targets": (actor("worshippers", "Civilians"),),
         "claim": Claim(status="claimed", by=Mention(text="Islamic State")),
         "casualties": (exact("killed", 31, "worshippers"), exact("killed", 1, "bomber"))},
        32, (32, 32, 32), (1, 0, 31, 0),
    ),
    "attackers among the dead": (
        {"perpetrators": (doer("gunmen", "Rebel group"),), "targets": (VILLAGERS,),
         "casualties": (toll("killed", "at least 12 people", "people", low=12, best=12),
                        exact("killed", 3, "gunmen"))},
        12, (12, 12, 12), (3, 0, 0, 9),
    ),
    # "Over a dozen" is no less than the fourteen that an official names: they do not conflict.
    "a headline that rounds": (
        {**CLASH, "casualties": (toll("killed", "at least 14", "troops", low=14, best=14, by="x"),
                                 toll("killed", "more than a dozen", "troops", low=13))},
        14, (14, 14, 14), (14, 0, 0, 0),
    ),
    "dozens, and then a number": (
        {**ATTACK, "casualties": (toll("killed", "dozens", "villagers", low=24, vague=True),
                                  exact("killed", 31, "villagers", by="the mayor"))},
        31, (31, 31, 31), (0, 0, 31, 0),
    ),
    "a number, and more than twice as many": (
        {**ATTACK, "casualties": (exact("killed", 10, "villagers", by="the army"),
                                  toll("killed", "dozens", "villagers", low=24, vague=True))},
        10, (10, 10, 24), (0, 0, 10, 0),
    ),
    # "Casualties" without a number are none to ACLED, and two at least to whoever reads a plural.
    "there were casualties": (
        {**ATTACK, "casualties": (toll("killed", "casualties", low=2, vague=True),)},
        0, (2, 2, 2), (0, 0, 0, 2),
    ),
    "there were many casualties": (
        {**ATTACK, "casualties": (toll("killed", "many casualties", low=2, vague=True),)},
        3, (2, 2, 2), (0, 0, 0, 2),
    ),
    "a landmine": (
        {"kind": "Remote explosive/landmine/IED", "targets": (actor("passengers", "Civilians"),),
         "casualties": (exact("killed", 8, "passengers"), exact("wounded", 4))},
        8, (8, 8, 8), (0, 0, 8, 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLLS)
def test_tolls(name: str) -> None:
    """ACLED's fatalities, GED's range, and whose dead they are."""
    values, fatalities, bounds, deaths = TOLLS[name]
    held(cells(acled, incident(**values)), {"fatalities": fatalities})
    expected = dict(zip((*("low", "best", "high"), *DEATHS), (*bounds, *deaths), strict=True))
    held(cells(ged, incident(**values)), expected)
    assert bounds[1] == sum(deaths), "best is the sum of the four"


def in_text(text: str, *tolls: tuple[str, str]) -> Coded:
    """An attack on villagers whose tolls, each with its group, stand in a text."""
    article = Article.from_text(text)

    def at(words: str) -> Mention:
        found = article.locate(words)
        assert found is not None, words
        return Mention.at(found)

    casualties = []
    for words, group in tolls:
        number = int(words.partition(" ")[0])
        count = Count(mention=at(words), low=number, best=number, high=number)
        casualties.append(Casualty(outcome="killed", count=count, group=at(group)))
    evidence = (article.span(0, len(article.text)),)
    one = incident(**ATTACK, casualties=tuple(casualties), evidence=evidence)
    return of(one, article=article, actors=())


@pytest.mark.parametrize(
    ("text", "fatalities"),
    [
        ("JNIM killed 14 villagers, including 3 children, on Sunday.", 14),
        ("JNIM killed 14 villagers, 3 children among them, on Sunday.", 17),
        ("JNIM killed 14 villagers and 3 children on Sunday.", 17),
        ("JNIM killed 14 villagers. It has killed many, including 3 children.", 17),
    ],
)
def test_what_a_toll_includes_is_not_added_to_it(text: str, fatalities: int) -> None:
    """Where the sentence says so between the two; else they are different people."""
    coded = in_text(text, ("14 villagers", "villagers"), ("3 children", "children"))
    (row,) = acled.rows(coded)
    assert row["fatalities"] == fatalities


def test_a_groups_other_names_are_those_of_its_side() -> None:
    """Where the article calls it otherwise, and the two were found to be one."""
    text = "JNIM fought the army. The brothers lost 14 men."
    article = Article.from_text(text)
    names = tuple(found for w in ("JNIM", "The brothers") if (found := article.locate(w)))
    one = incident(
        kind="Armed clash",
        perpetrators=(doer("JNIM", "Rebel group", identity="a1"),),
        targets=(actor("the army", "State forces"),),
        casualties=(exact("killed", 14, "the brothers"),),
    )
    known = ActorIdentity(id="a1", name="JNIM", mentions=names)
    held(cells(ged, one, article=article, actors=(known,)), {"deaths_b": 14, "deaths_unknown": 0})


GED_CASES: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "sides unknown": (
        {"kind": "Armed clash", "casualties": (exact("killed", 4),)},
        {"type_of_violence": None, "side_a": None, "side_b": None, "dyad_name": None},
    ),
    "nobody died": ({**ATTACK, "casualties": (exact("killed", 0),)}, None),
    "talks": ({"kind": "Agreement", "casualties": (exact("killed", 1),)}, None),
    "a month": (
        {**ATTACK, "when": when("2024-02-01", "2024-02-29"), "casualties": (exact("killed", 1),)},
        {"date_prec": 4, "event_clarity": 2, "date_start": date(2024, 2, 1)},
    ),
    "only the country": (
        {**ATTACK, "casualties": (exact("killed", 1),),
         "place": place("Mali", admin1=None, latitude=None, longitude=None, geo_precision=3)},
        {"where_prec": 6, "event_clarity": 2, "adm_1": None, "geom_wkt": None, "country_id": 432},
    ),
    "peacekeepers": (
        {"perpetrators": (JNIM,), "targets": (actor("UN peacekeepers", "External/Other forces"),),
         "casualties": (exact("killed", 4, "peacekeepers"),)},
        {"type_of_violence": 1, "side_a": "UN peacekeepers", "deaths_a": 4},
    ),
    "neighbours": (
        {"perpetrators": (doer("Dogon hunters", "Identity militia"),),
         "targets": (actor("Fulani herders", "Civilians"),),
         "casualties": (toll("killed", "134", "Fulani herders", low=134, best=134),)},
        {"type_of_violence": 3, "side_b": "Civilians", "deaths_civilians": 134},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GED_CASES)
def test_ged(name: str) -> None:
    """What is an event, of which type, how precise."""
    values, expected = GED_CASES[name]
    held(cells(ged, incident(**values)), expected)


GTD_CASES: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "an attempted bombing": (
        {"kind": "Remote explosive/landmine/IED", "realis": "attempted",
         "targets": (actor("a police convoy", "State forces"),),
         "weapon": Mention(text="a roadside bomb")},
        {"success": 0, "attacktype1": 3, "targtype1": 3, "weaptype1": 6, "nkill": None,
         "gname": "Unknown", "claimed": -9},
    ),
    "attributed, and claimed by nobody": (
        {**ATTACK, "perpetrators": (doer("JNIM", "Rebel group", "accused", by="the army"),),
         "claim": Claim(status="stated_unclaimed")},
        {"gname": "JNIM", "guncertain1": 1, "claimed": 0, "targtype1": 14},
    ),
    "a kidnapping": (
        {"kind": "Abduction/forced disappearance", "targets": (actor("students", "Civilians"),),
         "casualties": (exact("captured", 87, "students"),)},
        {"attacktype1": 6, "ishostkid": 1, "nhostkid": 87, "targtype1": 8, "nkill": None},
    ),
    "a claimed suicide bombing": (
        {"kind": "Suicide bomb", "perpetrators": (doer("a suicide bomber"),),
         "claim": Claim(status="claimed", by=Mention(text="Islamic State")),
         "targets": (actor("worshippers", "Civilians"),),
         "casualties": (exact("killed", 31, "worshippers"), exact("killed", 1, "bomber"))},
        {"suicide": 1, "claimed": 1, "gname": "Islamic State", "nkill": 32, "nkillter": 1,
         "targtype1": 15},
    ),
    # Attackers who are caught are no hostages.
    "attackers are captured": (
        {**CLASH, "casualties": (exact("captured", 3, "militants"),)},
        {"attacktype1": 2, "attacktype2": None, "ishostkid": 0, "nhostkid": None, "nperpcap": 3},
    ),
    "soldiers are captured": (
        {**CLASH, "casualties": (exact("captured", 31, "soldiers"),)},
        {"attacktype1": 6, "attacktype2": 2, "ishostkid": 1, "nhostkid": 31, "nperpcap": -99},
    ),
    "the state's own violence": ({"perpetrators": (ARMY,), "targets": (VILLAGERS,)}, None),
}  # fmt: skip


@pytest.mark.parametrize("name", GTD_CASES)
def test_gtd(name: str) -> None:
    """Success, claims, captives, the attackers' own dead."""
    values, expected = GTD_CASES[name]
    held(cells(gtd, incident(**values)), expected)


def test_an_actor_under_two_names_is_one() -> None:
    """No group did it together with itself."""
    text = "Taliban raided a base. The militants fled."
    article = Article.from_text(text)
    names = tuple(found for w in ("Taliban", "The militants") if (found := article.locate(w)))
    known = ActorIdentity(id="a1", name="Taliban", mentions=names)
    two = tuple(doer(w, "Rebel group", identity="a1") for w in ("Taliban", "The militants"))
    one = incident(perpetrators=two, targets=(VILLAGERS,))
    changes = {"article": article, "actors": (known,)}
    held(cells(gtd, one, **changes), {"gname": "Taliban", "gname2": None})
    held(cells(acled, one, **changes), {"actor1": "Taliban", "assoc_actor_1": None})
    (event,) = plover.events(of(one, **changes))
    assert [source["text"] for source in event["source"]] == ["Taliban"]


def plover_events(**values: Any) -> list[tuple[str, str | None, list[str], list[str]]]:
    """Type, mode, source and target of each event."""
    return [
        (e["event_type"], e["event_mode"], [s["text"] for s in e["source"]],
         [t["text"] for t in e["target"]])
        for e in plover.events(of(incident(**values)))
    ]  # fmt: skip


def test_who_protests_is_the_source_of_a_protest() -> None:
    """Whether the record has them as those who did it, or as those it was done to."""
    police, teachers = ("police", "State forces"), ("teachers", "Protesters")
    expected = [("PROTEST", "demo", ["teachers"], ["police"])]
    kind = "Protest with intervention"
    broken_up = {"perpetrators": (doer(*police),), "targets": (actor(*teachers),)}
    assert plover_events(kind=kind, **broken_up) == expected
    faced = {"perpetrators": (doer(*teachers),), "targets": (actor(*police),)}
    assert plover_events(kind=kind, **faced) == expected
    force = plover_events(kind="Excessive force against protesters", **broken_up)
    assert force == [("ASSAULT", "crowd-control", ["police"], ["teachers"])]


def test_who_is_captured_is_the_target() -> None:
    """Attackers too, by whom they fought; by nobody who is known where those were civilians."""
    clash = {**CLASH, "casualties": (exact("captured", 3, "militants"),)}
    assert plover_events(**clash) == [
        ("ASSAULT", None, ["al-Shabaab"], ["Somali troops"]),
        ("ASSAULT", "abduct", ["Somali troops"], ["al-Shabaab"]),
    ]
    attack = {"perpetrators": (doer("gunmen", "Rebel group"),), "targets": (VILLAGERS,)}
    caught = (exact("captured", 2, "gunmen"), exact("captured", 9, "villagers"))
    assert plover_events(**attack, casualties=caught) == [
        ("ASSAULT", None, ["gunmen"], ["villagers"]),
        ("ASSAULT", "abduct", ["gunmen"], ["villagers"]),
        ("ASSAULT", "abduct", [], ["gunmen"]),
    ]


def test_a_toll_is_told_once_by_the_events_of_a_record() -> None:
    """Whoever adds up the killed of all events has each of them once."""
    tolls = (exact("killed", 5, "troops"), exact("captured", 3, "troops"))
    first, second = plover.events(of(incident(**{**CLASH, "casualties": tolls})))
    assert first["killed"]["best"] == 5
    assert second["killed"] is None


def test_every_word_of_a_hard_case_has_its_place() -> None:
    """The example article's own event, in every scheme: nothing rests on what is not there."""
    whole: Extraction = extraction()
    text = whole.article.text
    for scheme in (acled, ged, gtd):
        for row in scheme.rows(Coded("art", whole)):
            for _, _, _, _, start, end, words, _ in row.provenance():
                assert text[int(str(start)) : int(str(end))] == words
