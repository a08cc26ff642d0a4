"""What the reference is made of: public names are described, with every parameter."""

from __future__ import annotations

import importlib.util
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from dateline import errors
from dateline.models import FindingKind
from dateline.models import extraction as results

MODULES = (
    "dateline",
    "dateline.batch",
    "dateline.daft",
    "dateline.evaluation",
    "dateline.export",
    "dateline.models",
    "dateline.testing",
)


def _public() -> Iterator[tuple[str, Any]]:
    """Public classes and functions, each once, with what can be called of the classes."""
    seen: set[int] = set()
    for module in map(import_module, MODULES):
        for name in module.__all__:
            yield from _with_members(name, getattr(module, name), seen)
    for name, value in vars(errors).items():
        if inspect.isclass(value):
            yield from _with_members(name, value, seen)


def _with_members(name: str, value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    if id(value) in seen or not (inspect.isclass(value) or inspect.isfunction(value)):
        return
    seen.add(id(value))
    yield name, value
    for inner, member in vars(value).items() if inspect.isclass(value) else ():
        called = getattr(member, "__func__", member)
        if not inner.startswith("_") and (inspect.isfunction(called) or hasattr(called, "fget")):
            yield f"{name}.{inner}", called


PUBLIC = dict(_public())


def test_there_is_a_page_for_every_public_module(root: Path) -> None:
    """Each of them is named by a page of the reference."""
    pages = "".join(p.read_text("utf-8") for p in (root / "docs/reference").glob("*.md"))
    assert [m for m in (*MODULES, "dateline.errors") if f"::: {m}" not in pages] == []


def test_every_public_name_is_on_a_page_of_its_own(root: Path) -> None:
    """Where pages list names one by one, none is forgotten."""
    pages = "".join(p.read_text("utf-8") for p in (root / "docs/reference").glob("*.md"))
    shown = set(re.findall(r"^::: dateline\.(?:\w+\.)?(\w+)$", pages, re.MULTILINE))
    listed = {*import_module("dateline").__all__, *import_module("dateline.models").__all__}
    assert listed - shown == {"DatelineError", "__version__"}


@pytest.mark.parametrize("name", PUBLIC)
def test_it_is_described(name: str) -> None:
    """In a first line that is a sentence, with each of its parameters."""
    value = PUBLIC[name]
    written = inspect.getdoc(value) or ""
    assert written.splitlines()[:1] not in ([], [""])
    if inspect.isfunction(value):
        given = [p for p in inspect.signature(value).parameters if p not in ("self", "cls")]
        said = re.compile(r"^ +\*{0,2}(\w+): ", re.MULTILINE).findall(written)
        assert [p for p in given if p not in said and f"`{p}`" not in written] == []


def test_every_kind_of_finding_is_described(root: Path) -> None:
    """In the words under its type."""
    described = re.findall(r"^- `(\w+)`: ", inspect.getsource(results), re.MULTILINE)
    assert tuple(described) == get_args(FindingKind)


@pytest.fixture
def writer(root: Path) -> ModuleType:
    """The tool that writes the page of the command line."""
    spec = importlib.util.spec_from_file_location("writer", root / "tools/write_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks for its own module.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "writer", module)
        spec.loader.exec_module(module)
    return module


def test_the_page_of_the_command_line_is_what_the_commands_say(
    writer: ModuleType, root: Path
) -> None:
    """Run tools/write_cli.py where they differ."""
    assert writer.page() == (root / "docs/reference/cli.md").read_text("utf-8")
