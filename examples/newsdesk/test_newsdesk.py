"""The pipeline's tests: replayed from cassettes, and one from a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk import lines_for_the_desk

from dateline import Article
from dateline.testing import ScriptedProvider, run_scripted

ARTICLE = Path(__file__).with_name("article.txt").read_text("utf-8")


@pytest.mark.vcr
def test_a_raid_is_one_line_for_the_desk() -> None:
    """What the embedded model answered when the cassette was recorded, played again."""
    lines = lines_for_the_desk(ARTICLE, "2024-05-06")
    assert len(lines) == 1
    assert "killed: 7" in lines[0]


def test_words_that_the_article_does_not_hold_are_a_finding() -> None:
    """No HTTP and no cassette: the answers stand in the test."""
    invented = {
        "kind": "direct",
        "speaker": "Halima Sabo",
        "resolved_speaker": None,
        "speaker_role": None,
        "anonymous": False,
        "content": "we saw nothing at all",
        "cue": "said",
        "act": "assert",
    }
    provider = ScriptedProvider({"Statement": [[invented]]})
    result = run_scripted(Article.from_text(ARTICLE), provider)
    assert not any(s.found_by == "model" for s in result.statements)
    assert any(f.kind == "ungrounded" for f in result.findings)
