"""The way of a question."""

from __future__ import annotations

from decimal import Decimal

from tests.calls.asking import GOOD, Scripted, endpoint

from dateline.calls import Route
from dateline.usage import Spend


def named(*names: str, choices: tuple[str, ...] = ()) -> Route:
    """A route over providers of these names, some of which are asked by choices."""
    providers = [Scripted(GOOD, name=name) for name in names]
    for provider in providers:
        provider.asking = "choices" if provider.name in choices else "article"
    return Route(tuple(endpoint(provider) for provider in providers))


def names(route: Route) -> list[str]:
    """Who is asked, in order."""
    return [e.provider.name for e in route.endpoints]


def test_it_begins_with_the_first() -> None:
    """The others are its fallbacks."""
    assert named("a", "b").primary.name == "a"


def test_it_can_begin_with_whoever_answered() -> None:
    """Those before did not."""
    route = named("a", "b", "c")
    assert names(route.starting_at(route.endpoints[1])) == ["b", "c"]
    assert names(route.starting_at(route.endpoints[0])) == ["a", "b", "c"]


def test_two_endpoints_that_look_alike_are_two() -> None:
    """The one that answered is meant, and not one that is equal to it."""
    route = named("a", "a", "b")
    assert len(route.starting_at(route.endpoints[1]).endpoints) == 2


def test_a_question_fits_those_that_are_asked_alike() -> None:
    """Where the way of asking changes, another route begins."""
    route = named("a", "b", "c", "d", choices=("c",))
    assert [names(way) for way in route.ways()] == [["a", "b"], ["c"], ["d"]]


def test_what_an_article_spends_is_spent_of_the_run() -> None:
    """Both bounds hold."""
    run = Route(named("a").endpoints, Spend(Decimal(5)))
    article = run.for_article(Decimal(1))
    article.spend.settle(Decimal(0), Decimal("0.25"))
    assert (article.spend.spent, run.spend.spent) == (Decimal("0.25"), Decimal("0.25"))
    assert names(article) == ["a"]
