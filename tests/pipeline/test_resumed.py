"""Quotations that are taken up again after their cue, or in the next paragraph."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.pipeline.resumed import locate_resumed

TEXT = (
    "“The road is closed,” the mayor said. “It will stay closed.” He left. “Nobody asked me.”\n\n"
    "“We waited for an hour.\n\n“Then they fired.” Nobody was hurt, she said."
)
ARTICLE = Article.from_text(TEXT)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("The road is closed, … It will stay closed.", 2),
        ("We waited for an hour. … Then they fired.", 2),
        ("The road is closed, … Nobody was hurt", 0),
        ("It will stay closed. … The road is closed,", 0),
        ("The road is open, … It will stay closed.", 0),
        ("The road is closed,", 0),
    ],
)
def test_only_whole_quotations_of_one_breath_are_joined(words: str, parts: int) -> None:
    """In order, with nothing but who speaks between them."""
    found = locate_resumed(ARTICLE, words)
    assert len(found) == parts
    assert all(TEXT[s.start : s.end] == s.text for s in found)
