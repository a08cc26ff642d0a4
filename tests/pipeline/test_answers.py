"""What is kept of an answer that is broken, or that was cut off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.pipeline.answers import answer_type, salvaged
from dateline.pipeline.types import POLICY

FIRST = "The bridge at Sarnel is closed, the governor said."
SECOND = "It opens again in May, he said."


def _item(what: str, *evidence: str) -> dict[str, Any]:
    """An item as a model writes it, whose list of evidence comes last."""
    fields = answer_type(POLICY).model_json_schema()["$defs"]["PolicyContext"]["properties"]
    item = {name: _plain(field) for name, field in fields.items() if name != "evidence"}
    return item | {"what": what, "evidence": list(evidence)}


def _plain(field: dict[str, Any]) -> Any:
    if field.get("type") == "array":
        return []
    if "enum" in field:
        return field["enum"][0]
    return {"string": "the bridge", "boolean": False}.get(field.get("type", ""))


def _kept(raw: str) -> list[str]:
    answer = salvaged(raw, POLICY)
    return [item.what for item in answer.items] if answer is not None else []


WHOLE = json.dumps({"items": [_item("is closed", FIRST), _item("opens again", SECOND, FIRST)]})


class TestSalvaged:
    """Items of a broken answer that are whole."""

    def test_a_whole_answer_keeps_every_valid_item(self) -> None:
        """It is not broken."""
        assert _kept(WHOLE) == ["is closed", "opens again"]

    @pytest.mark.parametrize("missing", ["}", "]}"])
    def test_an_item_that_has_ended_is_kept_though_the_answer_has_not(self, missing: str) -> None:
        """Only brackets are missing."""
        assert _kept(WHOLE.removesuffix(missing)) == ["is closed", "opens again"]

    def test_an_item_before_a_comma_has_ended(self) -> None:
        """The next one was not begun."""
        assert _kept(WHOLE.removesuffix("]}") + ", ") == ["is closed", "opens again"]

    @pytest.mark.parametrize(
        "missing",
        ["}]}", f', "{FIRST}"]}}]}}', f'{FIRST[-9:]}"]}}]}}', f'"{SECOND}", "{FIRST}"]}}]}}'],
    )
    def test_the_item_that_it_was_cut_off_in_is_not_kept(self, missing: str) -> None:
        """Its evidence is a list that is valid as it is, and was to go on."""
        assert WHOLE.endswith(missing)
        assert _kept(WHOLE.removesuffix(missing)) == ["is closed"]

    def test_an_answer_cut_off_in_its_first_item_keeps_nothing(self) -> None:
        """There is no other."""
        assert _kept(WHOLE[: WHOLE.index(FIRST) + 20]) == []
