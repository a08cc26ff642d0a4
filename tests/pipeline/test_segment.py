"""Segments: the whole article, in parts that are cut between paragraphs only."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Article
from dateline.pipeline.segment import segment

TEXT = "\n\n".join(f"Paragraph {n} tells of the river and of the rain." for n in range(10))


def test_an_article_that_fits_is_one_part() -> None:
    """All of it, white space included."""
    (part,) = segment(Article(text=f"\n{TEXT}\n"))
    assert part.text == f"\n{TEXT}\n"


def test_a_longer_one_is_cut_between_paragraphs() -> None:
    """Each part within the limit, no paragraph in two."""
    article = Article(text=TEXT)
    parts = segment(article, limit=100)
    assert len(parts) == 5
    assert all(part.end - part.start <= 100 for part in parts)
    assert all(sum(p in part for part in parts) == 1 for p in article.paragraphs)


def test_a_paragraph_longer_than_the_limit_stays_whole() -> None:
    """It is asked about as it is, and so are its neighbours."""
    text = f"Short.\n\n{'Long words ' * 30}\n\nShort again."
    parts = segment(Article(text=text), limit=40)
    assert [part.text.split()[0] for part in parts] == ["Short.", "Long", "Short"]


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("ab \n."), max_size=60), st.integers(1, 40))
def test_parts_hold_every_paragraph_in_order(text: str, limit: int) -> None:
    """Whatever the text and the limit: nothing is lost, nothing stands twice."""
    article = Article(text=text)
    parts = segment(article, limit=limit)
    assert all(text[p.start : p.end] == p.text for p in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    for paragraph in article.paragraphs:
        assert [part for part in parts if part.overlaps(paragraph)] == [
            part for part in parts if paragraph in part
        ]
        assert any(paragraph in part for part in parts)
