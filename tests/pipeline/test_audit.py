"""The audit: what the survey holds and no record does, and what was not coded."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import (
    Article,
    Casualty,
    Count,
    Finding,
    Incident,
    Mention,
    PolicyContext,
    Statement,
    When,
)
from dateline.pipeline import audit
from dateline.pipeline.records import Records
from dateline.survey import code_incident, code_statement, survey

TEXT = (
    "Gunmen killed 12 farmers and wounded 30 traders near Karsa on Saturday.\n\n"
    "“They came at night,” said Anna Bell, a nurse.\n\n"
    "The mayor said that the wounded had been taken to Velm."
)
ARTICLE = Article(text=TEXT, published=date(2024, 3, 11))
SURVEY = survey(ARTICLE)
RAID = code_incident(SURVEY.incidents[0], SURVEY.attributions, ARTICLE.published, SURVEY.lexicon)
SAID = [code_statement(a, SURVEY.lexicon) for a in SURVEY.attributions]


def at(words: str) -> Mention:
    """The mention of words of the text."""
    found = ARTICLE.locate(words)
    assert found is not None
    return Mention.at(found)


def toll(words: str) -> Casualty:
    """A toll of that many killed."""
    return Casualty(outcome="killed", count=Count(mention=at(words)))


def findings(*incidents: Incident, statements: list[Statement] | None = None) -> list[Finding]:
    """The audit of these records."""
    said = SAID if statements is None else statements
    return [g.finding() for g in audit.find_gaps(SURVEY, Records(incidents, tuple(said)))]


def test_what_is_covered_is_no_finding() -> None:
    """Records that hold all that the survey saw."""
    assert findings(RAID) == []


def test_an_incident_in_no_record_is_a_warning_at_its_sentence() -> None:
    """Its tolls are not named again beside it."""
    (finding,) = findings()
    assert (finding.kind, finding.severity) == ("uncovered", "warning")
    assert finding.span is not None
    assert finding.span.text == TEXT.split("\n\n", maxsplit=1)[0]


def test_a_toll_in_no_record_is_a_warning_at_its_words() -> None:
    """The incident is there, one of its tolls is not."""
    partial = RAID.model_copy(update={"casualties": (toll("12 farmers"),)})
    (finding,) = findings(partial)
    assert (finding.kind, finding.severity) == ("uncovered", "warning")
    assert "wounded" in finding.message
    assert finding.span is not None
    assert finding.span.text == "30 traders"


def test_a_toll_of_the_same_people_with_another_number_does_not_cover_it() -> None:
    """Killed people are not the wounded ones."""
    article = Article(text="Gunmen killed 12 people and wounded 30 people near Karsa on Saturday.")
    found = survey(article)
    span = article.locate("12 people")
    assert span is not None
    killed = Casualty(outcome="killed", count=Count(mention=Mention.at(span)))
    record = Incident(kind="Attack", evidence=article.paragraphs, casualties=(killed,))
    assert [g.span.text for g in audit.find_gaps(found, Records((record,)))] == ["30 people"]


def test_speech_in_no_record_is_information() -> None:
    """Direct and indirect, each at its words."""
    speech = findings(RAID, statements=[])
    assert [f.severity for f in speech] == ["warning", "info"]
    assert [f.span.text.rstrip(",") for f in speech if f.span] == [
        "They came at night",
        "the wounded had been taken to Velm",
    ]


def test_what_was_set_aside_is_a_finding() -> None:
    """Each part with what it was taken for."""
    article = Article.from_text(f"Home > World > Africa\n\n{TEXT}")
    (finding,) = audit.not_coded(article, survey(article))
    assert (finding.kind, finding.severity) == ("set_aside", "info")
    assert "menu" in finding.message
    assert finding.span is not None
    assert finding.span.text == "Home > World > Africa"


def test_a_paragraph_that_stands_there_twice_is_told_as_a_repetition() -> None:
    """In words that make a sentence."""
    article = Article.from_text(f"{TEXT}\n\n{TEXT}")
    said = {f.message for f in audit.not_coded(article, survey(article))}
    assert said == {"Taken for a repetition; kept in the text and not coded."}


def test_an_assumed_encoding_is_a_warning_that_names_it() -> None:
    """The words may be other words."""
    (finding,) = audit.not_coded(ARTICLE.model_copy(update={"assumed_encoding": "cp1252"}), SURVEY)
    assert (finding.kind, finding.severity) == ("encoding", "warning")
    assert "cp1252" in finding.message


def test_an_article_in_another_language_says_who_can_read_it() -> None:
    """With the parser alone nothing was read at all."""
    article = ARTICLE.model_copy(update={"language": "fr"})
    (finding,) = audit.not_coded(article, survey(article))
    assert (finding.kind, finding.severity) == ("language", "warning")
    assert "language is fr" in finding.message
    assert "the parser has no record of it" in finding.message
    assert "Have a model read it" in finding.message


def test_an_article_read_as_it_is_has_none_of_these() -> None:
    """UTF-8 and no boilerplate."""
    assert list(audit.not_coded(ARTICLE, SURVEY)) == []


@pytest.mark.parametrize("start", [None, date(2024, 3, 9)])
def test_a_time_that_was_not_worked_out_is_information(start: date | None) -> None:
    """With the record that has it; a resolved one is no finding."""
    when = When(mention=at("Saturday"), start=start)
    incident = Incident(id="i1", kind="Attack", when=when)
    item = PolicyContext(id="p1", kind="visit", what=at("They came at night"), when=when)
    found = list(audit.unresolved(Records((incident,), (), (item,))))
    assert [(f.kind, f.record, f.field) for f in found] == (
        [] if start else [("unresolved", "i1", "when"), ("unresolved", "p1", "when")]
    )


@pytest.mark.parametrize(
    ("headline", "again"),
    [
        ("‘They came at night’: a nurse tells of a raid", True),
        ("“They came at NIGHT”: a nurse tells", True),
        ("‘Came at nightfall’: a nurse tells of a raid", False),
    ],
)
def test_a_quotation_that_is_held_elsewhere_is_no_gap(headline: str, again: bool) -> None:
    """A headline quotes what the text does; other words are others."""
    article = Article(text=f"{headline}\n\n“They came at night, and burned it,” said Anna Bell.")
    words = article.locate("They came at night, and burned it,")
    assert words is not None
    said = Statement(kind="direct", content=Mention.at(words))
    gaps = audit.quotation_gaps(survey(article), (said,))
    assert ([g.span.start for g in gaps] == []) == again
