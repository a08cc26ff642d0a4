"""Gold, extractions and readers of our own making, small enough to count by hand."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

from dateline.evaluation import CodedStatement, GoldDocument, GoldRecords
from dateline.evaluation.readers import Reader
from dateline.models import (
    Article,
    Call,
    Casualty,
    Count,
    Extraction,
    Incident,
    Mention,
    Place,
    Receipt,
    Statement,
    Usage,
    When,
)
from dateline.pipeline.records import Records

TEXT = (
    "Home | World | Weather\n\n"
    "Gunmen killed at least 14 traders at a market in Karsa on Saturday, the mayor said.\n\n"
    "“They came from the river,” said Anna Bell, a nurse.\n\n"
    "A bomb wounded three guards in Dumo on Sunday.\n"
)
ARTICLE = Article.from_text(TEXT, published=date(2024, 3, 11))


def at(words: str, article: Article = ARTICLE) -> Mention:
    """The mention of words that stand in the article."""
    found = article.locate(words)
    assert found is not None, words
    return Mention.at(found)


def market(**changes: object) -> Incident:
    """The incident at the market."""
    values = {
        "id": "i1",
        "kind": "Attack",
        "casualties": (toll("killed", "at least 14 traders", low=14, best=14),),
        "place": Place(mention=at("a market in Karsa"), country="ET", admin1="ET-OR"),
        "when": When(mention=at("Saturday"), start="2024-03-09", end="2024-03-09", precision="day"),
        "evidence": (ARTICLE.paragraphs[1],),
    }
    return Incident.model_validate({**values, **changes})


def bomb(**changes: object) -> Incident:
    """The incident of the bomb."""
    values = {
        "id": "i2",
        "kind": "Remote explosive/landmine/IED",
        "casualties": (toll("wounded", "three guards", low=3, best=3, high=3),),
        "evidence": (ARTICLE.paragraphs[3],),
    }
    return Incident.model_validate({**values, **changes})


def toll(outcome: str, words: str, **bounds: int | None) -> Casualty:
    """A toll with its bounds."""
    count = Count.model_validate({"mention": at(words), **bounds})
    return Casualty.model_validate({"outcome": outcome, "count": count})


def quote(**changes: object) -> Statement:
    """What the nurse said."""
    values = {
        "id": "s1",
        "kind": "direct",
        "content": at("They came from the river,"),
        "speaker": at("Anna Bell"),
        "cue": Mention.at(ARTICLE.span(TEXT.index("said Anna"), TEXT.index(" Anna"))),
    }
    return Statement.model_validate({**values, **changes})


def gold(name: str = "story", **changes: object) -> GoldDocument:
    """The article with both incidents and the statement."""
    records = Records((market(), bomb()), (quote(),), ())
    values = {
        "corpus": "made",
        "id": name,
        "article": ARTICLE,
        "gold": GoldRecords(records, (False, False), ((0, 22),)),
        "statements": ((CodedStatement.of(quote()),),),
    }
    return GoldDocument(**{**values, **changes})  # type: ignore[arg-type]


def numbered(number: int) -> GoldDocument:
    """A document of a text of its own."""
    article = Article.from_text(f"{TEXT}\nStory number {number}.\n", published=date(2024, 3, 11))
    return gold(f"story-{number}", article=article)


def extraction(
    incidents: tuple[Incident, ...] = (),
    statements: tuple[Statement, ...] = (),
    *,
    article: Article = ARTICLE,
    cost: Decimal | None = Decimal("0.01"),
) -> Extraction:
    """An extraction with a receipt of one call."""
    call = Call(
        question="incident",
        attempts=1,
        usage=Usage(prompt_tokens=100, completion_tokens=10),
        cost=cost,
        seconds=1.0,
        outcome="answered",
    )
    receipt = Receipt(
        provider="made",
        model="made-1",
        dateline_version="0",
        calls=(call,),
        usage=call.usage,
        cost=cost,
        started=datetime(2024, 3, 11, tzinfo=UTC),
        seconds=1.5,
    )
    return Extraction(article=article, incidents=incidents, statements=statements, receipt=receipt)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Counting:
    """A reader that counts what it reads, and fails where it is told to.

    Args:
        name: The reader's.
        incidents: What it finds in every article.
        fails: Words of the articles that it cannot read.
        error: How it fails there.
    """

    def __init__(
        self,
        name: str = "made",
        incidents: tuple[Incident, ...] = (),
        *,
        fails: str = "",
        error: BaseException | None = None,
    ) -> None:
        self.name, self.incidents, self.fails, self.error = name, incidents, fails, error
        self.read: list[Article] = []
        self.closed = 0

    async def extract(self, article: Article) -> Extraction:
        """What it finds."""
        if self.error is not None and self.fails in article.text:
            if isinstance(self.error, KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)  # as Ctrl-C does
                await asyncio.sleep(60)
            raise self.error
        self.read.append(article)
        return extraction(self.incidents, article=article)

    async def close(self) -> None:
        """Counted."""
        self.closed += 1

    def reader(self) -> Reader:
        """As a run takes it."""
        return Reader(self.name, f"{self.name}-fingerprint", self.extract, self.close, at_once=1)
