"""Where keys may stand, and that they show nowhere."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from pydantic import ValidationError

from dateline.errors import ConfigError
from dateline.settings import Profile, Settings

KEY = "sk-PLANTED-0123456789"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_headers_are_as_secret_as_the_key() -> None:
    """In every form that settings can be looked at."""
    settings = Settings(
        providers={"x": Profile(model="openai", api_key=KEY, headers={"Authorization": KEY})}
    )
    profile = settings.providers["x"]
    assert profile.headers["authorization"].get_secret_value() == KEY
    shown = [repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()]
    assert not [text for text in shown if KEY in text]


@pytest.mark.parametrize(
    "line",
    [
        f'headers = "{KEY}"',
        f'headers = {{ "X-Key" = ["{KEY}"] }}',
        f'headers = {{ "X Key" = "{KEY}" }}',
        f'headers = {{ "X-Key" = "{KEY}\\nX-Other: 1" }}',
        f'headers = {{ "X-Key" = "{KEY}é" }}',
        f'api_key_env = "{KEY}"',
        f'base_url = "https://me:{KEY}@example.org/v1"',
        f'base_url = "https://example.org/v1?api_key={KEY}"',
        f'base_url = "https://example.org/v1?key={KEY}"',
        f'base_url = "{KEY}"',
        f'base_url = "me:{KEY}@example.org"',
        f'base_url = "{KEY}.{KEY}"',
        f'extra_body = {{ api_key = "{KEY}" }}',
        f'extra_body = {{ gateway = [{{ access_token = "{KEY}" }}] }}',
        f'extra_body = {{ "X-Api-Key" = "{KEY}" }}',
        f'timeout = "{KEY}"',
        f'price = {{ input = "{KEY}", output = 1 }}',
        f'sampling = ["{KEY}"]',
    ],
)
def test_a_key_in_the_wrong_place_is_refused_and_not_shown(folder: Path, line: str) -> None:
    """Not in the message, and not in the traceback with all its causes."""
    (folder / "dateline.toml").write_text(f'[providers.x]\nmodel = "openai"\n{line}\n', "utf-8")
    with pytest.raises(ConfigError, match=r"providers\.x\.") as caught:
        Settings.load()
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DATELINE_PROVIDERS__X__API_KEY__Y", "api_key"),
        ("DATELINE_PROVIDERS__X__APIKEY", "did you mean 'api_key'"),
        ("DATELINE_PROVIDERS__X__HEADERS", "is not valid JSON"),
        ("DATELINE_RETRIES", "retries.attempts"),
        ("DATELINE_PROVIDER__X__API_KEY", "DATELINE_PROVIDERS"),
    ],
)
def test_nor_is_one_in_the_wrong_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """The variable is named."""
    monkeypatch.setenv(name, KEY)
    with pytest.raises(ConfigError) as caught:
        Settings.load()
    shown = "".join(traceback.format_exception(caught.value))
    assert words in shown
    assert name in shown
    assert KEY not in shown


@pytest.mark.parametrize("name", ["model", "messages", "stream"])
def test_what_dateline_sets_is_not_for_the_extra_body(name: str) -> None:
    """The answer's cache key and its reading depend on it."""
    with pytest.raises(ValidationError, match=f"'{name}' is set by dateline"):
        Profile(model="openai", extra_body={name: "x"})


def test_names_that_only_sound_like_secrets_are_fine() -> None:
    """OpenAI has a prompt_cache_key, and tokenizers have tokens of all kinds."""
    body = {"prompt_cache_key": "a", "eos_token": "b", "max_tokens": 1, "logit_bias": {"tok": 1}}
    assert Profile(model="openai", extra_body=body).extra_body == body
    url = "https://example.org/openai?api-version=2026-01-01"
    assert Profile(model="openai", base_url=url).base_url == url
