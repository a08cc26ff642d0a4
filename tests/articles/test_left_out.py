"""What a page shows beside its article is kept."""

from __future__ import annotations

from pathlib import Path

from dateline import Article


def test_what_a_page_shows_beside_the_article_is_kept_apart(root: Path) -> None:
    """Menus and banners are not in the text, and not lost."""
    article = Article.from_file(root / "examples" / "ceasefire-talks.html")
    assert article.left_out
    assert all(piece not in " ".join(article.text.split()) for piece in article.left_out)
    assert not any("function" in piece for piece in article.left_out)


def test_a_text_leaves_nothing_out() -> None:
    """There is nothing beside it."""
    assert Article.from_text("The council met on Monday.").left_out == ()
