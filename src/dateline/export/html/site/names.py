"""What the files of a folder of pages are called, and which files are of such a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

INDEX = "index.html"
ARTICLES = "articles"
EVENTS = "events"

_PLAIN = re.compile(r"[a-z0-9-]{1,64}")
_PAGE = re.compile(r"[a-z0-9-]{1,64}\.html")
_SECOND_READING = re.compile(r"#(\d+)\Z")
_OURS = '<meta name="generator" content="dateline '
_HEAD = 4096


def page_name(id_: str) -> str:
    """The file of an article or an event: its id where that may be a file's name, or a digest."""
    name = _SECOND_READING.sub(r"-\1", id_)
    if not _PLAIN.fullmatch(name):
        name = blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f"{name}.html"


def foreign(folder: Path) -> Path | None:
    """The first thing in a folder that is not of an index and its pages; None where all is."""
    return next(_foreign(folder), None)


def _foreign(folder: Path) -> Iterator[Path]:
    found = _entries(folder)
    if not found:
        return
    index = folder / INDEX
    if not _is_ours(index):
        yield index if index.exists() else Path(found[0].path)
    for entry in found:
        if entry.name in (ARTICLES, EVENTS) and entry.is_dir(follow_symlinks=False):
            yield from (Path(e.path) for e in _entries(entry) if not _is_page(e))
        elif entry.name != INDEX:
            yield Path(entry.path)


def _entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _is_page(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and _PAGE.fullmatch(entry.name) is not None


def _is_ours(index: Path) -> bool:
    if index.is_symlink() or not index.is_file():
        return False
    with index.open(encoding="utf-8", errors="replace") as file:
        return _OURS in file.read(_HEAD)
