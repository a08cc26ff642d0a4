"""For tests: a pytest plugin that replays, and a provider that answers from a script.

The plugin (`dateline.testing.plugin`) is there as soon as dateline is installed, and does nothing
until a project says `dateline_cassettes = "cassettes"` in its pytest configuration. Nothing is
imported before it is used: pytest loads this package in every project.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.testing.scripted import Script, ScriptedProvider, nothing, run_scripted

__all__ = ["Script", "ScriptedProvider", "nothing", "run_scripted"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("dateline.testing.scripted"), name)
