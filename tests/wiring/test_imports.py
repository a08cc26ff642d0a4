"""What importing dateline costs: each import in a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

VENDORS = {"anthropic", "google", "httpx2", "instructor", "openai", "xllamacpp"}
HEAVY = {"dateparser", "jinja2", "pydantic", "rich", "tenacity", "trafilatura", "typer"}


def loaded_after(code: str) -> set[str]:
    """The modules that there are once `code` has run, and the packages that hold them."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], check=True, capture_output=True, text=True
    )
    modules = set(json.loads(ran.stdout.splitlines()[-1]))
    return modules | {name.partition(".")[0] for name in modules}


def test_importing_dateline_loads_nothing_else() -> None:
    """Its names are loaded when they are first used."""
    loaded = loaded_after("import dateline")
    assert not loaded & (VENDORS | HEAVY)
    assert {m for m in loaded if m.startswith("dateline")} == {"dateline", "dateline._version"}


def test_an_article_loads_no_provider() -> None:
    """Text, places in it and records need none; only pages need what reads them."""
    loaded = loaded_after("from dateline import Article; Article.from_text('Rain.').locate('Rain')")
    assert not loaded & (VENDORS | {"trafilatura", "lxml", "charset_normalizer"})
    assert not {m for m in loaded if m.startswith("dateline.providers")}


def test_the_public_names_load_no_vendors_sdk() -> None:
    """It waits for the first question: importing openai alone takes more than a second."""
    names = "Article, DatelineError, Extraction, Extractor, Settings, aextract, extract"
    assert not loaded_after(f"from dateline import {names}") & VENDORS


def test_templates_are_loaded_without_their_engine() -> None:
    """It waits for the first prompt."""
    assert "jinja2" not in loaded_after("import dateline.prompts")


def test_a_result_loads_what_shows_it_when_it_is_shown() -> None:
    """Records and their JSON need no templates and no towns."""
    loaded = loaded_after("from dateline import Extraction; Extraction.model_json_schema()")
    assert "jinja2" not in loaded
    assert not {m for m in loaded if m.startswith("dateline.export")}


def test_help_loads_no_sdk_and_no_models() -> None:
    """Help is there at once."""
    help_text = "import typer.main; from dateline.cli.app import app; typer.main.get_command(app)"
    assert not loaded_after(help_text) & (VENDORS | {"pydantic", "trafilatura"})


@pytest.mark.slow
def test_no_module_loads_a_vendors_sdk() -> None:
    """None but that of the connections, which is loaded for the first request."""
    walk = """
import importlib, pkgutil, dateline
for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
    if not module.name.endswith(("__main__", "providers.connections")):
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
