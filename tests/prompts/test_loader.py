"""Loading, hashing and rendering of templates."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from dateline.errors import ConfigError
from dateline.prompts import data_dir, load_prompt

TEMPLATE = """{# id: strike
   version: 3 #}
{% block question %}
{% include "_part.jinja" %}
Which {{ what }}?
{% endblock %}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A prompt of the user's own, with a partial."""
    (tmp_path / "strike.jinja").write_text(TEMPLATE)
    (tmp_path / "_part.jinja").write_text('{% include "_inner.jinja" %}\nPart.\n')
    (tmp_path / "_inner.jinja").write_text("Inner.\n")
    return tmp_path


def test_metadata_is_read_from_the_first_lines() -> None:
    """The receipt gets id, version and a hash."""
    prompt = load_prompt("incident")
    assert (prompt.id, prompt.version, len(prompt.sha256)) == ("incident", 1, 64)


def test_a_prompt_is_frozen() -> None:
    """A loaded prompt is a value."""
    with pytest.raises(FrozenInstanceError):
        load_prompt("incident").version = 2  # type: ignore[misc]


def test_an_unknown_prompt_names_those_that_exist() -> None:
    """Partials are not among them, and no path leads out of the folder."""
    for name in ("incidents", "_article", "../prompts/incident", ""):
        with pytest.raises(ConfigError) as caught:
            load_prompt(name)
        assert repr(name) in str(caught.value)
        assert "incident, policy-context, record, statement" in str(caught.value)


def test_a_missing_variable_raises() -> None:
    """A template is never rendered with a hole in it."""
    with pytest.raises(UndefinedError, match="article"):
        load_prompt("incident").render("article_user", fence="f", title=None, published=None)


def test_an_unknown_block_names_those_that_exist() -> None:
    """The error lists the blocks."""
    with pytest.raises(ConfigError, match="article_system, article_user, cut_off, gaps"):
        load_prompt("incident").render("article")


def test_a_fence_that_stands_in_the_text_is_refused() -> None:
    """The article cannot close its own fence, whoever chose the token."""
    given = {"article": "x abc x", "title": None, "published": None}
    with pytest.raises(ValueError, match="'abc' stands in 'article'"):
        load_prompt("incident").render("article_user", fence="abc", **given)


def test_the_same_files_have_the_same_hash() -> None:
    """The hash depends on nothing but the files."""
    assert load_prompt("statement") == load_prompt("statement")
    assert load_prompt("statement").sha256 != load_prompt("incident").sha256


@pytest.mark.parametrize("changed", ["strike.jinja", "_part.jinja", "_inner.jinja"])
def test_the_hash_covers_the_partials(folder: Path, changed: str) -> None:
    """A change in the template, in a partial, or in a partial's partial changes it."""
    before = load_prompt("strike", folder=folder)
    path = folder / changed
    path.write_text(path.read_text() + "More.\n")
    after = load_prompt("strike", folder=folder)
    assert before.sha256 != after.sha256
    assert before.version == after.version == 3


def test_line_ends_do_not_change_the_hash(folder: Path) -> None:
    """A checkout with CRLF has the same prompts."""
    before = load_prompt("strike", folder=folder)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_prompt("strike", folder=folder) == before


def test_a_users_folder_is_added_to_ours(folder: Path) -> None:
    """Own prompts may include dateline's partials, and dateline's prompts stay."""
    (folder / "_part.jinja").write_text('{% include "_article_system.jinja" %}\n')
    text = load_prompt("strike", folder=folder).render("question", what="strikes")
    assert text.startswith(load_prompt("incident").render("article_system"))
    assert text.endswith("\nWhich strikes?")
    assert load_prompt("incident", folder=folder) == load_prompt("incident")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% block question %}x{% endblock %}", "id and version"),
        ("{# id: other version: 1 #}", "id and version"),
        ("{# id: strike version: 1 #}{% block %}", "is broken"),
        ('{# id: strike version: 1 #}{% include "_none.jinja" %}', "_none.jinja"),
        ("{# id: strike version: 1 #}{% include name %}", "hash cannot cover"),
    ],
)
def test_a_broken_template_is_a_config_error(folder: Path, source: str, message: str) -> None:
    """The message says what is wrong with it."""
    (folder / "strike.jinja").write_text(source)
    with pytest.raises(ConfigError, match=message):
        load_prompt("strike", folder=folder)


def test_a_missing_folder_is_named() -> None:
    """The error says where it was looked for."""
    with pytest.raises(ConfigError, match=r"'nowhere' of dateline is missing: looked in .*_data"):
        data_dir("nowhere")


def test_jinja_is_imported_when_a_prompt_is_loaded() -> None:
    """Importing the package costs no template engine."""
    code = "import sys, dateline.prompts; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
