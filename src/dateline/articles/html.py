"""An article from a web page: boilerplate removed, publication date found.

trafilatura does both. It takes 0.4 s to import, so only reading a page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol

from dateline.articles.plain import from_text, refuse_other_types, refuse_surrogates
from dateline.articles.prose import is_prose
from dateline.errors import InputError
from dateline.models.article import Article
from dateline.models.text import Mention, Span

if TYPE_CHECKING:
    from trafilatura.settings import Document

MAX_CHARACTERS = 10_000_000
"""Of markup; the text within has the limit of any text."""
MAX_ELEMENTS = 100_000
"""Ten times a long page; beyond, the parsers' time grows with the square."""

_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?(?P<code>[A-Za-z]{2})\b", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat|revis", re.IGNORECASE)
_MODIFIED_JSON = re.compile(r"\"(?:dateModified|uploadDate)\"\s{0,9}:\s{0,9}\"[^\"]{0,40}\"")
_UPDATED = re.compile(
    r"\s*(?:last\s+)?(?:updated?|modified|revised|edited|aktualisiert|mis à jour|actualizado"
    r"|atualizado|aggiornato|обновлено)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"publi|posted|erstellt|опубликован", re.IGNORECASE)
_UNSEEN = frozenset({"head", "title", "script", "style", "noscript", "template"})
_NOTE = 80  # characters; "Last updated on 6 June 2021 at 10:42 GMT"
_DATE_SEARCH = {
    "original_date": True,
    # A search of all the text finds the date of an event, or of the copyright.
    "extensive_search": False,
    # What the page says of itself goes before what its address says.
    "deferred_url_extractor": True,
    "min_date": "1900-01-01",
}


class _Element(Protocol):
    """What is used of an element of lxml, which has no types."""

    @property
    def tag(self) -> str: ...

    text: str | None
    tail: str | None

    def get(self, key: str, default: str, /) -> str: ...
    def iter(self, *tags: str) -> Iterator[_Element]: ...
    def text_content(self) -> str: ...
    def drop_tree(self) -> None: ...


def from_html(html: str, *, url: str | None = None) -> Article:
    """An article from a web page.

    Raises:
        InputError: The page is too long, or holds no article.
    """
    refuse_other_types("page", html)
    if len(html) > MAX_CHARACTERS:
        raise InputError(
            f"The page is {len(html):,} characters long, and {MAX_CHARACTERS:,} is the limit.",
            hint="Give the article's part of it, or its text to Article.from_text.",
        )
    refuse_surrogates("page", html)
    text, about = _read(html, url)
    if not is_prose(text):
        raise InputError(
            f"No article was found in the page of {len(html):,} characters.",
            hint="Is the text loaded by a script, or behind a login? Save the page from a browser,"
            " or give the article's text to Article.from_text.",
        )
    article = from_text(
        text,
        published=date.fromisoformat(about.date) if about.date else None,
        title=about.title or None,
        source=about.sitename or about.hostname or None,
        url=url or about.url or None,
    )
    byline = article.byline or (_byline(text, about.author) if about.author else None)
    return article.model_copy(
        update={
            "left_out": tuple(_left_out(html, text)),
            "language": article.language or _declared_language(html),
            "byline": byline,
        }
    )


def _byline(text: str, author: str) -> Mention | None:
    """The author whom the page names, where the text has the name too."""
    start = text.find(author)
    if start < 0:
        return None
    return Mention.at(Span.at(start, author), found_by="parser")


def _declared_language(html: str) -> str | None:
    """What the page's own `lang` says."""
    match = _LANG.search(html)
    return match["code"].lower() if match else None


def _left_out(html: str, text: str) -> Iterator[str]:
    """The words that the page shows and the article does not hold, piece by piece, each once."""
    from trafilatura import load_html

    kept = " ".join(text.split())
    tree: _Element | None = load_html(_whole_page(html))
    seen: set[str] = set()
    for element in tree.iter() if tree is not None else ():
        shown = element.tag not in _UNSEEN and isinstance(element.tag, str)
        for piece in (element.text if shown else None, element.tail):
            words = " ".join((piece or "").split())
            if any(map(str.isalpha, words)) and words not in kept and words not in seen:
                seen.add(words)
                yield words


def _whole_page(html: str) -> str:
    return html if _PAGE.search(html) else f"<html><body><div>{html}</div></body></html>"


def _read(html: str, url: str | None) -> tuple[str, Document]:
    """The page's text, and what it says about itself."""
    from trafilatura import bare_extraction, extract_metadata, load_html
    from trafilatura.settings import Document

    page = _whole_page(html)
    try:
        tree = load_html(page)
        if tree is None:
            return "", Document()
        _refuse_a_thicket(tree)
        _forget_updates(tree)
        about = extract_metadata(tree, url, date_config=_DATE_SEARCH)
        found = bare_extraction(page, url=url, include_comments=False)
    except InputError:
        raise
    except Exception as error:  # whatever a hostile page does to the parsers
        raise InputError(
            f"The page of {len(html):,} characters could not be read as HTML: {error}.",
            hint="Give the article's text to Article.from_text.",
        ) from error
    return (found.text or "" if isinstance(found, Document) else ""), about


def _refuse_a_thicket(tree: _Element) -> None:
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        raise InputError(
            f"The page has {elements:,} elements, and {MAX_ELEMENTS:,} is the limit.",
            hint="Give the article's part of it, or its text to Article.from_text.",
        )


def _forget_updates(tree: _Element) -> None:
    """Remove the dates of later changes: where no other is found, they pass for the first."""
    for element in list(tree.iter("meta", "time", "script", "p", "span", "div", "em", "small")):
        if element.tag == "script":
            element.text = _MODIFIED_JSON.sub('""', element.text or "")
        elif _says_modified(element) or _says_updated(element):
            element.drop_tree()


def _says_modified(element: _Element) -> bool:
    names = " ".join(element.get(key, "") for key in ("property", "name", "itemprop", "http-equiv"))
    return _MODIFIED.search(names) is not None


def _says_updated(element: _Element) -> bool:
    if element.tag == "meta" or not _UPDATED.match(element.text or ""):
        return False
    content = element.text_content()
    return len(content) <= _NOTE and not _PUBLISHED.search(content)
