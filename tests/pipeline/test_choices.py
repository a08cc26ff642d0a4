"""Choices: whatever a small model picks, it is the article's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.models import Article
from dateline.pipeline.choices import ChoiceQuestion, Choices, _choices, choice_questions
from dateline.pipeline.ground import ground
from dateline.survey import survey

PUBLISHED = date(2024, 3, 11)
TEXT = (
    "Gunmen on motorcycles killed at least 14 traders and wounded nine others at a market in "
    "Karsa on Saturday, the mayor said.\n\n"
    "“They came from the river,” said Anna Bell, a nurse, “and nobody was there to stop them.”\n\n"
    "In a separate attack, a roadside bomb killed three soldiers near Velm on Sunday.\n\n"
    "The two sides will resume talks in Geneva on Friday."
)
ARTICLE = Article(text=TEXT, published=PUBLISHED)
QUESTIONS = list(choice_questions(survey(ARTICLE)))


def answer(question: ChoiceQuestion, **picked: str | None) -> Any:
    """An answer with the first choice of each field that is not named."""
    first = {f.name: f.choices[0] if f.choices else None for f in question.fields}
    return question.answer_type.model_validate(first | picked)


def of(name: str) -> list[ChoiceQuestion]:
    """The questions about one record type."""
    return [q for q in QUESTIONS if q.record_type.name == name]


def test_there_is_a_question_for_each_thing_that_the_survey_saw() -> None:
    """Two incidents, the reported speech, one item of policy; in this order."""
    assert len(of("incident")) == 2
    assert len(of("statement")) >= 1
    assert len(of("policy-context")) == 1
    names = [q.record_type.name for q in QUESTIONS]
    assert names == sorted(names, key=["incident", "statement", "policy-context"].index)


def test_a_passage_without_anything_is_not_asked_about() -> None:
    """Small models see incidents in menus."""
    quiet = Article(text="The river rose all winter and the valley was green.")
    assert list(choice_questions(survey(quiet))) == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.record_type.name)
def test_every_label_stands_for_words_of_the_article(question: ChoiceQuestion) -> None:
    """But for the closed vocabularies; and each label for its own."""
    for field in question.fields:
        assert len(set(field.labels.values())) == len(field.labels)
        if field.name in ("kind", "status"):
            continue
        for label, words in field.labels.items():
            parts = ARTICLE.locate_all(words)
            assert parts, (field.name, words)
            assert words.split()[: len(label.split())] == label.split()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.record_type.name)
def test_the_answer_type_refuses_all_else(question: ChoiceQuestion) -> None:
    """An invented value, a missing field, a field of its own."""
    assert answer(question)
    for field in question.fields:
        with pytest.raises(ValidationError):
            answer(question, **{field.name: "at least 140 traders"})
        if field.nullable:
            assert answer(question, **{field.name: None})
        else:
            with pytest.raises(ValidationError):
                answer(question, **{field.name: None})
    with pytest.raises(ValidationError):
        answer(question, toll="14")
    with pytest.raises(ValidationError):
        question.answer_type.model_validate({})


def test_the_schema_is_closed() -> None:
    """Every field required, each with its choices, as constrained decoding asks for."""
    for question in QUESTIONS:
        schema = question.answer_type.model_json_schema()
        assert schema["additionalProperties"] is False
        assert sorted(schema["required"]) == sorted(schema["properties"])
        for part in schema["properties"].values():
            options = [o for o in part.get("anyOf", [part]) if o.get("type") != "null"]
            assert all("enum" in o or "const" in o for o in options)


def test_the_choices_of_an_incident_are_its_own() -> None:
    """The bomb's toll is no choice for the raid."""
    raid, bomb = of("incident")
    choices = {f.name: list(f.labels.values()) for f in raid.fields}
    assert choices["killed"] == ["at least 14 traders"]
    assert choices["wounded"] == ["nine others"]
    assert {f.name: list(f.labels.values()) for f in bomb.fields}["killed"] == ["three soldiers"]


def test_null_for_what_was_said_is_no_statement() -> None:
    """The model says that there is none."""
    for question in (*of("statement"), *of("policy-context")):
        field = "content" if question.record_type.name == "statement" else "what"
        assert question.to_draft(question.chosen(answer(question, **{field: None}))) is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_picked_is_grounded(data: st.DataObject) -> None:
    """No answer that the schema takes leads to a value that the article does not hold."""
    question = data.draw(st.sampled_from(QUESTIONS))
    picked = {
        f.name: data.draw(st.sampled_from([*f.choices, *([None] if f.nullable else [])]))
        for f in question.fields
    }
    draft = question.to_draft(question.chosen(answer(question, **picked)))
    if draft is None:
        return
    item = ground(draft, question.record_type.model, ARTICLE, scope=question.passage)
    assert item.findings == ()
    assert item.record is not None


def test_no_choice_takes_the_label_of_another() -> None:
    """Two texts with the same first words are two choices."""
    longer = "the market of Karsa in northern Velm"
    shorter = "the market of Karsa in northern"
    assert list(_choices("place", [longer, shorter]).labels.values()) == [longer, shorter]


def test_the_order_of_choices_is_the_articles_own_at_every_run() -> None:
    """Whatever was asked before: typing takes Literals of the same words for one."""
    names = ("Velm", "Karsa", "Dol")
    orders = [names, tuple(reversed(names)), names]
    schemas = []
    for order in orders:
        choices = Choices("place", {name: name for name in order})
        question = replace(QUESTIONS[0], fields=(choices,))
        schemas.append(question.answer_type.model_json_schema()["properties"]["place"])
    listed = [tuple(s["anyOf"][0]["enum"]) for s in schemas]
    assert listed == orders
