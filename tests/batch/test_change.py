"""What is done where a run was begun with another configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.batch.change import OnChange, decide
from dateline.errors import ConfigurationChanged
from dateline.settings import Profile, Settings
from dateline.wiring import Extractor
from dateline.wiring.configuration import fingerprint

BEFORE = {"coders": "model", "record type incident": "a", "record type statement": "b"}
PRICE = {"input": 1, "output": 1}
NOW = BEFORE | {"record type incident": "c"}


@pytest.mark.parametrize(
    ("now", "said", "again"),
    [
        (BEFORE, None, False),
        (BEFORE, "redo", True),  # what an earlier start kept as it was
        (BEFORE, "redo-type=incident", False),
        (NOW, "resume", False),
        (NOW, "redo", True),
        (NOW, "redo-type=incident", True),
        (NOW, "redo-type=statement, incident", True),
        (NOW | {"actors": "x"}, "redo", True),
    ],
)
def test_what_is_read_again(now: dict[str, str], said: str | None, again: bool) -> None:
    """What was said to do, where something changed."""
    assert decide(BEFORE, now, OnChange.of(said), Path("runs.db")) is again


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (NOW, None),
        (NOW, "redo-type=statement"),
        (NOW | {"actors": "x"}, "redo-type=incident"),
    ],
)
def test_what_is_a_question(now: dict[str, str], said: str | None) -> None:
    """Each change by its name, before and after."""
    with pytest.raises(ConfigurationChanged, match="  record type incident: a -> c"):
        decide(BEFORE, now, OnChange.of(said), Path("runs.db"))


@pytest.mark.parametrize(
    ("said", "again", "told"),
    [
        (None, False, "was begun with another dateline (dateline: 0.1.0 -> 0.2.0)"),
        ("resume", False, None),
        ("redo", True, None),
    ],
)
def test_an_upgrade_is_told_and_no_question(
    said: str | None, again: bool, told: str | None
) -> None:
    """What was read stands, unless somebody says otherwise."""
    lines: list[str] = []
    before, now = BEFORE | {"dateline": "0.1.0"}, BEFORE | {"dateline": "0.2.0"}
    assert decide(before, now, OnChange.of(said), Path("runs.db"), lines.append) is again
    assert [told in line for line in lines] == ([True] if told else [])
    assert all("--on-change redo" in line for line in lines)


def test_an_upgrade_that_changes_more_is_a_question() -> None:
    """Other prompts ask otherwise."""
    before, now = BEFORE | {"dateline": "0.1.0"}, NOW | {"dateline": "0.2.0"}
    with pytest.raises(ConfigurationChanged, match=r"(?s)incident: a -> c.*dateline: 0\.1\.0"):
        decide(before, now, None, Path("runs.db"))


def configured(**changed: object) -> str:
    """The fingerprint of a configuration."""
    plain = {"model": "openai-compatible:m", "base_url": "http://127.0.0.1:1/v1", "price": PRICE}
    name, profile = changed.pop("name", "m"), plain | changed.pop("profile", {})
    providers = {name: Profile(**profile), "other": Profile(**(plain | {"model": "vllm:x"}))}
    values = {"coders": "model", **changed, "providers": providers}
    return fingerprint(Extractor(name, settings=Settings(**values)).configuration)


@pytest.mark.parametrize(
    "changed",
    [
        {"profile": {"model": "openai-compatible:n"}},
        {"profile": {"base_url": "http://127.0.0.1:2/v1"}},
        {"profile": {"sampling": {"temperature": 1.0}}},
        {"profile": {"asking": "choices"}},
        {"profile": {"fallback": ("other",)}},
        {"grounding": "flag"},
        {"coders": "both"},
    ],
)
def test_what_changes_an_answer_or_its_reading_changes_the_fingerprint(
    changed: dict[str, object],
) -> None:
    """One at a time."""
    assert configured(**changed) != configured()


@pytest.mark.parametrize(
    "changed",
    [
        {"profile": {"api_key": "another"}},
        {"profile": {"timeout": 3, "concurrency": 2, "requests_per_minute": 5}},
        {"profile": {"price": {"input": 1, "output": 2}}},
        {"budget": 3, "concurrency": 2, "retries": 2},
        {"name": "mine"},
    ],
)
def test_what_does_not_leaves_it_alone(changed: dict[str, object]) -> None:
    """Keys, limits, money, and what the user calls it."""
    assert configured(**changed) == configured()
