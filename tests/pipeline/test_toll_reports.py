"""Short reports, each with what a careful coder makes of it: every toll left out once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.expressions.counts import read_count
from dateline.models import Article, Casualty, Count, Incident, Mention, Span
from dateline.pipeline import audit
from dateline.pipeline.records import Records
from dateline.survey import Survey, survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

FOLDER = Path(__file__).parents[1] / "survey" / "parsed" / "tolls" / "data"
REPORTS = tomllib.loads((FOLDER / "fresh.toml").read_text("utf-8"))["reports"]
Left = tuple[int, int] | None


def records(report: dict[str, Any], article: Article, left: Left = None) -> Records:
    """The coder's records, but for one toll: the number of its incident, and its own there."""
    return Records(
        tuple(
            Incident(
                kind=told.get("kind", "Attack"),
                realis=told.get("realis", "actual"),
                evidence=tuple(article.paragraphs[n] for n in told["evidence"]),
                casualties=tuple(
                    casualty(
                        outcome, words, [article.paragraphs[n] for n in told["evidence"]], article
                    )
                    for at, (outcome, words) in enumerate(told["tolls"])
                    if (number, at) != left
                ),
            )
            for number, told in enumerate(report["incidents"])
        )
    )


def casualty(outcome: Any, words: str, evidence: Sequence[Span], article: Article) -> Casualty:
    """A toll at its words in the evidence."""
    span = next(s for e in evidence if (s := article.locate(words, within=e)) is not None)
    reading = read_count(words)
    low, best, high = (reading.low, reading.best, reading.high) if reading else (1, 1, 1)
    return Casualty(
        outcome=outcome, count=Count(mention=Mention.at(span), low=low, best=best, high=high)
    )


def warned(seen: Survey, held: Records) -> set[int]:
    """Where the audit warns that a toll is in no record."""
    return {
        g.span.start
        for g in audit.find_gaps(seen, held)
        if g.severity == "warning" and g.what.startswith("a toll")
    }


def outcomes(reports: Sequence[dict[str, Any]]) -> Iterator[tuple[bool, int]]:
    """For each toll left out whether it is missed out loud; with the alarms on the whole report."""
    for report in reports:
        article = Article(text="\n\n".join(report["text"]), published=date(2024, 3, 13))
        seen = survey(article, load_parser())
        false = warned(seen, records(report, article))
        yield True, len(false)
        for number, told in enumerate(report["incidents"]):
            for at, _ in enumerate(told["tolls"]):
                yield bool(warned(seen, records(report, article, (number, at))) - false), -1


@pytest.mark.parametrize(
    ("half", "least", "most"), [(REPORTS[::2], 0.9, 0.3), (REPORTS[1::2], 0.65, 0.5)]
)
def test_what_is_left_out_is_missed_and_little_else(
    half: Sequence[dict[str, Any]], least: float, most: float
) -> None:
    """Floors of what is measured: 25 of 26 tolls, and 12 of 18 in the half that is only counted."""
    found = list(outcomes(half))
    caught = [is_caught for is_caught, alarms in found if alarms < 0]
    alarms = [alarms for _, alarms in found if alarms >= 0]
    assert sum(caught) / len(caught) >= least
    assert sum(alarms) / len(alarms) <= most
