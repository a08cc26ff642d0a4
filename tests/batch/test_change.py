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
        (BEFORE, "redo", False),
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
