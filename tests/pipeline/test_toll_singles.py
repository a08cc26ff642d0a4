"""One person who may be one that a record holds, or is no toll at all."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told

from dateline.models import Article
from dateline.pipeline.toll_beside import is_counted
from dateline.survey import Toll, load_lexicon


@pytest.mark.parametrize(
    ("text", "kin", "held", "counted"),
    [
        ("A youth was shot dead.\n\nHis cousin was hit in the thigh.", "His cousin", 1, False),
        ("A teacher died.\n\nHer son was hit in the head.", "Her son", 1, False),
        ("Two men died.\n\nHis wife was hit and is recovering.", "His wife", 2, False),
        ("Two men died.\n\nHis wife was hit in the head.", "His wife", 2, True),
        ("A youth was shot dead.\n\nThe boy was hit in the head.", "The boy", 1, True),
    ],
)
def test_another_s_kin_are_not_he(text: str, kin: str, held: int, counted: bool) -> None:
    """Of a number that was killed any may be one, unless he lives."""
    article = Article.from_text(text)
    who = article.locate(kin)
    assert who is not None
    words = text.split(" ")[:2]
    record = Told([" ".join(words)]).record(article)
    assert record.casualties[0].count.best == held
    toll = Toll("wounded", who, None, article.paragraphs[1], others=frozenset({"killed"}))
    assert is_counted(toll, [record], load_lexicon("en")) is counted
