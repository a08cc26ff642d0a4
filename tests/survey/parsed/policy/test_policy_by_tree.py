"""Items of policy by their trees: kind, state, clause, actors, time; and what is no item."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dateline.models import Article, PolicyContext
from dateline.survey import Survey, survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "policy.toml").read_text("utf-8"))


def surveyed(text: str) -> Survey:
    """The survey of a text by the parser."""
    return survey(Article.from_text(text, published=date(2024, 3, 11)), load_parser())


def items(text: str) -> tuple[PolicyContext, ...]:
    """The parser's records of the policy that a text states."""
    return surveyed(text).parser_policy_sure


@pytest.mark.parametrize(("text", "kind", "status"), DATA["stated"])
def test_a_sentence_states_an_item_with_its_kind_and_state(
    text: str, kind: str, status: str
) -> None:
    """The widest of its items, where a clause inside it states another."""
    found = max(items(text), key=lambda item: len(item.what.text))
    assert (found.kind, found.status, found.found_by) == (kind, status, "parser")


@pytest.mark.parametrize("text", DATA["none"])
def test_what_is_no_policy_states_none(text: str) -> None:
    """Attacks, private plans, shops that open, threats, quoted words."""
    assert items(text) == ()


# A sentence; the clauses of its items.
CLAUSES = [
    (
        "Kesh annulled the result in Dol and called a new ballot for May 7, after weeks of rage.",
        ["Kesh annulled the result in Dol", "called a new ballot for May 7"],
    ),
    (
        "Although nobody had asked for it, the governor lifted the curfew, which began in May.",
        ["the governor lifted the curfew"],
    ),
    (
        "The bridge is gone: both armies have closed the roads to the valley, officials said.",
        ["both armies have closed the roads to the valley"],
    ),
    (
        "Lenz set free 40 men under an accord signed with the tribes this month.",
        ["an accord signed with the tribes this month"],
    ),
    (
        "A truce signed in 1994 never became a peace.",
        ["A truce signed in 1994 never became a peace"],
    ),
    (
        "The ministry said that the border would stay closed until Monday, blaming smugglers.",
        ["the border would stay closed until Monday"],
    ),
    (
        "Kesh will seal a crossing, its ministry announced on Friday.",
        ["Kesh will seal a crossing"],
    ),
    (
        "The cabinet ordered an inquiry, which must report by 31 July.",
        ["The cabinet ordered an inquiry", "which must report by 31 July"],
    ),
]


@pytest.mark.parametrize(("text", "clauses"), CLAUSES)
def test_an_item_is_its_clause(text: str, clauses: list[str]) -> None:
    """Other clauses, remarks and who says it are cut; joined verbs state an item each."""
    assert [item.what.text for item in items(text)] == clauses


def test_a_moved_deadline_is_two_items() -> None:
    """The deadline, postponed, with its new date; and the decision that moves it."""
    deadline, decision = items("The May 10 deadline for pulling out was moved to May 24.")
    assert (deadline.kind, deadline.status) == ("deadline", "postponed")
    assert deadline.when is not None
    assert deadline.when.mention.text == "May 24"
    assert (decision.kind, decision.status) == ("decision", "in_force")


def test_a_deadline_s_time_is_its_last_day() -> None:
    """And not the day on which it was set."""
    (item,) = items("Moravia on Monday gave the rebels until March 15 to leave the dam.")
    assert item.when is not None
    assert item.when.mention.text == "March 15"


def test_who_acts_is_named() -> None:
    """The subject of the clause, each of those that are joined; of a passive, who follows "by"."""
    (joined,) = items("Kesh and Lenz signed a trade pact on Tuesday.")
    assert [a.text for a in joined.actors] == ["Kesh", "Lenz"]
    (passive,) = items("A curfew was imposed by the military council on Tuesday.")
    assert [a.text for a in passive.actors] == ["the military council"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Parliament postponed a vote on the bill.", "postponed"),
        ("The agency has halted all deliveries to the camp.", "suspended"),
        ("The army will lift the curfew on Sunday.", "announced"),
        ("The minister offered to meet the rebels' leaders in Velm.", "pending"),
        ("The armies were to have swapped lists by May 1.", "missed"),
        ("The treaty took effect on Sunday.", "in_force"),
        ("The court threw out an appeal by the soldier.", "rejected"),
    ],
)
def test_tense_and_verb_tell_how_far_it_has_come(text: str, status: str) -> None:
    """By what is done, what lies ahead, and what the verb makes of it."""
    (item,) = items(text)
    assert item.status == status


@pytest.mark.parametrize(
    "text",
    [
        "The mayor may close the market.",
        "If the governor closes the market, traders will leave.",
        "The mayor did not close the market.",
        "The minister refused to comment.",
        "Army closes border crossing",
        "Will the army close the border?",
    ],
)
def test_what_is_not_told_as_a_step_is_none(text: str) -> None:
    """What may be, what was not done, a line without a full stop, a question."""
    assert items(text) == ()


def test_the_model_is_asked_about_what_patterns_find_alone() -> None:
    """Trees add records beside, and read the same items better; what is asked stays as it was."""
    text = (
        "The mayor, Ann Roe, has decreed a curfew from 7 p.m.\n\n"
        "The two sides will resume talks in Geneva on Friday after a pause.\n\n"
        "Hundreds were driven out in the war, after which the two banks signed a cease-fire."
    )
    article = Article.from_text(text)
    light, full = survey(article), survey(article, load_parser())
    assert full.policy == light.policy
    assert len(full.parser_policy) == len(full.policy)
    assert [p.kind for p in light.parser_policy_sure] == [p.kind for p in light.parser_policy]
    assert [p.kind for p in full.parser_policy_sure] == ["decision", "negotiation", "agreement"]
    assert {p.what.text for p in full.parser_policy_sure} >= {
        "The two sides will resume talks in Geneva on Friday",
        "The mayor, Ann Roe, has decreed a curfew from 7 p.m.",
    }


def test_a_clause_that_no_tree_bears_out_is_no_record_of_the_parser_s() -> None:
    """Patterns see a deadline in it, for a model to reject."""
    found = surveyed("On the left bank, people have seen deadlines come and go.")
    assert len(found.policy) == len(found.parser_policy) == 1
    assert found.parser_policy_sure == ()


def test_a_deadline_that_passed_and_was_put_back_is_two_items() -> None:
    """What "it" is, the clause before tells."""
    text = "The deadline passed without a vote, and the government has put it back to April 30."
    found = [(item.kind, item.status, item.when and item.when.mention.text) for item in items(text)]
    assert found == [("deadline", "missed", None), ("deadline", "postponed", "April 30")]


def test_what_is_planned_of_a_whole_gives_way_to_what_became_of_it() -> None:
    """“Talks planned” inside of “a round of talks planned for Thursday has been suspended”."""
    (item,) = items("A round of talks planned for Thursday has been suspended, the mediator said.")
    assert (item.kind, item.status) == ("negotiation", "suspended")
