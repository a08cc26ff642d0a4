"""Articles from web pages: the story without its surroundings, and when it was published."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from dateline.articles import from_html
from dateline.articles import html as html_module
from dateline.errors import InputError
from dateline.models.article import Article

HEADLINE = "Raid kills nine in river town"
FIRST = (
    "Nine people were killed when gunmen stormed the market of Oruma on Monday, the mayor said, "
    "in the worst violence there for a year."
)
SECOND = (
    "He said that the attackers burnt the grain store on June 3, 2019 too, and that help had come "
    "too late on both occasions."
)
THIRD = "Residents buried the dead on Tuesday. The governor promised an inquiry into the garrison."


def page(*, head: str = "", meta: str = "") -> str:
    """A news page with a menu, a story, comments and a footer."""
    return f"""<!DOCTYPE html><html><head><title>{HEADLINE} - River Herald</title>{head}</head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
    <article><h1>{HEADLINE}</h1>{meta}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>
    <section id="comments" class="comments"><h3>Comments</h3>
    <p>What a terrible thing to read on a Monday, says a reader of this page.</p></section>
    <footer>Copyright 2017 River Herald</footer></body></html>"""


def published(content: str) -> str:
    """A page's own statement of when it was published."""
    return f'<meta property="article:published_time" content="{content}">'


def test_the_story_is_kept_and_its_surroundings_are_not() -> None:
    """Headline first, then the paragraphs; no menu, comments or footer."""
    article = from_html(page())
    assert [p.text for p in article.paragraphs] == [HEADLINE, FIRST, SECOND, THIRD]
    assert article.title == HEADLINE


def test_site_title_and_address_are_read() -> None:
    """From the page's metadata, and from the caller."""
    head = (
        '<meta property="og:site_name" content="River Herald">'
        '<meta property="og:title" content="Nine dead in river town">'
    )
    article = from_html(page(head=head), url="https://herald.example/a/1")
    assert article.title == "Nine dead in river town"
    assert article.source == "River Herald"
    assert article.url == "https://herald.example/a/1"


JSON_LD = '<script type="application/ld+json">{"@type": "NewsArticle", %s}</script>'
DATED = {
    "metadata": (page(head=published("2021-06-05T22:00:00-05:00")), None),
    "time element": (page(meta='<time datetime="2021-06-05T10:00:00Z">June 5</time>'), None),
    "byline": (page(meta="<p class=byline>Published June 5, 2021 Updated June 9, 2021</p>"), None),
    "linked data": (
        page(head=JSON_LD % '"datePublished": "2021-06-05", "dateModified": "2021-06-09"'),
        None,
    ),
    "address": (page(), "https://herald.example/2021/06/05/raid"),
    "metadata before address": (
        page(head=published("2021-06-05")),
        "https://herald.example/2021/06/07/raid",
    ),
    "metadata before update": (
        page(head=published("2021-06-05"), meta="<p>Updated June 9, 2021</p>"),
        None,
    ),
}


@pytest.mark.parametrize("case", DATED)
def test_the_publication_date_is_found(case: str) -> None:
    """Where the page, or its address, states it."""
    text, url = DATED[case]
    assert from_html(text, url=url).published == date(2021, 6, 5)


def test_an_old_page_has_its_date() -> None:
    """Archives go back before the web."""
    assert from_html(page(head=published("1989-06-05"))).published == date(1989, 6, 5)


UNDATED = {
    "nothing but dates in the story and the footer": page(),
    "a day without a year": page(meta="<p>Updated June 6</p>"),
    "an update": page(meta="<p>Updated June 6, 2021</p>"),
    "an update in a time element": page(
        meta='<p>Last updated <time datetime="2021-06-06">June 6, 2021</time></p>'
    ),
    "modified in metadata": page(
        head='<meta property="article:modified_time" content="2021-06-06">'
    ),
    "modified in linked data": page(head=JSON_LD % '"dateModified": "2021-06-06"'),
    "the future": page(head=published("2121-06-05")),
}


