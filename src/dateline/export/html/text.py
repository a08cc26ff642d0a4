"""The article's text as HTML: character for character, with the marks on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from dateline.export.html.marks import Kind, Mark, place_id
from dateline.export.html.pieces import Piece, cut
from dateline.models import Article

_CARRIAGE_RETURN = Markup("&#13;")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_COLLAPSES = re.compile(r"[ \t\n\r\f]*\Z")
_RTL = ("R", "AL")


def exact(text: str) -> Markup:
    """The text escaped so that a browser has the same characters.

    It would make a line feed of a carriage return, unless that is written as a reference. NUL and
    halves of surrogate pairs cannot stand in a page, and are replaced.
    """
    return escape(_UNREADABLE.sub("\ufffd", text)).replace("\r", _CARRIAGE_RETURN)


def direction_of(text: str) -> str:
    """Right to left ("rtl") where most letters are of scripts written so, or "ltr"."""
    balance = 0
    for character in text:
        strong = unicodedata.bidirectional(character)
        balance += (strong in _RTL) - (strong == "L")
    return "rtl" if balance > 0 else "ltr"


def marked_text(article: Article, marks: Sequence[Mark]) -> Markup:
    """The paragraphs, and the white space between them; together the article's text."""
    text, paragraphs = article.text, article.paragraphs
    edges = [edge for p in paragraphs for edge in (p.start, p.end)]
    pieces = cut(text, [[(s.start, s.end) for s in mark.spans] for mark in marks], at=edges)
    numbers = _Numbers([p.start for p in paragraphs], [p.end for p in paragraphs])
    return Markup().join(
        _gap(held) if number is None else _paragraph(held, marks)
        for number, held in groupby(pieces, key=lambda piece: numbers.of(piece.start))
    )


class _Numbers:
    """Which paragraph a place is in, asked in order."""

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self._starts, self._ends, self._at = starts, ends, 0

    def of(self, place: int) -> int | None:
        """The paragraph's number, or None between two of them."""
        while self._at < len(self._ends) and self._ends[self._at] <= place:
            self._at += 1
        inside = self._at < len(self._starts) and self._starts[self._at] <= place
        return self._at if inside else None


def _gap(pieces: Iterator[Piece]) -> Markup:
    """White space between paragraphs: kept, and not shown."""
    text = "".join(piece.text for piece in pieces)
    if _COLLAPSES.match(text):
        return exact(text)
    return Markup("<span hidden>{}</span>").format(exact(text))


def _paragraph(pieces: Iterator[Piece], marks: Sequence[Mark]) -> Markup:
    inner = Markup().join(_piece(piece, marks) for piece in pieces)
    return Markup("<p>{}</p>").format(inner)


def _piece(piece: Piece, marks: Sequence[Mark]) -> Markup:
    text = exact(piece.text)
    if not piece.on:
        return text
    on = [marks[number] for number in piece.on]
    common = Markup('id="{}" class="{}" data-m="{}"').format(
        place_id(piece.start),
        " ".join(_classes(piece, on)),
        " ".join(str(mark.number) for mark in on),
    )
    begun = [mark for mark in on if mark.number in piece.begins and not mark.light]
    if not begun:
        return Markup("<span {}>{}</span>").format(common, text)
    return Markup('<a {} href="#{}" aria-describedby="{}">{}</a>').format(
        common,
        begun[0].card,
        " ".join(dict.fromkeys(label for mark in begun for label in mark.label)),
        text,
    )


def _classes(piece: Piece, on: Sequence[Mark]) -> Iterator[str]:
    """Whose mark fills the piece, whose lines are under it, and where a mark is broken off."""
    yield "m"
    yield f"on-{_filling(on)}"
    full: dict[Kind, None] = dict.fromkeys(mark.kind for mark in on if not mark.light)
    yield from (f"of-{kind}" for kind in full)
    told = {mark.number for mark in on if not mark.light}
    if told.intersection(piece.resumes):
        yield "resumes"
    if told.intersection(piece.pauses):
        yield "pauses"


def _filling(on: Sequence[Mark]) -> str:
    """The shortest mark of a record, or else a finding's, or else a faint one."""
    full = [mark.kind for mark in on if not mark.light]
    of_records = [kind for kind in full if kind != "finding"]
    return next(iter(of_records or full), f"{on[0].kind}-light")
