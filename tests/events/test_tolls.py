"""Tolls of reports, ranged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.made import report
from tests.export.made import doer, exact, incident, toll

from dateline.events.counting import bounds, reliable, toll_of
from dateline.events.tolls import bounds_of, ranged
from dateline.models import Casualty, Incident, Mention, Span
from dateline.models.vocabulary import Realis


def told_as(realis: Realis) -> Incident:
    """An incident whose only toll is told so."""
    incident = report("a").incident
    (toll,) = incident.casualties
    return incident.model_copy(update={"casualties": (toll.model_copy(update={"realis": realis}),)})


@pytest.mark.parametrize("realis", ["actual", "historical"])
def test_what_came_about_counts(realis: Realis) -> None:
    """It is told of, here and in the exports of schemes."""
    incident = told_as(realis)
    assert bounds_of(incident, "killed") == (14, 14, 14)
    assert reliable(incident, "killed")


@pytest.mark.parametrize("realis", ["attempted", "planned", "threatened", "denied", "hypothetical"])
def test_what_did_not_come_about_is_no_toll(realis: Realis) -> None:
    """Neither here nor in the exports of schemes."""
    incident = told_as(realis)
    assert bounds_of(incident, "killed") is None
    assert reliable(incident, "killed") == ()
    assert ranged([replace(report("a"), incident=incident)]) == ()


def killed(*tolls: Casualty, **changes: object) -> tuple[int | None, int | None, int | None] | None:
    """What an article with these tolls says of the killed."""
    return bounds_of(incident(casualties=tolls, **changes), "killed")


def test_a_total_holds_its_groups() -> None:
    """Twenty-four dead, seven of them demonstrators, are not thirty-one."""
    whole, part = exact("killed", 24, by="police"), exact("killed", 7, "demonstrators", by="police")
    assert killed(whole, part) == (24, 24, 24)


def test_what_a_sentence_includes_in_a_toll_is_not_added() -> None:
    """Fourteen villagers, including three children, are not seventeen."""
    words = "Gunmen killed 14 villagers, including 3 children."
    tolls = []
    for number, group in ((14, "villagers"), (3, "children")):
        at = Span.at(words.index(str(number)), str(number))
        told = exact("killed", number, group)
        count = told.count.model_copy(update={"mention": Mention(text=at.text, spans=(at,))})
        tolls.append(told.model_copy(update={"count": count}))
    assert killed(*tolls, evidence=(Span.at(0, words),)) == (14, 14, 14)


def test_the_lowest_of_rival_figures_is_the_best_in_whatever_order_they_stand() -> None:
    """An article does not know better towards its end; a later article does."""
    tolls = exact("killed", 9, by="police"), exact("killed", 14, by="a caption")
    assert killed(*tolls) == killed(*reversed(tolls)) == (9, 9, 14)


def test_the_word_of_whoever_did_it_raises_no_toll() -> None:
    """As in the exports of schemes."""
    tolls = exact("killed", 1, by="police"), exact("killed", 11, by="the militants")
    assert killed(*tolls, perpetrators=(doer("militants"),)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((toll("killed", "scores", low=40),), (40, None, None)),
        ((toll("killed", "some 300", best=300),), (None, 300, None)),
        ((toll("killed", "15 to 19", low=15, high=19),), (15, None, 19)),
        (
            (toll("killed", "at least 18", low=18, best=18), exact("killed", 22, by="x")),
            (18, 18, None),
        ),
        (
            (exact("killed", 6, "soldiers"), toll("killed", "more than 30", "raiders", low=31)),
            (37, 37, None),
        ),
    ],
)
def test_what_is_open_stays_open(
    told: tuple[Casualty, ...], expected: tuple[int | None, int | None, int | None]
) -> None:
    """A scheme's columns want numbers; here nobody needs one."""
    assert killed(*told) == expected


def test_figures_without_an_open_end_come_to_what_the_schemes_have() -> None:
    """One rule for all."""
    tolls = exact("killed", 6, "soldiers"), exact("killed", 4, "guests", by="x"), exact("killed", 9)
    one = incident(casualties=tolls)
    scheme = toll_of(reliable(one, "killed"), lambda _: "unknown", bounds)
    assert killed(*tolls) == (scheme.low, scheme.best, scheme.high)