@pytest.mark.parametrize("case", UNDATED)
def test_no_other_date_passes_for_the_publication_date(case: str) -> None:
    """An update, an event or a copyright year would resolve "Monday" to a wrong day."""
    assert from_html(UNDATED[case]).published is None


def test_a_fragment_is_read_like_a_page() -> None:
    """Feeds and databases keep the story's markup without the page around it."""
    article = from_html(f"<p>{FIRST}</p><p>{THIRD}</p>")
    assert [p.text for p in article.paragraphs] == [FIRST, THIRD]


def test_a_declared_encoding_in_the_text_does_no_harm() -> None:
    """XHTML declares one even where the page is text already."""
    article = from_html('<?xml version="1.0" encoding="windows-1251"?>' + page())
    assert FIRST in article.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "<html></html>",
        "<html><body>" + "<div>" * 30_000 + "x",
        "<html><body><script>load()</script><div id=app></div></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(text: str) -> None:
    """With what to do about it."""
    with pytest.raises(InputError, match=r"No article was found .*Article\.from_text"):
        from_html(text)


def test_a_page_of_too_many_elements_is_refused_at_once() -> None:
    """It would keep the parsers busy for minutes."""
    with pytest.raises(InputError, match=r"200,\d\d\d elements, and 100,000 is the limit"):
        from_html("<html><body>" + "<a href=x>" * 200_000)


def test_a_page_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its length and the limit."""
    monkeypatch.setattr(html_module, "MAX_CHARACTERS", 100)
    with pytest.raises(InputError, match=r"page is [\d,]+ characters long, and 100 is the limit"):
        from_html(page())


def test_half_a_character_in_a_page_is_refused() -> None:
    """The parser would drop the story with it."""
    with pytest.raises(InputError, match="half a character"):
        from_html(page(meta="<p>\ud83d</p>"))


def test_what_a_parser_raises_becomes_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a hostile page does to it."""

    def fail(*args: object, **kwargs: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(InputError, match="could not be read as HTML: too deep"):
        from_html(page())


def test_nothing_is_logged_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """The reason is in the error."""
    code = (
        "import logging; from dateline.articles import from_html; from_html('<p>Nine died.</p>');"
        "logging.getLogger('trafilatura.core').error('discarding data')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # no handler of pytest's in the way
    assert capfd.readouterr() == ("", "")


def test_the_article_class_reads_pages_the_same_way() -> None:
    """`Article.from_html` is this function."""
    assert Article.from_html(page()) == from_html(page())


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a href=/>Home</a></nav>",
        "<nav><a href=/>Home</a> <a href=/w>World</a></nav><footer>© 2024 Herald</footer>",
        "<form>User <input> Pass <input></form><p>Please log in to read.</p>",
        "<h1>Sign in</h1><p>Enter your e-mail and your password to read this article.</p>",
        "<p>You have read your last free article. Subscribe now.</p><p>A subscriber? Log in.</p>",
        "<h1>404</h1><p>The page you are looking for was not found.</p>",
        "<p>Please enable JavaScript and cookies to continue.</p>",
    ],
)
def test_a_page_in_an_articles_place_holds_none(body: str) -> None:
    """An empty table would say that nothing happened."""
    with pytest.raises(InputError, match="No article was found"):
        from_html(f"<html><head><title>Herald</title></head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "text",
    [
        "Five died in Karsa.",
        "Police said the man had no password and no account. Two died.",
        "Gunmen killed nine traders at a market in Karsa on Monday",
        "周一喀布尔发生炸弹爆炸。",
        "Взрыв убил пять человек.",
        "Two died. Please log in to read on.",
        "काबुल में पाँच लोग मारे गए।",
    ],
)
def test_a_short_article_is_one(text: str) -> None:
    """In any script, with or without a full stop."""
    assert from_html(f"<html><body><article><p>{text}</p></article></body></html>").text
