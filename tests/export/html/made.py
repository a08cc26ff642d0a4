"""Extractions of our own making: overlapping and broken marks, many records, hostile words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from html.parser import HTMLParser

from dateline.models import (
    Actor,
    Article,
    Call,
    Casualty,
    Count,
    Extraction,
    Finding,
    Incident,
    Mention,
    OtherRecord,
    Perpetrator,
    Place,
    PolicyContext,
    Receipt,
    Record,
    Span,
    Statement,
    Usage,
    When,
)

TEXT = (
    "Home | World\n\n"
    "Gunmen killed at least 14 traders at a market in Karsa on Saturday, the mayor said.\n\n"
    "“They came from the river,” said Anna Bell, “and nobody helped.”\n\n"
    "“Nothing is left of the mill,” a miller told us.\n\n"
    "The two sides must sign by April 30.\n"
)
ARTICLE = Article.from_text(TEXT, published=date(2024, 3, 11))


def at(words: str, article: Article = ARTICLE) -> Mention:
    """The mention of words that stand in the article."""
    start = article.text.index(words)
    return Mention.at(article.span(start, start + len(words)))


def market(**changes: object) -> Incident:
    """The incident at the market, with a toll inside of what the mayor said."""
    values = {
        "id": "i1",
        "found_by": "both",
        "kind": "Attack",
        "perpetrators": (Perpetrator(mention=at("Gunmen"), basis="possible"),),
        "targets": (Actor(mention=at("traders"), actor_kind="Civilians"),),
        "casualties": (
            Casualty(
                outcome="killed",
                count=Count(mention=at("at least 14 traders"), low=14, best=14),
                according_to=at("the mayor"),
            ),
        ),
        "place": Place(
            mention=at("a market in Karsa"),
            country="ET",
            admin1="ET-OR",
            latitude=9.5,
            longitude=41.0,
            geo_precision=1,
        ),
        "when": When(
            mention=at("on Saturday"), start=date(2024, 3, 9), end=date(2024, 3, 9), precision="day"
        ),
        "evidence": (ARTICLE.paragraphs[1],),
    }
    return Incident.model_validate({**values, **changes})


def quote(**changes: object) -> Statement:
    """What the nurse said, in two parts."""
    parts = at("They came from the river,"), at("and nobody helped.")
    values = {
        "id": "s1",
        "kind": "direct",
        "content": Mention.at(*(span for part in parts for span in part.spans)),
        "speaker": at("Anna Bell"),
        "cue": Mention.at(ARTICLE.span(TEXT.index("said Anna"), TEXT.index(" Anna"))),
    }
    return Statement.model_validate({**values, **changes})


def indirect() -> Statement:
    """What the mayor said: it holds the incident's words."""
    content = at("Gunmen killed at least 14 traders at a market in Karsa on Saturday")
    return Statement(
        id="s2", kind="indirect", content=content, speaker=at("the mayor"), about=("i1",)
    )


def deadline(**changes: object) -> PolicyContext:
    """The deadline."""
    values = {
        "id": "p1",
        "kind": "deadline",
        "status": "pending",
        "what": at("The two sides must sign by April 30"),
        "when": When(mention=at("April 30"), start=date(2024, 4, 30), end=date(2024, 4, 30)),
    }
    return PolicyContext.model_validate({**values, **changes})


def uncovered(**changes: object) -> Finding:
    """A quotation that no record holds."""
    values = {
        "kind": "uncovered",
        "severity": "warning",
        "message": "A quotation is in no record.",
        "span": at("Nothing is left of the mill,").span,
    }
    return Finding.model_validate({**values, **changes})


def receipt(**changes: object) -> Receipt:
    """A receipt of one call."""
    call = Call(
        question="incident",
        record="incident",
        provider="made",
        model="made-1",
        attempts=1,
        usage=Usage(prompt_tokens=100, completion_tokens=10),
        seconds=1.0,
        outcome="answered",
    )
    values = {
        "provider": "made",
        "model": "made-1",
        "dateline_version": "0",
        "calls": (call,),
        "usage": call.usage,
        "started": datetime(2024, 3, 11, tzinfo=UTC),
        "seconds": 1.5,
    }
    return Receipt.model_validate({**values, **changes})


def extraction(**changes: object) -> Extraction:
    """The article with all of these."""
    aside = Finding(kind="set_aside", severity="info", message="A menu.", span=at("Home").span)
    values: dict[str, object] = {
        "article": ARTICLE,
        "incidents": (market(),),
        "statements": (quote(), indirect()),
        "policy_context": (deadline(),),
        "findings": (aside, uncovered()),
        "receipt": receipt(),
    }
    return Extraction.model_validate({**values, **changes})


