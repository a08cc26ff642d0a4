"""A user's actor list."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.models import KnownActor
from dateline.settings import Settings
from dateline.wiring.actor_list import known_actors, load_actors

JNIM = KnownActor(name="JNIM", aliases=("the Group", "GSIM"), kind="Rebel group")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.toml",
            '[[actor]]\nname = "JNIM"\naliases = ["the Group", "GSIM"]\nkind = "Rebel group"\n',
        ),
        ("a.csv", "name,aliases,kind\nJNIM,the Group; GSIM,Rebel group\n"),
    ],
)
def test_it_is_read_from_toml_and_csv(tmp_path: Path, name: str, text: str) -> None:
    """The same entries."""
    (tmp_path / name).write_text(text, "utf-8")
    assert load_actors(tmp_path / name) == (JNIM,)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.toml", "x = 1", r"\[\[actor\]\]"),
        ("a.toml", "[[actor", "not valid TOML"),
        ("a.toml", '[[actor]]\nname = "A"\nkind = "Rebels"', "actor 1: kind"),
        ("a.toml", '[[actor]]\naliases = ["A"]', "actor 1: name"),
        ("a.csv", "name,kind\nA,Rebels\n", "actor 1: kind"),
        ("a.csv", "aliases\nA\n", "actor 1 has no name"),
    ],
)
def test_what_does_not_fit_is_an_error_with_the_entry(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    """And says what a list looks like."""
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=words) as raised:
        load_actors(tmp_path / name)
    assert "aliases" in raised.value.hint


def test_a_relative_path_is_one_from_the_configurations_folder(tmp_path: Path) -> None:
    """Wherever the program runs."""
    (tmp_path / "actors.csv").write_text("name,aliases,kind\nJNIM,the Group;GSIM,Rebel group\n")
    (tmp_path / "dateline.toml").write_text('actors = "actors.csv"\n')
    assert known_actors(Settings.load(tmp_path / "dateline.toml")) == (JNIM,)


def test_a_missing_list_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Before anything is asked."""
    with pytest.raises(ConfigError, match=r"none\.csv"):
        load_actors(tmp_path / "none.csv")


def test_its_errors_say_what_to_do(tmp_path: Path) -> None:
    """The file is named once, and the next step is there."""
    missing = tmp_path / "none.csv"
    with pytest.raises(ConfigError, match="Correct `actors`") as raised:
        load_actors(missing)
    assert str(raised.value).count(str(missing)) == 1
    other = tmp_path / "actors.csv"
    other.write_bytes("name\nArmée\n".encode("cp1252"))
    with pytest.raises(ConfigError, match=r"is not UTF-8.*Save it as UTF-8\."):
        load_actors(other)
