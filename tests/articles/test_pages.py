"""Whole pages: what is set aside of them, and that no record rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import Article, Extractor, Settings
from dateline.pipeline.ground import spans_of

Page = tuple[str, list[tuple[str, str]]]


def pages() -> list[Page]:
    """The pages of `data/pages.txt`: a heading, and paragraphs with their marks."""
    source = Path(__file__).parent / "data" / "pages.txt"
    found: list[Page] = []
    for line in source.read_text("utf-8").splitlines():
        if line.startswith("@ "):
            found.append((line[2:], []))
        elif line and not line.startswith("#"):
            found[-1][1].append((line[0], line[2:]))
    return found


PAGES = pages()


def article(page: Page) -> Article:
    """The page as an article."""
    text = "\n\n".join(words for _, words in page[1])
    return Article.from_text(text, published=page[0].split()[1])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0].split()[0])
def test_what_is_no_report_is_set_aside(page: Page) -> None:
    """And nothing else is; what is known to be left in would be a surprise too."""
    aside = [part.span.text for part in article(page).set_aside]
    assert aside == [words for mark, words in page[1] if mark == "N"]


# A summary of the story itself, in a box that only a layout tells from the text; a caption without
# a credit, of a building such as the story's.
TOUCHED = {"daily-nation-teaser", "third-monastery"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0].split()[0])
def test_no_record_rests_on_what_is_no_report(page: Page) -> None:
    """Read by the parser alone, with its trees; also where it is left in."""
    pytest.importorskip("spacy")
    text = article(page)
    read = Extractor("parser", settings=Settings(coders="parser")).extract(text)
    places = [text.text.index(words) for mark, words in page[1] if mark != "R"]
    lengths = [len(words) for mark, words in page[1] if mark != "R"]
    records = (*read.incidents, *read.statements, *read.policy_context)
    touched = any(
        span.start < start + length and start < span.end
        for record in records
        for span in spans_of(record)
        for start, length in zip(places, lengths, strict=True)
    )
    assert touched == (page[0].split()[0] in TOUCHED)
