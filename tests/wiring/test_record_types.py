"""Record types named in the settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline import Extractor
from dateline.errors import ConfigError
from dateline.pipeline.types import RecordType
from dateline.settings import Settings
from dateline.wiring.record_types import load_record_types

MODULE = """
from dateline import Mention, Record, RecordType

class Sighting(Record):
    what: Mention

SIGHTING = RecordType("sighting", Sighting, instructions="What was seen.")
OTHER = 5
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A configuration with a module beside it."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "seen_things.py").write_text(MODULE, "utf-8")
    (tmp_path / "dateline.toml").write_text(
        'record_types = ["seen_things:SIGHTING"]\n'
        '[providers.mine]\nmodel = "openai-compatible:m"\nbase_url = "http://127.0.0.1:1/v1"\n',
        "utf-8",
    )
    return Settings.load(tmp_path / "dateline.toml")


def test_a_module_beside_the_configuration_file_is_found(settings: Settings) -> None:
    """No installation is needed for it."""
    (found,) = load_record_types(settings)
    assert isinstance(found, RecordType)
    assert found.name == "sighting"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("no_such_module:X", "cannot be imported"),
        ("seen_things:NOTHING", "cannot be imported"),
        ("seen_things", "cannot be imported"),
        ("seen_things:OTHER", "of type int"),
    ],
)
def test_what_is_no_record_type_is_named(settings: Settings, where: str, words: str) -> None:
    """With what is wrong, before an article is read."""
    with pytest.raises(ConfigError, match=words):
        load_record_types(settings.model_copy(update={"record_types": (where,)}))


def test_two_types_of_one_name_are_refused(settings: Settings) -> None:
    """Their records could not be told apart."""
    (found,) = load_record_types(settings)
    twin = RecordType("sighting", found.model, instructions="Otherwise.")
    with pytest.raises(ConfigError, match="Two record types are called 'sighting'"):
        Extractor("mine", settings=settings, record_types=[twin])
