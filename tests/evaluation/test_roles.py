"""CEAF-REE, and the roles of a record."""

from __future__ import annotations

import pytest
from tests.evaluation.made import ARTICLE, at, gold, market

from dateline.evaluation import GoldDocument, role_fillers, score_roles
from dateline.evaluation.documents import RoleFillers
from dateline.evaluation.muc_roles import organization_in, perpetrator_role, target_role
from dateline.evaluation.roles import head, normalize, without_repeats
from dateline.evaluation.tallies import Tally
from dateline.models import Actor, Mention, Perpetrator

BUILDING = ("Pilmai telephone company building", "telephone company building")


def scored(ours: RoleFillers, theirs: RoleFillers) -> Tally:
    """The micro tally."""
    document = GoldDocument(corpus="made", id="1", article=ARTICLE, roles=ours)
    return score_roles(document, theirs)["role"]


def test_two_predictions_of_one_entity_count_once() -> None:
    """The first example of GRIT's paper: precision 3/4, recall 1."""
    ours: RoleFillers = {
        "Target": (
            (*BUILDING, "telephone company offices"),
            ("water pipes",),
            ("public telephone booth",),
        )
    }
    theirs: RoleFillers = {
        "Target": (
            ("water pipes",),
            ("Pilmai telephone company building",),
            ("public telephone booth",),
            ("telephone company offices",),
        )
    }
    assert scored(ours, theirs) == Tally(3, 4, 3)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ((("m4",), ("m1",), ("m5",), ("m6",), ("m3",)), Tally(4, 5, 4)),
        ((("m1", "m2"), ("m4",), ("m5",), ("m6",)), Tally(4, 4, 4)),
        ((("m1", "m2", "m3", "m4"), ("m5",), ("m6",)), Tally(2, 3, 4)),
        ((), Tally(0, 0, 4)),
    ],
)
def test_an_entity_is_right_where_all_its_mentions_are(
    theirs: tuple[tuple[str, ...], ...], expected: Tally
) -> None:
    """The cases of GRIT's own test script."""
    ours: RoleFillers = {"PerpInd": (("m1", "m2", "m3"), ("m4",), ("m5",), ("m6",))}
    assert scored(ours, {"PerpInd": theirs}) == expected


def test_roles_are_scored_apart() -> None:
    """The right words in the wrong role are wrong."""
    assert scored({"Victim": (("ana ruiz",),)}, {"PerpInd": (("ana ruiz",),)}) == Tally(0, 1, 1)


def test_mentions_are_normalized() -> None:
    """Case, punctuation and articles do not count; other words do."""
    assert normalize('The  "Santo Tomas" farm.') == "santo tomas farm"
    assert scored({"Target": (("the farm",),)}, {"Target": (("Farm",),)}) == Tally(1, 1, 1)
    assert scored({"Target": (("big farm",),)}, {"Target": (("farm",),)}) == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("mention", "noun"),
    [
        ("the home of the mayor", "home"),
        ("col. juan rafael", "rafael"),
        ("guerrillas who fled", "guerrillas"),
        ("bank, a branch", "bank"),
        ("of the people", "people"),
    ],
)
def test_heads(mention: str, noun: str) -> None:
    """The last word before what describes it."""
    assert head(mention) == noun


def test_by_head_the_head_suffices() -> None:
    """Where exact mentions differ."""
    document = gold(roles={"Target": (("the big home of the mayor",),)})
    scores = score_roles(document, {"Target": (("a home",),)})
    assert (scores["role"], scores["role.head"]) == (Tally(0, 1, 1), Tally(1, 1, 1))


def test_templates_are_merged_as_grit_does() -> None:
    """An entity whose mentions are all of another is that one."""
    assert without_repeats([("army", "troops"), ("Army",), ("police",)]) == (
        ("army", "troops"),
        ("police",),
    )


@pytest.mark.parametrize(
    ("words", "kind", "role"),
    [
        ("guerrillas", "Rebel group", "PerpInd"),
        ("three hooded gunmen", None, "PerpInd"),
        ("the liberation front", None, "PerpOrg"),
        ("fmln", None, "PerpOrg"),
        ("sons of the dawn", None, "PerpInd"),
        ("owls", "Rebel group", "PerpOrg"),
        ("juan perez", None, "PerpInd"),
    ],
)
def test_individuals_are_told_from_organizations(words: str, kind: str, role: str) -> None:
    """By the head noun, and by what the record calls the actor."""
    actor = Actor.model_validate({"mention": Mention(text=words), "actor_kind": kind})
    assert perpetrator_role(actor) == role


def test_things_are_told_from_named_people() -> None:
    """People without a name are no Victim: GRIT takes the slot of names."""
    told = [target_role(words) for words in ("a bus", "ana ruiz", "six soldiers", "they")]
    assert told == ["Target", "Victim", None, None]


def test_the_fillers_of_records() -> None:
    """Only of incidents that MUC-4 asks for; one actor under two names is one entity."""
    named = Perpetrator(mention=at("Gunmen"), identity="a1")
    again = Perpetrator(mention=at("the mayor"), identity="a1")
    records = [
        market(perpetrators=(named,), targets=(Actor(mention=at("a market")),)),
        market(id="i3", perpetrators=(again,)),
        market(id="i4", kind="Peaceful protest", weapon=at("the river")),
        market(id="i5", realis="hypothetical", weapon=at("the river")),
    ]
    fillers = role_fillers(records)
    assert fillers["PerpInd"] == (("Gunmen",),)
    assert fillers["Target"] == (("a market",),)
    assert fillers["Weapon"] == ()


@pytest.mark.parametrize(
    ("words", "organization"),
    [
        ("members of the dawn front", "the dawn front"),
        ("dawn front rebels", "dawn front"),
        ("two fmln commandos", "fmln"),
        ("two men", None),
    ],
)
def test_people_may_name_their_organization(words: str, organization: str | None) -> None:
    """It fills a role of its own beside them."""
    assert organization_in(words) == organization


def test_what_muc_has_no_slot_for_fills_none() -> None:
    """Whole towns, what is military, descriptions, and battles."""
    words = ("the town of kiso", "a military garrison", "the civilian population")
    assert [target_role(w) for w in words] == [None, None, None]
    fillers = role_fillers([market(kind="Armed clash", targets=(Actor(mention=at("a market")),))])
    assert fillers["Target"] == ()
