"""An article from plain text: kept character for character, and refused where it is no text."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import PurePath

from dateline.articles.boilerplate import set_aside
from dateline.articles.language import language_of
from dateline.articles.lead import read_lead
from dateline.errors import InputError
from dateline.models.article import Article
from dateline.models.paragraphs import split_paragraphs

MAX_CHARACTERS = 2_000_000
"""A few hundred long articles: what is longer is a collection, or a mistake."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# White space to the reader, though not to str.strip: no-width space, joiner, byte order mark.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# One word alone: whoever gives it means what stands there.
_ADDRESS = re.compile(r"\s*https?://\S{1,2000}\s*", re.IGNORECASE)
_FILE = re.compile(r"\s*\S{1,250}\.(?:txt|md|html?|json|pdf|docx?)\s*", re.IGNORECASE)


def from_text(
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from plain text, with its boilerplate marked.

    Raises:
        InputError: The text is blank, longer than `MAX_CHARACTERS`, not text, or nothing but an
            address or a file's name; or `published` is no day.
    """
    refuse_other_types("text", text)
    _refuse_what_is_no_article(text)
    _refuse_what_names_one(text)
    for name, value in (("text", text), ("title", title), ("source", source), ("url", url)):
        if value is not None:
            refuse_other_types(name, value)
        refuse_surrogates(name, value)
    published = read_published(published)
    paragraphs = split_paragraphs(text)
    lead = read_lead(text, paragraphs)
    return Article(
        text=text,
        published=published or lead.published,
        title=title,
        source=source,
        url=url,
        dateline=lead.dateline,
        byline=lead.byline,
        agency=lead.agency,
        language=language_of(text),
        set_aside=set_aside(text, paragraphs),
    )


def _refuse_what_names_one(text: str) -> None:
    if _ADDRESS.fullmatch(text):
        raise InputError(
            f"The article is an address, {text.strip()!r}, and no text.",
            hint="dateline fetches nothing: load the page, and give it to Article.from_html.",
        )
    if _FILE.fullmatch(text):
        raise InputError(
            f"The article is the name of a file, {text.strip()!r}, and no text.",
            hint="Read the file: Article.from_file.",
        )


def _refuse_what_is_no_article(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"The article is {len(text):,} characters long, and {MAX_CHARACTERS:,} is the limit.",
            hint="Split it into its articles, and give each on its own.",
        )
    if "\0" in text:
        raise InputError(
            f"The article is no text: there is a NUL character at {text.index(chr(0)):,}, as in"
            " binary files.",
            hint="Read it with Article.from_file, or decode it with the encoding it is in.",
        )
    if all(char.isspace() or char in _UNSEEN for char in text):
        raise InputError(
            f"The article is empty: {len(text):,} characters, and none of them visible.",
            hint="Give the text of one article.",
        )


def read_published(published: object) -> date | None:
    """The day that a caller gives: a date, a datetime, or either of them as ISO 8601.

    Raises:
        InputError: It is none of these.
    """
    if isinstance(published, str):
        try:
            return datetime.fromisoformat(published.strip()).date()
        except ValueError as error:
            raise InputError(
                f"The publication date {published!r} is no date.",
                hint="Write it as 2021-06-06 or 2021-06-06T10:42:00Z, or give a datetime.date.",
            ) from error
    # A datetime is a date to Python, and not to the model, which would refuse its hours.
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    raise InputError(
        f"The publication date is of type {type(published).__name__}.",
        hint='Give a datetime.date, or a string such as "2021-06-06".',
    )


def refuse_other_types(name: str, value: object) -> None:
    """Refuse what is no string.

    Raises:
        InputError: It is not; says what it is, and what to do.
    """
    if isinstance(value, str):
        return
    what = "None" if value is None else f"of type {type(value).__name__}"
    hint = "Give a string."
    if isinstance(value, bytes | bytearray):
        hint = "Decode it first, or read its file with Article.from_file, which finds the encoding."
    elif isinstance(value, PurePath):
        hint = "Read the file with Article.from_file."
    raise InputError(f"The article's {name} is {what}, and a string was expected.", hint=hint)


def refuse_surrogates(name: str, value: str | None) -> None:
    """Refuse half a character, left by a broken decoding: no JSON and no request can hold it.

    Raises:
        InputError: There is one, at an offset that the message says.
    """
    found = _SURROGATE.search(value) if value else None
    if found is not None:
        raise InputError(
            f"The article's {name} has half a character ({found[0]!r}, a lone surrogate) at"
            f" {found.start():,}.",
            hint="Decode its bytes anew, without errors='surrogateescape', or replace it.",
        )
