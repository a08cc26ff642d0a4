"""The fields of a form, read out of the record's type."""

from __future__ import annotations

from tests.review.made import ARTICLE, at, market, told_of

from dateline.models import Incident, PolicyContext, Statement
from dateline.models.draft import is_asked
from dateline.review.fields import fields_of
from dateline.review.forms import filled, form_of
from dateline.review.told import spans_at


def test_every_field_that_a_coder_is_asked_for_is_in_the_form() -> None:
    """Of every type, so that a new field needs nothing here."""
    for model in (Incident, Statement, PolicyContext):
        asked = [name for name, info in model.model_fields.items() if is_asked(info)]
        assert [node.name for node in form_of(model)] == asked
        assert [field.name for field in fields_of(model)] == asked


def test_a_form_holds_what_the_record_holds() -> None:
    """Words with their places, and what was read out of them."""
    told = told_of(form_of(Incident, market()))
    assert told["kind"] == "Attack"
    assert told["when"] == {
        "words": "on Saturday",
        "at": "69-80",
        "start": "2024-03-09",
        "end": "2024-03-09",
        "precision": "day",
    }
    (toll,) = told["casualties"]  # type: ignore[misc]
    assert toll["count"] == {  # type: ignore[index]
        "words": "at least 14 traders",
        "at": "28-47",
        "low": "14",
        "best": "14",
        "high": "",
    }


def test_a_blank_form_has_the_defaults_of_the_type() -> None:
    """And one blank value to copy where there may be several."""
    nodes = {node.name: node for node in form_of(Incident)}
    assert nodes["realis"].value == "actual"
    assert (nodes["kind"].value, nodes["kind"].required) == ("", True)
    assert nodes["targets"].inner == ()
    assert nodes["targets"].blank is not None


def test_selected_words_fill_a_field() -> None:
    """With their place, also where there may be several."""
    span = at("14 traders").spans[0]
    (evidence,) = [n for n in filled(form_of(Incident), "evidence", span) if n.name == "evidence"]
    assert [(n.value, n.at) for n in evidence.inner] == [("14 traders", "37-47")]
    (content,) = [n for n in filled(form_of(Statement), "content", span) if n.name == "content"]
    assert (content.value, content.at) == ("14 traders", "37-47")


def test_places_hold_as_long_as_the_words_do() -> None:
    """Other words, a place out of the text, and what is no place are not believed."""
    parts = {"words": "at least … traders", "at": "28-36,40-47"}
    assert [span.text for span in spans_at(parts, ARTICLE)] == ["at least", "traders"]
    for at_ in ("28-38,40-47", "0-99999", "47-28", "28", "a-b", "28-36;40-47", "", "²-³"):
        assert spans_at({**parts, "at": at_}, ARTICLE) == ()
