"""The article: its text as it came, and where things stand in it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from dateline.models.base import Model
from dateline.models.matching import TextIndex
from dateline.models.paragraphs import split_paragraphs
from dateline.models.text import Mention, Span


class SetAside(Model):
    """A part of the text that is no reporting: kept and reported, not coded."""

    span: Span
    reason: Literal["menu", "caption", "promotion", "footer", "repeated"]


class Dateline(Model):
    """The words that open a wire story: "KABUL, June 6 (Reuters)"."""

    mention: Mention
    place: Mention
    day: date | None = None
    """The day of filing, where the words give it with its year."""


class Article(Model):
    """A news article.

    `text` is kept character for character as it came, so that every span holds against
    the user's own copy: `article.text[span.start:span.end] == span.text`.
    """

    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    dateline: Dateline | None = None
    """Where, when and by whom it was filed, as its opening line says."""
    byline: Mention | None = None
    """Who wrote it, as it says."""
    agency: Mention | None = None
    """The agency that it names as its own."""
    language: str | None = None
    """ISO 639-1, as the page declares it or as its commonest words show; None if unknown."""
    set_aside: tuple[SetAside, ...] = ()
    """Menu lines, captions, promotion, footers: in `text`, and not asked about."""
    left_out: tuple[str, ...] = ()
    """What a web page showed beside the article, which is not in `text`: menus, banners, links."""
    assumed_encoding: str | None = None
    """The encoding that the file was read in, where it was not UTF-8 and had to be guessed."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> Article:
        """An article from plain text.

        `published` is a date, or a string such as "2024-03-11".

        Args:
            text: The text, kept as it is.
            published: The day it came out: a date, or a string such as "2024-03-11".
            title: Its headline, where it does not stand in the text.
            source: The outlet.
            url: Where it was found.

        Raises:
            InputError: The text is empty, too long, or not text; or the date is none.
        """
        from dateline.articles import from_text

        return from_text(text, published=published, title=title, source=source, url=url)

    @classmethod
    def from_html(cls, html: str, *, url: str | None = None) -> Article:
        """An article from a web page: boilerplate removed, publication date found.

        Args:
            html: The page, as text.
            url: Where it was found; it helps to find the day of publication.

        Raises:
            InputError: The page holds no article.
        """
        from dateline.articles import from_html

        return from_html(html, url=url)

    @classmethod
    def from_file(cls, path: str | Path) -> Article:
        """An article from a `.txt`, `.md`, `.html` or `.json` file.

        Args:
            path: The file; its suffix says how it is read.

        Raises:
            InputError: No such file, a directory, too large, binary, or empty.
        """
        from dateline.articles import from_file

        return from_file(Path(path))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, without the white space around them."""
        return split_paragraphs(self.text)

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The paragraphs that are reporting: those not set aside."""
        aside = [part.span for part in self.set_aside]
        return tuple(p for p in self.paragraphs if not any(p in span for span in aside))

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`.

        Args:
            start: Its first character, in code points from the beginning of the text.
            end: The first character after it.
        """
        return Span.cut(self.text, start, end)

    def locate(
        self, quote: str, *, within: Span | None = None, near: int | Span | None = None
    ) -> Span | None:
        """Where the words of `quote` stand, or None where they do not.

        Typography may differ (quotation marks, dashes, white space, characters without width,
        Unicode composition, the case of the first letter), and brackets of an editor may be
        added that do not change what is said; words, numbers and their order may not differ.
        An elided quotation ("A … B") spans from its first word to its last.

        Args:
            quote: The words to find.
            within: Look only inside this span.
            near: Of several places, take the one nearest to this offset or span.
        """
        parts = self.locate_all(quote, within=within, near=near)
        if len(parts) < 2:
            return parts[0] if parts else None
        return self.span(parts[0].start, parts[-1].end)

    def locate_all(
        self, quote: str, *, within: Span | None = None, near: int | Span | None = None
    ) -> tuple[Span, ...]:
        """The spans of a quotation's parts; more than one only where it is elided.

        The parts of an elided quotation stand in order within one quotation, or outside of
        one within one sentence, and no negation stands between them.

        Args:
            quote: The words to find; "A … B" is elided.
            within: Look only inside this span.
            near: Of several places, take the one nearest to this offset or span.
        """
        whole = self._index.find(quote, within=within, near=near)
        if whole is not None:
            return (whole,)
        return self._index.find_parts(quote, within=within, near=near)

    def nearest(self, quote: str) -> Span | None:
        """The real wording that is closest to `quote`, or None where nothing is like it.

        It proves nothing: it is what to look at where `locate` finds nothing. The time it takes
        is bounded, however long the article is.

        Args:
            quote: The words that do not stand there.
        """
        return self._index.nearest(quote)

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex(self.text, self.paragraphs)
