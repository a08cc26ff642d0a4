"""Drafts: the asked fields only, strings for words, everything required and bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from dateline.models import (
    Actor,
    Casualty,
    Claim,
    Incident,
    Model,
    Perpetrator,
    PolicyContext,
    Record,
    Statement,
    draft_model,
)
from dateline.models.draft import Draft

RECORDS = [Incident, Statement, PolicyContext]

ASKED = {
    Incident: {
        "kind",
        "realis",
        "perpetrators",
        "targets",
        "claim",
        "weapon",
        "casualties",
        "place",
        "when",
        "evidence",
    },
    Statement: {
        "kind",
        "content",
        "speaker",
        "resolved_speaker",
        "speaker_role",
        "anonymous",
        "cue",
        "act",
    },
    PolicyContext: {"kind", "what", "actors", "when", "status", "evidence"},
    Perpetrator: {"mention", "actor_kind", "basis", "according_to"},
    Actor: {"mention", "actor_kind"},
    Claim: {"status", "by"},
    Casualty: {"outcome", "count", "group", "according_to", "realis"},
}

# Every field whose value a model writes as words. Each is looked up in the article.
WORDS = {
    "Incident": {"weapon", "place", "when", "evidence"},
    "Statement": {"content", "speaker", "resolved_speaker", "speaker_role", "cue"},
    "PolicyContext": {"what", "actors", "when", "evidence"},
    "Perpetrator": {"mention", "according_to"},
    "Actor": {"mention"},
    "Claim": {"by"},
    "Casualty": {"count", "group", "according_to"},
}


def schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema of a record's draft, as a provider is sent it."""
    return draft_model(model).model_json_schema()


def objects(model: type[Model]) -> dict[str, dict[str, Any]]:
    """All object schemas in it by name."""
    whole = schema(model)
    found = {whole["title"]: whole, **whole.get("$defs", {})}
    return {name: part for name, part in found.items() if part.get("type") == "object"}


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from nodes(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from nodes(inner)


def writes_words(part: dict[str, Any]) -> bool:
    """Whether a property takes a string that is in no closed list."""
    options = [part, *part.get("anyOf", []), part.get("items", {})]
    return any(o.get("type") == "string" and "enum" not in o and "const" not in o for o in options)


@pytest.mark.parametrize(
    ("model", "names"), ASKED.items(), ids=lambda v: getattr(v, "__name__", "")
)
def test_a_draft_has_the_asked_fields_only(model: type[Model], names: set[str]) -> None:
    """Ids, offsets, summaries and what dateline works out are not asked for."""
    assert set(draft_model(model).model_fields) == names


@pytest.mark.parametrize("model", RECORDS)
def test_every_object_is_closed_and_every_field_required(model: type[Model]) -> None:
    """What the strict structured outputs of providers ask for, at every depth."""
    for name, part in objects(model).items():
        assert part["additionalProperties"] is False, name
        assert sorted(part["required"]) == sorted(part["properties"]), name
        assert not any("default" in p for p in part["properties"].values()), name


@pytest.mark.parametrize("model", RECORDS)
def test_words_are_asked_for_as_strings(model: type[Model]) -> None:
    """Mentions, spans, counts, places and times are strings copied from the article."""
    for name, part in objects(model).items():
        written = {key for key, p in part["properties"].items() if writes_words(p)}
        assert written == WORDS[name], name
    assert not {"Mention", "Span", "Count", "Place", "When"} & set(objects(model))


@pytest.mark.parametrize("model", RECORDS)
def test_lists_are_bounded(model: type[Model]) -> None:
    """An unbounded list runs to the token limit in a model that repeats itself."""
    lists = [node for node in nodes(schema(model)) if node.get("type") == "array"]
    assert all(0 < node["maxItems"] <= 8 for node in lists)


@pytest.mark.parametrize("model", RECORDS)
def test_fields_are_described(model: type[Model]) -> None:
    """The record's own docstrings go with the schema."""
    described = {key for key, p in schema(model)["properties"].items() if p.get("description")}
    assert described
    for key in described:
        assert schema(model)["properties"][key]["description"] == (
            model.model_fields[key].description
        )


def filled(model: type[Model], **values: Any) -> Draft:
    """A draft with null for what is not given."""
    draft = draft_model(model)
    return draft.model_validate(dict.fromkeys(draft.model_fields) | values)


def test_a_draft_of_every_record_can_be_built() -> None:
    """From plain strings, lists and null."""
    incident = filled(
        Incident,
        kind="Attack",
        realis="actual",
        perpetrators=[
            {
                "mention": "Gunmen",
                "actor_kind": None,
                "basis": "claimed",
                "according_to": "a nurse",
            }
        ],
        targets=[{"mention": "traders", "actor_kind": "Civilians"}],
        claim={"status": "claimed", "by": "the Kesh Front"},
        casualties=[
            {
                "outcome": "killed",
                "count": "at least three traders",
                "group": None,
                "according_to": None,
                "realis": "actual",
            }
        ],
        place="Sarnel",
        evidence=["Gunmen killed at least three traders in Sarnel."],
    )
    assert incident.model_dump()["casualties"][0]["count"] == "at least three traders"
    assert filled(Statement, kind="direct", content="Go home.", anonymous=False, act="assert")
    assert filled(
        PolicyContext, kind="visit", what="the envoy came", actors=[], status="unknown", evidence=[]
    )


@pytest.mark.parametrize("model", RECORDS)
def test_a_missing_field_is_an_error(model: type[Model]) -> None:
    """Null says that the article has nothing; leaving a field out says nothing."""
    with pytest.raises(ValidationError) as raised:
        draft_model(model).model_validate({})
    assert {e["loc"][0] for e in raised.value.errors()} == set(draft_model(model).model_fields)


def test_a_field_that_was_not_asked_for_is_an_error() -> None:
    """A model that writes its own summary is told so."""
    with pytest.raises(ValidationError, match="summary"):
        filled(Incident, kind="Attack", summary="A terrible day for Sarnel.")


def test_too_long_a_list_is_an_error() -> None:
    """The bound of the schema holds in validation too."""
    with pytest.raises(ValidationError, match="at most 4 items"):
        filled(
            PolicyContext, kind="visit", what="x", actors=["a"] * 5, status="unknown", evidence=[]
        )


def test_a_draft_is_made_once() -> None:
    """The same type each time, so that a provider's schema cache hits."""
    assert draft_model(Incident) is draft_model(Incident)


def test_a_field_of_a_type_that_no_draft_can_have_is_refused() -> None:
    """A record type with a field of any shape says so when its draft is built."""

    class Odd(Record):
        """A record with a mapping."""

        tags: dict[str, str]

    with pytest.raises(TypeError, match="dict"):
        draft_model(Odd)
