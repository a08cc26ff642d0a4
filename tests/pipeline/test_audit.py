"""The audit: what the survey holds and no record does, and what was not coded."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.expressions.counts import read_count
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
from dateline.models.vocabulary import Outcome
from dateline.pipeline import audit
from dateline.pipeline.records import Records
from dateline.survey import code_incident, code_statement, survey
from dateline.syntax import SyntaxParser, load_parser, missing_parser

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


def gaps(
    text: str,
    *counts: str,
    outcome: Outcome = "killed",
    parser: SyntaxParser | None = None,
) -> list[tuple[str, str]]:
    """Words and severity of what no record holds, where one record has these tolls."""
    article = Article(text=text, published=date(2024, 3, 11))
    tolls = []
    for words in counts:
        span = article.locate(words)
        assert span is not None
        reading = read_count(words)
        assert reading is not None
        bounds = {"low": reading.low, "best": reading.best, "high": reading.high}
        count = Count(mention=Mention.at(span), **bounds)
        tolls.append(Casualty(outcome=outcome, count=count))
    record = Incident(kind="Attack", evidence=article.paragraphs, casualties=tuple(tolls))
    found = audit.find_gaps(survey(article, parser), Records((record,)))
    return [(g.span.text, g.severity) for g in found]


def test_vague_words_for_a_number_that_is_held_are_no_gap() -> None:
    """Of 41 one may say "dozens", not of six."""
    text = "Gunmen killed 41 farmers near Karsa on Saturday.\n\nThe raid killed dozens of farmers."
    assert gaps(text, "41 farmers") == []
    few = "Gunmen killed six farmers near Karsa on Saturday.\n\nThe raid killed dozens of farmers."
    assert gaps(few, "six farmers") == [("dozens of farmers", "warning")]


def test_one_killed_here_and_one_there_are_two() -> None:
    """One person covers another only by the same noun."""
    text = "Gunmen killed a farmer near Karsa on Saturday.\n\nThe gunmen also killed a nurse there."
    assert gaps(text, "a farmer") == [("a nurse", "warning")]


def test_a_weak_reading_is_information() -> None:
    """A noun that no list holds may be a thing."""
    text = "Gunmen killed 12 farmers and three Dogon near Karsa on Saturday."
    assert gaps(text, "12 farmers") == [("three Dogon", "info")]


def test_who_is_told_of_after_a_total_may_be_one_of_it() -> None:
    """The driver who died is one of "the dead were now two"."""
    text = (
        "Gunmen attacked Karsa on Saturday; the dead were now two, a driver having died of wounds."
    )
    assert gaps(text, "two") == [("a driver", "info")]


def test_speech_in_no_record_is_information() -> None:
    """Direct and indirect, each at its words."""
    speech = findings(RAID, statements=[])
    assert [f.severity for f in speech] == ["warning", "info"]
    assert [f.span.text.rstrip(",") for f in speech if f.span] == [
        "They came at night",
        "the wounded had been taken to Velm",
    ]


def test_what_a_headline_sums_up_is_information() -> None:
    """The record holds the words of the text."""
    text = "Raid on Karsa kills two\n\nGunmen killed an imam and his son near Karsa on Saturday."
    assert ("two", "warning") not in gaps(text, "an imam")


def test_the_end_of_a_range_is_the_range() -> None:
    """Of "between 15 and 19" another may say "up to 19"."""
    text = (
        "Gunmen killed between 15 and 19 farmers near Karsa on Saturday.\n\n"
        "The raid killed up to 19 farmers."
    )
    assert gaps(text, "between 15 and 19 farmers") == []


def test_two_more_are_not_the_two_of_before() -> None:
    """Who died besides is somebody else, though the number is the same."""
    text = (
        "Gunmen killed two farmers near Karsa on Saturday.\n\n"
        "Two more farmers were killed near Karsa in the night."
    )
    assert gaps(text, "two farmers") == [("Two more farmers", "warning")]


needs_parser = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@needs_parser
def test_some_of_those_told_of_together_are_not_all() -> None:
    """A record with the ruler alone lacks his relatives."""
    text = "Gunmen killed a ruler and three of his relatives near Karsa on Saturday."
    words = "a ruler and three of his relatives"
    parser = load_parser()
    assert gaps(text, "a ruler", parser=parser) == [(words, "warning")]
    assert gaps(text, "a ruler", "three of his relatives", parser=parser) == []


@needs_parser
def test_who_is_named_may_be_one_of_those_counted() -> None:
    """A name is a gap only where no toll of the record can mean it."""
    text = "Gunmen killed nine farmers near Karsa; Sergeant Omar Dahl was shot dead by the raiders."
    assert gaps(text, "nine farmers", parser=load_parser()) == []
    other = "Gunmen wounded nine farmers near Karsa; Sergeant Omar Dahl was shot dead on Saturday."
    found = gaps(other, "nine farmers", outcome="wounded", parser=load_parser())
    assert found == [("Sergeant Omar Dahl", "warning")]


@needs_parser
def test_a_sum_since_long_ago_is_information() -> None:
    """It is of many events, and no toll of the news."""
    text = (
        "Gunmen killed 12 farmers near Karsa on Saturday. "
        "Raiders have killed 41 farmers there since January."
    )
    assert gaps(text, "12 farmers", parser=load_parser()) == [("41 farmers", "info")]


def test_what_was_set_aside_is_a_finding() -> None:
    """Each part with what it was taken for."""
    article = Article.from_text(f"Home > World > Africa\n\n{TEXT}")
    (finding,) = audit.not_coded(article, survey(article))
    assert (finding.kind, finding.severity) == ("set_aside", "info")
    assert "menu" in finding.message
    assert finding.span is not None
    assert finding.span.text == "Home > World > Africa"


def test_an_assumed_encoding_is_a_warning_that_names_it() -> None:
    """The words may be other words."""
    (finding,) = audit.not_coded(ARTICLE.model_copy(update={"assumed_encoding": "cp1252"}), SURVEY)
    assert (finding.kind, finding.severity) == ("encoding", "warning")
    assert "cp1252" in finding.message


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
