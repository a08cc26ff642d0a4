"""The article's text in the page: its characters, and the marks on them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.html.made import Read, extraction

from dateline.export.html.marks import Mark, Marks
from dateline.export.html.text import direction_of, exact, marked_text
from dateline.models import Article

CHARACTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\n\r\t &<>\"'\u2029\x1c\x85\xa0א"
)


def shown(text: str, marks: list[Mark]) -> str:
    """What a page has as the article's text."""
    return Read(f'<div id="text">{marked_text(Article(text=text), marks)}</div>').text


@settings(max_examples=200)
@given(
    st.text(CHARACTERS, max_size=80),
    st.lists(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=3), max_size=6),
)
def test_the_text_of_the_page_is_the_articles(
    text: str, places: list[list[tuple[int, int]]]
) -> None:
    """Character for character, for any text and any marks, right or wrong."""
    marks = Marks()
    article = Article(text=text)
    for number, parts in enumerate(places):
        spans = [article.span(a, min(len(text), a + b)) for a, b in parts if a < len(text)]
        marks.add("own", spans, card="r1", label=("r1-h",), light=number % 3 == 0)
    # NUL cannot stand in a page; it is replaced, and nothing moves.
    assert shown(text, marks.made) == text.replace("\0", "\ufffd")


def test_line_ends_stay_as_they_are() -> None:
    """A browser would make a line feed of a carriage return."""
    text = "One.\r\n\r\nTwo,\rthree.\r"
    page = str(marked_text(Article(text=text), []))
    assert "\r" not in page
    assert shown(text, []) == text


def test_half_a_character_is_replaced() -> None:
    """It could not be written to a file."""
    assert exact("a\ud83db").encode() == "a\ufffdb".encode()


def test_spans_that_lie_outside_of_the_text_mark_nothing_there() -> None:
    """A stored extraction may hold anything."""
    result = extraction().model_copy(update={"article": Article(text="Short.")})
    page = Read(result.to_html())
    assert page.text == "Short."
    targets = {a["id"] for _, a in page.elements if "id" in a}
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= targets


def test_marks_show_whose_words_they_are_and_lead_to_the_record() -> None:
    """The shortest fills; lines are those of all; the sentence that a record rests on is faint."""
    result = extraction()
    page = Read(result.to_html())
    (toll,) = [
        a
        for a in page.all("a", class_="m")
        if "of-statement" in a["class"] and page.words[a["id"]] == "at least 14 "
    ]
    assert {"on-incident", "of-incident", "of-statement"} <= set(toll["class"].split())
    assert toll["href"] == "#r1"
    assert page.words[toll["aria-describedby"].split()[0]] == "killed"
    assert "Attack" in page.words[toll["aria-describedby"].split()[1]]
    (said,) = [s for s in page.all("span", class_="m") if page.words[s["id"]] == " said."]
    assert said["class"] == "m on-incident-light"


def test_a_broken_quotation_is_joined() -> None:
    """Both parts bear the same mark, and show where it breaks off and goes on."""
    page = Read(extraction().to_html())
    parts = [a for _, a in page.elements if re.search("resumes|pauses", a.get("class", ""))]
    assert [page.words[part["id"]] for part in parts] == [
        "They came from the river,",
        "and nobody helped.",
    ]
    assert len({part["data-m"] for part in parts}) == 1
    assert "pauses" in parts[0]["class"]
    assert "resumes" in parts[1]["class"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Rain fell on Lenz.", "ltr"),
        ("قتل مسلحون 14 تاجرا في كارسا", "rtl"),
        ("חמושים הרגו 14 סוחרים (AFP)", "rtl"),
        ("", "ltr"),
        ("大雨降在伦茨。", "ltr"),
    ],
)
def test_the_direction_is_that_of_most_letters(text: str, direction: str) -> None:
    """Not that of the first, which may be an agency's."""
    assert direction_of(text) == direction
