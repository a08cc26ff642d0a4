"""What a test's cassette is called: each test's own, on any system, whatever its parameters are."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

_LONGEST = 100  # characters of a name; file systems take 255 bytes, and paths on Windows 260
_NOT_IN_NAMES = re.compile(r"[<>?%*:|\"'/\\\x00-\x1f\x7f]")


def default_name(item: pytest.Item, root: Path) -> str:
    """The test's module, as a path from the project's folder, and the test with its classes.

    A name that had to be changed to be a file's carries a digest: two tests whose parameters are
    "a/b" and "a-b" have two cassettes.

    Args:
        item: The test.
        root: The project's folder.
    """
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return f"{_module(item.path, root)}/{file_name('.'.join([*classes, item.name]))}"


def file_name(name: str) -> str:
    """The name of a test as that of a file."""
    plain = _NOT_IN_NAMES.sub("-", name)
    if plain == name and len(name) <= _LONGEST:
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[:_LONGEST]}-{digest}"


def _module(path: Path, root: Path) -> str:
    """One folder for each module; two modules may be called the same in two folders."""
    inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    return inside.with_suffix("").as_posix()
