"""A file that cannot be used as a cache is refused at the start, with what to do."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from dateline.cache import Kept, StoredAnswers
from dateline.errors import ConfigError


def refused(path: Path) -> str:
    """What is said of a file."""
    with pytest.raises(ConfigError) as caught:
        StoredAnswers(path)
    assert str(path) in str(caught.value)
    assert caught.value.hint
    return str(caught.value)


def filled(path: Path) -> None:
    """A cache with many answers."""

    async def fill() -> None:
        cache = StoredAnswers(path)
        for number in range(50):
            await cache.put(str(number), Kept(f"{number}" * 2000, "stop"))
        await cache.aclose()

    asyncio.run(fill())


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("what I wanted to keep\n" * 300)
    assert "is no database, or damaged" in refused(path)
    assert path.read_text().startswith("what I wanted")


def test_another_programs_database(tmp_path: Path) -> None:
    """It is left as it is, journal mode and all."""
    path = tmp_path / "theirs.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE answers (key TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "is another program's database" in refused(path)
    assert path.read_bytes() == before


def test_a_newer_datelines_cache(tmp_path: Path) -> None:
    """What it says there is not ours to guess."""
    path = tmp_path / "newer.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    assert "was made by a newer dateline" in refused(path)


def test_a_cache_that_was_cut_off(tmp_path: Path) -> None:
    """A copy that did not finish."""
    path = tmp_path / "cut.db"
    filled(path)
    os.truncate(path, path.stat().st_size // 2)
    assert "damaged" in refused(path)


def test_a_cache_with_a_page_overwritten(tmp_path: Path) -> None:
    """SQLite finds it when it looks at every page."""
    path = tmp_path / "torn.db"
    filled(path)
    with path.open("r+b") as file:
        for page in range(2, 30, 3):
            file.seek(page * 4096)
            file.write(os.urandom(4096))
    assert "damaged" in refused(path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """Or a folder that would have to be where a file is."""
    assert "cannot be opened" in refused(tmp_path)
    (tmp_path / "file").write_text("x")
    assert "cannot be made" in refused(tmp_path / "file" / "answers.db")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions as POSIX has them")
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    """It is told before a question is paid for."""
    path = tmp_path / "read-only.db"
    filled(path)
    path.chmod(0o400)
    if os.access(path, os.W_OK):  # whoever may do anything is not held up by a mode
        StoredAnswers(path)
    else:
        assert "cannot be opened" in refused(path)


def test_an_empty_file_becomes_a_cache(tmp_path: Path) -> None:
    """As `touch` and `mktemp` leave one."""
    path = tmp_path / "empty.db"
    path.touch()
    filled(path)
    assert path.stat().st_size > 50_000
