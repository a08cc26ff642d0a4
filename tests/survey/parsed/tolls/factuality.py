"""Whether the audit tells what happened from what did not, on a passage with its right records."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dateline.models import Actor, Article, Casualty, Count, Incident, Mention, Place, Span
from dateline.pipeline.consistency import Checker
from dateline.pipeline.records import Records
from dateline.survey import Survey, survey
from dateline.survey.parsed.tolls.deeds import BENT
from dateline.syntax import load_parser

DATA = tomllib.loads((Path(__file__).parent / "data" / "factuality.toml").read_text("utf-8"))
ALARMS = ("not_actual", "unsupported")


@cache
def surveyed(text: str) -> Survey:
    """What is seen in a passage with its trees."""
    return survey(Article.from_text(text), load_parser())


def alarms(text: str, record: dict[str, Any]) -> int:
    """The warnings about whether it happened, for a record that says that it did."""
    found = surveyed(text)
    checker = Checker(found.article, found)
    told = checker.check(Records.of([as_actual(found, record)]))
    return sum(f.kind in ALARMS and f.severity == "warning" for f in told)


def is_told_apart(text: str, record: dict[str, Any]) -> bool:
    """Whether a record that is told as actual is found out where it is none, or else let be."""
    return bool(alarms(text, record)) == (record["realis"] in BENT)


def records(entries: Sequence[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Each record of the passages, with its passage."""
    return [(entry["text"], record) for entry in entries for record in entry["incidents"]]


def as_actual(found: Survey, record: dict[str, Any]) -> Incident:
    """A record of the passage that says that it happened."""
    sentences = [s.span for s in found.sentences]
    rests = tuple(sentences[n] for n in record.get("sentences", range(len(sentences))))

    def mention(words: str) -> Mention:
        spans = (found.article.locate(words, within=s) for s in rests)
        span: Span = next(s for s in spans if s is not None)
        return Mention.at(span)

    return Incident(
        id="i1",
        kind=record["kind"],
        realis="actual",
        targets=tuple(Actor(mention=mention(t)) for t in record.get("targets", ())),
        casualties=tuple(
            Casualty(outcome=outcome, count=Count(mention=mention(words)), realis="actual")
            for outcome, words in record.get("tolls", ())
        ),
        place=Place(mention=mention(record["place"])) if "place" in record else None,
        evidence=rests,
    )
