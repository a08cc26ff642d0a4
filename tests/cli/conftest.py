"""The command line run in this process, in a folder of its own, with no provider behind it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from tests.misbehaving import server

import dateline.wiring
from dateline.cli import main
from dateline.models import (
    Article,
    Casualty,
    Count,
    Extraction,
    Finding,
    Incident,
    Mention,
    Place,
    PolicyContext,
    Receipt,
    Statement,
    Usage,
    When,
)
from dateline.settings import Settings

__all__ = ["server"]

STORY = (
    "Gunmen killed at least 14 traders at a market in Karsa on Saturday, the mayor said.\n\n"
    "“They came [from] the river,” said Anna Bell, a nurse.\n\n"
    "The two sides will resume talks in Geneva on Friday.\n"
)


@dataclass(frozen=True)
class Ended:
    """What a command came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def dateline_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    """`dateline ARGUMENTS` in an empty folder; `stdin` is what comes through a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        piped = SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False)
        monkeypatch.setattr(sys, "stdin", piped)
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        captured = capsys.readouterr()
        return Ended(status, captured.out, captured.err)

    return command


def _read(article: Article, published: date | None) -> Extraction:
    """Records of the story, with everything that a table shows."""

    def at(words: str) -> Mention:
        found = article.locate(words)
        assert found is not None
        return Mention.at(found, found_by="both")

    records = STORY.split("\n")[0] in article.text
    incident = statement = policy = None
    if records:
        toll = Count(mention=at("at least 14 traders"), low=14)
        incident = Incident(
            id="i1",
            found_by="both",
            kind="Attack",
            casualties=(Casualty(outcome="killed", count=toll),),
            place=Place(mention=at("a market in Karsa")),
            when=When(mention=at("on Saturday"), start=date(2024, 3, 9), end=date(2024, 3, 9)),
            evidence=(article.paragraphs[0],),
        )
        statement = Statement(
            id="s1",
            kind="direct",
            content=at("They came [from] the river"),
            speaker=at("Anna Bell"),
            cue=at("said"),
        )
        policy = PolicyContext(
            id="p1",
            kind="negotiation",
            status="announced",
            what=at("The two sides will resume talks in Geneva on Friday"),
        )
    return Extraction(
        article=article.model_copy(update={"published": published or article.published}),
        incidents=(incident,) if incident else (),
        statements=(statement,) if statement else (),
        policy_context=(policy,) if policy else (),
        findings=(
            Finding(
                kind="ungrounded",
                severity="warning",
                message="place: these words do not stand in the article; dropped.",
                field="place",
                value="Lenz",
            ),
            Finding(kind="uncovered", severity="info", message="Speech is in no record."),
        ),
        receipt=Receipt(
            provider="scripted",
            model="script-1",
            dateline_version="0.0.0",
            usage=Usage(prompt_tokens=321, cached_tokens=100, completion_tokens=45),
            started=datetime(2024, 3, 11, tzinfo=UTC),
            seconds=1.5,
        ),
    )


class Canned(nullcontext[None]):
    """An extractor that answers at once, and asks no provider."""

    calls: ClassVar[list[tuple[str | None, Article, date | None]]] = []
    made: ClassVar[list[Settings | None]] = []

    def __init__(self, provider: str | None = None, *, settings: Settings | None = None) -> None:
        super().__init__()
        self.provider = provider
        self.made.append(settings)

    def extract(self, article: Article, *, published: date | None = None) -> Extraction:
        """The records of the story."""
        self.calls.append((self.provider, article, published))
        return _read(article, published)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, Article, date | None]]:
    """What the extractor was asked."""
    monkeypatch.setattr(dateline.wiring, "Extractor", Canned)
    Canned.calls.clear()
    Canned.made.clear()
    return Canned.calls


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with the story."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path
