"""The pages: what a reviewer sees. Highlights, cards and findings are the report's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.batch.store.review_queue import Queued
from dateline.export.html.cards import Card, marked
from dateline.export.html.marks import Marks
from dateline.export.html.records import card_of
from dateline.export.html.report import language_of, notes_of, title_of
from dateline.export.html.templates import shipped, template
from dateline.export.html.text import direction_of, marked_text
from dateline.export.wording import spaced
from dateline.models import Article, Model, Record, Span
from dateline.review.door import Session
from dateline.review.forms import Node, filled, form_of
from dateline.review.matching import TYPES
from dateline.review.sheet import Item, Sheet

_PACKAGE = "dateline.review"
ASSETS = {
    "report.css": ("dateline.export.html", "text/css"),
    "report.js": ("dateline.export.html", "text/javascript"),
    "review.css": (_PACKAGE, "text/css"),
    "review.js": (_PACKAGE, "text/javascript"),
    "form.js": (_PACKAGE, "text/javascript"),
    "icon.svg": (_PACKAGE, "image/svg+xml"),
}
"""The files that pages are made with: the package of each, and its type."""
PAGE = 50
NAMES = {"incident": "incident", "statement": "statement", "policy-context": "policy item"}
_FIRST_FIELD = {"incident": "evidence", "statement": "content", "policy-context": "what"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it is shown.

    Attributes:
        item: The item.
        card: Its card, with marks where its words stand in this text.
        verdict: What the reviewer decided, in words; empty where nothing.
        differs: The fields that the run reads otherwise now, in words.
        can_edit: Whether it can be corrected.
    """

    item: Item
    card: Card
    verdict: str
    differs: str
    can_edit: bool


def asset(name: str) -> tuple[str, str] | None:
    """A file that pages are made with, and its type."""
    if name not in ASSETS:
        return None
    package, kind = ASSETS[name]
    return shipped(name, package), kind


def queue_page(
    session: Session, queued: Sequence[Queued], *, page: int, articles: int, over: int
) -> str:
    """The articles in the order in which they are to be looked at."""
    return template("queue.html.jinja", _PACKAGE).render(
        session=session,
        title="Articles to review",
        queued=queued,
        page=page,
        pages=max(1, -(-articles // PAGE)),
        articles=articles,
        over=over,
    )


def sheet_page(session: Session, sheet: Sheet) -> str:
    """An article with its records and what was decided about each."""
    marks = Marks()
    items = tuple(_shown(n, item, marks) for n, item in enumerate(sheet.items, 1))
    article = sheet.result.article
    known = {s.card.id: s.card.anchor for s in reversed(items) if s.item.standing == "read"}
    findings = [f for f in sheet.result.findings if not f.record]
    notes = tuple(notes_of(findings, known, marks))
    return template("sheet.html.jinja", _PACKAGE).render(
        session=session,
        sheet=sheet,
        items=items,
        lost=[s for s in items if s.item.standing == "lost"],
        notes=notes,
        known=known,
        addable=NAMES,
        undecided=len(sheet.undecided),
        finished=_time(sheet.finished) if sheet.finished else "",
        **_text(article, marks),
    )


def form_page(
    session: Session,
    sheet: Sheet,
    type_name: str,
    *,
    item: Item | None = None,
    selected: Span | None = None,
) -> str:
    """The fields of a record, to be corrected or added, beside the article."""
    marks = Marks()
    model: type[Model] = TYPES[type_name]
    nodes: tuple[Node, ...] = form_of(model, item.record if item else None)
    cards: list[Card] = []
    if item is not None:
        cards.append(marked(card_of(item.record, "r1"), marks))
    elif selected is not None:
        nodes = filled(nodes, _FIRST_FIELD[type_name], selected)
    return template("form.html.jinja", _PACKAGE).render(
        session=session,
        sheet=sheet,
        item=item,
        cards=cards,
        nodes=nodes,
        type=type_name,
        noun=NAMES[type_name],
        known={},
        **_text(sheet.result.article, marks),
    )


def message_page(session: Session | None, words: str) -> str:
    """A page that says something, and leads back to the articles."""
    return template("message.html.jinja", _PACKAGE).render(
        session=session, title="Review", words=words
    )


def state_of(sheet: Sheet, item_id: str) -> Mapping[str, object]:
    """What a page has to know of an item after a decision, as JSON."""
    item = sheet.item(item_id)
    told: dict[str, object] = {
        "left": len(sheet.undecided),
        "gone": item is None,
        "finished": sheet.finished is not None,
    }
    if item is not None:
        told |= {
            "seen": item.seen,
            "verdict": item.decision.verdict if item.decision else "",
            "said": _verdict(item),
            "decided": item.decided,
            "corrected": item.decision is not None and item.decision.verdict == "corrected",
        }
    return told


def _text(article: Article, marks: Marks) -> dict[str, object]:
    return {
        "article": article,
        "title": title_of(article),
        "language": language_of(article),
        "direction": direction_of(article.text),
        "text": marked_text(article, marks.made),
        "target": [mark.target(article.text) for mark in marks.made],
    }


def _shown(number: int, item: Item, marks: Marks) -> Shown:
    card = card_of(_named(item), f"r{number}")
    card = marked(card, marks) if item.placed else card
    differs = ", ".join(map(spaced, item.differs))
    return Shown(item, card, _verdict(item), differs, item.type in TYPES and item.placed)


def _named(item: Item) -> Record:
    """The record under a name of its own: ids that a run gave belong to its own records."""
    name = {"added": "added", "lost": "not found any more"}.get(item.standing)
    return item.record if name is None else item.record.model_copy(update={"id": name})


def _verdict(item: Item) -> str:
    if item.decision is None:
        return ""
    return f"{item.decision.verdict} {_time(item.decision.at)}"


def _time(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone():%Y-%m-%d %H:%M}"
