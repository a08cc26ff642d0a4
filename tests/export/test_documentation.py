"""docs/exports.md is what the code does, and its examples run."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.export.made import extraction, with_text

from dateline import Article, Settings, extract
from dateline.export import FORMATS, coded, export

PYTHON, SQL = (re.compile(rf"^```{kind}\n(.*?)^```", re.M | re.S) for kind in ("python", "sql"))


@pytest.fixture
def page(root: Path) -> str:
    """The page."""
    return (root / "docs/exports.md").read_text("utf-8")


@pytest.fixture
def writer(root: Path) -> ModuleType:
    """The tool that writes its tables."""
    spec = importlib.util.spec_from_file_location("writer", root / "tools/write_exports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_code_says(writer: ModuleType, page: str) -> None:
    """Run tools/write_exports.py where they differ."""
    assert writer.page(page) == page


def test_no_cell_of_the_page_is_empty(page: str) -> None:
    """Every column says where it comes from."""
    assert not [line for line in page.splitlines() if re.match(r"\|.*\|\s*\|\s*$", line)]


def test_every_format_is_on_the_page(page: str) -> None:
    """By its name."""
    assert [name for name in FORMATS if f"`{name}`" not in page] == []


def test_the_readme_shows_what_comes_of_its_example(root: Path, tmp_path: Path) -> None:
    """The article read by the parser, and the two tables of it."""
    pytest.importorskip("spacy")
    pandas = pytest.importorskip("pandas")
    article = Article.from_file(root / "examples/raid-and-roadside-bomb.txt")
    read = extract(article, provider="parser", published=date(2024, 3, 11), settings=Settings())
    export(coded([read]), "acled", tmp_path / "acled.csv")
    events = pandas.read_csv(tmp_path / "acled.csv")
    words = pandas.read_csv(tmp_path / "acled.provenance.csv").query("column == 'fatalities'")
    shown = ["event_date", "sub_event_type", "actor1", "actor2", "admin1", "fatalities"]
    readme = (root / "README.md").read_text("utf-8")
    assert events[shown].to_string(index=False) in readme
    assert words[["column", "start", "end", "words"]].to_string(index=False) in readme


def test_the_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they stand, one after the other."""
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    export(coded([extraction(), with_text("=b")]), "jsonl", "runs.jsonl")
    export(coded([extraction(), with_text("=b")]), "csv", "tables")
    names: dict[str, Any] = {}
    first, second = PYTHON.findall(page)
    exec(compile(first, "exports.md", "exec"), names)
    assert names["frame"]["kind"].tolist() == ["Attack"]
    assert (tmp_path / "acled.provenance.csv").is_file()
    exec(compile(second, "exports.md", "exec"), names)
    assert names["frame"]["content"].tolist()[1] == "=b."
    export(coded([extraction()]), "duckdb", "runs.duckdb")
    (query,) = SQL.findall(page)
    with duckdb.connect("runs.duckdb") as database:
        assert len(database.execute(query).fetchall()) == 2
