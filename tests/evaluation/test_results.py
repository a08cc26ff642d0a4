"""Figures by corpus and reader."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from tests.evaluation.made import bomb, extraction, gold, market, numbered, quote

from dateline.evaluation.as_json import as_json
from dateline.evaluation.metrics import BY_NAME, METRICS, as_table
from dateline.evaluation.results import effort_of, result_of
from dateline.evaluation.runs import Outcome
from dateline.evaluation.scoring import score_document

DOCUMENTS = [numbered(n) for n in range(12)]
GOOD = [
    Outcome(d, extraction((market(), bomb()), (quote(),), article=d.article)) for d in DOCUMENTS
]
POOR = [Outcome(d, extraction((market(),), article=d.article)) for d in DOCUMENTS]


def test_two_readers_are_compared() -> None:
    """The second with the first, on the documents that both read."""
    poor = [*POOR[:-1], Outcome(DOCUMENTS[-1], None, "refused")]
    result = result_of("made", DOCUMENTS, [("poor", poor), ("good", GOOD)])
    first, second = result.readers
    assert first.figures["incident"].tally.gold == 22
    assert second.figures["incident"].tally.gold == 24
    difference = result.differences["good"]["incident"]
    assert difference.more_than_noise
    assert round(difference.value, 3) == round(1 - 2 / 3, 3)
    assert not result.differences["good"]["incident.kind"].more_than_noise


def test_what_it_took() -> None:
    """Over the articles that were read; an unknown cost makes the sum unknown."""
    effort = effort_of([*POOR[:2], Outcome(DOCUMENTS[2], None, "refused")])
    assert (effort.articles, effort.tokens, effort.cost) == (2, 220, Decimal("0.02"))
    assert effort.seconds == 3.0
    unknown = Outcome(DOCUMENTS[3], extraction(cost=None, article=DOCUMENTS[3].article))
    assert effort_of([*POOR[:2], unknown]).cost is None


def test_as_json_it_has_every_number() -> None:
    """With digests, names of failures, and none of the article's words."""
    poor = [*POOR[:-1], Outcome(DOCUMENTS[-1], None, "refused")]
    text = as_json([result_of("made", DOCUMENTS, [("poor", poor), ("good", GOOD)])])
    (corpus,) = json.loads(text)["corpora"]
    poor_one, good_one = corpus["readers"]
    assert poor_one["failed"] == {"story-11": "refused"}
    assert good_one["metrics"]["incident"]["value"] == 1.0
    assert poor_one["metrics"]["incident"]["hits"] == 11
    assert corpus["differences"]["good"]["incident"]["more_than_noise"] is True
    assert "river" not in text


def test_every_score_is_a_metric_with_a_definition() -> None:
    """So that no table has a number that the docs do not explain."""
    document = gold(roles={"Weapon": (("bomb",),)}, sentences=(), relevant=True)
    scored = score_document(document, extraction((market(), bomb()), (quote(),)))
    assert set(scored) <= set(BY_NAME)
    assert len(BY_NAME) == len(METRICS)
    assert all(m.definition and m.source for m in METRICS)


def test_the_page_of_the_docs_has_every_definition(root: Path) -> None:
    """As the code has it; `python tools/write_metrics.py` writes it anew."""
    text = (root / "docs" / "evaluation.md").read_text("utf-8")
    table = text.split("<!-- metrics -->\n")[1].split("<!-- end -->")[0]
    assert table == as_table()
