"""What importing dateline costs: each import in a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

VENDORS = {"anthropic", "google", "httpx2", "instructor", "openai", "xllamacpp"}
HEAVY = {"dateparser", "jinja2", "pydantic", "rich", "tenacity", "trafilatura", "typer"}


def loaded_after(code: str) -> set[str]:
    """The top-level modules that are there once `code` has run."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], check=True, capture_output=True, text=True
    )
    return {name.partition(".")[0] for name in json.loads(ran.stdout.splitlines()[-1])}


def test_importing_dateline_loads_nothing_else() -> None:
    """Its names are loaded when they are first used."""
    loaded = loaded_after("import dateline")
    assert "dateline" in loaded
    assert not loaded & (VENDORS | HEAVY)


@pytest.mark.parametrize(
    "names", ["Article, Settings, Extraction", "Extractor, extract, aextract, DatelineError"]
)
def test_the_public_names_load_no_vendors_sdk(names: str) -> None:
    """It waits for the first question."""
    assert not loaded_after(f"from dateline import {names}") & VENDORS


def test_no_module_loads_a_vendors_sdk() -> None:
    """Not one of the whole package, however it is come by."""
    walk = """
import importlib, pkgutil, dateline
for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
    loaded = loaded_after(walk)
    assert "pydantic" in loaded
    assert not loaded & VENDORS


def test_a_provider_is_built_without_its_sdk() -> None:
    """Wrong keys and names are found at once."""
    build = """
from dateline.settings import Profile, Settings
from dateline.providers import build, resolve
mine = Profile(model="openai-compatible:m", base_url="http://127.0.0.1:1/v1")
build(resolve(Settings(providers={"mine": mine}), "mine"), Settings())
"""
    assert not loaded_after(build) & VENDORS
