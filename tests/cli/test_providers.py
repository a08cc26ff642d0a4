"""`dateline providers`: what is configured, whether it can run here, and what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def listed(ended: Any) -> str:
    """What was printed, with plain white space."""
    assert (ended.status, ended.err) == (0, "")
    return " ".join(ended.out.split())


def test_with_nothing_configured_the_built_in_ones_are_shown(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the variable that they miss."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    text = listed(dateline_command("providers"))
    assert "OPENAI_API_KEY not set" in text
    assert "no: 'local' needs packages that are not installed" in text
    assert "no configuration file" in text


def test_what_to_install_and_what_to_set_is_printed_whole(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Square brackets are part of the command, and of the table's name."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert "pip install 'dateline[local]'" in listed(dateline_command("providers"))
    Path("dateline.toml").write_text('[providers.lost]\nmodel = "openai-compatible:q"\n', "utf-8")
    assert "[providers.lost]" in listed(dateline_command("providers"))


def test_configured_ones_are_shown_with_their_state(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the file they stand in, the default, and never the key."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("DESK_KEY", "sk-secret")
    Path("dateline.toml").write_text(
        'default = "desk"\n'
        "[providers.desk]\n"
        'model = "openai:gpt-5-mini"\n'
        'api_key_env = "DESK_KEY"\n'
        "[providers.box]\n"
        'model = "openai-compatible:qwen3:8b"\n'
        'base_url = "http://127.0.0.1:11434/v1"\n'
        "[providers.lost]\n"
        'model = "openai-compatible:qwen3:8b"\n',
        "utf-8",
    )
    text = listed(dateline_command("providers"))
    assert (
        "desk model openai:gpt-5-mini asked by article key from DESK_KEY can run here yes" in text
    )
    assert "box model openai-compatible:qwen3:8b" in text
    assert "'lost' has no address" in text
    assert "dateline.toml" in text
    assert "Default: desk" in text
    assert "sk-secret" not in text


def test_no_word_is_broken_on_a_narrow_terminal(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be copied can be copied."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    text = listed(dateline_command("providers"))
    for words in ("openai:gpt-5-mini", "OPENAI_API_KEY not set", "pip install 'dateline[local]'"):
        assert words in text


def test_a_key_that_is_none_is_told_and_not_shown(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are listed all the same."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very\nsecret")
    text = listed(dateline_command("providers"))
    assert "OPENAI_API_KEY cannot be used" in text
    assert "sk-very" not in text
    assert "local" in text
