"""One extraction as one page that holds all it needs.

There is no script but the page's own, told by its digest, and it reads nothing but the page's
elements: no data stand in a script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markupsafe import Markup

from dateline.export.html.cards import Card, marked
from dateline.export.html.marks import Kind, Marks
from dateline.export.html.records import card_of
from dateline.export.html.sketch import WIDTH as SKETCH_WIDTH
from dateline.export.html.sketch import sketch_of, spots_of
from dateline.export.html.templates import rendered
from dateline.export.html.text import direction_of, marked_text
from dateline.export.html.timeline import timeline_of
from dateline.export.wording import (
    agreement_in_words,
    coverage_in_words,
    excerpt,
    flat,
    receipt_details,
    receipt_in_words,
)
from dateline.models import Article, Extraction, Finding, Record
from dateline.models.vocabulary import Severity

_TITLE = 110
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one type.

    Attributes:
        id: Of the element.
        title: The type's name, in the plural.
        noun: The same for as many as there are.
        kind: The type.
        cards: Its records.
    """

    id: str
    title: str
    noun: str
    kind: Kind
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as it is shown.

    Attributes:
        anchor: The id of its element.
        finding: The finding.
        words: The words that it is about, where its message does not hold them.
        card: The id of the card of the record that it is about.
        mark: The number of its mark.
        light: Whether that is shown faintly.
    """

    anchor: str
    finding: Finding
    words: str
    card: str | None
    mark: int | None
    light: bool


@dataclass(frozen=True, slots=True)
class Among:
    """The pages that an article's page stands among.

    Attributes:
        index: The address of the index.
        events: That of the event's page, by the incident's id.
    """

    index: str | None = None
    events: Mapping[str, str] = field(default_factory=dict)


def as_page(result: Extraction, among: Among = Among()) -> str:
    """The page of an extraction: the article with its proof, records, findings and the receipt.

    Args:
        result: The extraction.
        among: The other pages that it leads to, where it is one of several.
    """
    marks = Marks()
    cards = [(r, marked(card, marks)) for r, card in _cards(result)]
    known = {card.id: card.anchor for _, card in reversed(cards)}
    notes = tuple(notes_of(result.findings, known, marks))
    spots = spots_of(cards)
    page = rendered(
        "report.html.jinja",
        styles=["report.css"],
        scripts=["report.js"],
        article=result.article,
        title=title_of(result.article),
        link=_link(result.article.url),
        language=language_of(result.article),
        direction=direction_of(result.article.text),
        text=marked_text(result.article, marks.made),
        sections=tuple(_sections(result, [card for _, card in cards])),
        known=known,
        target=[mark.target(result.article.text) for mark in marks.made],
        notes=notes,
        severities=Counter(note.finding.severity for note in notes),
        timeline=timeline_of(result, cards),
        spots=spots,
        sketch=sketch_of(spots),
        sketch_width=SKETCH_WIDTH,
        receipt=result.receipt,
        took=receipt_in_words(result.receipt),
        details=tuple(receipt_details(result.receipt)),
        coverage=coverage_in_words(result),
        agreement=agreement_in_words(result),
        index=among.index,
        events=among.events,
    )
    return "".join(page)


def as_frame(result: Extraction) -> str:
    """The page in a frame for notebooks, where it can reach nothing of what is around it."""
    frame = Markup(
        '<iframe title="dateline: {}" sandbox="allow-scripts allow-popups" srcdoc="{}" '
        'style="width: 100%; height: 44rem; border: 1px solid #8886"></iframe>'
    )
    return str(frame.format(title_of(result.article), as_page(result)))


def title_of(article: Article) -> str:
    """The article's title, or its first line that is reporting."""
    first = (span.text for span in (*article.body, *article.paragraphs))
    return excerpt(flat(article.title or "") or flat(next(first, "")) or "Article", _TITLE)


def _link(url: str | None) -> str | None:
    """An address that may be followed: of the web, and nothing else."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None


def language_of(article: Article) -> str | None:
    """The article's language, where it is one that a page can declare."""
    language = article.language or ""
    return language if _LANGUAGE.match(language) else None


def _cards(result: Extraction) -> Iterator[tuple[Record, Card]]:
    own = (record for records in result.records.values() for record in records)
    records = (*result.incidents, *result.statements, *result.policy_context, *own)
    for number, record in enumerate(records, 1):
        yield record, card_of(record, anchor_of(number))


def anchor_of(number: int) -> str:
    """The id of the element of an article's record, which are counted from 1; incidents first."""
    return f"r{number}"


def _sections(result: Extraction, cards: Sequence[Card]) -> Iterator[Section]:
    """The cards by the type of their records, in the order that they were made in."""
    types: list[tuple[str, str, Kind, int]] = [
        ("Incidents", "incident", "incident", len(result.incidents)),
        ("Statements", "statement", "statement", len(result.statements)),
        ("Policy context", "policy item", "policy", len(result.policy_context)),
        *((_own_title(name), "", "own", len(held)) for name, held in result.records.items()),
    ]
    begin = 0
    for number, (title, noun, kind, count) in enumerate(types, 1):
        held = tuple(cards[begin : begin + count])
        shown = noun + "s" * (count != 1) if noun else title
        yield Section(f"section-{number}", title, shown, kind, held)
        begin += count


def _own_title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def notes_of(findings: Sequence[Finding], known: dict[str, str], marks: Marks) -> Iterator[Note]:
    """The findings, the worst first."""
    ordered = sorted(findings, key=lambda f: _SEVERITIES.index(f.severity))
    for number, finding in enumerate(ordered, 1):
        anchor = f"f{number}"
        kind: Kind = "aside" if finding.kind == "set_aside" else "finding"
        # What is for information does not stand out among what is to be acted upon.
        light = finding.severity == "info" and finding.kind != "uncovered"
        spans = (finding.span,) if finding.span else ()
        mark = marks.add(kind, spans, card=anchor, label=(f"{anchor}-h",), light=light)
        words = finding.span.text if finding.span else finding.value
        told = isinstance(words, str) and flat(words) not in flat(finding.message)
        card = known.get(finding.record) if finding.record else None
        yield Note(anchor, finding, str(words) if told else "", card, mark, light)
