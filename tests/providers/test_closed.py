"""The schema that Anthropic's structured outputs take."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from dateline.models import Incident, PolicyContext, Statement, draft_model
from dateline.providers.protocols.closed import closed

REFUSED = {"maxItems", "maxLength", "minLength", "maximum", "minimum", "pattern", "oneOf"}


def parts(schema: Any) -> list[dict[str, Any]]:
    """Every schema in a schema."""
    found = [schema]
    for keyword in ("properties", "$defs"):
        found += [p for part in schema.get(keyword, {}).values() for p in parts(part)]
    for keyword in ("anyOf", "allOf"):
        found += [p for part in schema.get(keyword, []) for p in parts(part)]
    return found + (parts(schema["items"]) if "items" in schema else [])


@pytest.mark.parametrize("record", [Incident, Statement, PolicyContext])
def test_our_own_schemas_hold_nothing_that_is_refused(record: type[Any]) -> None:
    """Every object is closed, and every property is still there."""
    schema = draft_model(record).model_json_schema()
    made = closed(schema)
    assert len(parts(made)) == len(parts(schema))
    for part in parts(made):
        assert not REFUSED & set(part)
        assert part.get("additionalProperties", False) is False
        if part.get("type") == "object":
            assert "additionalProperties" in part
    assert set(made["properties"]) == set(schema["properties"])
    assert made["required"] == schema["required"]


def test_a_bound_that_is_not_taken_is_said() -> None:
    """The answer is checked against it all the same."""
    part = {"type": "array", "items": {"type": "string", "maxLength": 9}, "maxItems": 4}
    assert closed({**part, "description": "Names."}) == {
        "type": "array",
        "items": {"type": "string", "description": "(maxLength: 9)"},
        "description": "Names. (maxItems: 4)",
    }


def test_a_reference_stands_alone_and_keeps_its_definitions() -> None:
    """Nothing may stand beside it."""

    class Inner(BaseModel):
        count: int

    class Outer(BaseModel):
        inner: Inner

    made = closed(Outer.model_json_schema())
    assert made["properties"]["inner"] == {"$ref": "#/$defs/Inner"}
    assert made["$defs"]["Inner"]["additionalProperties"] is False
    assert closed({"$ref": "#/$defs/A", "$defs": {"A": {"type": "null"}}, "title": "x"}) == {
        "$ref": "#/$defs/A",
        "$defs": {"A": {"type": "null"}},
    }
