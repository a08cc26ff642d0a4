"""Interviews printed as turns."""

from __future__ import annotations

import pytest

from dateline import Article
from dateline.survey import survey

TURNS = (
    "HERALD: Who gave the order to leave the valley?",
    "Bakari Otu: Nobody did. We left because the river had risen.",
    "HERALD: Will you come back?",
    "Bakari Otu: When there is something to come back to.",
)


def said(*paragraphs: str) -> list[tuple[str | None, str]]:
    """Speaker and content of what is said directly."""
    found = survey(Article.from_text("\n\n".join(paragraphs)))
    return [
        (a.source.speaker.text if a.source else None, a.content[0].text)
        for a in found.attributions
        if a.kind == "direct"
    ]


def test_each_turn_is_said_by_its_label() -> None:
    """All of it, without the label; whoever asks says nothing."""
    assert said(*TURNS) == [
        ("Bakari Otu", "Nobody did. We left because the river had risen."),
        ("Bakari Otu", "When there is something to come back to."),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Killed: nine officers.", "Wounded: 14 people.", "Killed: nobody else.", "Wounded: none."),
        ("The vote was close: 51 to 49.", "The next day: silence.", "The mayor: no comment."),
        TURNS[:2],
        ("14:20: Shots are heard.", "14:40: The bridge is closed.", "15:05: Police arrive."),
    ],
)
def test_lists_and_lone_labels_are_no_interviews(paragraphs: tuple[str, ...]) -> None:
    """A label that stands once, or for a figure, speaks to nobody."""
    assert said(*paragraphs) == []
