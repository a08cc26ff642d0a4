"""The configuration's documentation is what the models say, and its examples can be loaded."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from dateline.settings import Profile, Settings

BLOCK = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def writer(root: Path) -> ModuleType:
    """The tool that writes the page."""
    spec = importlib.util.spec_from_file_location("writer", root / "tools/write_configuration.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_models_say(writer: ModuleType, root: Path) -> None:
    """Run tools/write_configuration.py where they differ."""
    text = (root / "docs/configuration.md").read_text("utf-8")
    assert writer.page(text) == text


def test_every_key_is_described(writer: ModuleType) -> None:
    """No cell of the tables is left empty but for a table's default."""
    rows = [line for line in writer.tables().splitlines() if line.startswith("| `")]
    assert len(rows) > 40
    assert not [row for row in rows if re.search(r"\|\s*\|$", row)]


@pytest.mark.parametrize("page", ["README.md", "docs/configuration.md"])
def test_every_example_can_be_loaded(root: Path, tmp_path: Path, page: str) -> None:
    """As it stands."""
    examples = BLOCK.findall((root / page).read_text("utf-8"))
    assert examples
    for number, text in enumerate(examples):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, "utf-8")
        assert Settings.load(file).providers


def test_the_complete_example_is_complete(root: Path) -> None:
    """It has every key but those that stand in for another, or are of one provider alone."""
    ((text),) = BLOCK.findall((root / "docs/configuration.md").read_text("utf-8"))
    table = tomllib.loads(text)
    assert set(Settings.keys) - set(table) == {"record_types"}
    said = {key for profile in table["providers"].values() for key in profile}
    assert set(Profile.model_fields) - said == {"api_key", "api_version", "asking"}
