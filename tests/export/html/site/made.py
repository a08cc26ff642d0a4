"""Articles of one event and of others, as a folder of pages is made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.export.html.made import ARTICLE, at, extraction, market

from dateline.export import Coded, Linked
from dateline.export.html.site import write_site
from dateline.models import (
    Actor,
    Casualty,
    Claim,
    Count,
    Extraction,
    Finding,
    Mention,
    Perpetrator,
    Place,
    When,
)


def killed(words: str, low: int | None, high: int | None) -> Casualty:
    """A toll of the article's own words."""
    return Casualty(outcome="killed", count=Count(mention=at(words), low=low, best=low, high=high))


def article(day: date, title: str, **incident: Any) -> Extraction:
    """The article about the market on another day, with another title."""
    changed = {"published": day, "title": title, "text": ARTICLE.text, "source": "Lake Wire"}
    return extraction(article=ARTICLE.model_copy(update=changed), incidents=(market(**incident),))


def three() -> list[Coded]:
    """Two reports of one event that do not fit together, and an article of its own."""
    early = article(date(2024, 3, 10), "Market raid", casualties=(killed("14", 14, 14),))
    later = article(date(2024, 3, 11), "Toll rises", casualties=(killed("at least 14", 23, None),))
    other = article(date(2024, 1, 5), "A plan", kind="Arrests", realis="planned", casualties=())
    first = Linked("ev-1", "the event's first report", None, 2)
    second = Linked("ev-1", "same day (+1.5)", "aaa", 2)
    return [
        Coded("aaa", early, events={"i1": first}),
        Coded("bbb", later, events={"i1": second}),
        Coded("ccc", other, events={"i1": Linked("ev-2", "the event's first report", None, 1)}),
    ]


def written(articles: Iterable[Coded], folder: Path) -> Path:
    """The folder of their pages."""
    out = folder / "site"
    write_site(articles, out)
    return out


def data_of(index: str) -> dict[str, Any]:
    """What the index's script reads."""
    (held,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', index, re.S)
    found: dict[str, Any] = json.loads(held)
    return found


def saying(words: Sequence[str]) -> list[Coded]:
    """Articles that have these words wherever an article, a model or a store may put them.

    Beside each stands another report of its event, with which it cannot be right in everything.
    """
    return [each for number, word in enumerate(words) for each in _two_saying(word, number)]


def _two_saying(word: str, number: int) -> Iterator[Coded]:
    loose = Mention(text=word, inferred=True, reason=word)
    day = date(2024, 3, 1 + number % 28)
    for reading, name in enumerate(("Front", "Brigade")):
        incident = market(
            id=word,
            perpetrators=(
                Perpetrator(mention=Mention(text=f"the {name}"), according_to=Mention(text=word)),
            ),
            targets=(Actor(mention=Mention(text=f"traders {word}"), identity=word, same_as=word),),
            casualties=(killed("14", 14 + reading, 14 + reading),),
            place=Place(mention=Mention(text=f"{name} {word}"), country=word, inferred=word),
            when=When(mention=Mention(text=word), start=day, end=day),
            weapon=loose,
            claim=Claim(status="claimed", by=Mention(text=word)),
            evidence=(),
        )
        about = Finding(kind="invalid", severity="error", message=word, record=word, value=word)
        result = extraction(
            article=ARTICLE.model_copy(update={"title": word, "source": word, "url": word}),
            incidents=(incident,),
            statements=(),
            findings=(about,),
        )
        event = Linked(f"{number}", word, f"{number}-0" if reading else None, 2)
        yield Coded(f"{number}-{reading}", result, given_id=word, events={word: event})
