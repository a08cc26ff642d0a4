"""Articles from plain text: kept as it came, or refused with the next step."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import from_html, from_text
from dateline.articles.plain import MAX_CHARACTERS
from dateline.errors import InputError
from dateline.models.article import Article

MENU = "Home > World > Africa"
STORY = "Nine die in market raid\n\nGunmen came by boat, the mayor of Oruma said on Monday."


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.replace("\n", "\r\n"),
        STORY.replace("\n\n", "\r").replace(" ", "\xa0"),
        f"\ufeff\n  {STORY}\u2028\u00ad \n",
        "死者九人。\U0001f6a8 e\u0301",
    ],
)
def test_text_is_kept_character_for_character(text: str) -> None:
    """Line ends, no-break spaces and marks stay, so that the user's offsets hold."""
    assert from_text(text).text == text


@given(st.text())
def test_any_text_is_kept_or_refused(text: str) -> None:
    """Paragraphs hold as slices; what is refused is refused as input."""
    try:
        article = from_text(text)
    except InputError:
        return
    assert article.text == text
    assert all(text[p.start : p.end] == p.text for p in article.paragraphs)
    assert article.body
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_what_the_caller_knows_is_kept() -> None:
    """Date, title, source and address come back."""
    article = from_text(
        STORY, published=date(2021, 6, 6), title="Raid", source="Herald", url="https://e.example/1"
    )
    assert article.published == date(2021, 6, 6)
    assert (article.title, article.source, article.url) == ("Raid", "Herald", "https://e.example/1")


def test_the_hours_of_a_publication_date_are_dropped() -> None:
    """A datetime passes for a date, and its day is what counts."""
    published = datetime(2021, 6, 6, 22, 30, tzinfo=UTC)
    assert from_text(STORY, published=published).published == date(2021, 6, 6)


def test_boilerplate_is_set_aside_and_not_in_the_body() -> None:
    """It stays in the text, and is not asked about."""
    article = from_text(f"{MENU}\n\n{STORY}")
    assert [(part.span.text, part.reason) for part in article.set_aside] == [(MENU, "menu")]
    assert [p.text for p in article.body] == STORY.split("\n\n")
    assert article.text.startswith(MENU)


@pytest.mark.parametrize("text", ["", " \n\t", "\xa0\u2028", "\ufeff", "\u200b \u00ad"])
def test_a_blank_article_is_refused(text: str) -> None:
    """Nothing visible is nothing to read."""
    with pytest.raises(InputError, match=r"is empty: \d+ characters.*Give the text"):
        from_text(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("story.txt", "name of a file, 'story.txt'.*Article.from_file"),
        ("./desk/2024/Story.HTML\n", "name of a file.*Article.from_file"),
        ("https://example.org/mali/raid?id=7", "an address.*Article.from_html"),
        (" http://example.org/raid.html ", "an address.*Article.from_html"),
    ],
)
def test_what_names_an_article_is_none(text: str, said: str) -> None:
    """It would be read, and nothing found in it."""
    with pytest.raises(InputError, match=said):
        from_text(text)


@pytest.mark.parametrize(
    "text",
    ["Nine died at Oruma.", "Read https://example.org/raid.html", "The file story.txt", "Hi"],
)
def test_a_text_that_speaks_of_a_file_is_one(text: str) -> None:
    """Only a name and nothing else is refused."""
    assert from_text(text).text == text


def test_a_huge_article_is_refused_with_its_length_and_the_limit() -> None:
    """The message says both numbers and to split it."""
    with pytest.raises(InputError, match=r"2,000,001 characters.*2,000,000 .*Split"):
        from_text("a" * (MAX_CHARACTERS + 1))


def test_an_article_at_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    assert len(from_text("word " * (MAX_CHARACTERS // 5)).text) == MAX_CHARACTERS


def test_binary_data_is_refused() -> None:
    """NUL characters stand in no text."""
    with pytest.raises(InputError, match=r"NUL character at 6.*decode"):
        from_text("Oruma \0 Monday")


@pytest.mark.parametrize("name", ["text", "title", "source", "url"])
def test_half_a_character_is_refused(name: str) -> None:
    """A lone surrogate would break every JSON it is written to."""
    values = {"text": STORY} | {name: "Oru\ud83dma"}
    with pytest.raises(InputError, match=rf"{name} has half a character .*at 3.*surrogateescape"):
        from_text(**values)


def test_the_article_class_reads_text_the_same_way() -> None:
    """`Article.from_text` is this function."""
    assert Article.from_text(STORY) == from_text(STORY)


@pytest.mark.parametrize(
    "published", ["2021-06-06", " 2021-06-06 ", "2021-06-06T22:30:00Z", "2021-06-06T22:30:00+04:30"]
)
def test_a_publication_date_may_be_a_string(published: str) -> None:
    """In ISO 8601, as it stands in metadata: the day as it was there."""
    assert from_text(STORY, published=published).published == date(2021, 6, 6)


@pytest.mark.parametrize("published", ["", "yesterday", "12.3.2024", 20240312, 5.0, ["2024-03-12"]])
def test_what_is_no_publication_date_is_refused(published: Any) -> None:
    """With the way to write one."""
    with pytest.raises(InputError, match="publication date") as caught:
        from_text(STORY, published=published)
    assert "2021-06-06" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (None, "Give a string"),
        (5, "Give a string"),
        (b"Nine died.", "Article.from_file"),
        (Path("a.txt"), "Article.from_file"),
    ],
)
def test_what_is_no_text_is_refused(text: Any, hint: str) -> None:
    """As input, with the next step."""
    with pytest.raises(InputError, match="a string was expected") as caught:
        from_text(text)
    assert hint in caught.value.hint
    with pytest.raises(InputError, match="a string was expected"):
        from_html(text)


def test_a_title_that_is_no_string_is_refused() -> None:
    """By its name."""
    with pytest.raises(InputError, match="article's title is of type int"):
        from_text(STORY, title=5)  # type: ignore[arg-type]
