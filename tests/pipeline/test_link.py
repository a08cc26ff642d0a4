"""Linking: duplicates merged, ids given, statements tied to incidents, summaries made."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import (
    Article,
    Casualty,
    Count,
    Incident,
    Mention,
    Place,
    PolicyContext,
    Statement,
    When,
)
from dateline.pipeline import link

TEXT = (
    "Gunmen killed 14 traders in Karsa on Saturday. Another raid in Velm on Sunday killed two.\n\n"
    "“They came at night and nobody was ready,” a nurse said. The envoy will visit Lenz on Friday, "
    "and the envoy Sara Lind will meet the mayor. The deadline is Friday, and it will not move."
)
ARTICLE = Article(text=TEXT)


def at(words: str) -> Mention:
    """The mention of words of the text."""
    found = ARTICLE.locate(words)
    assert found is not None
    return Mention.at(found)


def incident(place: str | None, day: int | None = None, **values: object) -> Incident:
    """An incident at a place, on a day of March."""
    when = When(mention=at("Saturday"), start=date(2024, 3, day)) if day else None
    return Incident(
        kind="Attack", place=Place(mention=at(place)) if place else None, when=when
    ).model_copy(update=values)


def said(words: str, kind: str = "direct") -> Statement:
    """A statement."""
    return Statement.model_validate({"kind": kind, "content": at(words)})


def item(kind: str, what: str, **values: object) -> PolicyContext:
    """An item of policy."""
    return PolicyContext.model_validate({"kind": kind, "what": at(what)}).model_copy(update=values)


def test_the_longer_of_two_tellings_of_one_statement_stands() -> None:
    """Whatever the order in which they were found."""
    short, whole = said("They came at night"), said("They came at night and nobody was ready")
    assert link.distinct_statements([short, whole]) == (whole,)
    assert link.distinct_statements([whole, short]) == (whole,)


def test_statements_come_in_the_articles_order() -> None:
    """Not in that of the answers."""
    first, last = said("They came at night"), said("it will not move", "indirect")
    assert link.distinct_statements([last, first]) == (first, last)


def test_a_quotation_inside_reported_speech_is_not_its_duplicate() -> None:
    """A direct and an indirect statement are two."""
    whole, part = said("They came at night and nobody", "indirect"), said("nobody")
    assert len(link.distinct_statements([whole, part])) == 2


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        (incident("Karsa"), incident("Karsa"), 1),
        (incident("Karsa"), incident("Velm"), 2),
        (incident("Karsa", 9), incident("Karsa", 10), 2),
        (incident("Karsa", 9), incident("Karsa"), 1),
        (incident("Karsa"), incident("Karsa", realis="threatened"), 2),
        (incident("Karsa"), incident("Karsa", kind="Grenade"), 2),
        (incident(None), incident("Karsa"), 2),
        (
            incident(None, evidence=(ARTICLE.span(0, 46),)),
            incident("Karsa", evidence=(ARTICLE.span(0, 46),)),
            1,
        ),
    ],
)
def test_one_kind_at_one_place_on_one_day_is_one_incident(
    left: Incident, right: Incident, count: int
) -> None:
    """Another place, day, kind or realis is another one."""
    kept = link.distinct_incidents([left, right])
    assert len(kept) == count
    assert left.kind in {i.kind for i in kept}


def test_incidents_come_in_the_articles_order() -> None:
    """By where their evidence begins."""
    first = incident("Karsa", evidence=(ARTICLE.span(0, 46),))
    second = incident("Velm", evidence=(ARTICLE.span(47, 90),))
    assert link.distinct_incidents([second, first]) == (first, second)


def test_items_of_policy_stand_once() -> None:
    """Overlapping words, one deadline, one visitor; another kind is another item."""
    visit = item("visit", "The envoy will visit Lenz", actors=(at("The envoy"),))
    again = item("visit", "will visit Lenz on Friday")
    assert link.distinct_policy([visit, again]) == (visit,)
    meeting = item("negotiation", "The envoy will visit Lenz")
    assert len(link.distinct_policy([visit, meeting])) == 2
    friday = When(mention=at("Friday"), start=date(2024, 3, 15))
    deadline = item("deadline", "The deadline is Friday", when=friday)
    told_again = item("deadline", "it will not move", when=friday)
    assert link.distinct_policy([deadline, told_again]) == (deadline,)


def test_ids_are_numbered_in_order() -> None:
    """Each record's own, beginning with its letter."""
    numbered = link.with_ids([incident("Karsa"), incident("Velm")], "i")
    assert [i.id for i in numbered] == ["i1", "i2"]
    assert link.with_ids([], "s") == ()


def test_a_statement_is_tied_to_the_incidents_whose_evidence_it_stands_in() -> None:
    """To none, one or several."""
    raid = incident("Karsa", id="i1", evidence=(ARTICLE.span(0, 46),))
    both = incident("Velm", id="i2", evidence=(ARTICLE.span(0, 90),))
    about, apart = link.tie(
        [said("Gunmen killed 14 traders", "indirect"), said("They came at night")], [raid, both]
    )
    assert about.about == ("i1", "i2")
    assert apart.about == ()


def test_a_summary_is_made_of_the_proved_fields() -> None:
    """Kind, place, time, toll; and only the kind where nothing else is known."""
    toll = Casualty(outcome="killed", count=Count(mention=at("14 traders")))
    full = link.summarise(incident("Karsa", 9, casualties=(toll,)))
    assert full.summary == "Attack in Karsa (Saturday): 14 traders killed"
    assert link.summarise(incident(None)).summary == "Attack"


def test_a_summary_is_one_line() -> None:
    """Also where a mention goes over a line's end."""
    wrapped = Article(text="in northern\nKarsa")
    span = wrapped.locate("northern Karsa")
    assert span is not None
    place = Place(mention=Mention.at(span))
    summary = link.summarise(incident(None).model_copy(update={"place": place})).summary
    assert summary == "Attack in northern Karsa"


def test_a_second_record_of_one_incident_adds_what_only_it_tells() -> None:
    """Its toll, its time; what both tell stands once."""
    killed = Casualty(outcome="killed", count=Count(mention=at("14 traders")))
    hurt = Casualty(outcome="wounded", count=Count(mention=at("two")))
    raid = incident("Karsa", casualties=(killed,))
    again = incident("Karsa", 9, casualties=(killed, hurt))
    (kept,) = link.distinct_incidents([raid, again])
    assert kept.casualties == (killed, hurt)
    assert kept.when == again.when
