"""What an article and a model may say to the page: it stands there as words, and does nothing.

Here the page is parsed; `test_browser.py` opens it.
"""

from __future__ import annotations

import pytest
from tests.export.html.made import Read, hostile, receipt
from tests.export.html.payloads import PAYLOADS

from dateline.export.wording import flat
from dateline.models import Article, Extraction


def harmless(word: str, number: int) -> str:
    """A word of the same kind: nothing to be seen, an address of the web, or words."""
    if not flat(word):
        return word
    return (
        f"https://news.example/{number}"
        if word.startswith("https://evil.example/")
        else f"word {number}"
    )


@pytest.fixture(scope="module")
def page() -> Read:
    """The page with all of them."""
    return Read(hostile(PAYLOADS).to_html())


def test_there_are_a_hundred_and_more() -> None:
    """All of them different."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def test_they_add_no_element_and_no_attribute(page: Read) -> None:
    """The page is built as it is of harmless words that are marked alike."""
    alike = Read(hostile([harmless(word, n) for n, word in enumerate(PAYLOADS)]).to_html())
    assert page.structure == alike.structure


def test_the_articles_text_is_what_it_was(page: Read) -> None:
    """Character for character, but for those that cannot stand in a page."""
    text = hostile(PAYLOADS).article.text
    assert page.text == text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")


def test_records_show_the_words(page: Read) -> None:
    """As they are, on one line, and without what would reorder the line."""
    for number, word in enumerate(PAYLOADS, 1 + len(PAYLOADS)):
        shown = page.words[f"r{number}"]
        assert (flat(word) or "(nothing that can be seen)") in shown, word


def test_attributes_hold_nothing_of_them_but_labels_and_an_address(page: Read) -> None:
    """Ids, classes and links are the page's own."""
    for _, attributes in page.elements:
        for name in ("id", "class", "data-m", "aria-describedby", "aria-labelledby", "dir"):
            assert not set(attributes.get(name, "")) & set("<>\"'&:()")
        href = attributes.get("href", "#")
        assert href.startswith(("#", "https://", "http://"))


def headed(words: str) -> Read:
    """A page with these words for a title, a source, an address, a language, a model."""
    article = Article(text="Rain.", title=words, source=words, url=words, language=words)
    return Read(Extraction(article=article, receipt=receipt(model=words)).to_html())


def test_a_title_and_an_address_add_nothing() -> None:
    """An address is followed only where it is one of the web."""
    alike = {kind: headed(kind).structure for kind in ("word", "https://news.example/1", "\x07")}
    for word in PAYLOADS:
        page = headed(word)
        kind = harmless(word, 1)
        expected = alike.get(kind, alike["word"] if flat(kind) else alike["\x07"])
        assert page.structure == expected, word
        links = [a["href"] for a in page.all("a") if not a["href"].startswith("#")]
        assert all(link.startswith("https://evil.example/") for link in links)
