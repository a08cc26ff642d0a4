"""An earlier answer holds for a copy, worked out anew where the copy is another article."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.copies.test_compare import STORY

from dateline.copies import Comparison, reused
from dateline.models import Article, Extraction
from dateline.pipeline.run import Options
from dateline.testing import ScriptedProvider, run_scripted

RAID = {
    "kind": "Attack",
    "realis": "actual",
    "perpetrators": [],
    "targets": [],
    "claim": {"status": "not_mentioned", "by": None},
    "weapon": None,
    "casualties": [
        {
            "outcome": "killed",
            "count": "At least 14 workers",
            "group": "workers",
            "according_to": "Ruth Okello",
            "realis": "actual",
        }
    ],
    "place": "Kisoro",
    "when": "on Monday",
    "evidence": [
        (
            "At least 14 workers were killed on Monday when gunmen raided a flour mill outside "
            "Kisoro, Sen. Ruth Okello said."
        )
    ],
}
OPTIONS = Options(coders="model")


def read(text: str, published: date) -> Extraction:
    """The text as a model reads it."""
    article = Article.from_text(text, published=published)
    return run_scripted(article, ScriptedProvider({"Incident": [[RAID]]}), options=OPTIONS)


def test_a_copy_takes_over_the_answer_and_asks_nobody():
    """The records are its own, and the receipt says whose answer it is."""
    first = read(STORY, date(2024, 3, 12))
    text = STORY.replace("Sen. Ruth", "Senator Ruth").replace("KISORO, Uganda — ", "")
    copy = Article.from_text(text, published=date(2024, 3, 12))
    found = reused(first, copy, OPTIONS, source="wire-1")
    assert isinstance(found, Extraction)
    (incident,) = found.incidents
    assert incident.casualties[0].count.low == 14
    assert "Senator Ruth Okello" in incident.evidence[0].text
    assert incident.place is not None
    assert incident.place.country == "UG"
    assert found.article is copy
    assert found.receipt.reused == "wire-1"
    assert found.receipt.calls == ()
    assert found.receipt.cost == Decimal(0)
    assert Extraction.model_validate_json(found.model_dump_json()) == found


def test_days_are_read_against_the_copys_own_day():
    """A paper that prints it a week later means another Monday."""
    first = read(STORY, date(2024, 3, 12))
    copy = Article.from_text(STORY, published=date(2024, 3, 20))
    found = reused(first, copy, OPTIONS, source="wire-1")
    assert isinstance(found, Extraction)
    days = [r.incidents[0].when.start for r in (first, found) if r.incidents[0].when]
    assert days == [date(2024, 3, 11), date(2024, 3, 18)]


def test_what_stands_against_it_is_said():
    """A later toll in the copy: the sentence that says it."""
    first = read(STORY, date(2024, 3, 12))
    copy = Article.from_text(STORY.replace("until dawn.", "until dawn. Two of them later died."))
    found = reused(first, copy, OPTIONS, source="wire-1")
    assert isinstance(found, Comparison)
    assert [span.text for span in found.differs] == ["Two of them later died"]


def test_a_sentence_that_only_the_survey_sees_stands_against_it():
    """It has no number, no name and no negation, but somebody says something."""
    first = read(STORY, date(2024, 3, 12))
    copy = Article.from_text(STORY + "\n\nThe militants said that they were behind the raid.\n")
    found = reused(first, copy, OPTIONS, source="wire-1")
    assert isinstance(found, Comparison)
    assert found.is_copy
    assert not found.may_be_reused