def large(paragraphs: int = 200, records: int = 300) -> Extraction:
    """An article of fifty words to a paragraph, with records all over it."""
    sentence = (
        "Gunmen killed at least {} traders at a market in Karsa on Saturday, the mayor said, and "
        "the governor said that “nobody in the province of the lake will be left alone with what "
        "has been done here”, while talks between the two sides were put off until the end of "
        "April, a spokesman said."
    )
    text = "\n\n".join(sentence.format(number) for number in range(paragraphs))
    article = Article(text=text, published=date(2024, 3, 11))
    made: list[Record] = []
    for number in range(records):
        start = article.paragraphs[number * paragraphs // records].start

        def here(words: str, start: int = start) -> Mention:
            begin = text.index(words, start)
            return Mention.at(article.span(begin, begin + len(words)))

        made.append(_record(number, here, article.paragraphs[number * paragraphs // records]))
    return Extraction(
        article=article,
        incidents=tuple(r for r in made if isinstance(r, Incident)),
        statements=tuple(r for r in made if isinstance(r, Statement)),
        policy_context=tuple(r for r in made if isinstance(r, PolicyContext)),
        findings=tuple(
            Finding(kind="uncovered", severity="warning", message="Speech is in no record.", span=p)
            for p in article.paragraphs[::20]
        ),
        receipt=receipt(),
    )


def _record(number: int, here: object, paragraph: Span) -> Record:
    assert callable(here)
    if number % 3 == 0:
        place = Place(mention=here("Karsa"), country="ET", latitude=9 + number / 99, longitude=41.0)
        return market(
            id=f"i{number}",
            perpetrators=(Perpetrator(mention=here("Gunmen")),),
            targets=(Actor(mention=here("traders")),),
            casualties=(
                Casualty(outcome="killed", count=Count(mention=here("at least"), low=number)),
            ),
            place=place,
            when=When(mention=here("Saturday"), start=date(2024, 3, 9), end=date(2024, 3, 9)),
            evidence=(paragraph,),
        )
    if number % 3 == 1:
        return Statement(
            id=f"s{number}",
            kind="mixed",
            content=here("nobody in the province of the lake"),
            speaker=here("the governor"),
            cue=here("said"),
        )
    return PolicyContext(
        id=f"p{number}",
        kind="deadline",
        what=here("talks between the two sides were put off"),
        when=When(mention=here("April"), start=date(2024, 4, 1), end=date(2024, 4, 30)),
        evidence=(paragraph,),
    )


def hostile(words: Sequence[str]) -> Extraction:
    """Words wherever an article, a model or a configuration may put them, proved and not."""
    lines = [" ".join(word.split()) or "-" for word in words]
    text = "First.\n\n" + "\n\n".join(f"<{n}> {line} </{n}>" for n, line in enumerate(lines))
    article = Article(text=f"{text}\n\nLast.", title=words[0], source=words[-1], url=words[0])

    def proved(number: int) -> Mention:
        start = article.paragraphs[1 + number].start + len(f"<{number}> ")
        return Mention.at(article.span(start, start + len(lines[number])))

    numbers = range(len(words))
    kinds = ("incident", "statement", "policy")
    dropped = (
        Finding(kind="ungrounded", severity="error", message=w, field=w, value=w, record=w)
        for w in words
    )
    return Extraction(
        article=article,
        incidents=tuple(
            market(
                id=words[n],
                perpetrators=(
                    Perpetrator(mention=Mention(text=words[n], inferred=True, reason=words[n])),
                ),
                targets=(Actor(mention=proved(n), same_as=words[n]),),
                casualties=(),
                place=Place(
                    mention=proved(n),
                    country=words[n],
                    inferred=words[n],
                    latitude=10.0,
                    longitude=n % 90,
                ),
                when=When(mention=proved(n), start=date(2024, 3, 9), end=date(2024, 3, 9)),
                evidence=(article.paragraphs[1 + n],),
            )
            for n in numbers
            if n % len(kinds) == 0
        ),
        statements=tuple(
            Statement(id=words[n], kind="direct", content=proved(n), speaker=Mention(text=words[n]))
            for n in numbers
            if n % len(kinds) == 1
        ),
        policy_context=tuple(
            PolicyContext(id=words[n], kind="position", what=proved(n), follows=(words[0],))
            for n in numbers
            if n % len(kinds) == 2
        ),
        records={
            words[0]: tuple(
                OtherRecord.model_validate({"id": w, "field": w, "more": [w]}) for w in words
            )
        },
        findings=tuple(dropped),
        receipt=receipt(provider=words[0], model=words[-1], reused=words[0], parser=words[0]),
    )


class Read(HTMLParser):
    """What a page holds: its elements with their attributes, and the text of the article."""

    VOID = frozenset({"meta", "rect", "circle", "line", "path", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it, and that what follows is inside of it."""
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in self.VOID:
            self._open.append((tag, attributes.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it; nothing is inside of it."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """What follows is outside of it."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Words of every element with an id that they stand in, apart where elements part them."""
        for _, name in self._open:
            if name == "text":
                self.text += data
            if name is not None:
                held = self.words.get(name)
                self.words[name] = data if held is None else f"{held} {data}"

    @property
    def structure(self) -> list[tuple[str, tuple[str, ...]]]:
        """The elements with the names of their attributes."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of the elements of that kind that have these among theirs."""
        wanted = {name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()}
        return [
            found
            for name, found in self.elements
            if name == tag
            and all(
                re.search(rf"(^|\s){re.escape(v)}($|\s)", found.get(k, ""))
                for k, v in wanted.items()
            )
        ]
