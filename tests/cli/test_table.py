"""The table for people: whole words at every width, findings that can be acted upon."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from dateline.cli.table import print_tables
from dateline.models import (
    Article,
    Call,
    Claim,
    Count,
    Extraction,
    Finding,
    Incident,
    Mention,
    Perpetrator,
    Receipt,
    Statement,
    Usage,
)
from dateline.models.extraction import Coverage, Share
from dateline.models.values import Casualty

ARTICLE = Article.from_text(
    "At least 23 soldiers were killed by shelling of Karsa-on-the-Hill, according to officials.\n\n"
    "“Nothing was left of the counterrevolutionary headquarters,” Governor Anna-Maria Bell said."
)


def at(words: str) -> Mention:
    """Where the words stand."""
    found = ARTICLE.locate(words)
    assert found is not None
    return Mention.at(found)


def receipt(*calls: Call, provider: str = "first") -> Receipt:
    """What these calls come to."""
    costs = [call.cost for call in calls]
    return Receipt(
        provider=provider,
        model="m",
        dateline_version="0",
        calls=calls,
        usage=sum((call.usage for call in calls), Usage()),
        cost=None if None in costs else sum(filter(None, costs), Decimal(0)),
        started=datetime(2024, 3, 11, tzinfo=UTC),
        seconds=1,
    )


def call(record: str, cost: str | None, **more: object) -> Call:
    """One question."""
    given = {
        "question": record,
        "record": record,
        "provider": "first",
        "attempts": 1,
        "usage": Usage(prompt_tokens=1000, completion_tokens=20),
        "cost": cost,
        "seconds": 1,
        "outcome": "answered",
        **more,
    }
    return Call.model_validate(given)


def extraction(**fields: object) -> Extraction:
    """One of each."""
    incident = Incident(
        id="i1",
        kind="Shelling/artillery/missile attack",
        perpetrators=(Perpetrator(mention=at("officials"), basis="accused_by_authorities"),),
        claim=Claim(status="stated_unclaimed"),
        casualties=(
            Casualty(outcome="killed", count=Count(mention=at("At least 23 soldiers"), low=23)),
        ),
        evidence=(ARTICLE.paragraphs[0],),
    )
    statement = Statement(
        id="s1",
        kind="indirect",
        content=at("At least 23 soldiers were killed"),
        speaker=at("officials"),
        cue=at("according to"),
    )
    receipt = Receipt(
        provider="scripted",
        model="script-1",
        dateline_version="0",
        started=datetime(2024, 3, 11, tzinfo=UTC),
        seconds=1,
    )
    given = {"incidents": (incident,), "statements": (statement,), "receipt": receipt, **fields}
    return Extraction.model_validate({"article": ARTICLE, **given})


def shown(result: Extraction, width: int = 100) -> str:
    """What is printed."""
    text = StringIO()
    print_tables(result, Console(file=text, width=width, highlight=False))
    return text.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_word_is_broken(width: int) -> None:
    """Nor a quotation mark left alone on its line."""
    text = shown(extraction(), width)
    words = text.split()
    assert "Shelling/artillery/missile" in words
    assert "soldiers”" in words
    assert "”" not in words
    assert all(len(line) <= width for line in text.splitlines())


def test_a_record_is_a_block_with_its_id_in_front() -> None:
    """What was read, by whom, and where it stands."""
    lines = [line.rstrip() for line in shown(extraction()).splitlines()]
    assert "i1  Shelling/artillery/missile attack, claimed by nobody  [model: 0-90]" in lines
    assert "    toll  killed 23 or more: “At least 23 soldiers”" in lines
    assert "    by    officials (accused by authorities)" in lines
    assert "s1  according to officials, indirect  [model: 0-32]" in lines


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 3, "best": 3, "high": 3}, "killed 3:"),
        ({"low": 23}, "killed 23 or more:"),
        ({"high": 5}, "killed up to 5:"),
        ({"low": 10, "high": 12}, "killed 10 to 12:"),
        ({"best": 30}, "killed about 30:"),
        ({}, "killed an unknown number:"),
    ],
)
def test_a_toll_reads_as_words(bounds: dict[str, int], words: str) -> None:
    """None is unknown, never zero."""
    toll = Casualty(outcome="killed", count=Count(mention=at("At least 23 soldiers"), **bounds))
    assert words in shown(
        extraction(incidents=(Incident(id="i1", kind="Attack", casualties=(toll,)),))
    )


def finding(kind: str, severity: str, record: str | None, message: str, value: str) -> Finding:
    """One finding."""
    return Finding.model_validate(
        {
            "kind": kind,
            "severity": severity,
            "record": record,
            "message": message,
            "value": value,
        }
    )


def test_findings_are_grouped_by_kind_the_worst_first() -> None:
    """The record in front, the words quoted, what is for information counted."""
    findings = (
        finding("ungrounded", "warning", "i1", "place: no such words; dropped.", "Lenz"),
        finding("uncovered", "info", None, "Speech is in no record.", "x"),
        finding("ungrounded", "warning", "s1", "cue: “yelled” is not there.", "yelled"),
        finding("unanswered", "error", None, "policy: no usable answer.", ""),
    )
    lines = [line.rstrip() for line in shown(extraction(findings=findings)).splitlines()]
    start = lines.index("Findings (4)")
    assert lines[start : start + 7] == [
        "Findings (4)",
        "error: unanswered (1)",
        "  -  policy: no usable answer.",
        "warning: ungrounded (2)",
        "  i1  place: no such words; dropped. “Lenz”",
        "  s1  cue: “yelled” is not there.",
        "for information: 1 uncovered (in full with --format json)",
    ]


def test_coverage_is_one_line() -> None:
    """What was found and is in a record; what was not found is not counted."""
    coverage = Coverage(quotations=Share(found=4, covered=3), cues=Share(found=7, covered=5))
    text = shown(extraction(coverage=coverage))
    assert "Coverage  3 of 4 quotations, 5 of 7 reporting cues" in text
    assert "Coverage" not in shown(extraction())


def test_an_articles_control_characters_do_not_reach_the_terminal() -> None:
    """A terminal obeys them."""
    evil = Mention(text="Karsa\x1b]0;owned\x07 [red]Lenz", inferred=True, reason="a test")
    incident = Incident(id="i1", kind="Attack", weapon=evil)
    text = shown(extraction(incidents=(incident,)))
    assert "\x1b" not in text
    assert "[red]Lenz" in text


def receipt_lines(made: Receipt) -> list[str]:
    """The receipt as it is shown."""
    lines = [line.rstrip() for line in shown(extraction(receipt=made), 120).splitlines()]
    start = next(n for n, line in enumerate(lines) if line.startswith("Receipt"))
    return lines[start:]


def test_the_receipt_has_the_cost_and_the_tokens_by_record() -> None:
    """And nothing of what did not happen."""
    made = receipt(call("incident", "0.0012"), call("incident", "0"), call("statement", "0.000001"))
    first, *more = receipt_lines(made)
    assert first.startswith("Receipt  first (m): 3 requests, 3000 prompt tokens (0 from cache), 60")
    assert first.endswith("1.0 s, cost 0.001201 USD")
    assert more == ["  tokens  incident 2000 read, 40 written; statement 1000 read, 20 written"]


def test_an_unknown_cost_is_called_so() -> None:
    """With what of it is known; it is never 0."""
    assert receipt_lines(receipt(call("incident", None)))[0].endswith("cost unknown")
    some = receipt(call("incident", None), call("statement", "0.0012"))
    assert "cost unknown (0.0012 USD of it known)" in " ".join(receipt_lines(some))


def test_a_fallback_the_cache_and_what_broke_off_are_told() -> None:
    """A line for each."""
    made = receipt(
        call("incident", "0.001", provider="second", unsettled=2),
        call("statement", "0", attempts=0, cached=1),
        call("statement", "0.001"),
    )
    assert receipt_lines(made)[2:] == [
        "  asked      second 1, first 2",
        "  cache      1 answers given before, at no cost",
        "  unsettled  2 requests broke off; the cost holds none of them",
    ]


def test_an_answer_taken_over_is_told() -> None:
    """Whose answer it was."""
    receipt = extraction().receipt.model_copy(update={"reused": "wire-1"})
    assert "the answer to wire-1, of which this is a copy" in shown(extraction(receipt=receipt))
