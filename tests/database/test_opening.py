"""A SQLite file of ours: made, brought up to date, or refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.database import Kind, open_database
from dateline.errors import ConfigError

FIRST = ("CREATE TABLE a (x)",)
SECOND = ("ALTER TABLE a ADD COLUMN y", "CREATE TABLE b (z)")


def kind(*versions: tuple[str, ...]) -> Kind:
    """A kind of file with so many versions."""
    return Kind("drawer", 7, versions, "--drawer")


def test_a_file_is_made_for_its_owner_alone_in_the_newest_version(tmp_path: Path) -> None:
    """With its folder, and marked as ours."""
    path = tmp_path / "folder" / "a.db"
    with closing(open_database(path, kind(FIRST, SECOND))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("PRAGMA application_id").fetchone() == (7,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.execute("INSERT INTO a (x, y) VALUES (1, 2)")
    assert path.stat().st_mode & 0o077 == 0


def test_an_older_one_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path: Path) -> None:
    """By the steps that it lacks."""
    with closing(open_database(tmp_path / "a.db", kind(FIRST))) as connection:
        connection.execute("INSERT INTO a (x) VALUES (1)")
    with closing(open_database(tmp_path / "a.db", kind(FIRST, SECOND))) as connection:
        assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, None)]


def test_a_step_that_fails_leaves_it_as_it_was(tmp_path: Path) -> None:
    """Not half of it."""
    open_database(tmp_path / "a.db", kind(FIRST)).close()
    broken = ("CREATE TABLE b (z)", "CREATE TABLE a (x)")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        open_database(tmp_path / "a.db", kind(FIRST, broken))
    with closing(open_database(tmp_path / "a.db", kind(FIRST))) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("a",)]


def test_a_newer_one_and_somebody_elses_are_refused(tmp_path: Path) -> None:
    """By name, with the option that names another."""
    open_database(tmp_path / "a.db", kind(FIRST, SECOND)).close()
    with pytest.raises(ConfigError, match=r"drawer .* newer dateline.*--drawer"):
        open_database(tmp_path / "a.db", kind(FIRST))
    other = Kind("cupboard", 8, (FIRST, SECOND), "--cupboard")
    with pytest.raises(ConfigError, match="another program's database"):
        open_database(tmp_path / "a.db", other)


def test_without_a_file_it_is_gone_with_its_connection() -> None:
    """And like any other until then."""
    with closing(open_database(None, kind(FIRST))) as connection:
        connection.execute("INSERT INTO a VALUES (1)")
        assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
