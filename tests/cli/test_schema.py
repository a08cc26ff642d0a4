"""`dateline schema`, and `schemas/`, which is what it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.schema import PUBLISHED, schema_of

Run = Callable[..., Any]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_schema_is_that_of_the_models(root: Path, name: str) -> None:
    """Generated, never edited."""
    path = root / "schemas" / f"{name}.schema.json"
    assert path.read_text("utf-8") == schema_of(name), (
        f"{path.relative_to(root)} is not the schema of the models. Run: make schemas"
    )


def test_nothing_else_is_published(root: Path) -> None:
    """A record that is gone leaves no schema behind."""
    files = {path.name for path in (root / "schemas").iterdir()}
    assert files == {f"{name}.schema.json" for name in PUBLISHED}, "Run: make schemas"


@pytest.mark.parametrize("name", PUBLISHED)
def test_one_schema_is_printed_as_it_is_published(
    dateline_command: Run, root: Path, name: str
) -> None:
    """Character for character."""
    ended = dateline_command("schema", name)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (root / "schemas" / f"{name}.schema.json").read_text("utf-8")


def test_without_a_name_all_of_them_are_printed(dateline_command: Run) -> None:
    """One object, by name."""
    printed = json.loads(dateline_command("schema").out)
    assert printed == {name: json.loads(schema_of(name)) for name in PUBLISHED}


def test_they_are_written_into_a_folder(dateline_command: Run) -> None:
    """Which is made where it is missing."""
    ended = dateline_command("schema", "--write", "new/schemas")
    assert (ended.status, ended.out) == (0, "")
    for name in PUBLISHED:
        assert Path("new/schemas", f"{name}.schema.json").read_text("utf-8") == schema_of(name)


def test_one_of_them_is_written_where_it_is_named(dateline_command: Run) -> None:
    """And no other."""
    assert dateline_command("schema", "incident", "--write", "one").status == 0
    assert [path.name for path in Path("one").iterdir()] == ["incident.schema.json"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_says_which_dialect_it_is_in_and_what_it_describes(name: str) -> None:
    """Closed objects, every field of a record described by its docstring."""
    schema = json.loads(schema_of(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["description"]
    assert schema["additionalProperties"] is False
