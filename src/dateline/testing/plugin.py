"""The pytest plugin: `dateline_cassettes = "cassettes"` in the configuration turns it on."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

import pytest

_SETTING = "dateline_cassettes"


class _AsTheyAre(MetaPathFinder):
    """Loads dateline's modules as any program does.

    pytest rewrites the asserts of every module of a package that brings a plugin, and so compiles
    some two hundred modules anew in each fresh environment: seconds, in every project that has
    dateline installed. None of them holds an assert of a test.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Only of what is below the package."""
        return (
            PathFinder.find_spec(fullname, path, target)
            if fullname.startswith("dateline.")
            else None
        )


# Before pytest's own finder, which is there by now.
if not any(isinstance(finder, _AsTheyAre) for finder in sys.meta_path):
    sys.meta_path.insert(0, _AsTheyAre())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one setting."""
    parser.addini(
        _SETTING,
        "The folder of recorded answers, from the configuration's folder. Tests marked `vcr` "
        "replay them, and no test reaches the network.",
        default="",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set replaying up, where the project asks for it."""
    folder = str(config.getini(_SETTING))
    if not folder:
        return
    missing = [name for name in ("vcr", "pytest_recording") if not importlib.util.find_spec(name)]
    if missing:
        raise pytest.UsageError(
            f"{_SETTING} needs packages that are not installed. "
            "Run: pip install 'dateline[testing]'."
        )
    from dateline.recording.report import FOLDER
    from dateline.testing.replaying import Replaying

    for line in (
        "part: plays only a part of its cassette, on purpose.",
        "default_cassette(name): the cassette's name, if it is not the test's.",
    ):
        config.addinivalue_line("markers", line)
    config.option.block_network = True
    named = Path(os.environ.get(FOLDER, folder))
    plugin = Replaying(config, named if named.is_absolute() else config.rootpath / named)
    config.pluginmanager.register(plugin, "dateline-replaying")
