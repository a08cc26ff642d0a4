"""Policy: clauses that state a decision, a deadline, talks, an agreement."""

from __future__ import annotations

import pytest

from dateline.models import Article, PolicyContext
from dateline.survey import code_policy, survey


def items(text: str) -> list[PolicyContext]:
    """The parser's own records."""
    return [code_policy(item) for item in survey(Article(text=text)).policy]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The two sides will resume talks in Geneva on Friday after a pause.", "negotiation"),
        ("Parliament passed a law on Tuesday that bans the sale of fireworks.", "legislation"),
        ("The European Union imposed sanctions on two ministers on Monday.", "sanction"),
        ("The foreign minister will visit Velm next week to open a bridge.", "visit"),
        ("The army withdrew its last troops from the valley on Tuesday.", "withdrawal"),
        ("The cabinet decided to close the border crossings until Monday.", "decision"),
        ("The deadline for handing in weapons expires at midnight on Friday.", "deadline"),
        ("The neighbours signed a peace agreement in Lenz on Tuesday.", "agreement"),
        ("The government deployed two battalions to the border on Tuesday.", "deployment"),
    ],
)
def test_an_item_is_seen_with_its_kind(text: str, kind: str) -> None:
    """One clause, one item, at its place."""
    (item,) = items(text)
    assert item.kind == kind
    assert item.found_by == "parser"
    assert item.what.span is not None
    assert item.what.span.text == text.rstrip(".")


def test_its_time_is_its_own() -> None:
    """The expression in the clause."""
    (item,) = items("The two sides will resume talks in Geneva on Friday after a pause.")
    assert item.when is not None
    assert "Friday" in item.when.mention.text


@pytest.mark.parametrize(
    "text",
    [
        "The river rose all winter and nobody in the valley had seen the like.",
        "Gunmen killed four farmers near Karsa on Saturday.",
        "“We will resume the talks in Geneva on Friday,” the envoy said.",
        "The bishop urged both sides to resume the talks in Geneva.",
        "Will the two sides ever resume their talks in Geneva?",
    ],
)
def test_what_is_not_stated_is_no_item(text: str) -> None:
    """An incident, a quotation, a request, a question."""
    assert items(text) == []
